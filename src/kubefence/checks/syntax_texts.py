"""The words for what makes a text unreadable."""

from __future__ import annotations

from kubefence.findings import Text
from kubefence.positions import FileMap, TextMap
from kubefence.yamldoc import dialect, limits

TAB = Text("缩进里有制表符，YAML 只允许空格", "there is a tab in the indentation; YAML allows spaces only")
INDENTED = Text(
    "--- 只有在行首才分隔文档；去掉这些行共有的缩进",
    "--- separates documents only where it begins a line; remove the indentation that all these lines share",
)
_TEMPLATE = Text("这是模板，不是 YAML", "this is a template, not YAML")
_IN_A_BLOCK = Text(
    '把代码块的语言改为 helm 或 jinja；显示的是整份清单时，再加上 skip="原因"',
    'give the block the language helm or jinja, with skip="reason" if it shows a whole manifest',
)
_IN_A_FILE = Text(
    "核对它生成的清单，如 helm template 的输出", "check what is made of it, such as the output of helm template"
)


def template(source: TextMap) -> Text:
    """What to say of a template, in a block or in a file of its own."""
    hint = _IN_A_FILE if isinstance(source, FileMap) else _IN_A_BLOCK
    return Text(f"{_TEMPLATE.zh}；{hint.zh}", f"{_TEMPLATE.en}; {hint.en}")


PROBLEMS = {
    "tab character": TAB,
    "mapping values are not allowed": Text(
        "这里不能再出现冒号：检查缩进，或给含有冒号的值加引号",
        "no colon can stand here; check the indentation, or put a value that has a colon in quotes",
    ),
    "could not find expected ':'": Text(
        "缺少冒号，或多行文本没有缩进", "a colon is missing, or a text of several lines is not indented"
    ),
    "did not find expected key": Text(
        "缩进与上面的键不一致，或上一行的引号、括号没有配对",
        "the indentation does not fit the keys above, or a quote or bracket before this is not closed",
    ),
    "did not find expected '-' indicator": Text("列表项的缩进不一致", "the items of this list are not indented alike"),
    "did not find expected ',' or": Text("括号没有配对，或缺少逗号", "a bracket is not closed, or a comma is missing"),
    dialect.DIRECTIVE: Text(
        "kubectl 不认识 % 开头的指令（它先按 --- 切开文本，再交给解析器）；删掉这一行",
        "kubectl fails at directives, since it cuts the text at --- before it reads it; remove this line",
    ),
    dialect.MARK: Text(
        "这里有看不见的字节顺序标记 U+FEFF，它只能在文件开头；删掉它",
        "there is an invisible byte order mark here, U+FEFF, which can only begin a file; remove it",
    ),
    "did not find expected <document start>": Text(
        "文档在这之前已经结束：检查上面的缩进和括号",
        "the document has ended before this; check the brackets and the indentation above",
    ),
    "unexpected end of stream": Text("引号没有结束", "a quote is never closed"),
    "found undefined alias": Text("引用了没有定义过的锚点（*名称）", "this alias (*name) refers to no anchor"),
    "unknown escape character": Text(
        "双引号里的反斜线转义无效；改用单引号", "not a valid escape in double quotes; use single quotes"
    ),
    "cannot start any token": Text(
        "值不能以这个字符开头；加上引号", "a value cannot start with this character; put it in quotes"
    ),
    "block sequence entries are not allowed": Text(
        "列表项不能写在这里：换到下一行", "a list item cannot stand here; put it on a line of its own"
    ),
    "surrogates not allowed": Text("半个代理对不是字符；删掉它", "half a surrogate pair is no character; remove it"),
    "control characters are not allowed": Text("含有控制字符；删掉它", "there is a control character; remove it"),
}
"""Part of what the parser says to what is said instead."""
TOO_DEEP = Text(
    f"嵌套超过 {limits.MAX_DEPTH} 层，没有哪种对象这么深；检查括号和缩进",
    f"nested deeper than {limits.MAX_DEPTH} levels, as no object is; check brackets and indentation",
)
JSON = {
    "trailing-comma": Text("JSON 的最后一项后面没有逗号；删掉它", "JSON has no comma behind the last entry; remove it"),
    "comment": Text("JSON 没有注释；删掉它", "JSON has no comments; remove it"),
    "hash": Text("JSON 没有注释；删掉它", "JSON has no comments; remove it"),
    "constant": Text("JSON 没有 NaN 和 Infinity", "JSON has neither NaN nor Infinity"),
    "quote": Text("JSON 的字符串用双引号", "strings of JSON stand in double quotes"),
    "key": Text("JSON 的键是双引号里的字符串", "a key of JSON is a string in double quotes"),
    "colon": Text("JSON 的键后面缺少冒号", "a colon is missing behind this key"),
    "comma": Text("这里缺少逗号，或括号没有配对", "a comma is missing here, or a bracket is not closed"),
    "number": Text("JSON 没有这种写法的数", "JSON has no number that is written like this"),
    "value": Text(
        "这里应是一个值：字符串要加双引号，其余是数、true、false、null、[ 或 {",
        "a value is expected here: a string in double quotes, a number, true, false, null, [ or {",
    ),
    "control": Text(
        "字符串里有换行、制表符或别的控制字符；写成 \\n、\\t 等转义",
        "there is a line break, tab or other control character in this string; write \\n, \\t and so on",
    ),
    "escape": Text(
        "JSON 没有这个转义；反斜线本身写成 \\\\", "JSON has no such escape; a backslash itself is written \\\\"
    ),
    "unclosed-string": Text("这个字符串没有结束的引号", "the quote that opens here is never closed"),
    "unclosed": Text("JSON 到此没有写完：括号没有配对", "the JSON ends too early: a bracket is not closed"),
    "after": Text("JSON 在此之前已经结束；删掉多余的内容", "the JSON has ended before this; remove the rest"),
    "separator": Text("JSON 没有 --- 分隔符", "JSON has no separator ---"),
    "half": Text("半个代理对不是字符；删掉它", "half a surrogate pair is no character; remove it"),
}
"""Reason of a `kubefence.yamldoc.jsontext.NotJson` to words."""
BOMBS = {
    "many": Text(
        "这里的别名展开后多得离谱（几乎整个文档都来自别名），API 服务器会拒绝；直接写出内容",
        "the aliases in here unfold to nearly all of the document, which the API server refuses; "
        "write out what is meant",
    ),
    "deep": Text(
        f"这里的别名展开后嵌套超过 {limits.MAX_DEPTH} 层；直接写出内容",
        f"the aliases in here unfold to more than {limits.MAX_DEPTH} levels; write out what is meant",
    ),
    "circle": Text(
        "别名引用了包含它自己的内容；直接写出内容",
        "an alias refers to something that contains it; write out what is meant",
    ),
}
"""Reason of a `kubefence.yamldoc.build.Bomb` to words."""


def too_large(length: int, limit: int) -> Text:
    """What to say of a text with so many characters."""
    size, most = f"{length / 2**20:.1f} MiB", f"{limit / 2**20:.0f} MiB"
    return Text(
        f"内容有 {size}，超过 {most} 的上限；只留下要说明的部分",
        f"this is {size}, more than the limit of {most}; show only the part that matters",
    )
