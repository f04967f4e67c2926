"""What there is to say of a document that could be read: keys given twice, and what is no JSON."""

from __future__ import annotations

from collections.abc import Iterator

from yaml.nodes import ScalarNode

from kubefence.checks.syntax_texts import template
from kubefence.findings import Finding, Related, Severity, Text
from kubefence.foreign.recognition import recognised
from kubefence.yamldoc import dialect, jsontext
from kubefence.yamldoc.document import RENAMED, Document, Json, RepeatedKey, is_merge, key_name


def remarks(document: Document) -> Iterator[Finding]:
    """Findings on the nodes of a document, before its object is looked at."""
    names = {repeated.path for repeated in document.repeated}
    if not document.json and (("apiVersion",) in names or ("kind",) in names):
        yield _missing_separator(document)
        return
    for repeated in document.repeated:
        if not (is_merge(repeated.first) and _overrides(document.value)):
            yield _repeated(document, repeated)
    for node, remark in document.remarks:
        if remark == "template":
            yield Finding("yaml-syntax", Severity.NOTE, document.node_place(node), template(document.map))
            return
        if remark == RENAMED and isinstance(node, ScalarNode):
            yield from _renamed(document, node)
            continue
        rule, severity, text = REMARKS[remark]
        yield Finding(rule, severity, document.node_place(node), text)


def _renamed(document: Document, node: ScalarNode) -> Iterator[Finding]:
    """A key of an object of Kubernetes that is not what is written; other tools read YAML by other rules."""
    if isinstance(document.value, dict) and {"apiVersion", "kind"} <= document.value.keys():
        written, read = f'"{node.value}"', f'"{key_name(node)}"'
        text = Text(
            f"没加引号的键 {written} 会被读成 {read}；给它加上引号",
            f"without quotes the key {written} is read as {read}; put it in quotes",
        )
        yield Finding(RENAMED, Severity.WARNING, document.node_place(node), text, field=key_name(node))


def _overrides(value: Json) -> bool:
    """Whether what reads the document takes a key beside << instead of the merged one, as YAML has it."""
    foreign = recognised(value)
    return foreign is not None and foreign.form.name in _MERGING


_MERGING = frozenset({"compose", "gitlab-ci"})
"""Formats that are written with << a lot, and read by nothing that Kubernetes has."""


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
    text = Text(
        f"键 {name} 重复了：只保留一个，两种写法要各写一个例子",
        f"the key {name} is given twice; keep one, alternatives need an example each",
    )
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


_SYNTAX, _NO_JSON = ("yaml-syntax", Severity.ERROR), ("unrepresentable", Severity.ERROR)
_KEY = Text("键必须是简单的名字", "a key has to be a simple name")
REMARKS: dict[str, tuple[str, Severity, Text]] = {
    # what libyaml and the server's parser do not read alike
    dialect.QUESTION_MARK: (
        *_SYNTAX,
        Text(
            "在 [ ] 和 { } 里，API 服务器的解析器读不了没加引号的 ?；给值加上引号",
            "inside [ ] and { } the API server's parser cannot read a ? without quotes; put the value in quotes",
        ),
    ),
    dialect.ESCAPED_SLASH: (
        *_SYNTAX,
        Text(
            "双引号里的 \\/ 不是 API 服务器的解析器认识的转义；写成 /",
            "the API server's parser does not know the escape \\/ in double quotes; write /",
        ),
    ),
    dialect.ESCAPED_QUOTE: (
        "yaml-syntax",
        Severity.WARNING,
        Text(
            "双引号里的 \\' 不是 YAML 的转义：API 服务器读作 '，别的解析器报错；直接写 '",
            "\\' in double quotes is no escape of YAML: the API server reads ', other parsers fail; write ' as it is",
        ),
    ),
    # what the values of JSON cannot be
    "infinite": (*_NO_JSON, Text("JSON 没有无穷大和 NaN", "JSON has neither infinity nor NaN")),
    "complex-key": (*_NO_JSON, _KEY),
    "null-key": (*_NO_JSON, Text("键不能是空值；给它加上引号", "a key cannot be null; put it in quotes")),
    "huge-key": (
        *_NO_JSON,
        Text("这个数太大，不能作键；给它加引号", "too large a number for a key; put it in quotes"),
    ),
    "merge": (*_NO_JSON, Text("<< 只能合并对象", "<< can only merge an object")),
    "binary": (*_NO_JSON, Text("!!binary 的内容不是 base64", "the content of !!binary is not base64")),
    "tag": (
        "wrong-tag",
        Severity.ERROR,
        Text(
            "值不是标签所说的类型，API 服务器的解析器会报错；去掉标签，或改写值",
            "the value is not what its tag says, so the API server's parser fails; remove the tag or mend the value",
        ),
    ),
    # what JSON can write though nothing can hold it
    jsontext.HUGE: (*_NO_JSON, Text("这个数太大，没有类型能容纳它", "no type can hold a number that large")),
    jsontext.SURROGATE: (
        "json-syntax",
        Severity.WARNING,
        Text(
            "\\u 转义只有半个代理对，kubectl 会换成 U+FFFD；写成完整的一对，或直接写字符",
            "half a surrogate pair, for which kubectl puts U+FFFD; write both halves, or the character itself",
        ),
    ),
}
"""Remark to rule, severity and text."""
