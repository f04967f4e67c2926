"""From the text of a block to documents: everything that is wrong before Kubernetes comes into play."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kubefence.findings import Finding, Related, Severity, Text
from kubefence.positions import TextMap
from kubefence.yamldoc import dialect, limits
from kubefence.yamldoc.build import MAX_NODES, Bomb
from kubefence.yamldoc.document import Document, RepeatedKey, is_merge
from kubefence.yamldoc.load import Unreadable, load

_ELISION = re.compile(r"[ ]*(?:-[ ]+)?(\.\.\.|…)[ ]*")
_END_MARKER = re.compile(r"^(\.\.\.)[ ]*$(?=\n+(?!---|\s*\Z))", re.MULTILINE)
"""``...`` with more text behind it: to YAML the document ends there, wherever the line stands."""
_TEMPLATE_MARK = re.compile(r"(\{\{|\{%)")
_TEMPLATE_LINE = re.compile(r"^\s*(\{\{|\{%)")
_LINE_BREAKS = re.compile("[\x85\u2028\u2029]")
_HIDING = ("missing-separator", "yaml-syntax")
"""Rules whose errors leave nothing of a document that can be judged."""


class Reading(NamedTuple):
    """What could be read of a text, and what could not."""

    documents: tuple[Document, ...]
    findings: tuple[Finding, ...]
    incomplete: bool = False
    """Part of the text was not readable, so what follows from its absence means nothing."""

    @property
    def objects(self) -> list[Document]:
        """The documents that hold something."""
        return [document for document in self.documents if document.value is not None]


def read(text: str, source: TextMap, limit: int = limits.MAX_CHARACTERS) -> Reading:
    """Documents of ``text`` and the findings on the way to them."""
    broken = _unacceptable(text, source, limit)
    if broken is not None:
        return Reading((), (broken,), incomplete=True)
    ended = _END_MARKER.search(text) if "\n..." in text or text.startswith("...") else None
    if ended is not None:
        return Reading((), (_elision(text.count("\n", 0, ended.start()), 0, "...", source),), incomplete=True)
    documents: list[Document] = []
    findings: list[Finding] = []
    incomplete = False
    for item in load(text, source):
        if isinstance(item, Document):
            remarks = list(_remarks(item)) if item.repeated or item.remarks else []
            findings += remarks
            if any(finding.rule in _HIDING and finding.severity is Severity.ERROR for finding in remarks):
                incomplete = True
            else:
                documents.append(item)
        else:
            incomplete = True
            findings.append(_not_read(item, text, source))
    return Reading(tuple(documents), tuple(findings), incomplete)


def _unacceptable(text: str, source: TextMap, limit: int) -> Finding | None:
    if len(text) > limit:
        return _error("too-large", source, (0, 0), too_large(len(text), limit))
    odd = None if text.isascii() else _LINE_BREAKS.search(text)
    if odd:
        before = text[: odd.start()]
        return _error(
            "yaml-syntax",
            source,
            (before.count("\n"), odd.start() - before.rfind("\n") - 1),
            Text(
                f"这里有看不见的换行符 U+{ord(odd[0]):04X}；删掉它",
                f"there is an invisible line break here, U+{ord(odd[0]):04X}; remove it",
            ),
        )
    return None


def too_large(length: int, limit: int) -> Text:
    """What to say of a text with so many characters."""
    size, most = f"{length / 2**20:.1f} MiB", f"{limit / 2**20:.0f} MiB"
    return Text(
        f"内容有 {size}，超过 {most} 的上限；只留下要说明的部分",
        f"this is {size}, more than the limit of {most}; show only the part that matters",
    )


def _elision(line: int, column: int, written: str, source: TextMap) -> Finding:
    return _error(
        "elision",
        source,
        (line, column),
        Text(
            f"{written} 不是省略号而会破坏 YAML；写成注释 # ...",
            f"{written} does not leave something out, it breaks the YAML; write a comment: # ...",
        ),
        width=len(written),
    )


def _remarks(document: Document) -> Iterator[Finding]:
    names = {repeated.path for repeated in document.repeated}
    if ("apiVersion",) in names or ("kind",) in names:
        yield _missing_separator(document)
        return
    for repeated in document.repeated:
        yield _repeated(document, repeated)
    for node, remark in document.remarks:
        if remark == "template":
            yield Finding("yaml-syntax", Severity.ERROR, document.node_place(node), _TEMPLATE)
            return
        if remark in _DIALECT:
            severity = Severity.WARNING if remark == dialect.ESCAPED_QUOTE else Severity.ERROR
            yield Finding("yaml-syntax", severity, document.node_place(node), _DIALECT[remark])
            continue
        yield Finding("unrepresentable", Severity.ERROR, document.node_place(node), _REMARKS[remark])


def _missing_separator(document: Document) -> Finding:
    repeated = next(r for r in document.repeated if r.path in (("apiVersion",), ("kind",)))
    return Finding(
        "missing-separator",
        Severity.ERROR,
        document.node_place(repeated.node),
        Text(
            "这里开始了第二个对象，但前面没有 --- 分隔；补上一行 ---，否则后面的键会覆盖前一个对象",
            "a second object starts here without --- before it; add a line ---, or its keys replace the first object's",
        ),
        related=(Related(document.node_place(repeated.first), Text("第一个对象", "the first object")),),
    )


def _repeated(document: Document, repeated: RepeatedKey) -> Finding:
    name = repeated.path[-1]
    text = Text(f"键 {name} 重复了：只保留一个", f"the key {name} is given twice; keep one")
    if is_merge(repeated.first):
        text = Text(
            f"<< 已经带来键 {name}，API 服务器视为重复的键；不要合并，直接写出各键",
            f"<< already brings the key {name}, which the API server takes for a key given twice; "
            "write the keys out instead of merging them",
        )
    return Finding(
        "duplicate-key",
        Severity.ERROR,
        document.node_place(repeated.node),
        text,
        field=str(name),  # all that the server's parser names
        related=(Related(document.node_place(repeated.first), Text("先前在这里", "it is already here")),),
    )


def _not_read(item: Unreadable | limits.Excess | Bomb, text: str, source: TextMap) -> Finding:
    if isinstance(item, Unreadable):
        return _unreadable(item, text, source)
    if isinstance(item, limits.Excess):
        return _error("too-deep", source, (item.line, item.column), _TOO_DEEP)
    mark = item.node.start_mark
    return _error("alias-bomb", source, (mark.line, mark.column), _BOMBS[item.reason])


def _unreadable(item: Unreadable, text: str, source: TextMap) -> Finding:
    lines = text.split("\n")
    if not "".join(lines[item.line :])[item.column :].strip():  # something is missing behind the last text
        last = max((number for number, line in enumerate(lines) if line.strip()), default=0)
        item = item._replace(line=last, column=len(lines[last].rstrip()))
    for number in range(max(item.line - 2, 0), min(item.line + 1, len(lines))):
        elided = _ELISION.fullmatch(lines[number])
        if elided:  # the parser stumbles over it here, or only over what follows it
            return _elision(number, elided.start(1), elided[1], source)
    line = lines[item.line]
    for number, pattern in ((item.line - 1, _TEMPLATE_LINE), (item.line, _TEMPLATE_MARK)):
        found = pattern.search(lines[number]) if 0 <= number < len(lines) else None
        if found:
            return _error("yaml-syntax", source, (number, found.start(1)), _TEMPLATE, width=2)
    if "\t" in line[: item.column + 1] and not line[: item.column].strip():
        explained = _TAB
    else:
        explained = next((told for part, told in _PROBLEMS.items() if part in item.problem), None) or Text(
            f"不是合法的 YAML（{item.problem}）", f"this is not YAML: {item.problem}"
        )
    return _error("yaml-syntax", source, (item.line, item.column), explained)


def _error(rule: str, source: TextMap, at: tuple[int, int], text: Text, width: int = 1) -> Finding:
    line, column = at
    return Finding(rule, Severity.ERROR, source.place(line, column, line, column + width), text)


_TAB = Text("缩进里有制表符，YAML 只允许空格", "there is a tab in the indentation; YAML allows spaces only")
_TEMPLATE = Text(
    "这是模板，不是 YAML；把代码块的语言改为 helm 或 jinja",
    "this is a template, not YAML; give the block the language helm or jinja",
)
_PROBLEMS = {
    "tab character": _TAB,
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
    "incompatible YAML document": Text(
        "API 服务器的解析器只认识 %YAML 1.1；删掉这一行",
        "the API server's parser knows %YAML 1.1 only; remove this line",
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
_DIALECT = {
    dialect.QUESTION_MARK: Text(
        "在 [ ] 和 { } 里，API 服务器的解析器读不了没加引号的 ?；给值加上引号",
        "inside [ ] and { } the API server's parser cannot read a ? without quotes; put the value in quotes",
    ),
    dialect.ESCAPED_SLASH: Text(
        "双引号里的 \\/ 不是 API 服务器的解析器认识的转义；写成 /",
        "the API server's parser does not know the escape \\/ in double quotes; write /",
    ),
    dialect.ESCAPED_QUOTE: Text(
        "双引号里的 \\' 不是 YAML 的转义：API 服务器读作 '，别的解析器报错；直接写 '",
        "\\' in double quotes is no escape of YAML: the API server reads ', other parsers fail; write ' as it is",
    ),
}
"""What libyaml and the server's parser do not read alike."""
_TOO_DEEP = Text(
    f"嵌套超过 {limits.MAX_DEPTH} 层，没有哪种对象这么深；检查括号和缩进",
    f"nested deeper than {limits.MAX_DEPTH} levels, as no object is; check brackets and indentation",
)
_BOMBS = {
    "many": Text(
        f"这里的别名展开后超过 {MAX_NODES} 个值；直接写出内容",
        f"the aliases in here unfold to more than {MAX_NODES} values; write out what is meant",
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
_REMARKS = {
    "infinite": Text("JSON 没有无穷大和 NaN", "JSON has neither infinity nor NaN"),
    "complex-key": Text("键必须是简单的名字", "a key has to be a simple name"),
    "null-key": Text("键不能是空值；给它加上引号", "a key cannot be null; put it in quotes"),
    "merge": Text("<< 只能合并对象", "<< can only merge an object"),
    "binary": Text("!!binary 的内容不是 base64", "the content of !!binary is not base64"),
}
