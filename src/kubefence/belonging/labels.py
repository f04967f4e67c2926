"""Labels that an object asks others for: whether those that are meant have them, and the ports that it names.

Most selectors find something that the page does not show. So this speaks only where the object that is meant stands
there: one of the same name, or of the same name but for words that say of what kind an object is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kubefence.belonging.fields import met, steps
from kubefence.belonging.labelled import Index, Labelled, Selected, stem
from kubefence.belonging.references import fits
from kubefence.belonging.rows import Selector
from kubefence.belonging.shown import Shown
from kubefence.belonging.surroundings import Around
from kubefence.belonging.targets import SELECTORS
from kubefence.belonging.telling import also, told, where
from kubefence.findings import Finding, Text
from kubefence.nearest import suggestion

NOTHING, PORT = "selector-without-match", "missing-port"
_NEAR = 0.6


def missed(shown: Shown, around: Around) -> Iterator[Finding]:
    """What is wrong with the selectors of an object."""
    for row in SELECTORS.get(shown.kind, ()):
        wanted = _wanted(shown, row) if fits(row.of, shown.group) else {}
        if not wanted:
            continue
        indexes = around.indexes(shown, row.to)
        namespace = "" if row.anywhere else shown.namespace
        selected = [found for index in indexes if (found := index.selected(namespace, wanted)).objects]
        for found in selected[:1]:
            yield from _ports(shown, row, found)
        if not selected and not any(index.is_open for index in indexes):
            meant = _called_alike(shown, wanted, indexes) or _slipped(namespace, wanted, around, indexes)
            if meant is not None:
                yield _nothing(shown, row, wanted, meant)


def _wanted(shown: Shown, row: Selector) -> Mapping[str, str]:
    """The labels that are asked for; {} where that is not sure."""
    found, unknown = shown.at(*steps(row.at), "matchLabels"), shown.document.gaps.unknown
    if not isinstance(found, dict):
        return {}
    sound = all(isinstance(value, str) and not {key, value} & unknown.keys() for key, value in found.items())
    return found if sound else {}


def _called_alike(shown: Shown, wanted: Mapping[str, str], indexes: Sequence[Index]) -> Labelled | None:
    """What is meant by its name, if its labels are others."""
    called = [each for index in indexes for each in index.called(stem(shown))]
    return called[0] if len(called) == 1 and _differ(wanted, called[0].labels) else None


def _slipped(namespace: str, wanted: Mapping[str, str], around: Around, indexes: Sequence[Index]) -> Labelled | None:
    """What is meant by its labels, of which one value is a slip of the pen."""
    near = around.page.by_label.near(wanted)
    labels = near[1] if near is not None else {}
    found = (each for index in indexes if labels for each in index.selected(namespace, labels).objects)
    return next(found, None)


def _nothing(shown: Shown, row: Selector, wanted: Mapping[str, str], meant: Labelled) -> Finding:
    differing = {key: value for key, value in wanted.items() if meant.labels.get(key) != value}
    path = (*shown.path, *steps(row.at), "matchLabels", next(iter(differing)))
    text = _said(meant, differing, where(meant.shown.place, shown))
    return told(NOTHING, shown, path, text, also(meant.shown, *meant.labels_at))


def _differ(wanted: Mapping[str, str], labels: Mapping[str, str]) -> bool:
    """Whether one of the labels has another value, or none of them is there."""
    return any(labels.get(key, value) != value for key, value in wanted.items()) or not wanted.items() & labels.items()


def _said(other: Labelled, differing: Mapping[str, str], there: Text) -> Text:
    asked = _listed(differing)
    has = _listed({key: other.labels[key] for key in differing if key in other.labels} or other.labels)
    name = other.shown.said
    return Text(
        f"选不中 {name}（{there.zh}）：这里要求 {asked}，" + (f"那里的标签是 {has}" if has else "那里没有标签"),
        f"this does not select {name} ({there.en}): it asks for {asked}, "
        + (f"the labels there are {has}" if has else "there are no labels there"),
    )


def _listed(labels: Mapping[str, str]) -> str:
    return ", ".join(f"{key}: {value}" for key, value in labels.items())


def _ports(shown: Shown, row: Selector, selected: Selected) -> Iterator[Finding]:
    """The names of ports that no object which is selected has."""
    offered = selected.named(row.named)
    for path, name in met(shown.at(), steps(row.port), shown.path) if row.port and not selected.is_open else ():
        if isinstance(name, str) and name not in offered and name not in shown.document.gaps.unknown:
            other = selected.objects[0].shown
            near, there = suggestion(name, sorted(offered), _NEAR), where(other.place, shown)
            text = Text(
                f"选中的 {other.said}（{there.zh}）没有名为 {name} 的端口{near.zh}",
                f"{other.said} ({there.en}), which this selects, has no port {name}{near.en}",
            )
            yield told(PORT, shown, path, text, also(other))
