"""What ``--explain`` says of a rule: why there is one, what to write instead, and where that is said."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

from kubefence import catalog
from kubefence.catalog.notes import NOTES
from kubefence.findings import Severity, Text
from kubefence.letters import visible
from kubefence.nearest import suggestion
from kubefence.rules.engine.rulebook import Rulebook
from kubefence.severities import STYLE

_STYLE_SOURCE = "https://yamllint.readthedocs.io/en/stable/rules.html#module-yamllint.rules."
_STYLE_WHY = Text(
    "这是 yamllint 的格式规则。API 服务器不在意格式，读者在意。",
    "This is a rule of yamllint about style. The API server does not mind; readers do.",
)
_STYLE_FIX = Text(
    "按消息改；规则与选项见参考资料。", "Do as the message says; the source has the rule and its options."
)
_WIDTH = 80

Piece = tuple[str, str]
"""A style name of rich ("" for none) and a text."""


class Explanation(NamedTuple):
    """What there is to say of one rule."""

    id: str
    title: Text
    severity: Severity
    why: Text
    fix: Text
    wrong: str = ""
    right: str = ""
    source: str = ""


def explanation(name: str, rulebook: Rulebook) -> Explanation | None:
    """The explanation of a rule, None where there is no rule of that id."""
    note = NOTES.get(name)
    if note:
        return Explanation(name, catalog.RULES[name], note.severity, note.why, note.fix, note.wrong, note.right)
    if name.startswith(STYLE):
        return _of_style(name)
    if name not in rulebook.ids():
        return None
    rule = rulebook.rule(name)
    return Explanation(name, rule.title, rule.severity, rule.why, rule.fix, rule.wrong, rule.right, rule.source)


def _of_style(name: str) -> Explanation | None:
    rule = name.removeprefix(STYLE)
    with suppress(ImportError):  # without yamllint nobody knows which rules it has
        import yamllint.rules

        try:
            yamllint.rules.get(rule)
        except ValueError:
            return None
    title = Text(f"YAML 的格式：{rule}", f"style of the YAML: {rule}")
    return Explanation(name, title, Severity.WARNING, _STYLE_WHY, _STYLE_FIX, source=_STYLE_SOURCE + rule)


def unknown(name: str, rulebook: Rulebook) -> Text:
    """The message that there is no such rule, with the one that was probably meant."""
    zh, en = suggestion(name, sorted(rulebook.ids() | catalog.RULES.keys()), 0.5)
    return Text(
        f"没有规则 {name!r:.60}{zh}（--explain 不写名称就列出全部）",
        f"there is no rule {name!r:.60}{en} (--explain without a name lists all of them)",
    )


_SEVERITIES = {
    Severity.ERROR: ("bold red", Text("错误", "error")),
    Severity.WARNING: ("bold yellow", Text("警告", "warning")),
    Severity.NOTE: ("bold cyan", Text("提示；写了 strict 则是错误", "note; an error with strict")),
}
_WHY, _FIX, _WRONG, _RIGHT, _SOURCE = (
    Text("为什么", "Why"),
    Text("怎么改", "What to do"),
    Text("错误示例", "Wrong"),
    Text("正确写法", "Right"),
    Text("参考资料", "Source"),
)


def pieces(what: Explanation, lang: str) -> Iterator[Piece]:
    """An explanation as styled pieces of text."""
    style, severity = _SEVERITIES[what.severity]
    yield "bold", what.id
    yield "", f"  {visible(what.title.in_(lang))}  "
    yield style, f"{severity.in_(lang)}\n"
    for heading, text in ((_WHY, what.why), (_FIX, what.fix)):
        yield "bold", f"\n{heading.in_(lang)}\n"
        yield "", _paragraph(text.in_(lang))
    for heading, example in ((_WRONG, what.wrong), (_RIGHT, what.right), (_SOURCE, _in(what.source, lang))):
        if example:
            yield "bold", f"\n{heading.in_(lang)}\n"
            yield "", "".join(f"  {visible(line)}".rstrip() + "\n" for line in example.rstrip("\n").split("\n"))


def _in(source: str, lang: str) -> str:
    """The page of Kubernetes in a language: the Chinese ones have the same names as those they are translated from."""
    return source if lang == "zh" else source.replace("://kubernetes.io/zh-cn/", "://kubernetes.io/")


def _paragraph(text: str) -> str:
    """The text, indented. Chinese has no blanks to break lines at: terminals do that better."""
    lines = textwrap.wrap(text, _WIDTH - 2) if " " in text and text.isascii() else [text]
    return "".join(f"  {visible(line)}\n" for line in lines)


def listed(rulebook: Rulebook, lang: str) -> Iterator[Piece]:
    """All rules, each with what it is about."""
    names = sorted(rulebook.ids() | catalog.RULES.keys())
    width = max(map(len, names)) + 2
    for name in names:
        title = rulebook.title(name)
        yield "bold", f"{name:{width}}"
        yield "", f"{visible(title.in_(lang)) if title else ''}\n"
    yield "bold", f"{f'{STYLE}…':{width}}"
    yield "", f"{_STYLE_WHY.in_(lang)}\n"


def explained(names: Sequence[str], rulebook: Rulebook, lang: str) -> Iterator[Piece] | Text:
    """What to print for these ids, all rules for none; the message where one is no rule."""
    found = [explanation(name, rulebook) for name in names]
    if None in found:
        return unknown(names[found.index(None)], rulebook)
    return _all([each for each in found if each], lang) if names else listed(rulebook, lang)


def _all(found: Sequence[Explanation], lang: str) -> Iterator[Piece]:
    for number, each in enumerate(found):
        if number:
            yield "", "\n"
        yield from pieces(each, lang)
