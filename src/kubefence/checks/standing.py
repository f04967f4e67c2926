"""What holds of a block in all versions that are known: where it is accepted, why nowhere else, what nobody checked.

A page is verified for the versions that it is about. Here the findings for all others are read as an answer to the
question of a reader who runs one of those.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kubefence.blocks import CARRIERS, Block, Kind, folded, is_yaml
from kubefence.checks import carriers, commands
from kubefence.checks.example import Example
from kubefence.commands.judge import Called, called
from kubefence.findings import BlockReport, Finding, Reason, Severity, Standing, Text, Thing
from kubefence.foreign import components
from kubefence.foreign.declared import Declared
from kubefence.foreign.recognition import as_declared, recognised
from kubefence.problems import Problem
from kubefence.schema.custom import carried
from kubefence.schema.kinds import UNCHECKED
from kubefence.schema.pack import Pack
from kubefence.versions import Version
from kubefence.yamldoc.document import Document, Json

_UNTOLD = frozenset({Kind.OTHER, Kind.DIAGRAM})
OF_THE_PAGE = frozenset(
    {"not-verified", "untagged-manifest"}
    | {"missing-object", "missing-key", "missing-port", "missing-listener", "selector-without-match"}
    | {"duplicate-object", "malformed-external", "unused-external"}
)
"""Rules on how a page shows a block, or on what else it shows: no server has a say in that, and all was checked."""
_AS_NOTES = frozenset({"duplicate-key", "elision"})
"""Rules that as notes are on how something is shown, and else on what no server can read."""
_STYLE = "yamllint:"
_MOST = 4
"""Programs that are named."""
_OF_SHELL = re.compile(r"^(?!.*(?:<[\w .-]+>|\{\{)).*\$[({]", re.DOTALL)
"""A text with signs for what a shell puts in, and with none for what a reader does."""
_OPEN = Text("省略的部分和占位符", "what is left out, and placeholders")
_GIVEN = Text("给出的 CRD", "the CRD that is given")
_NO_SCHEMA = Text("没有模式可对照，只核对了 YAML", "there is nothing to check it with, so only its YAML was")
_EXPRESSIONS = Text("CRD 里的表达式和正则表达式", "the expressions and patterns of the CRD")


def is_asked(report: BlockReport) -> bool:
    """Whether it depends on the version what there is to say of a block."""
    return report.kind not in _UNTOLD and report.skip is None


def of(
    block: Block,
    example: Example,
    report: BlockReport,
    found: Sequence[Finding],
    known: tuple[Version, ...],
    pack: Pack,
    declared: Declared | None,
) -> Standing:
    """The standing of a block, ``found`` being what is wrong with it in the ``known`` versions."""
    if not is_asked(report):
        return Standing(checked=report.kind == Kind.DIAGRAM, title=block.title)
    found = [each for each in found if each.rule == report.expect or not _is_of_the_page(each)]
    versions, reasons = _held(found, known, report.expect)
    unchecked = [_clause(each.text) for each in found if each.severity is Severity.NOTE]
    if report.kind == Kind.COMMAND:
        return _of_commands(block, example, versions, reasons, unchecked)
    documents = _documents(block, example)
    things = tuple(_things(documents))
    others = [each for each in documents if report.kind == Kind.FOREIGN and not _is_schemed(each, pack, declared)]
    of_others = report.kind == Kind.MANIFEST and not report.expect
    against, unsaid = _against(things, pack, found) if of_others else ([], [])
    sound = not unchecked
    unchecked += [*unsaid, *([_NO_SCHEMA] if others else [])]
    if any(map(_is_open, documents)):
        unchecked.append(_OPEN)
    whole = is_yaml(block.language) and block.directives.show_what_is_right and _is_whole(report, documents, things)
    if not versions:
        against = []  # it holds against nothing
    elif len(against) == len(things) > 0:
        versions, reasons = (), ()  # no version of Kubernetes has a say in it
    return Standing(
        checked=len(others) < max(len(documents), 1) and not _is_note(found, documents),
        versions=versions,
        against=tuple(dict.fromkeys(against)),
        reasons=reasons,
        unchecked=tuple(dict.fromkeys(unchecked)),
        things=things,
        title=block.title,
        text=block.text if whole and sound and (versions or against) else "",
    )


def _is_of_the_page(found: Finding) -> bool:
    shown = found.rule in _AS_NOTES and found.severity is Severity.NOTE
    return shown or found.rule in OF_THE_PAGE or found.rule.startswith(_STYLE)


def _is_note(found: Sequence[Finding], documents: Sequence[Document]) -> bool:
    """Whether there is a note on each document."""
    return sum(each.severity is Severity.NOTE for each in found) >= max(len(documents), 1)


def _of_commands(
    block: Block, example: Example, versions: tuple[Version, ...], reasons: tuple[Reason, ...], unchecked: list[Text]
) -> Standing:
    calls = called(commands.script(block))
    inner = [document for _, each in example.within for document in (each.reading.objects if each.reading else ())]
    among = calls.versions(versions) or (versions if inner else ())
    reasons = tuple(each._replace(versions=calls.versions(each.versions) or each.versions) for each in reasons)
    if others := _others(calls):
        unchecked.append(others)
    return Standing(
        checked=bool(calls.judged or inner),
        versions=among,
        against=tuple(calls.said()),
        reasons=reasons,
        unchecked=tuple(dict.fromkeys(unchecked)),
        things=tuple(_things(inner)),
        title=block.title,
    )


def _others(calls: Called) -> Text | None:
    names = calls.others
    more = len(names) - _MOST
    zh, en = (f" 等 {len(names)} 个程序", f" and {more} more") if more > 0 else ("", "")
    return Text("、".join(names[:_MOST]) + zh, ", ".join(names[:_MOST]) + en) if names else None


def _held(
    found: Sequence[Finding], known: tuple[Version, ...], expect: str | None
) -> tuple[tuple[Version, ...], tuple[Reason, ...]]:
    """The versions in which a block is as it is said to be, and why not in the others."""
    if expect:
        hits = {version for each in found if each.rule == expect for version in each.versions or known}
        return tuple(version for version in known if version in hits), ()
    refused = {version for each in found if each.severity is Severity.ERROR for version in each.versions or known}
    versions = tuple(version for version in known if version not in refused)
    return versions, tuple(_reasons(found, known, versions))


def _reasons(found: Sequence[Finding], known: tuple[Version, ...], held: tuple[Version, ...]) -> Iterator[Reason]:
    """Each once, by the versions that it is about; of those that refuse a block only what the nearest say."""
    edges = {version for version in known if version not in held and _beside(version, known, held)}
    told: set[tuple[tuple[Version, ...], Text]] = set()
    for each in found:
        where, text = each.versions or known, _said(each)
        refuses = each.severity is Severity.ERROR
        counts = refuses and edges & {*where} if held else refuses
        if each.severity is Severity.WARNING:
            counts = bool({*where} & {*held})
        if counts and (where, text) not in told:
            told.add((where, text))
            yield Reason(where, not refuses, text)


def _beside(version: Version, known: tuple[Version, ...], held: tuple[Version, ...]) -> bool:
    at = known.index(version)
    return any(other in held for other in known[max(at - 1, 0) : at + 2])


def _said(found: Finding) -> Text:
    """What is wrong, without what to do about it; of a field, all of its path."""
    if found.rule == "unknown-field" and found.field:
        return Text(f"没有字段 {found.field}", f"there is no field {found.field}")
    return _clause(found.text)


def _clause(text: Text) -> Text:
    """The first clause of a message, which says what is so; advice follows it."""
    return Text(text.zh.partition("；")[0], text.en.partition(";")[0])


def _documents(block: Block, example: Example) -> list[Document]:
    if folded(block.language) in CARRIERS:
        return [document for each in carriers.carried(block) for document in each.reading.objects]
    return example.reading.objects if example.reading else []


def _things(documents: Iterable[Document]) -> Iterator[Thing]:
    for document in documents:
        value = document.value
        if isinstance(value, dict) and isinstance(value.get("kind"), str):
            metadata = value.get("metadata")
            name = metadata.get("name") if isinstance(metadata, dict) else None
            yield Thing(str(value.get("apiVersion", "")), str(value["kind"]), name if isinstance(name, str) else "")


def _is_schemed(document: Document, pack: Pack, declared: Declared | None) -> bool:
    """Whether there is a schema for a document of another format."""
    value: Json = document.value
    foreign = as_declared(value, declared, manifest=False) if declared else recognised(value)
    if foreign is None or isinstance(foreign, Problem):
        return False
    return components.schemed(pack, foreign, value, pack.versions) is not None


def _against(things: Sequence[Thing], pack: Pack, found: Sequence[Finding]) -> tuple[list[Text], list[Text]]:
    """What custom resources were held against, and what of them was not."""
    against, unchecked = [], []
    unknown = any(each.rule == UNCHECKED for each in found)
    for each in things:
        if f"{each.api_version}/{each.kind}" in pack.kinds or each.kind.endswith("List"):
            continue
        custom = carried.find(each.api_version, each.kind)
        if custom:
            against.append(Text(custom.carried, custom.carried))
            unchecked += [_EXPRESSIONS] if custom.asks_more else []
        elif not unknown:
            against.append(_GIVEN)
    return against, unchecked


def _is_whole(report: BlockReport, documents: Sequence[Document], things: Sequence[Thing]) -> bool:
    """Whether all documents of a block are objects that kubectl applies as they stand."""
    return (
        report.kind == Kind.MANIFEST
        and len(documents) == len(things) > 0
        and all(each.name for each in things)
        and not any(map(_is_open, documents))
    )


def _is_open(document: Document) -> bool:
    """Whether something of it is not written; what a shell or Kubernetes puts in for ``$(NAME)`` is."""
    open_, unknown, partial, _, headless, astray = document.gaps
    return bool(open_ or partial or headless or astray or not all(map(_OF_SHELL.search, unknown)))
