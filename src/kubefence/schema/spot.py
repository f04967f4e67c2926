"""Where a schema finds an error: the value there, and what it should have been."""

from __future__ import annotations

from kubefence.schema import navigate
from kubefence.schema.pack import Pack, Schema
from kubefence.versions import Version
from kubefence.yamldoc.document import Json, Path


class Spot:
    """Where an error is: the value there and the schema that it should have met."""

    def __init__(self, pack: Pack, version: Version, target: Schema, root: Json, path: Path) -> None:
        self.pack, self.version, self.target, self.path = pack, version, target, path
        self.root = root
        self.value = root
        for step in path:
            self.value = self.value[step]  # type: ignore[index]  # the path is one of this very value

    @property
    def names(self) -> tuple[str, ...]:
        """The path without the indices of lists."""
        return tuple(step for step in self.path if isinstance(step, str))

    @property
    def name(self) -> str:
        """The innermost field on the way, "" at the top."""
        return self.names[-1] if self.names else ""

    def schema(self) -> Schema:
        """What the value should have met."""
        return self._at(self.path)

    def above(self) -> Schema:
        """The schema of what holds the value."""
        return self._at(self.path[:-1])

    def resolved(self, schema: Schema) -> Schema:
        """A schema, or the definition that it refers to."""
        return navigate.resolved(self.pack, self.version, schema)

    def holder(self) -> Spot:
        """What holds the value."""
        return Spot(self.pack, self.version, self.target, self.root, self.path[:-1])

    def place(self, names: tuple[str, ...]) -> Path:
        """Where the mapping is that these names lead to: on the way here, then in the last item of each list."""
        at: list[str | int] = []
        schema, value = self.resolved(self.target), self.root
        for name in names:
            at.append(name)
            schema = self.resolved(schema.get("properties", {}).get(name, {}))
            value = value.get(name) if isinstance(value, dict) else None
            if "items" in schema:
                index = self._item(tuple(at), value)
                at.append(index)
                schema = self.resolved(schema["items"])
                value = value[index] if isinstance(value, list) and index < len(value) else None
        return tuple(at)

    def _item(self, at: Path, value: Json) -> int:
        on_the_way = self.path[: len(at)] == at and len(self.path) > len(at)
        if on_the_way and isinstance(self.path[len(at)], int):
            return int(self.path[len(at)])
        return max(len(value) - 1, 0) if isinstance(value, list) else 0

    def _at(self, path: Path) -> Schema:
        return self.resolved(navigate.descend(self.pack, self.version, self.target, path))
