"""What a rule is made of: documentation that is also its test, and checks that hang on definitions.

A module of rules ends with one `Tables` called ``TABLES``, which holds:

``rules``   the rules it speaks of, each with its documentation and its examples;
``checks``  definition (``core.v1.Container``) to the functions that look at values of that type;
``fields``  field (``core.v1.Container.name``) to the functions that look at that one value;
``types``   type of a single value (``api.resource.Quantity``, ``format:int32``) to functions alike;
``groups``  definition to the functions that look at such an object among all that it is applied with.

A check never raises, whatever it is given: values of the wrong type are the schema's business, and the
accessors of `Site` return something empty for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import wraps
from types import MappingProxyType
from typing import Any, NamedTuple

from kubefence.findings import Severity, Text
from kubefence.problems import Also, Anchor, Problem
from kubefence.rules.engine.group import GroupCheck
from kubefence.versions import Version
from kubefence.yamldoc.document import Json, Path


class Rule(NamedTuple):
    """A rule of the API server, as documentation: what is wrong, why, what to write."""

    id: str
    """Names the wrong pattern: ``selector-mismatch``."""
    title: Text
    why: Text
    """What the server does about it, and what would go wrong."""
    fix: Text
    source: str
    """The official page or the source that says so."""
    wrong: str
    """A whole manifest that breaks this rule and no other."""
    right: str
    """The same, mended."""
    severity: Severity = Severity.ERROR
    """What its problems say as well: a check that warns hands it to `Site.problem`."""
    k8s: str = ""
    """The versions of Kubernetes that the examples are for, where those of the site are not."""


class Root(NamedTuple):
    """The object that is being walked."""

    value: Json
    definition: str
    """Short name of its definition: ``apps.v1.Deployment``."""
    whole: bool = True
    """False for a fragment: what is required of its own outermost level may stand elsewhere."""
    depth: int = 0
    """How many levels lie around a fragment that is walked in what holds it; they have nothing but the fragment."""


class Site:
    """A mapping of a known type, somewhere in an object."""

    __slots__ = ("definition", "parent", "path", "root", "value")

    def __init__(self, value: dict[str, Any], path: Path, definition: str, root: Root, parent: Site | None) -> None:
        self.value = value
        self.path = path
        self.definition = definition
        """Short name of the type: ``core.v1.Container``."""
        self.root = root
        self.parent = parent
        """The nearest enclosing site that has a type of its own."""

    @property
    def partial(self) -> bool:
        """Whether required fields of this very level may be missing, because it is a fragment's root or around it."""
        return self.open_at()

    def open_at(self, *below: str) -> bool:
        """The same of a mapping further down."""
        return not self.root.whole and len(self.path) + len(below) <= self.root.depth

    def left_out(self, field: str) -> bool:
        """Whether the field is not here but may stand in the rest of what a fragment is a part of."""
        return self.value.get(field) is None and self.partial

    def has(self, field: str) -> bool:
        """Whether the field is given and not null."""
        return self.value.get(field) is not None

    def text(self, field: str) -> str:
        """A string field, "" where it is missing or no string."""
        found = self.value.get(field)
        return found if isinstance(found, str) else ""

    def number(self, field: str) -> int | None:
        """An integer field, None where it is missing or no integer."""
        found = self.value.get(field)
        return found if isinstance(found, int) and not isinstance(found, bool) else None

    def flag(self, field: str) -> bool:
        """A boolean field, False where it is missing or no boolean."""
        return self.value.get(field) is True

    def mapping(self, field: str) -> dict[str, Any]:
        """A field that holds a mapping, {} where it is missing or none."""
        found = self.value.get(field)
        return found if isinstance(found, dict) else {}

    def items(self, field: str) -> list[Any]:
        """A field that holds a list, [] where it is missing or none."""
        found = self.value.get(field)
        return found if isinstance(found, list) else []

    def child(self, field: str) -> Site | None:
        """The mapping in ``field`` as a site without a type, None where there is none."""
        found = self.value.get(field)
        return Site(found, (*self.path, field), "", self.root, self) if isinstance(found, dict) else None

    def children(self, field: str) -> Iterator[Site]:
        """The mappings in the list ``field``, as sites without a type."""
        for index, item in enumerate(self.items(field)):
            if isinstance(item, dict):
                yield Site(item, (*self.path, field, index), "", self.root, self)

    def problem(
        self,
        rule: str,
        at: str | Path,
        zh: str,
        en: str,
        *,
        anchor: Anchor = Anchor.VALUE,
        severity: Severity = Severity.ERROR,
        also: tuple[Also, ...] = (),
        named: Path = (),
    ) -> Problem:
        """A problem at a field, or a path, below this site.

        ``named`` is the path below this site that the API server names, where it is not ``at``.
        """
        below = (at,) if isinstance(at, str) else at
        theirs = (*self.path, *named) if named else ()
        return Problem(rule, (*self.path, *below), Text(zh, en), anchor, severity, also, named=theirs)

    def missing(self, field: str, zh: str = "", en: str = "") -> Iterator[Problem]:
        """The problem that a required field is not there; nothing where it may stand elsewhere."""
        if self.left_out(field):
            return
        why_zh, why_en = (f"：{zh}", f": {en}") if zh else ("", "")
        if field in self.value:
            said = f"{field} 是空的，它是必填字段{why_zh}", f"{field} is empty, but it is a required field{why_en}"
            yield self.problem("missing-field", field, *said, anchor=Anchor.KEY)
            return
        yield Problem(
            "missing-field",
            self.path,
            Text(f"缺少必填字段 {field}{why_zh}", f"the required field {field} is missing{why_en}"),
            Anchor.KEY,
            field=field,
        )


Check = Callable[[Site], Iterator[Problem]]
FieldCheck = Callable[[Site, Path, Any], Iterator[Problem]]
"""Called with the site, the path of the value below it (``("limits", "cpu")``) and the value, never null."""


NOTHING: Mapping[str, Any] = MappingProxyType({})


class Tables(NamedTuple):
    """The tables of one module of rules, or of all together."""

    rules: Sequence[Rule] = ()
    checks: Mapping[str, Sequence[Check]] = NOTHING
    fields: Mapping[str, Sequence[FieldCheck]] = NOTHING
    types: Mapping[str, Sequence[FieldCheck]] = NOTHING
    groups: Mapping[str, Sequence[GroupCheck]] = NOTHING


NONE: Iterator[Problem] = iter(())
"""No problem: what a check returns nearly always, where a generator would cost more to make than to run."""


class Triggered:
    """A check that finds nothing in a value that has none of some fields: there it need not be run."""

    def __init__(self, check: Check, paths: Iterable[Path]) -> None:
        self.check = check
        self.paths = tuple(paths)
        self.fields = frozenset(str(path[0]) for path in self.paths)
        """Those in the value itself; without them nothing is run at all."""
        self.run = check if all(len(path) == 1 for path in self.paths) else _guarded(check, self.paths)

    def __call__(self, site: Site) -> Iterator[Problem]:
        """What the check finds."""
        return self.check(site)


def _guarded(check: Check, paths: tuple[Path, ...]) -> Check:
    @wraps(check)
    def run(site: Site) -> Iterator[Problem]:
        for path in paths:
            if _written(site.value, path):
                return check(site)
        return NONE

    return run


def _written(value: Any, path: Path) -> bool:
    for step in path:
        if not isinstance(value, dict) or step not in value:
            return False
        value = value[step]
    return True


def when(*fields: str) -> Callable[[Check], Triggered]:
    """Says of a check that it finds nothing unless one of the fields is written, if only as null.

    ``metadata.annotations`` is a field of a field.
    """
    return lambda check: Triggered(check, (tuple(field.split(".")) for field in fields))


def holds_in(problem: Problem, version: Version) -> bool:
    """Whether the problem is one in ``version``."""
    return (problem.since is None or version >= problem.since) and (problem.until is None or version <= problem.until)
