"""Advice is tried before it is given: followed on a copy, it has to mend its mistake and break nothing.

What is gone then besides was no mistake of its own but followed from the first, and is not told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from enum import Enum, auto
from itertools import islice
from typing import NamedTuple

from kubefence.checks import mends
from kubefence.checks.once import TELLING
from kubefence.checks.served import Found
from kubefence.edits import Edit, Impossible, Way
from kubefence.findings import Severity, Text
from kubefence.problems import Mend, Problem, inside
from kubefence.yamldoc.document import Json, Path

Check = Callable[[Json, str], Sequence[Found]]
"""All that is wrong with a value, as an object of another apiVersion if one is given."""
_TRIES = 24
"""Copies that are checked for one object ..."""
_FEW_TRIES = 4
_RIVALS = 4
"""More ways than that beside the best, and nobody can be sure of it."""
_MANY = 60
"""... and for one in which so much is wrong that each copy takes its time."""
_UNKNOWN = "unknown-field"
_TYPE = "wrong-type"


class _Key(NamedTuple):
    """Which problem it is, whatever the versions say of it."""

    rule: str
    path: Path
    field: str


def _key(problem: Problem) -> _Key:
    return _Key(problem.rule, problem.path, problem.field)


class _Fit(Enum):
    """How well a way leads out."""

    NOT = auto()
    LAST = auto()
    """Only if it mends something else, too, and no way of another kind does: the value is of the wrong type there."""
    MENDING = auto()
    """Only if it mends something else, too."""
    WELL = auto()


class _Tried(NamedTuple):
    """A way that was followed, and what is gone then besides its own mistake."""

    way: Way
    fit: _Fit
    gone: list[_Key]


def mended(found: Sequence[Found], value: Json, check: Check) -> Sequence[Found]:
    """The problems of a value, with advice that works, and without those that follow from others.

    Those for which nothing worked still have their ways.
    """
    if not any(problem.ways or _null_item(value, problem.path) for _, problem in found):
        return found
    return _Bench(found, value, check).settled()


class _Bench:
    """Where copies of one value are mended."""

    def __init__(self, found: Sequence[Found], value: Json, check: Check) -> None:
        self._value, self._check = value, check
        self._left = dict.fromkeys(_key(problem) for _, problem in found)
        """What is still to be told, in the order in which it was found."""
        self._found = found
        self._first = {_key(problem): problem for _, problem in reversed(found)}
        self._errors: set[_Key] = set()
        """The errors among them; what was said within a value of the wrong type is none, it says nothing."""
        self._said: dict[_Key, Text] = {}
        """Texts that are not simply those of the problem with its advice."""
        self._advice: dict[_Key, Text] = {}
        self._mends: dict[_Key, Mend | None] = {}
        """What to write, where there is one way only."""
        self._last: dict[_Key, _Tried] = {}
        """Ways to take where none that is better mends as much."""
        self._tries = _TRIES if len(found) < _MANY else _FEW_TRIES

    def settled(self) -> list[Found]:
        """All that is to be told."""
        self._within_wrong_types()
        self._errors = {key for key in self._left if self._first[key].severity is Severity.ERROR}
        self._in_null_items()
        open_ = [key for key in self._left if self._first[key].ways]
        ways = {key: list(islice(self._ways(key), _TRIES)) for key in open_[: self._tries]}
        for spelling in (True, False):
            for key in ways:
                possible = (way for way in ways[key] if way.spelling == spelling) if self._tries > 0 else ()
                self._settle((key,), possible, None if spelling else self._last.get(key))
            if spelling:
                self._together(ways)
        return [
            (versions, self._worded(problem, _key(problem)))
            for versions, problem in self._found
            if _key(problem) in self._left
        ]

    def _ways(self, key: _Key) -> Iterable[Way]:
        ways = self._first[key].ways
        return ways.each() if ways else ()

    def _within_wrong_types(self) -> None:
        """Of a value of the wrong type nothing else can be said, nor of what is in it."""
        wrong = {key.path for key in self._left if key.rule == _TYPE}
        for key in [*self._left] if wrong else ():
            if inside(key.path, wrong) or (key.path in wrong and key.rule != _TYPE):
                del self._left[key]

    def _in_null_items(self) -> None:
        """An item that is null lacks all that an item needs, and is counted as one."""
        found: dict[Path, list[_Key]] = {}
        for key in self._left:
            item = _null_item(self._value, key.path)
            if item:
                found.setdefault(item, []).append(key)
        for item, keys in found.items():
            keys.sort(key=lambda key: key.path == item and not key.field)  # the server names a field
            number, name = int(item[-1]) + 1, next((step for step in reversed(item) if isinstance(step, str)), "")
            said = Text(
                f"{name} 的第 {number} 项是空的；填写或删掉它",
                f"item {number} of {name} is empty; fill it in or remove it",
            )
            if not self._settle(tuple(keys), (Way(said, Edit(removed=item)),)):
                for key in keys[1:]:
                    del self._left[key]
            self._said[keys[0]] = said

    def _settle(self, keys: tuple[_Key, ...], ways: Iterable[Way], last: _Tried | None = None) -> bool:
        """Take a way that mends all of ``keys``, which are one mistake; one that mends more is meant more likely."""
        if keys[0] not in self._left or keys[0] in self._advice:
            return False
        best: _Tried | None = None
        fitting = 0
        ways = iter(ways)
        for way in ways:
            tried = self._tried(way, keys)
            if tried.fit is _Fit.LAST and tried.gone:
                self._last.setdefault(keys[0], tried)
            elif tried.fit is _Fit.WELL or (tried.fit is _Fit.MENDING and tried.gone):
                best = tried if best is None or tried.gone else best
                fitting += 1
                if tried.gone:
                    break
            if self._tries <= 0:
                break
        if last is not None and not (best and best.gone):
            best = last
        if best is None:
            return False
        self._advice[keys[0]] = best.way.text
        if len(keys) == 1 and (best.gone or fitting == 1) and not self._has_rival(best, keys, ways):
            self._mends[keys[0]] = mends.of(best.way, self._value)
        for key in (*keys[1:], *best.gone):
            self._left.pop(key, None)  # a way of before may have mended what is told no longer
        return True

    def _has_rival(self, best: _Tried, keys: tuple[_Key, ...], others: Iterator[Way]) -> bool:
        """Whether another way, of those that were not tried yet, mends as much as the best."""
        left = list(islice(others, _RIVALS + 1))
        tries = self._tries
        rivals = [self._tried(way, keys) for way in left[:_RIVALS]]
        self._tries = tries
        return len(left) > _RIVALS or any(each.fit in (_Fit.WELL, _Fit.MENDING) and each.gone for each in rivals)

    def _tried(self, way: Way, keys: tuple[_Key, ...]) -> _Tried:
        self._tries -= 1
        try:
            after = self._check(way.edit.applied(self._value), way.api_version)
        except Impossible:
            return _Tried(way, _Fit.NOT, [])
        fit = self._fit(way, keys, after)
        left = {_key(problem) for _, problem in after} if fit is not _Fit.NOT else self._left.keys()
        hidden = way.edit.targets if way.spelling else ()  # what is wrong there is not told before it has its name
        gone = [
            key
            for key in self._left
            if key not in keys and (_moved(way.edit, key) not in left or _place(key) in hidden)
        ]
        return _Tried(way, fit, gone)

    def _together(self, ways: dict[_Key, list[Way]]) -> None:
        """Fields of one mapping that belong into another one are one mistake."""
        for keys in _of_one_mapping(key for key in ways if key in self._left and key not in self._advice):
            for home in dict.fromkeys(way.home for key in keys for way in ways[key] if way.home is not None):
                if self._tries <= 0:
                    return
                known = [(key, way) for key in keys for way in ways[key] if way.home == home and key in self._left]
                if len(known) > 1:
                    one = known[0][1]
                    moves = tuple(move for _, way in known for move in way.edit.moves)
                    joint = tuple(key for key, _ in known)
                    if self._settle(joint, (one._replace(edit=Edit(moves)),)):
                        advice = one.together if one.together.en else _each(way.text for _, way in known)
                        self._said[joint[0]] = _several([str(key.path[-1]) for key in joint], advice)

    def _fit(self, way: Way, keys: Iterable[_Key], after: Sequence[Found]) -> _Fit:
        wrong = {_key(problem) for _, problem in after if problem.severity is Severity.ERROR}
        if not wrong.isdisjoint(keys):
            return _Fit.NOT
        new = wrong - {_moved(way.edit, key) for key in self._errors}
        if not (way.spelling or way.api_version):
            return _Fit.NOT if new else _Fit.WELL
        targets = way.edit.targets or [key.path for key in keys]
        return min((_content(way, targets, key) for key in new), key=lambda fit: fit.value, default=_Fit.WELL)

    def _worded(self, problem: Problem, key: _Key) -> Problem:
        if problem.ways is None:
            return replace(problem, text=self._said[key]) if key in self._said else problem
        text = self._said.get(key) or _with(problem.text, self._advice.get(key, problem.ways.otherwise))
        ways = None if key in self._advice else problem.ways
        return replace(problem, text=text, ways=ways, mend=self._mends.get(key))


def _null_item(value: Json, path: Path) -> Path | None:
    """The item of a list that a path leads to or through and that is null."""
    for depth, step in enumerate(path):
        if isinstance(value, dict) and step in value:
            value = value[str(step)]
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
            if value is None:
                return path[: depth + 1]
        else:
            return None
    return None


def _content(way: Way, targets: Sequence[Path], key: _Key) -> _Fit:
    """How a way fits after which this is wrong: what only gets another name may have mistakes of its own."""
    if not any(target[: len(key.path)] == key.path for target in targets):
        return _Fit.WELL
    if not way.spelling or {key.path, _place(key)}.isdisjoint(targets):
        return _Fit.NOT
    if key.rule in TELLING:
        return _Fit.LAST
    return _Fit.WELL if way.near else _Fit.MENDING


def _place(key: _Key) -> Path:
    return (*key.path, key.field) if key.field else key.path


def _moved(edit: Edit, key: _Key) -> _Key:
    return key._replace(path=edit.translated(key.path))


def _of_one_mapping(keys: Iterable[_Key]) -> Iterator[list[_Key]]:
    found: dict[Path, list[_Key]] = {}
    for key in keys:
        if key.rule == _UNKNOWN:
            found.setdefault(key.path[:-1], []).append(key)
    return (several for several in found.values() if len(several) > 1)


def _several(fields: Sequence[str], advice: Text) -> Text:
    """Unknown fields in one sentence."""
    text = Text(f"没有名为 {'、'.join(fields)} 的字段", f"there are no fields {', '.join(fields)}")
    return _with(text, advice)


def _each(texts: Iterable[Text]) -> Text:
    zh, en = zip(*texts, strict=True)
    return Text("，".join(zh), ", ".join(en))


def _with(text: Text, advice: Text) -> Text:
    return Text(f"{text.zh}；{advice.zh}", f"{text.en}; {advice.en}") if advice.en else text
