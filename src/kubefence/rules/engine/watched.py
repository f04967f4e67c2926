"""Values that tell when a rule looked at something that is not known: what it concludes from that means nothing.

In an excerpt a mapping may have more keys than are written, a list more items, and a text may be any other. A rule
that finds a key, an item or a text knows of it; one that misses a key, counts the items or compares the text does not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, ItemsView, Iterator, KeysView, ValuesView
from functools import wraps
from typing import Any

from kubefence.problems import Problem
from kubefence.rules.engine.group import GroupCheck
from kubefence.rules.engine.model import Check, FieldCheck, Triggered
from kubefence.rules.engine.rulebook import Rulebook
from kubefence.yamldoc.document import Gaps, Json, Path


class Watch:
    """Whether something that is not known has been looked at."""

    __slots__ = ("touched",)

    def __init__(self) -> None:
        self.touched = False


def watched(value: Json, gaps: Gaps, watch: Watch, path: Path = ()) -> Any:
    """The value, as one that tells ``watch`` when it is asked for what is not known."""
    if isinstance(value, dict):
        left_out = {key for key, inner in value.items() if inner is None and (*path, key) in gaps.open}
        entries = {
            key: watched(inner, gaps, watch, (*path, key)) for key, inner in value.items() if key not in left_out
        }
        return _Mapping(entries, watch) if left_out or path in gaps.open else entries
    if isinstance(value, list):
        items = [watched(inner, gaps, watch, (*path, index)) for index, inner in enumerate(value)]
        return _List(items, watch) if path in gaps.open else items
    if isinstance(value, str) and value in gaps.unknown and (gaps.unknown[value] or not _SPACE.search(value)):
        return _Text(value, watch)
    return value  # of a text of several words a part is not known: what is wrong with the rest is wrong all the same


_SPACE = re.compile(r"\s")


class _Open:
    """What may have more in it than is written: whoever counts, compares or misses something has asked for that."""

    _plain: Any
    """The type that it is without this."""

    def __init__(self, content: Any, watch: Watch) -> None:
        self._plain.__init__(self, content)
        self._watch = watch

    def __contains__(self, entry: object) -> bool:
        return bool(self._plain.__contains__(self, entry)) or self._missed()

    def __iter__(self) -> Iterator[Any]:
        yield from self._plain.__iter__(self)
        self._missed()

    def __len__(self) -> int:
        self._missed()
        return int(self._plain.__len__(self))

    def __bool__(self) -> bool:
        return self._plain.__len__(self) > 0 or self._missed()

    def __eq__(self, other: object) -> bool:
        self._missed()
        return bool(self._plain.__eq__(self, other))

    def __ne__(self, other: object) -> bool:
        return not self == other

    def _missed(self) -> bool:
        self._watch.touched = True
        return False


class _Mapping(_Open, dict[str, Any]):
    """A mapping that may have further keys."""

    _plain = dict

    def get(self, key: str, default: Any = None) -> Any:
        """As of any mapping."""
        return super().get(key, default) if key in self else default

    def __missing__(self, key: str) -> Any:
        self._missed()
        raise KeyError(key)

    def keys(self) -> KeysView[str]:  # type: ignore[override]  # the views of the mapping of Python know nothing of it
        """As of any mapping."""
        return KeysView(self)

    def values(self) -> ValuesView[Any]:  # type: ignore[override]  # as above
        """As of any mapping."""
        return ValuesView(self)

    def items(self) -> ItemsView[str, Any]:  # type: ignore[override]  # as above
        """As of any mapping."""
        return ItemsView(self)


class _List(_Open, list[Any]):
    """A list that may have further items."""

    _plain = list


class _Text(str):
    """A text that may be any other; the same one twice stands for the same."""

    _watch: Watch

    def __new__(cls, text: str, watch: Watch) -> _Text:
        """``text``, watched."""
        made = super().__new__(cls, text)
        made._watch = watch
        return made

    def __eq__(self, other: object) -> bool:
        if super().__eq__(other) is True:
            return True
        self._watch.touched = True
        return False

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __add__(self, other: str) -> str:
        self._watch.touched = True
        return super().__add__(other)

    def __format__(self, form: str) -> str:
        self._watch.touched = True
        return super().__format__(form)

    def __contains__(self, part: object) -> bool:
        self._watch.touched = True
        return isinstance(part, str) and super().__contains__(part)

    def __hash__(self) -> int:
        self._watch.touched = True
        return super().__hash__()


class WatchingRulebook(Rulebook):
    """The rules of another one, each without what it concludes from something that is not known."""

    def __init__(self, rulebook: Rulebook, watch: Watch) -> None:
        self.__dict__.update(rulebook.__dict__)
        self._watch = watch

    def checks(self, definition: str) -> tuple[Check, ...]:
        """See `Rulebook`."""
        return tuple(self._due(check) for check in super().checks(definition))

    def fields(self, name: str) -> tuple[FieldCheck, ...]:
        """See `Rulebook`."""
        return tuple(self._sure(check) for check in super().fields(name))

    def types(self, name: str) -> tuple[FieldCheck, ...]:
        """See `Rulebook`."""
        return tuple(self._sure(check) for check in super().types(name))

    def groups(self, definition: str) -> tuple[GroupCheck, ...]:
        """See `Rulebook`."""
        return tuple(self._sure(check) for check in super().groups(definition))

    def _due(self, check: Check) -> Check:
        if isinstance(check, Triggered):
            return Triggered(self._sure(check.check), check.paths)
        return self._sure(check)

    def _sure(self, check: Callable[..., Iterator[Problem]]) -> Callable[..., Iterator[Problem]]:
        watch = self._watch

        @wraps(check)
        def sure(*given: Any) -> Iterator[Problem]:
            watch.touched = False
            for problem in check(*given):
                if not watch.touched:
                    yield problem

        return sure
