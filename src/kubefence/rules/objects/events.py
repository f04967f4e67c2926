"""Events: about what they are, and who reports them (``ValidateEventCreate``)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kubefence.formats.names import qualified_name
from kubefence.problems import Problem
from kubefence.rules.engine.model import Check, Site, Tables
from kubefence.rules.vocabulary.values import shown
from kubefence.yamldoc.document import Path

_SHORT, _NOTE = 128, 1024
"""Longest ``action``, ``reason`` and ``reportingInstance``; longest message (in bytes)."""
_ZERO_TIMES = ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000000Z")


@dataclass(frozen=True, slots=True)
class _Names:
    """What the fields are called in one version of the API."""

    subject: str
    reporter: str
    message: str


_CORE = _Names("involvedObject", "reportingComponent", "message")
_EVENTS = _Names("regarding", "reportingController", "note")


def _timed(event: Site) -> bool:
    return bool(event.text("eventTime")) and event.text("eventTime") not in _ZERO_TIMES


def consistent(names: _Names) -> Check:
    """``legacyValidateEvent``: its namespace is that of the object; with a time it says who reports what."""

    def check(event: Site) -> Iterator[Problem]:
        metadata, subject = event.child("metadata"), event.child(names.subject)
        own = (metadata.text("namespace") if metadata else "") or "default"
        other = subject.text("namespace") if subject else ""
        timed = _timed(event)
        at_home = own in (("default", "kube-system") if timed else ("default",))
        if (not other and not at_home) or (other and not timed and other != own):
            yield event.problem(
                "invalid-value",
                (names.subject, *(("namespace",) if other else ())),
                f"{names.subject}.namespace 应与事件的命名空间 {own} 相同",
                f"{names.subject}.namespace has to be the namespace of the event, {own}",
            )
        if timed:
            yield from _reported(event, names)

    return check


def _reported(event: Site, names: _Names) -> Iterator[Problem]:
    for field in (names.reporter, "reportingInstance", "action", "reason"):
        if not event.text(field) and not isinstance(event.value.get(field), int | float | dict | list):
            yield from event.missing(field)
    reporter = event.text(names.reporter)
    wrong = qualified_name(reporter) if reporter else None
    if wrong:
        zh, en = f"{shown(reporter)} 的写法不对：{wrong.zh}", f"{shown(reporter)}: {wrong.en}"
        yield event.problem("invalid-format", names.reporter, zh, en)
    for field, most in (("reportingInstance", _SHORT), ("action", _SHORT), ("reason", _SHORT), (names.message, _NOTE)):
        if len(event.text(field).encode(errors="replace")) > most:
            yield event.problem(
                "out-of-range", field, f"{field} 最多 {most} 个字节", f"{field} has at most {most} bytes"
            )


def strict(event: Site) -> Iterator[Problem]:
    """What only ``events.k8s.io/v1`` asks for: a time, a type, and nothing of the older form."""
    if not _timed(event):
        yield from event.missing("eventTime")
    if event.value.get("type") not in ("Normal", "Warning"):
        yield from _typed(event)
    for field in ("deprecatedFirstTimestamp", "deprecatedLastTimestamp", "deprecatedCount"):
        if event.value.get(field) not in (None, 0, *_ZERO_TIMES):
            yield _outdated(event, (field,))
    source = event.child("deprecatedSource")
    if source and (source.text("component") or source.text("host")):
        yield _outdated(event, ("deprecatedSource",))
    series = event.child("series")
    count = series.number("count") if series else None
    if series and count is not None and count < 2:
        yield series.problem("out-of-range", "count", "count 最小为 2", "count is at least 2")
    if series and series.value.get("lastObservedTime", "") in (None, *_ZERO_TIMES):
        yield from series.missing("lastObservedTime")


def _typed(event: Site) -> Iterator[Problem]:
    if event.value.get("type") in (None, ""):
        yield from event.missing("type", "写 Normal 或 Warning", "write Normal or Warning")
    else:
        told = shown(event.value["type"])
        yield event.problem(
            "invalid-value",
            "type",
            f"type 只能是 Normal 或 Warning，不能是 {told}",
            f"type is Normal or Warning, not {told}",
        )


def _outdated(event: Site, at: Path) -> Problem:
    return event.problem(
        "forbidden-field", at, f"{at[0]} 只用于读取旧事件：删掉它", f"{at[0]} is for reading old events only: remove it"
    )


TABLES = Tables(
    checks={"core.v1.Event": (consistent(_CORE),), "events.v1.Event": (consistent(_EVENTS), strict)},
)
