"""Which mappings of a part of an object are shown in part only, so that what is required there may stand elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from kubefence.yamldoc.document import Json, Path


def shown_in_part(value: Json) -> frozenset[Path]:
    """The mappings of a value of which only a part is shown: the outermost, and those on the only way further down.

    What is required there may stand elsewhere. Beside a way an item has its name; of a ``spec`` at the end of one only
    a part is shown as often as not.
    """
    found: set[Path] = {()}
    outermost = value if isinstance(value, dict) else {}
    waiting: list[tuple[Path, Json]] = [((key,), entry) for key, entry in outermost.items()]
    while waiting:
        path, inner = waiting.pop()
        if not inner or not isinstance(inner, dict | list):
            continue
        step = _onward(inner, path)
        a_spec = path[-1] == "spec" and (len(outermost) == 1 or len(path) > 1)
        if isinstance(inner, dict) and (step is not None or a_spec):
            found.add(path)
        if step is not None:
            waiting.append(((*path, step), inner[step]))  # type: ignore[index]  # it is one of this very value
    return frozenset(found)


def _onward(value: dict[str, Json] | list[Json], path: Sequence[str | int]) -> str | int | None:
    """The only way further down, None where there is none, or several."""
    if isinstance(value, list):
        return 0 if path and len(value) == 1 and isinstance(value[0], dict) else None
    besides = {"name"} if path and isinstance(path[-1], int) else set()
    inner = [key for key, entry in value.items() if isinstance(entry, dict | list)]
    return inner[0] if len(inner) == 1 and value.keys() == {inner[0], *besides} else None


def depth(open_: frozenset[Path], value: Json) -> int:
    """How many levels down, in steps of a path, everything on the way is shown in part only."""
    return max(map(len, open_)) if isinstance(value, dict) and len(value) == 1 else 0
