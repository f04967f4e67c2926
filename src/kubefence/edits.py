"""Changes that advice proposes, as changes of the value: fields that move, values in another form."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from kubefence.findings import Text
from kubefence.yamldoc.document import Json, Path


class NewForm(NamedTuple):
    """Another form of a value."""

    changed: Callable[[Json], Json]
    wrapped: Path = ()
    """What leads to the old value inside of the new one."""
    stripped: int = 0
    """How many steps inside of the old value led to the new one."""


AS_IT_IS = NewForm(lambda value: value)


class Move(NamedTuple):
    """An entry that goes elsewhere, or only changes its form where it stands."""

    source: Path
    target: Path
    form: NewForm = AS_IT_IS

    def translated(self, path: Path) -> Path | None:
        """Where a path below the entry leads afterwards, None for other paths."""
        if path[: len(self.source)] != self.source:
            return None
        rest = path[len(self.source) :]
        return (*self.target, *self.form.wrapped, *rest[self.form.stripped :]) if rest else self.target


class Edit(NamedTuple):
    """What is done at once."""

    moves: tuple[Move, ...] = ()
    removed: Path | None = None
    """An entry that goes: a mapping that the moves leave empty, or an item that holds nothing."""

    def applied(self, value: Json) -> Json:
        """The value with the change; raises `Impossible` where something stands in the way."""
        for source, target, form in self.moves:
            content = form.changed(_at(value, source))
            value = _with(_without(value, source) if source != target else value, target, content, source == target)
        return _without(value, self.removed) if self.removed else value

    def translated(self, path: Path) -> Path:
        """Where a path leads after the change."""
        for move in self.moves:
            moved = move.translated(path)
            if moved is not None:
                return moved
        return _without_item(path, self.removed) if self.removed else path

    @property
    def targets(self) -> tuple[Path, ...]:
        """Where the entries stand after the change."""
        return tuple(move.target for move in self.moves)


def _without_item(path: Path, removed: Path) -> Path:
    """The path once an item is removed: those behind it move up."""
    *above, last = removed
    depth = len(above)
    index = path[depth] if len(path) > depth and path[:depth] == tuple(above) else None
    if isinstance(last, int) and isinstance(index, int) and index > last:
        return (*above, index - 1, *path[depth + 1 :])
    return path


class Way(NamedTuple):
    """A way out of a problem: what is said of it, and what becomes of the value when it is followed."""

    text: Text
    edit: Edit
    spelling: bool = False
    """Whether it only renames: then what is inside may have mistakes of its own ..."""
    near: bool = False
    """... and where the names are much alike, the value itself may be the mistake."""
    home: Path | None = None
    """The mapping that the entry belongs to; entries that belong to one are told of together ..."""
    together: Text = Text("", "")
    """... in these words."""
    api_version: str = ""
    """The apiVersion to write, if that is the way."""


class Impossible(Exception):
    """The change cannot be made: something is there already, or nothing is."""


def _at(value: Json, path: Path) -> Json:
    for step in path:
        try:
            value = value[step]  # type: ignore[index]  # the path is one of this very value
        except (KeyError, IndexError, TypeError):
            raise Impossible from None
    return value


def _without(value: Json, path: Path) -> Json:
    """A copy, of what leads there only, that lacks an entry."""
    step, *rest = path
    if isinstance(value, dict):
        copied: dict[str, Json] = dict(value)
        key = str(step)
        if rest:
            copied[key] = _without(copied[key], tuple(rest))
        else:
            del copied[key]
        return copied
    if isinstance(value, list) and isinstance(step, int):
        items = list(value)
        items[step : step + 1] = [_without(items[step], tuple(rest))] if rest else []
        return items
    raise Impossible


def _with(value: Json, path: Path, content: Json, instead: bool) -> Json:
    """A copy, of what leads there only, that has an entry more, or another one ``instead``.

    What is missing on the way is made.
    """
    if not path:
        return content
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        if value is not None and not isinstance(value, list):
            raise Impossible
        items = list(value or ())
        if step > len(items):
            raise Impossible
        items[step : step + 1] = [_with(items[step] if step < len(items) else None, rest, content, instead)]
        return items
    if value is not None and not isinstance(value, dict):
        raise Impossible
    copied = dict(value or {})
    if not rest and not instead and copied.get(step) is not None:
        raise Impossible
    copied[step] = _with(copied.get(step), rest, content, instead) if rest else content
    return copied
