"""One document against Kubernetes: which type it is, and whether every version agrees with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from kubefence.findings import Finding, Related, Severity, Text
from kubefence.problems import Anchor, Problem, merged, spoken_path
from kubefence.rules.model import holds_in
from kubefence.rules.walk import Walker
from kubefence.schema import fragments, kinds
from kubefence.schema.pack import REF, Pack, Schema
from kubefence.schema.validate import Schemas
from kubefence.versions import Version
from kubefence.yamldoc.document import Document, Json, Path


class Part(NamedTuple):
    """An object of a known type: the value, where it stands in its document, and its schema."""

    value: Json
    path: Path
    schema: Schema
    whole: bool


class _Parts(NamedTuple):
    """The objects of a document in one version, and the problems that kept others from being known."""

    parts: list[Part]
    problems: list[Problem]


class Objects:
    """Checks documents with one pack of schemas."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._schemas = Schemas(pack)
        self._walker = lru_cache(maxsize=None)(lambda version: Walker(pack, version))

    def manifest(self, document: Document, versions: Sequence[Version]) -> Iterator[Finding]:
        """A document that has to be one object, or a ``List`` of objects."""
        yield from self._checked(document, {version: self._manifest(document.value, version) for version in versions})

    def fragment(self, document: Document, name: str, versions: Sequence[Version]) -> Iterator[Finding]:
        """A document that is the part of an object that the option ``fragment`` names."""
        yield from self._checked(
            document, {version: self._fragment(document.value, name, version) for version in versions}
        )

    def _checked(self, document: Document, by_version: dict[Version, _Parts]) -> Iterator[Finding]:
        found = [(version, found.problems) for version, found in by_version.items()]
        for version, (parts, _) in by_version.items():
            for part in parts:
                found.append(
                    (
                        version,
                        list(self._schemas.check(part.value, version, part.schema, whole=part.whole, at=part.path)),
                    )
                )
        found += self._by_rules({version: parts for version, (parts, _) in by_version.items()})
        yield from placed(document, merged(found))

    def _by_rules(self, by_version: dict[Version, list[Part]]) -> Iterator[tuple[Version, list[Problem]]]:
        """What the rules say. Each part is walked once, with the newest version that knows its type."""
        homes: dict[tuple[Path, str], tuple[Part, list[Version]]] = {}
        for version, parts in by_version.items():
            for part in parts:
                known = homes.setdefault((part.path, str(part.schema)), (part, []))
                known[1].append(version)
        for part, versions in homes.values():
            problems = self._walker(max(versions)).problems(part.value, part.schema, part.path, whole=part.whole)
            for version in versions if problems else ():
                yield version, [problem for problem in problems if holds_in(problem, version)]

    def _manifest(self, value: Json, version: Version, path: Path = ()) -> _Parts:
        if not isinstance(value, dict) or not ({"apiVersion", "kind"} & value.keys()):
            return _Parts([], [_not_identified(self._pack, version, value, path)])
        problems = list(_identity(value, path))
        if problems:
            return _Parts([], problems)
        api_version, kind = str(value["apiVersion"]), str(value["kind"])
        if (api_version, kind) == ("v1", "List"):
            return self._list(value, version, path)
        definition = kinds.definition_of(self._pack, version, api_version, kind)
        if definition is None:
            unknown = kinds.explain(self._pack, version, api_version, kind)
            return _Parts([], [Problem(unknown.rule, (*path, unknown.key), unknown.text)])
        return _Parts([Part(value, path, {"$ref": REF + definition}, whole=True)], [])

    def _list(self, value: dict[str, Json], version: Version, path: Path) -> _Parts:
        items = value.get("items")
        if not isinstance(items, list):
            return _Parts(
                [], [Problem("missing-field", path, Text("List 缺少 items", "a List needs items"), Anchor.KEY)]
            )
        parts, problems = [], []
        for index, item in enumerate(items):
            found = self._manifest(item, version, (*path, "items", index))
            parts += found.parts
            problems += found.problems
        return _Parts(parts, problems)

    def _fragment(self, value: Json, name: str, version: Version) -> _Parts:
        target = fragments.target(self._pack, version, name)
        if isinstance(target, fragments.NoTarget):
            return _Parts([], [Problem("unknown-fragment", (), target.text)])
        return _Parts([Part(value, (), target.schema, whole=False)], [])


def placed(document: Document, problems: dict[Problem, list[Version]]) -> Iterator[Finding]:
    """Findings for problems: paths become places in the source."""
    for problem, versions in problems.items():
        place = document.key_place if problem.anchor is Anchor.KEY else document.value_place
        yield Finding(
            problem.rule,
            problem.severity,
            place(problem.path),
            problem.text,
            field=spoken_path(problem.named or ((*problem.path, problem.field) if problem.field else problem.path)),
            versions=tuple(sorted(versions)),
            related=tuple(
                Related((document.key_place if a.anchor is Anchor.KEY else document.value_place)(a.path), a.text)
                for a in problem.also
            ),
        )


def _identity(value: dict[str, Json], path: Path) -> Iterator[Problem]:
    for key in ("apiVersion", "kind"):
        if value.get(key) in (None, ""):
            yield Problem(
                "missing-field",
                path,
                Text(f"缺少 {key}", f"{key} is missing"),
                Anchor.KEY,
            )
        elif not isinstance(value[key], str):
            yield Problem(
                "wrong-type",
                (*path, key),
                Text(f"{key} 应为字符串；给值加上引号", f"{key} must be a string; put the value in quotes"),
            )


def _not_identified(pack: Pack, version: Version, value: Json, path: Path) -> Problem:
    names: Iterable[str] = list(fragments.guesses(pack, version, value))[:3]
    guess = [f'fragment="{name}"' for name in names]
    zh, en = (f"（可能是 {'、'.join(guess)}）", f" (perhaps {', '.join(guess)})") if guess else ("", "")
    return Problem(
        "not-identified",
        path,
        Text(
            "没有 apiVersion 和 kind，无法核对：补全对象；若只是片段，用 fragment 说明是哪一部分"
            f'{zh}；若不是 Kubernetes 清单，写 skip="原因"',
            "neither apiVersion nor kind, so this cannot be checked: complete the object; if it is a part of one, "
            f'say which with fragment{en}; if it is not for Kubernetes, write skip="reason"',
        ),
        Anchor.KEY,
        Severity.ERROR,
    )
