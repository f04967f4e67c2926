"""How a block stands, in words that fit below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from kubefence.blocks import Kind
from kubefence.findings import BlockReport, Reason, Standing, Text
from kubefence.versions import Version, spoken


class State(StrEnum):
    """How a block stands; in this order a report counts."""

    PROVEN = "proven"
    PARTLY = "partly"
    """All but a part of it, and the report names that."""
    WRONG = "wrong"
    """As its author says."""
    FAILED = "failed"
    """No version takes it, and its author has not said so; a site may have accepted that."""
    SKIPPED = "skipped"
    UNCHECKED = "unchecked"
    DRAWN = "drawn"
    """A diagram, of which only its syntax and its texts for screen readers are checked."""


NAMES = {
    State.PROVEN: Text("已核对", "verified"),
    State.PARTLY: Text("部分核对", "verified in part"),
    State.WRONG: Text("故意写错", "wrong on purpose"),
    State.FAILED: Text("没有通过", "not accepted"),
    State.SKIPPED: Text("跳过", "skipped"),
    State.UNCHECKED: Text("没有核对", "not checked"),
    State.DRAWN: Text("图", "diagram"),
}
KINDS = {
    Kind.MANIFEST: Text("清单", "manifests"),
    Kind.FRAGMENT: Text("片段", "parts of manifests"),
    Kind.COMMAND: Text("命令", "commands"),
    Kind.FOREIGN: Text("其他格式", "other formats"),
    Kind.SKIPPED: Text("跳过的", "skipped"),
    Kind.DIAGRAM: Text("图", "diagrams"),
    Kind.OTHER: Text("其他语言", "other languages"),
}
_OF_KIND = {
    Kind.FRAGMENT: Text("片段", "part "),
    Kind.FOREIGN: Text("配置", "configuration "),
}
_NOTHING = Standing(checked=False)


def state(block: BlockReport) -> State:
    """How a block stands."""
    standing = block.standing or _NOTHING
    if block.kind == Kind.DIAGRAM:
        return State.DRAWN
    if block.skip is not None:
        return State.SKIPPED
    if block.expect is not None:
        return State.WRONG
    if not standing.checked:
        return State.UNCHECKED
    if not standing.versions and not standing.against:
        return State.FAILED
    return State.PARTLY if standing.unchecked else State.PROVEN


def label(block: BlockReport) -> Text:
    """The words of its mark."""
    standing, span = block.standing or _NOTHING, shown((block.standing or _NOTHING).versions)
    match state(block):
        case State.DRAWN:
            return NAMES[State.DRAWN]
        case State.SKIPPED:
            return _because(block.skip or "", block.skip or "")
        case State.WRONG:
            return Text(f"{span} 都有这个错误", f"wrong in {span}") if span else Text("有这个错误", "wrong")
        case State.FAILED:
            return Text("没有通过核对", "it did not pass")
        case State.UNCHECKED:
            return _because(*_why_not(block, standing))
        case held:
            text = _verified(block, standing, span)
            if held is State.PARTLY and block.kind != Kind.COMMAND:  # the programs that count are named
                return Text(f"{text.zh}，部分除外", f"{text.en}, in part")
            return text


def _because(zh: str, en: str) -> Text:
    return Text(f"未核对：{zh}" if zh else "未核对", f"not checked: {en}" if en else "not checked")


def _why_not(block: BlockReport, standing: Standing) -> Text:
    if standing.unchecked:
        return _listed(standing.unchecked)
    if block.kind == Kind.COMMAND:
        return Text("里面没有能核对的命令", "there is no command in it that can be")
    return Text(block.language or "纯文本", block.language or "plain text")


def _verified(block: BlockReport, standing: Standing, span: str) -> Text:
    of, against = _OF_KIND.get(Kind(block.kind), Text("", "")), _listed(standing.against)
    if block.kind == Kind.COMMAND:
        tools = f"{against.zh} " if against.zh else ""
        return Text(f"{tools}命令已核对 {span}".rstrip(), f"{against.en} commands verified {span}".strip())
    if not span:
        return Text(f"{of.zh}已按 {against.zh} 核对", f"{of.en}verified against {against.en}")
    return Text(f"{of.zh}已核对 {span}", f"{of.en}verified {span}")


def details(block: BlockReport) -> Iterator[Text]:
    """What there is to say of it besides."""
    standing = block.standing or _NOTHING
    if standing.against and standing.versions and block.kind != Kind.COMMAND:
        against = _listed(standing.against)
        yield Text(f"定制资源按 {against.zh} 核对", f"custom resources are verified against {against.en}")
    yield from map(_told, standing.reasons)
    if standing.unchecked and state(block) is not State.UNCHECKED:
        left = _listed(standing.unchecked)
        yield Text(f"没有核对：{left.zh}", f"not checked: {left.en}")


def _told(reason: Reason) -> Text:
    span = shown(reason.versions)
    if reason.accepted:
        return Text(f"{span} 接受，但 {reason.text.zh}", f"{span} accept it, but {reason.text.en}")
    return Text(f"{span} 不接受：{reason.text.zh}", f"{span} refuse it: {reason.text.en}")


def _listed(texts: Iterable[Text]) -> Text:
    texts = tuple(texts)
    return Text("、".join(text.zh for text in texts), ", ".join(text.en for text in texts))


def shown(versions: Iterable[Version]) -> str:
    """Versions as they are called everywhere: ``v1.27–v1.37``."""
    return ", ".join("–".join(f"v{end}" for end in run.split("–")) for run in spoken(versions).split(", ") if run)


def name(block: BlockReport, lang: str) -> str:
    """What a block is called in a list: by its title, its objects, or its kind."""
    standing = block.standing or _NOTHING
    things = [f"{each.kind} {each.name}".strip() for each in standing.things]
    if things:
        return "、".join(things) if lang == "zh" else ", ".join(things)
    if standing.title:
        return standing.title
    kind = KINDS[Kind.OTHER if block.kind == Kind.SKIPPED else Kind(block.kind)].in_(lang)
    return f"{kind} ({block.language})" if block.language else kind
