"""What pages say of feature gates: the name, and the stage, version and default that the sentence claims for it.

A gate is written in backticks, as in ``门控 `WatchList` ``. Claims are the stages (Alpha, Beta, GA), the defaults
(默认开启, 默认关闭) and the removal (移除) around it. A sentence is read piece by piece: a piece ends behind the
parenthesis that names a gate, and a gate whose piece claims nothing shares the claims of the piece before. A claim
belongs to the version that stands before it (``v1.35 起``, ``v1.35 GA`` and the heading ``## v1.35`` say that it begins
there); without one it is about today. Neither what is planned for a release that is yet to come nor what a version of
another project brings is a claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kubefence.facts.gates import Stage, gates, stage_at
from kubefence.findings import Text
from kubefence.schema.pack import builtin
from kubefence.versions import Version, parse_version

TODAY = builtin().versions[-1]
"""The newest release that the pages speak of."""

NOT_A_GATE = {
    "PodSecurity": "mostly the admission plugin",
    "ReadWriteOncePod": "mostly the access mode of a volume",
}
"""Names that are those of gates too; they count where the word 门控 stands beside them."""

NOT_LISTED: dict[str, str] = {}
"""Gates that a page may name though the table has none of them, and why."""

_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_NAMED = re.compile(r"门控[^\S\n]*`?([A-Z][A-Za-z0-9]{2,})|`([A-Z][A-Za-z0-9]{2,})`[^\S\n]*(?:特性)?门控")
_CODE = re.compile(r"`([A-Z][A-Za-z0-9]{2,})`")
_SENTENCE = re.compile(r"[^。；]+")
_RELEASE = re.compile(r"#+ v(1\.\d+)")
"""The heading of what a release brings."""
_PIECE = re.compile(r"[^（）]*(?:（[^（）]*）)?")
_CLAIM = re.compile(
    r"(?P<other>(?:CoreDNS|Gateway API|Istio|KubeEdge|Velero|cert-manager) )?"
    r"v(?P<version>1\.\d+)(?P<since>\s*起|(?= (?:Alpha|Beta|GA)\b))?|(?P<stage>Alpha|Beta|GA)\b"
    r"|(?P<on>默认(?:开启|启用|打开)|(?<=起)默认(?=[，；。、）|\s]|$))|(?P<off>默认关闭)"
    r"|(?P<gone>移除(?=[^。；，（]{0,40}门控)|(?<=` )移除)"
)


_WORDS = {"on": Text("默认开启", "on"), "off": Text("默认关闭", "off"), "gone": Text("已移除", "gone")}
"""What a claim can be besides a stage."""
_SWITCH = {True: Text("（默认开启）", " on"), False: Text("（默认关闭）", " off"), None: Text("", "")}


class Claim(NamedTuple):
    """``v1.35 起 Beta``: what a gate is said to be, and when."""

    what: str
    """A stage, ``on``, ``off`` or ``gone``."""
    version: Version | None
    begins: bool


class Mention(NamedTuple):
    """A gate in a line, with what is claimed of it."""

    line: int
    name: str
    claims: tuple[Claim, ...]


class Sentence(NamedTuple):
    """A sentence or a row, with the version that a row gets from its heading."""

    line: int
    text: str
    version: Version | None = None
    begins: bool = False
    """Whether the heading names a release, whose news the rows are."""


def problems(text: str) -> Iterator[tuple[int, Text]]:
    """Line and fault of every gate that is unknown, or not what a page says."""
    for mention in mentions(text):
        if mention.name in NOT_LISTED:
            continue
        if mention.name not in gates():
            yield mention.line, Text(f"没有特性门控 {mention.name}", f"there is no feature gate {mention.name}")
            continue
        for claim in mention.claims:
            if not holds(mention.name, claim):
                yield mention.line, otherwise(mention.name, [mention.name], claim)


def holds(name: str, claim: Claim) -> bool:
    """Whether what is claimed of a gate is so."""
    if claim.begins and claim.version:
        began = zip((None, *gates()[name]), gates()[name], strict=False)
        return any(stage.since == claim.version and _begins(before, stage, claim.what) for before, stage in began)
    stage = stage_at(name, claim.version or TODAY)
    return stage is not None and _fits(stage, claim.what)


def _begins(before: Stage | None, stage: Stage, what: str) -> bool:
    """Whether a stage is the first that is so; GA is no news for what was on before."""
    return _fits(stage, what) and not (what == "on" and before is not None and before.on)


def _fits(stage: Stage, what: str) -> bool:
    return stage.on is (what == "on") if what in {"on", "off"} else stage.name == what


def otherwise(called: str, names: Iterable[str], claim: Claim) -> Text:
    """What is said of gates, however they are called, and what they are."""
    said, when, lives = _word(claim.what), _when(claim), [_life(name) for name in names]
    zh, en = "；".join(life.zh for life in lives), "; ".join(life.en for life in lives)
    return Text(f"{called} {when.zh}不是{said.zh}，而是：{zh}", f"{called} is not {said.en}{when.en}, but {en}")


def _word(what: str) -> Text:
    return _WORDS.get(what) or Text(f" {what}", what)


def _when(claim: Claim) -> Text:
    if not claim.version:
        return Text("", "")
    if claim.begins:
        return Text(f"从 v{claim.version} 起", f" from {claim.version}")
    return Text(f"在 v{claim.version} 里", f" in {claim.version}")


def _life(name: str) -> Text:
    """What the table has of a gate."""
    stages = [(stage.since, _word(stage.name), _SWITCH[stage.on]) for stage in gates()[name]]
    zh = "，".join(f"v{since} 起{word.zh}{switch.zh}" for since, word, switch in stages)
    en = ", ".join(f"{word.en}{switch.en} from {since}" for since, word, switch in stages)
    return Text(zh, en)


def mentions(text: str) -> Iterator[Mention]:
    """Every gate that the prose of a page names; code blocks are no prose."""
    for sentence in sentences(text):
        yield from (Mention(sentence.line, name, said) for name, said in _of(sentence))


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a page; a row of a table is one."""
    fence, heading, release = "", None, False
    for number, line in enumerate(text.splitlines(), 1):
        mark = _FENCE.match(line)
        if mark and (not fence or line.strip() == fence):
            fence = "" if fence else mark[1]
        if fence or mark:
            continue
        if line.startswith("#"):
            under = re.search(r"v(1\.\d+)", line)
            heading, release = parse_version(under[1]) if under else None, bool(_RELEASE.fullmatch(line))
        if line.lstrip().startswith("|"):
            yield Sentence(number, line, heading, release)
        else:
            yield from (Sentence(number, sentence) for sentence in _SENTENCE.findall(line))


def _of(sentence: Sentence) -> Iterator[tuple[str, tuple[Claim, ...]]]:
    """The gates of a sentence, each with its claims."""
    if not _names(sentence.text):
        return
    pieces = _pieces(sentence.text)
    shared: tuple[Claim, ...] = ()
    for names, piece in pieces:
        shared = tuple(claims(piece, sentence.version, begins=sentence.begins)) or shared
        yield from ((name, shared) for name in names)


def _pieces(sentence: str) -> list[tuple[list[str], str]]:
    """A sentence cut behind each parenthesis that names a gate; what is left over belongs to the last gate."""
    pieces: list[tuple[list[str], str]] = []
    piece = ""
    for part in _PIECE.findall(sentence):
        piece += part
        if "（" in part and _names(part[part.index("（") :]):
            pieces.append((_names(piece), piece))
            piece = ""
    if pieces and not _names(piece):
        names, last = pieces[-1]
        return [*pieces[:-1], (names, last + piece if "门控" in piece else last)]
    return [*pieces, (_names(piece), piece)]


def known(text: str) -> tuple[str, ...]:
    """The gates that a text names and that there are."""
    return tuple(name for name in _names(text) if name in gates())


def _names(text: str) -> list[str]:
    beside = [first or second for first, second in _NAMED.findall(text)]
    known = [name for name in _CODE.findall(text) if name in gates() and name not in NOT_A_GATE]
    return list(dict.fromkeys(beside + known))


def claims(text: str, version: Version | None = None, *, begins: bool = False) -> Iterator[Claim]:
    """What a text says of stages and defaults, up to today; where it names no version, it is about the one given."""
    other = False
    for found in _CLAIM.finditer(text):
        if found["version"]:
            version, begins = parse_version(found["version"]), found["since"] is not None
            other = found["other"] is not None
        elif not other and (version is None or version <= TODAY):
            yield Claim(found["stage"] or next(what for what in ("on", "off", "gone") if found[what]), version, begins)
