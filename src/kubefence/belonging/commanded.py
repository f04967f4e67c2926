"""What commands name: objects, containers, labels and files, held against what the page shows or makes.

On a page that need not be complete only a slip of the pen is told, for a cluster may have anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kubefence.belonging.made import Made
from kubefence.belonging.page_objects import PageObjects
from kubefence.belonging.shown import Shown
from kubefence.belonging.surroundings import Beside
from kubefence.belonging.targets import ELSEWHERE, EVERYWHERE, NO_OBJECTS, SYSTEM
from kubefence.commands.arguments import call
from kubefence.commands.call import Call
from kubefence.commands.callers import KUBECTL, start
from kubefence.commands.callers import line as words_of
from kubefence.commands.grammar import program
from kubefence.commands.naming import Named, containers, named, of_system
from kubefence.commands.slips import one_slip
from kubefence.commands.words import UNKNOWN, Word, read
from kubefence.findings import Finding, Related, Severity, Text
from kubefence.formats import selectors
from kubefence.positions import TextMap

_OF_CLUSTERS = ELSEWHERE | frozenset(
    {"APIService", "ComponentStatus", "ControllerRevision", "CustomResourceDefinition", "EndpointSlice", "Endpoints"}
    | {"Event", "Lease", "Node", "PersistentVolume", "VolumeAttachment"}
)
"""Kinds that a cluster has, or makes by itself: that a page does not have one says nothing."""
_MADE = frozenset({"Job", "PersistentVolumeClaim", "Pod", "ReplicaSet"})
"""Kinds of objects that controllers make of others."""
_CONTAINERS = ("containers", "initContainers", "ephemeralContainers")
_READING = frozenset({"get", "describe", "delete", "logs", "wait", "top pod", "rollout status", "rollout restart"})
"""Commands whose selector asks for what is there."""


def findings(script: str, source: TextMap, beside: Beside) -> Iterator[Finding]:
    """What is to be said of what the commands of a text name."""
    if "kubectl" not in script and "k " not in script:
        return
    table = program("kubectl")
    for line in read(script).lines:
        at = start(line.words, KUBECTL)
        if at is None:
            continue
        found = call(table, table.versions[-1], words_of(line.words, at))
        yield from _files(found, source, beside)
        yield from _folders(found, source, beside)
        if not of_system(found):
            every = list(named(found, beside.page.by_word))
            for each in every:
                yield from _missing(each, source, beside)
            yield from _containers(found, every, source, beside)
            yield from _labels(found, source, beside)


# Objects


def _missing(found: Named, source: TextMap, beside: Beside) -> Iterator[Finding]:
    kind, name, page = found.kind, found.name, beside.page
    if page.some(kind, name) or page.made(kind, name) or _is_everywhere(kind, name) or _is_made(found, page):
        return
    near = page.near(kind, name)
    if near is not None:
        if not beside.outside.covers(kind, name):
            zh, en = f"没有名为 {name} 的 {kind}；是不是", f"there is no {kind} {name}; did you mean"
            yield _near("missing-object", found.word, source, near, Text(zh, en))
    elif _is_promised(kind, beside) and not beside.outside.covers(kind, name):
        text = Text(
            f'这一页没有名为 {name} 的 {kind}；把它写出来，或用 external="{kind}/{name}" 说明它在别处',
            f'this page has no {kind} {name}; show it, or say that it is elsewhere: external="{kind}/{name}"',
        )
        yield _note("missing-object", found.word, source, text)


def _is_promised(kind: str, beside: Beside) -> bool:
    """Whether the page is to show all objects of a kind that it names."""
    return beside.complete and kind not in _OF_CLUSTERS and not beside.page.is_vague(kind)


def _note(rule: str, word: Word, source: TextMap, text: Text, related: Sequence[Related] = ()) -> Finding:
    return Finding(rule, Severity.NOTE, source.place(*word.place), text, related=tuple(related))


def _near(rule: str, word: Word, source: TextMap, near: Shown | Made, said: Text) -> Finding:
    line = near.place.span.line
    text = Text(f"{said.zh} {near.name}（第 {line} 行）？", f"{said.en} {near.name} (line {line})?")
    return _note(rule, word, source, text, (_there(near),))


def _there(shown: Shown | Made) -> Related:
    return Related(shown.place, Text(f"{shown.said} 在这里", f"{shown.said} is here"))


def _is_everywhere(kind: str, name: str) -> bool:
    return kind in NO_OBJECTS or name in EVERYWHERE.get(kind, ()) or name.startswith(SYSTEM)


def _is_made(found: Named, page: PageObjects) -> bool:
    """Whether a controller made it of something on the page, of which it has the name, mostly with more behind it."""
    return found.kind in _MADE and any(prefix in page.all_names for prefix in _prefixes(found.name))


def _prefixes(name: str) -> Iterator[str]:
    """``web-0`` and ``web`` of ``web-0``."""
    parts = name.split("-")
    return ("-".join(parts[:end]) for end in range(len(parts), 0, -1))


# Containers


def _containers(found: Call, every: Sequence[Named], source: TextMap, beside: Beside) -> Iterator[Finding]:
    if len(every) != 1:
        return
    shown = _meant(every[0], beside.page)
    known = _of_pod(shown) if shown is not None else ()
    for word in containers(found):
        name = word.text
        if shown is None or not known or name in known:
            continue
        near = next((each for each in known if one_slip(name, each)), None)
        if near is not None or beside.complete:
            line, listed = shown.place.span.line, ", ".join(known)
            text = Text(
                f"{shown.said}（第 {line} 行）没有名为 {name} 的容器；有的是 {listed}",
                f"{shown.said} (line {line}) has no container {name}; it has {listed}",
            )
            yield _note("missing-container", word, source, text, (_there(shown),))


def _meant(found: Named, page: PageObjects) -> Shown | None:
    """The object that is named, or whose Pod is; None where several are, or where it is not shown as it is to be."""
    objects = page.some(found.kind, found.name)
    if not objects and found.kind == "Pod":
        objects = next((page.with_pods[name] for name in _prefixes(found.name) if name in page.with_pods), ())
    alike = len(objects) == 1 and objects[0].right and not objects[0].document.gaps.open
    return objects[0] if alike else None


def _of_pod(shown: Shown) -> Sequence[str]:
    lists = (shown.at(*pod, "spec", key) for pod in shown.pods_at for key in _CONTAINERS)
    items = (item for each in lists if isinstance(each, list) for item in each)
    return [str(item["name"]) for item in items if isinstance(item, dict) and "name" in item]


# Labels


def _labels(found: Call, source: TextMap, beside: Beside) -> Iterator[Finding]:
    word = (found.flags.get("selector") or [None])[-1] if found.command.path in _READING else None
    wanted = selectors.pairs(word.text) if word is not None and word.known else {}
    page = beside.page
    if word is None or not wanted or _is_selected(wanted, page):
        return
    near = page.by_label.near(wanted)
    if near is not None:
        shown, labels = near
        meant, line = ",".join(f"{key}={value}" for key, value in labels.items()), shown.place.span.line
        text = Text(
            f"这一页没有对象有标签 {word.text}；是不是 {meant}（{shown.said}，第 {line} 行）？",
            f"no object of this page has {word.text}; did you mean {meant} ({shown.said}, line {line})?",
        )
        yield _note("missing-object", word, source, text, (_there(shown),))


def _is_selected(wanted: Mapping[str, str], page: PageObjects) -> bool:
    """Whether something on the page has these labels, or is made by a command, which gives it its name as a label."""
    if page.by_label.first(wanted) is not None:
        return True
    return wanted.keys() <= {"app", "run"} and all(name in page.all_names for name in wanted.values())


# Files


def _files(found: Call, source: TextMap, beside: Beside) -> Iterator[Finding]:
    for word in found.flags.get("filename", ()):
        name = word.text if word is not None else ""
        if word is None or UNKNOWN in name or "://" in name or not name.endswith((".yaml", ".yml", ".json")):
            continue
        near = None if beside.files.knows(name) else beside.files.near(name)
        if near is not None:
            text = Text(
                f"这一页没有文件 {name}；是不是 {near}？", f"this page has no file {name}; did you mean {near}?"
            )
            yield _note("missing-file", word, source, text)
        elif beside.complete and not beside.files.knows(name):
            text = Text(
                f"这一页没有文件 {name}；给写出它的代码块加上 title，或说明它从哪里来",
                f"this page has no file {name}; give the block that shows it a title, or say where it comes from",
            )
            yield _note("missing-file", word, source, text)


def _folders(found: Call, source: TextMap, beside: Beside) -> Iterator[Finding]:
    """``-k`` and ``kubectl kustomize``: one of the folders whose kustomization the page shows, if it shows some."""
    given = found.arguments if found.command.path == "kustomize" else found.flags.get("kustomize", ())
    for word in given:
        if word is None or not word.known or "://" in word.text or "." in word.text.partition("/")[0].strip("."):
            continue
        folder, files = word.text.removeprefix("./").rstrip("/"), beside.files
        if not files.folders or folder in ("", ".") or folder.startswith(("../", "/")) or files.has_folder(folder):
            continue
        near = files.near_folder(folder)
        if near is not None or beside.complete:
            listed = near or ", ".join(files.folders[:_LISTED])
            text = Text(
                f"这一页没有 {folder}/kustomization.yaml；有的是 {listed}",
                f"this page has no {folder}/kustomization.yaml; it has {listed}",
            )
            yield _note("missing-file", word, source, text)


_LISTED = 5
"""Folders that a message names."""
