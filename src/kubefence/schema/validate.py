"""Strict validation against the definitions of one version, all errors at once.

``jsonschema_rs`` does the work. A validator is compiled the first time its definition is needed and
from the definitions it can reach only, which takes a few milliseconds instead of dozens.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache, partial
from types import MappingProxyType

import jsonschema_rs

from kubefence.problems import Problem
from kubefence.schema import explain
from kubefence.schema.enforced import Enforced, identity
from kubefence.schema.pack import REF, Pack, Schema, references
from kubefence.schema.shared import strictest
from kubefence.versions import Version
from kubefence.yamldoc.document import Json

NONE: Mapping[str, type] = MappingProxyType({})
PATTERNS = jsonschema_rs.RegexOptions()
"""Patterns as RE2 reads them, in time that grows with the text alone."""
DRAFT = "https://json-schema.org/draft/2020-12/schema"


Compile = Callable[[Schema], jsonschema_rs.Validator]


class _Alike:
    """Versions that mean the same by a schema."""

    def __init__(self, schema: Schema, versions: list[Version], compile_: Compile) -> None:
        self.schema = schema
        self.versions = versions
        self._compile = compile_

    @cached_property
    def validator(self) -> jsonschema_rs.Validator:
        """Compiled when an object does not meet all versions."""
        return self._compile(self.schema)


class Schemas:
    """Compiled validators of one pack; ``keywords`` are those of schemas beside what JSON schema has."""

    def __init__(self, pack: Pack, keywords: Mapping[str, type] = NONE) -> None:
        self.pack = pack
        self._compile = partial(jsonschema_rs.validator_for, pattern_options=PATTERNS, keywords=dict(keywords))
        self._enforced = Enforced(pack)
        self._kinds = frozenset(pack.kinds.values())
        self._for_whole = lru_cache(maxsize=None)(self._validators)

    def check(
        self, value: Json, versions: tuple[Version, ...], target: Schema, *, whole: bool = True
    ) -> Iterator[tuple[tuple[Version, ...], Problem]]:
        """Problems of ``value`` against ``target``, a schema whose references are definitions.

        With ``whole=False`` the value is a fragment: the required fields of its own level may be
        missing, everything below is as strict as ever.
        """
        shared, groups = self._for_whole(versions, _frozen(target), whole)
        if shared.is_valid(value):  # it tells nothing more, but that is all there is to say of most objects
            return
        for alike in groups:
            where = tuple(alike.versions)
            for error in alike.validator.iter_errors(value):
                path = tuple(error.instance_path)
                for problem in explain.problems(self.pack, where[-1], target, value, path, error.kind):
                    yield where, problem

    def _validators(
        self, versions: tuple[Version, ...], target: str, whole: bool
    ) -> tuple[jsonschema_rs.Validator, Sequence[_Alike]]:
        """A validator as strict as all versions together, and the schema of each group that means the same by it."""
        groups: list[_Alike] = []
        for version in versions:
            schema = self._closed(version, _thawed(target), whole)
            known = next((alike for alike in groups if alike.schema == schema), None)
            if known is None:
                groups.append(_Alike(schema, [version], self._compile))
            else:
                known.versions.append(version)
        schema = strictest([alike.schema for alike in groups])
        return self._compile(schema), groups

    def _closed(self, version: Version, target: Schema, whole: bool) -> Schema:
        """The target with all definitions that it can reach, as ``version`` has and enforces them."""
        if not whole:
            target = self._without_required(version, target)
        read, decoded = self._reached(version, target)
        definitions = {name: self._enforced.stored(version, name) for name in read}
        definitions.update((name, self._enforced.decoded(version, name)) for name in decoded)
        return {"$schema": DRAFT, **target, "$defs": definitions}

    def _reached(self, version: Version, target: Schema) -> tuple[set[str], set[str]]:
        """Definitions that the target leads to, and further ones that only the ``status`` of an object leads to."""
        read, waiting, dropped = set[str](), list(references(target)), list[str]()
        while waiting:
            name = waiting.pop()
            if name not in read:
                read.add(name)
                status = self._status(version, name)
                dropped += status
                referred = self.pack.referred(version, name)
                waiting += [other for other in referred if other not in status] if status else referred
        decoded = set[str]()
        while dropped:
            name = dropped.pop()
            if name not in read and name not in decoded:
                decoded.add(name)
                dropped += self.pack.referred(version, name)
        return read, decoded

    def _status(self, version: Version, name: str) -> tuple[str, ...]:
        """What nothing but the ``status`` of a kind refers to."""
        properties = self.pack.definition(version, name).get("properties", {})
        if "status" not in properties or name not in self._kinds:
            return ()
        others = {other for field, inner in properties.items() if field != "status" for other in references(inner)}
        return tuple(other for other in references(properties["status"]) if other not in others)

    def _without_required(self, version: Version, target: Schema) -> Schema:
        if "$ref" in target:
            name = target["$ref"].removeprefix(REF)
            stored, published = self._enforced.stored(version, name), self.pack.definition(version, name)
            target = {**stored, "properties": {**stored.get("properties", {}), **identity(published)}}
        return {key: value for key, value in target.items() if key != "required"}


def _frozen(schema: Schema) -> str:
    """A key for the cache of compiled validators."""
    reference = schema.get("$ref")
    return reference if isinstance(reference, str) else json.dumps(schema, sort_keys=True)


def _thawed(text: str) -> Schema:
    schema: Schema = {"$ref": text} if text.startswith(REF) else json.loads(text)
    return schema
