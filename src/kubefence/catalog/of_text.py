"""Notes on rules about the text itself: as YAML, as JSON, as characters."""

from __future__ import annotations

from kubefence.catalog.note import CONFIG_MAP, Note, fenced
from kubefence.findings import Severity, Text

_DATA = CONFIG_MAP + "data:\n"

NOTES = {
    "tab-indentation": Note(
        why=Text(
            "YAML 的缩进只能用空格。Markdown 会把代码块里的制表符换成空格，页面上看不出来，复制源文件的人却会报错。",
            "YAML is indented with spaces only. Markdown turns the tabs of a block into spaces, so that readers see "
            "nothing of it, but whoever copies the source gets an error.",
        ),
        fix=Text("把制表符换成空格。", "Replace the tabs with spaces."),
        wrong=fenced(f"{_DATA}\tmode: a\n"),
        right=fenced(f"{_DATA}  mode: a\n"),
    ),
    "elision": Note(
        why=Text(
            "... 在 YAML 里是文档的结束标记，或者就是一个值；省略的地方读不出原来的意思。"
            "在页面里 kubefence 把它当作 # ... 来读，其余照样核对；承诺了核对的地方（strict）算错误。",
            "To YAML ... is the end of a document, or simply a value: what was left out cannot be told from it. In a "
            "page kubefence reads it as # ... and checks the rest; it is an error where checks are promised (strict).",
        ),
        fix=Text("把省略写成注释：# ...", "Leave things out in a comment: # ..."),
        wrong=fenced(f"{_DATA}  mode: a\n  ...\n"),
        right=fenced(f"{_DATA}  mode: a\n  # ...\n"),
        severity=Severity.NOTE,
    ),
    "ignored-document": Note(
        why=Text(
            "kubectl 只按 --- 切分文件，一段里第一个文档以 ... 结束之后，后面的内容它不再读，对象也就没有创建。",
            "kubectl cuts a file at --- alone. Once the first document of a part has ended with ..., it reads no "
            "further, and what follows is never created.",
        ),
        fix=Text("在两个对象之间写 ---。", "Write --- between the objects."),
        wrong=f"{CONFIG_MAP}...\n{CONFIG_MAP}",
        right=f"{CONFIG_MAP}---\n{CONFIG_MAP.replace('web', 'api')}",
        severity=Severity.WARNING,
        file="example.yaml",
    ),
    "json-syntax": Note(
        why=Text(
            "括号、引号或逗号写错，解析器读不下去。最后一项之后的逗号等，kubectl 当作 YAML 读得懂，所以只是警告。",
            "A bracket, a quote or a comma is wrong, and a parser cannot read on. What kubectl can still read as YAML, "
            "such as a comma behind the last item, is a warning.",
        ),
        fix=Text("按消息指出的位置改正。", "Mend the place that the message points at."),
        wrong='{"apiVersion": "v1", "kind": "ConfigMap" "metadata": {"name": "web"}}\n',
        right='{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "web"}}\n',
        file="example.json",
    ),
    "wrong-tag": Note(
        why=Text(
            "标签声明值的类型，值却不是那种类型，API 服务器的解析器报错。",
            "A tag says of what type a value is. Where the value is of another, the parser of the API server gives up.",
        ),
        fix=Text("去掉标签，需要字符串就加引号。", "Remove the tag; put a string in quotes."),
        wrong=fenced(f"{_DATA}  port: !!int web\n"),
        right=fenced(f'{_DATA}  port: "8080"\n'),
    ),
    "unrepresentable": Note(
        why=Text(
            "kubectl 先把 YAML 转成 JSON；JSON 里没有无穷大，也没有以列表或映射为名的键，于是转换失败。",
            "kubectl turns YAML into JSON first. JSON has no infinity, and no key that is a list or a mapping, so it "
            "fails there.",
        ),
        fix=Text("写成 JSON 有的值；字符串加引号。", "Write a value that JSON has; put a string in quotes."),
        wrong=fenced(f"{_DATA}  limit: .inf\n"),
        right=fenced(f'{_DATA}  limit: ".inf"\n'),
    ),
    "alias-bomb": Note(
        why=Text(
            "几行里层层引用的别名展开后会有上亿个值，解析器因此耗尽内存；API 服务器拒绝这样的内容。",
            "Aliases of aliases unfold to millions of values within a few lines, which takes all the memory of a "
            "parser; the API server refuses them.",
        ),
        fix=Text("直接写出内容。", "Write out what is meant."),
    ),
    "too-large": Note(
        why=Text(
            "内容过大，读者看不完，核对也要很久；API 服务器同样限制请求的大小。",
            "So much is neither read by anybody nor checked in reasonable time; the API server limits requests as "
            "well.",
        ),
        fix=Text("只留下要讲的那一部分。", "Show only the part that matters."),
    ),
    "too-deep": Note(
        why=Text(
            "嵌套这么深的内容多半是括号没有闭合，解析器会耗尽调用栈。",
            "What is nested so deeply has a bracket left open, most likely; a parser would run out of stack.",
        ),
        fix=Text("检查括号和缩进。", "Check brackets and indentation."),
    ),
    "not-checked": Note(
        why=Text(
            "少数核对要用到的软件包不随 kubefence 安装；没有它，这里没有核对，不能当作没有问题。",
            "A few checks need a package that does not come with kubefence. Without it this was not checked, which is "
            "not the same as no fault.",
        ),
        fix=Text("按消息安装附加依赖。", "Install the extra that the message names."),
        severity=Severity.WARNING,
    ),
    "not-identified": Note(
        why=Text(
            "没有 apiVersion 或 kind，API 服务器不知道这是什么对象；按字段也认不出是哪种对象的片段，就无从核对。",
            "Without apiVersion and kind the API server does not know what the object is; and by its fields it is like "
            "no part of one, so that there is nothing to check it with.",
        ),
        fix=Text(
            '补上 apiVersion 和 kind；只想展示一部分，就写 fragment="类型.字段"。',
            'Write apiVersion and kind, or say of what it is a part: fragment="Kind.field".',
        ),
        wrong=fenced("NodePort\n"),
        right=fenced("NodePort\n", 'yaml fragment="Service.spec.type"'),
        severity=Severity.NOTE,
    ),
    "ambiguous-fragment": Note(
        why=Text(
            "片段是哪种对象的一部分，按它的字段、前面的话和页面上的清单来认。几种对象都说得通，"
            "其中一种没有问题，更常见的一种却有错，就要作者来说明。",
            "Of what something is a part is told by its fields, the words before it, and the manifests on the page. "
            "Where it is right as a part of one object, but wrong in another that is likelier, the author has to say "
            "which is meant.",
        ),
        fix=Text(
            '写 fragment="类型.字段"，或在前面那句话里写出对象的类型。',
            'Write fragment="Kind.field", or name the kind of the object in the sentence before.',
        ),
        wrong=fenced("metadata:\n  name: system:web\n"),
        right=fenced("metadata:\n  name: system:web\n", 'yaml fragment="ClusterRole"'),
        severity=Severity.NOTE,
    ),
    "hidden-character": Note(
        why=Text(
            "零宽空格、书写方向控制符之类看不见，读者看到的与程序读到的因此不同，复制下来的命令也可能是另一条。",
            "Zero-width spaces, controls of writing direction and the like are not seen, so that a program reads "
            "something else than a reader, and what is copied may do something else.",
        ),
        fix=Text("删掉它；确实需要就在双引号里写成转义。", "Remove it, or write an escape in double quotes."),
        wrong=fenced(f"{_DATA}  mode: a\u200b\n"),
        right=fenced(f"{_DATA}  mode: a\n"),
    ),
    "shell-expansion": Note(
        why=Text(
            "定界符没有引号时，shell 先替换 here-document 里的 $ 和反引号，再交给 kubectl；核对的是替换之前的原文。",
            "Where the delimiter of a here-document has no quotes, the shell replaces $ and backticks before "
            "kubectl gets the text; what was checked is the text before that.",
        ),
        fix=Text(
            "不想展开，就给定界符加引号：<<'EOF'。", "Quote the delimiter where nothing is to be replaced: <<'EOF'."
        ),
        wrong=fenced(f"kubectl apply -f - <<EOF\n{_DATA}  home: $HOME\nEOF\n", "bash"),
        right=fenced(f"kubectl apply -f - <<'EOF'\n{_DATA}  home: $HOME\nEOF\n", "bash"),
        severity=Severity.WARNING,
    ),
}
