"""Rules of others that are installed beside kubefence, as entry points of the group ``kubefence.rules``."""

from __future__ import annotations

import hashlib
import os
import sys
import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kubefence.errors import BadRules, LocalizedError
from kubefence.rules.engine.model import Tables

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "kubefence.rules"


class Installed(NamedTuple):
    """The rules that were found."""

    tables: tuple[Tables, ...] = ()
    state: str = ""
    """Identity of the code that they are; findings depend on it."""


def installed_rules() -> tuple[Tables, ...]:
    """The rules of others in this environment, for `kubefence.verify`; raises `kubefence.errors.BadRules`.

    The command and the builds of sites use them anyway.
    """
    return installed().tables


def installed() -> Installed:
    """All rules that the environment has; raises `BadRules`, which names the entry point that cannot be used."""
    if not any(map(_may_have_some, sys.path)):
        return Installed()
    from importlib.metadata import entry_points  # takes as long to import as a small file to verify

    found: list[Tables] = []
    states = []
    for point in sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value)):
        found.append(_tables(point))
        _check(point, found)
        states.append(_state(point))
    return Installed(tuple(found), "\n".join(states))


def _may_have_some(folder: str) -> bool:
    """Whether a package in a folder of the path names our group. Looking for that takes a tenth of a full search."""
    try:
        with os.scandir(folder or ".") as entries:
            return any(_names_group(entry) for entry in entries if entry.name.endswith((".dist-info", ".egg-info")))
    except NotADirectoryError:
        return True  # an archive, which the full search can look into
    except OSError:
        return False


def _names_group(entry: os.DirEntry[str]) -> bool:
    try:
        return GROUP.encode() in Path(entry.path, "entry_points.txt").read_bytes()
    except OSError:
        return False


def _tables(point: EntryPoint) -> Tables:
    try:
        loaded: Any = point.load()
    except (Exception, SystemExit) as error:
        what = f"{type(error).__name__}: {error}"
        at = traceback.extract_tb(error.__traceback__)[-1]
        raise _bad(
            point,
            f"载入时出错（{what}；{at.filename}:{at.lineno}）",
            f"it cannot be loaded ({what}; {at.filename}:{at.lineno})",
        ) from error
    tables = loaded if isinstance(loaded, Tables) else getattr(loaded, "TABLES", None)
    if not isinstance(tables, Tables):
        raise _bad(
            point,
            "那里没有 Tables；写成带有 TABLES 的模块，或“模块:名称”",
            "there are no Tables; name a module that has TABLES, or module:name",
        )
    return tables


def _check(point: EntryPoint, tables: list[Tables]) -> None:
    """Raises `BadRules` where the last of the tables cannot be used, or not with those before."""
    from kubefence.rules.engine.rulebook import Rulebook
    from kubefence.schema.pack import builtin

    try:
        Rulebook(builtin(), tables)
    except LocalizedError as error:
        raise _bad(point, error.zh, str(error)) from error


def _bad(point: EntryPoint, zh: str, en: str) -> BadRules:
    name = f"{point.name} = {point.value}"
    owner = f"{point.dist.name} {point.dist.version}" if point.dist else "?"
    return BadRules(
        f"{owner} 的规则（入口点 {name}）不可用：{zh}；改正它，或卸载 {owner}",
        f"the rules of {owner} (entry point {name}) cannot be used: {en}; mend them, or uninstall {owner}",
    )


def _state(point: EntryPoint) -> str:
    total = hashlib.blake2b(digest_size=16)
    for file in sorted(_code(point.module)):
        total.update(f"{file}\n".encode("utf-8", "surrogateescape"))
        total.update(file.read_bytes())
    version = f"{point.dist.name} {point.dist.version}" if point.dist else ""
    return f"{version} {point.name} {point.value} {total.hexdigest()}"


def _code(module: str) -> Iterator[Path]:
    """The files of the outermost package that a module is in, or the module itself."""
    names = module.split(".")
    outer = (sys.modules[".".join(names[: size + 1])] for size in range(len(names)))
    package = next(each for each in outer if getattr(each, "__file__", None))  # not a namespace, which others share
    file = Path(str(package.__file__))
    if file.exists():
        yield from _below(file.parent) if hasattr(package, "__path__") else [file]
    else:
        yield from (above for above in file.parents if above.is_file())  # the archive that it is in


def _below(folder: Path) -> Iterable[Path]:
    return (file for file in folder.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
