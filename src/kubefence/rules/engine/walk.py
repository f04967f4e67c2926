"""The typed walk: an object is visited once, and every value meets the rules of its type."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from kubefence.errors import NotInstalled
from kubefence.findings import Severity, Text
from kubefence.problems import Anchor, Problem
from kubefence.rules.engine.model import FieldCheck, Root, Site
from kubefence.rules.engine.plan import Plan, Plans, Shape, Step
from kubefence.rules.engine.rulebook import Rulebook
from kubefence.schema.navigate import definition_name
from kubefence.schema.pack import Pack, Schema
from kubefence.versions import Version
from kubefence.yamldoc.document import Json, Path


class Walker:
    """Walks objects of one version with the rules of a run."""

    def __init__(self, pack: Pack, version: Version, rulebook: Rulebook) -> None:
        self._plans = Plans(pack, version, rulebook)

    def problems(self, value: Json, schema: Schema, path: Path, *, whole: bool, depth: int = 0) -> list[Problem]:
        """Problems of a value whose type ``schema`` describes; ``path`` is where it stands, the rest see `Root`."""
        found: list[Problem] = []
        name = definition_name(schema)
        if name is not None:
            plan = self._plans.of(name)
            if plan.useful and isinstance(value, dict):
                _visit(plan, value, path, Root(value, plan.definition, whole, depth), None, found)
        elif isinstance(value, list) and "items" in schema:
            for index, item in enumerate(value):
                found += self.problems(item, schema["items"], (*path, index), whole=True)
        return found

    def decoded(self, value: Json, schema: Schema) -> list[Problem]:
        """What the decoder alone finds in a value, by paths that begin at it."""
        found: list[Problem] = []
        name = definition_name(schema)
        if name is not None and isinstance(value, dict):
            plan = self._plans.decoded(name)
            _visit(plan, value, (), Root(value, plan.definition), None, found)
        return found


def _visit(
    plan: Plan, value: dict[str, Any], path: Path, root: Root, parent: Site | None, found: list[Problem]
) -> None:
    site, known = Site(value, path, plan.definition, root, parent), len(found)
    checks, fields = plan.way(tuple(value))
    for check in checks:
        try:
            found.extend(check(site))
        except Exception as error:
            found.append(failed(check, error, path))
    for name, step, struct in fields:
        content = value[name]
        if content is None:
            if struct and not site.partial and not _told(found[known:], path, name):
                found.extend(site.missing(name))
        elif step is not None:
            _field(step, site, name, content, found)


def _told(problems: Sequence[Problem], path: Path, name: str) -> bool:
    """Whether a rule has found a field wrong already."""
    return any(problem.path == (*path, name) or (problem.path, problem.field) == (path, name) for problem in problems)


def _field(step: Step, site: Site, name: str, content: Any, found: list[Problem]) -> None:
    if step.field_checks:
        _run(step.field_checks, site, (name,), content, found)
    child = step.child
    if step.shape is Shape.ONE:
        if step.entry_checks:
            _run(step.entry_checks, site, (name,), content, found)
        if child is not None and isinstance(content, dict):
            _visit(child, content, (*site.path, name), site.root, site, found)
        return
    for index, item in _entries(step.shape, content):
        if step.entry_checks and item is not None:
            _run(step.entry_checks, site, (name, index), item, found)
        if child is not None and isinstance(item, dict):
            _visit(child, item, (*site.path, name, index), site.root, site, found)
        elif child is not None and item is None:
            _visit_nothing(child, (*site.path, name, index), site, found)


def _visit_nothing(plan: Plan, path: Path, site: Site, found: list[Problem]) -> None:
    """An entry of a list or map that is null: to the server an object in which nothing is set."""
    known = len(found)
    _visit(plan, {}, path, site.root, site, found)
    missed = {problem.field for problem in found[known:] if problem.path == path}
    empty = Site({}, path, plan.definition, site.root, site)
    for field in plan.required:
        if field not in missed:
            found.extend(empty.missing(field))


def _entries(shape: Shape, content: Any) -> Iterable[tuple[str | int, Any]]:
    """The values in a list or a map, each with its index or key."""
    if shape is Shape.LIST:
        return enumerate(content) if isinstance(content, list) else ()
    return content.items() if isinstance(content, dict) else ()


def _run(checks: Sequence[FieldCheck], site: Site, at: Path, value: Any, found: list[Problem]) -> None:
    for check in checks:
        try:
            found.extend(check(site, at, value))
        except Exception as error:
            found.append(failed(check, error, (*site.path, *at)))


def failed(check: object, error: Exception, path: Path) -> Problem:
    """The problem that a rule itself failed: it has not checked anything, and must not pass for one that has."""
    if isinstance(error, NotInstalled):
        return Problem("not-checked", path, Text(error.zh, str(error)), Anchor.KEY, Severity.WARNING)
    check = getattr(check, "func", check)  # what a `functools.partial` is made of
    name = f"{getattr(check, '__module__', '?')}.{getattr(check, '__qualname__', '?')}"
    what = f"{type(error).__name__}: {error}"
    text = Text(
        f"规则 {name} 自身出错，这里未能核对（{what}）", f"the rule {name} failed, so this was not checked ({what})"
    )
    return Problem("internal-error", path, text, Anchor.KEY, Severity.ERROR)
