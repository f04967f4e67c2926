"""What a run of the command is about: which files, which site, and what must not be looked at."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kubefence.config import MKDOCS, Config
from kubefence.edge import bounds, files
from kubefence.edge.arguments import Options
from kubefence.edge.bounds import Bounds
from kubefence.edge.excluded import Excluded, home
from kubefence.edge.files import Input
from kubefence.engine import Page
from kubefence.errors import LocalizedError
from kubefence.findings import PageReport

if TYPE_CHECKING:
    from kubefence.edge.mkdocs_yml import SiteConfig


class Usage(LocalizedError):
    """The command cannot start."""


def start(options: Options) -> Path:
    """The folder of the first path: from there upwards lies what configures the run."""
    named = [options.stdin_name or "stdin" if path == "-" else path for path in options.paths]
    first = Path(named[0] if named else ".")
    return first if first.is_dir() else first.parent


def site(options: Options, start: Path) -> SiteConfig | None:
    """The site that the run is about, if it is about one; raises `Usage` and `ConfigError`."""
    path = Path(options.mkdocs) if options.mkdocs else files.mkdocs_file(start)
    if options.mkdocs and not Path(options.mkdocs).is_file():
        raise Usage(f"{path}：没有这个文件", f"{path}: no such file")
    if path is None:
        return None
    from kubefence.edge import mkdocs_yml  # files outside of any site start more quickly without it

    return mkdocs_yml.read(path, load_extensions=options.load_extensions)


def inputs(options: Options, site: SiteConfig | None, config: Config, excluded: Excluded) -> list[Input]:
    """The files to verify; raises `Usage` where there are none."""
    named = options.paths or _configured(config) or ([str(site.docs)] if site else [])
    if not named:
        raise Usage(
            "写明要核对的文件或文件夹，或用选项 paths；这里没有 mkdocs.yml，不知道是哪些页面",
            "name a file or folder to verify, or set paths; there is no mkdocs.yml here whose pages could be meant",
        )
    missing = [path for path in named if path != str(files.STDIN) and not os.path.lexists(path)]
    if missing:
        shown = missing[0] or "''"
        raise Usage(f"{shown}：没有这个文件或文件夹", f"{shown}: no such file or folder")
    paths = [Path(path) for path in named]
    if options.stdin_name and files.STDIN not in paths:
        raise Usage("--stdin-name 要与路径 - 一起用", "--stdin-name needs the PATH -")
    if (options.fix or options.diff) and files.STDIN in paths:
        raise Usage("--fix 和 --diff 改的是文件，不与 - 一起用", "--fix and --diff are about files, not about -")
    found = list(files.pages_in(paths, _bounds(site, paths), _markdown(config)))
    if not found:
        where = ", ".join(named)
        raise Usage(f"{where} 里没有 Markdown、YAML、JSON 文件", f"no Markdown, YAML or JSON file in {where}")
    left = set(excluded.without(item.path for item in found))
    return [item for item in found if item.path in left]


def around(items: Sequence[Input], site: SiteConfig | None, config: Config, excluded: Excluded) -> Iterator[Input]:
    """The files of a run and, whichever they are, those of its site: a kind that these define is known in all of it."""
    yield from items
    if site:
        known = {os.path.abspath(item.path) for item in items}
        for item in of_site(site, config):
            if os.path.abspath(item.path) not in known and not excluded.has(item.path):
                yield item


def of_site(site: SiteConfig, config: Config) -> Iterator[Input]:
    """The files below the folder of pages."""
    return files.pages_in([site.docs], _bounds(site, ()), _markdown(config)) if site.docs.is_dir() else iter(())


def _markdown(config: Config) -> frozenset[str]:
    return files.MARKDOWN if config.markdown == MKDOCS else files.MARKDOWN | files.MARKDOWN_OF_OTHERS


def _configured(config: Config) -> list[str]:
    """What the configuration says is to be verified, from where the command runs."""
    return [os.path.relpath(os.path.join(home(config), path)) for path in config.paths]


def _bounds(site: SiteConfig | None, named: Sequence[Path]) -> Bounds | None:
    """What no link may lead out of: the repository of the site, or of what is named; else the folders that are named.

    None where only files are named outside of any repository: whoever names a link wants what is behind it.
    """
    if site:
        return bounds.of_site(site.root, site.docs)
    folders = [path for path in named if path.is_dir()]
    repository = bounds.repository(named[0] if named[0].is_dir() else named[0].parent)
    roots = [repository] if repository else folders
    return Bounds(tuple(map(os.path.realpath, roots))) if roots else None


class Sources:
    """Reads the inputs, and gives their lines again for excerpts."""

    def __init__(self, stdin_name: str | None) -> None:
        self._stdin = Path(stdin_name or "stdin.yaml")
        self._nameless = not stdin_name
        self._lines: dict[str, list[str]] = {}
        """Those of files that cannot be read a second time, or that a finding has named already."""
        self.pages: list[Page] = []
        """All that could be read."""

    def load(self, item: Input) -> Page | PageReport:
        """The page, or the report that it cannot be read."""
        if item.path == files.STDIN:
            if sys.stdin is None:
                raise Usage("标准输入已关闭，读不了", "standard input is closed and cannot be read")
            name = self._stdin
            loaded = files.decode(
                files.read_bounded(sys.stdin.buffer), files.shown_path(name), markdown=files.is_markdown(name)
            )
            if isinstance(loaded, Page):
                loaded = loaded._replace(piped=self._nameless)
        else:
            loaded = files.load(item, files.shown_path(item.path))
        if isinstance(loaded, Page):
            self.pages.append(loaded)
            if not item.path.is_file():
                self._lines[loaded.path] = loaded.text.split("\n")
        return loaded

    def forget(self, paths: Iterable[str]) -> None:
        """These files are not what they were when they were read."""
        for path in paths:
            self._lines.pop(path, None)

    def lines(self, path: str) -> list[str]:
        """The lines of a file that findings name, none where it cannot be read."""
        if path not in self._lines:
            self._lines[path] = files.lines(path)
        return self._lines[path]
