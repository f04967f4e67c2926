"""``kubefence site``: the finished HTML of any generator, held against the blocks of the sources.

A page of another generator has no markers, so the text of a block decides: it may be shown if the sources have it,
and if it has no error wherever it stands there. Nothing tells whether a page says of a wrong or skipped example that
it is one; such a text may be shown wherever it is.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from kubefence.blocks import Block, is_yaml
from kubefence.checks.readers import Reader, reader
from kubefence.checks.unverified import quotation_of
from kubefence.config import Config
from kubefence.edge import files
from kubefence.edge.excluded import Excluded
from kubefence.edge.sealing import COMPARED, SUFFIXES, best_match, untold
from kubefence.engine import Page
from kubefence.errors import ConfigError
from kubefence.findings import Finding, PageReport, Related, Severity, Text
from kubefence.positions import FileMap, Place, Span, TextMap
from kubefence.seal import Reason, Unproven
from kubefence.vouched import Lines, lines_of, unproven

_START = Span(1, 1, 1, 1)
_NEAR = 0.5
"""Which part of its lines a block has to share with one of the sources for that to be told as the nearest."""


_RULE = "not-verified"
"""Where it is told of a block of another language in its page, that the block is shown is no second mistake."""


class Known(NamedTuple):
    """A block of the sources, or a whole manifest."""

    yaml: bool
    lines: Lines
    numbers: Sequence[int]
    """Where each of the lines stands in its text."""
    map: TextMap
    wrong: bool
    """Whether an error was found in it."""

    def place(self, line: int) -> Place:
        """Where one of its lines is written."""
        number = self.numbers[min(line, len(self.numbers) - 1)]
        return self.map.place(number, 0, number, max(1, len(self.lines[min(line, len(self.lines) - 1)])))


class Sources:
    """What the sources have, and what of it has been met in pages."""

    def __init__(
        self, pages: Sequence[Page], reports: Iterable[PageReport], config: Config, left_out: Iterable[Path] = ()
    ) -> None:
        """``left_out`` are files that the configuration excludes: it vouches for what they hold."""
        self.excluded = Excluded(config)
        by_path = {report.path: report for report in reports}
        extractor = reader(config, lambda path: files.shown_path(Path(path)))
        self._pages = pages
        self.told = [finding for report in by_path.values() for finding in report.findings if finding.rule == _RULE]
        self._known: dict[Lines, list[Known]] = {}
        self._with: dict[str, list[Known]] = {}
        self.met = False
        for page in (*pages, *_read(left_out)):
            for known in _blocks(page, by_path.get(page.path), extractor):
                self._known.setdefault(known.lines, []).append(known)
                for line in dict.fromkeys(known.lines):
                    self._with.setdefault(line, []).append(known)

    @property
    def has_yaml(self) -> bool:
        """Whether there is anything that pages could be held against."""
        return any(known.yaml for same in self._known.values() for known in same)

    def vouch(self, lines: Lines, as_yaml: bool) -> bool:
        """See `kubefence.vouched.Vouched`."""
        same = self._known.get(lines, [])
        vouched = any(known.yaml or not as_yaml for known in same) and not any(known.wrong for known in same)
        self.met = self.met or (vouched and same[0].yaml)
        return vouched

    def wrong(self, text: str) -> Known | None:
        """The block of the sources with this text that has an error."""
        return next((known for known in self._known.get(lines_of(text), ()) if known.wrong), None)

    def nearest(self, text: str) -> Place | None:
        """The line of the sources at which a text begins to differ from the block that is most like it."""
        lines = lines_of(text)
        quoted, count = self._quoted(text)
        if count >= min(len(lines), COMPARED):
            return quoted
        shared = Counter(id(known) for line in dict.fromkeys(lines) for known in self._with.get(line, ()))
        best, common = shared.most_common(1)[0] if shared else (0, 0)
        if common < _NEAR * len(set(lines)):
            return quoted if count > 1 else None  # a single line says little
        known = next(known for line in lines for known in self._with.get(line, ()) if id(known) == best)
        pairs = zip(lines, known.lines, strict=False)
        differs = (number for number, (one, other) in enumerate(pairs) if one != other)
        return known.place(next(differs, min(len(lines), len(known.lines))))

    def _quoted(self, text: str) -> tuple[Place | None, int]:
        """Where a page of the sources, in a block or not, has most lines of a text, and how many."""
        place, most = None, 0
        for page in self._pages:
            line, width, count = best_match(text, page.text)
            if count > most:
                place, most = Place(page.path, Span(line, 1, line, width + 1)), count
        return place, most


def _read(left_out: Iterable[Path]) -> Iterator[Page]:
    """The files among these that can be read."""
    loaded = (files.load(files.Input(path), files.shown_path(path)) for path in left_out)
    return (page for page in loaded if isinstance(page, Page))


def _blocks(page: Page, report: PageReport | None, extractor: Reader) -> Iterator[Known]:
    """The blocks of a page; one without a report is vouched for as it is."""
    if report is None:
        blocks = extractor.extract(page.path, page.text).blocks if page.markdown else ()
        yield from (_known(block.text, block.map, False, is_yaml(block.language)) for block in blocks)
        if not page.markdown:
            yield _known(page.text, FileMap(page.path), False)
        return
    errors = [f.place for f in report.findings if f.severity is Severity.ERROR and f.rule != _RULE]
    if not page.markdown:
        yield _known(page.text, FileMap(page.path), bool(errors))
        return
    extents = {block.number: block.place for block in report.blocks}
    for block in extractor.extract(page.path, page.text).blocks if extents else ():
        yield _known(
            block.text, block.map, _has_error(block, extents.get(block.number), errors), is_yaml(block.language)
        )


def _has_error(block: Block, extent: Place | None, errors: Iterable[Place]) -> bool:
    if extent is None:
        return True
    last = block.text.count("\n")
    inside = block.map.place(0, 0, 0, 1), block.map.place(last, 0, last, 1)  # it may be included from elsewhere
    included = Place(inside[0].path, inside[0].span.through(inside[1].span))
    return any(extent.holds(error) or included.holds(error) for error in errors)


def _known(text: str, source: TextMap, wrong: bool, yaml: bool = True) -> Known:
    numbers = [number for number, line in enumerate(text.split("\n")) if lines_of(line)]
    return Known(yaml, lines_of(text), numbers or [0], source, wrong)


def against(folder: Path, sources: Sources) -> Iterator[Finding]:
    """What the files of a finished site show that its sources do not vouch for; raises `ConfigError`."""
    shown = files.shown_path(folder)
    if not sources.has_yaml:
        yield _nothing(shown, _NO_SOURCES)
        return
    pages, told = 0, 0
    for item in _pages(folder):
        if sources.excluded.has(item.path):
            continue
        pages += 1
        for finding in _of_file(item, sources):
            told += 1
            yield finding
    if not pages:
        raise ConfigError(f"{shown} 里没有 HTML 文件", f"no HTML file in {shown}")
    if not (told or sources.met or sources.told):
        yield _nothing(shown, _NOTHING_SHOWN)


def check_folder(folder: str) -> Path:
    """The folder of a finished site; raises `ConfigError` where there is none."""
    if not folder or not Path(folder).exists():
        raise ConfigError(f"{folder or repr('')}：没有这个文件夹", f"{folder or repr('')}: no such folder")
    if not Path(folder).is_dir():
        raise ConfigError(f"{folder}：不是文件夹", f"{folder}: not a folder")
    return Path(folder)


def _pages(folder: Path) -> Iterator[files.Input]:
    """The files that a browser shows as pages, and the folders that cannot be looked into."""
    failed: list[OSError] = []
    for here, folders, names in os.walk(folder, onerror=failed.append):
        folders.sort()
        for name in sorted(names):
            if Path(name).suffix.lower() in SUFFIXES:
                yield files.Input(Path(here, name))
    yield from (files.Input(Path(str(error.filename)), error) for error in failed)


def _of_file(item: files.Input, sources: Sources) -> Iterator[Finding]:
    shown = files.shown_path(item.path)
    data = files.content(item, shown)
    if isinstance(data, PageReport):
        yield from data.findings
        return
    yield from untold((_finding(found, shown, sources) for found in unproven(data, sources.vouch)), sources.told)


def _finding(found: Unproven, shown: str, sources: Sources) -> Finding:
    wrong = sources.wrong(found.text)
    html = Place(shown, _START)
    place = wrong.place(0) if wrong else sources.nearest(found.text)
    zh, en = _WRONG if wrong else _TEXTS[found.reason] if place is None else _NEAREST
    quoted = quotation_of(found.text)
    text = Text(zh.format(shown, quoted), en.format(shown, quoted))
    related = (Related(html, Text("在这个页面里", "in this page")),) if place else ()
    return Finding(_RULE, Severity.ERROR, place or html, text, related=related)


def _nothing(shown: str, text: Text) -> Finding:
    return Finding("no-blocks", Severity.ERROR, Place(shown, _START), text)


_WRONG = Text(
    "{0} 显示的这段代码（{1}）有错误；先改正错误，再重新生成页面",
    "{0} shows this block, which has errors ({1}); mend them and build the pages anew",
)
_NEAREST = Text(
    "{0} 显示的代码没有这样验证过（{1}）；源文件里最接近的在这里：写成 ```yaml 代码块，或重新生成页面",
    "{0} shows what was never verified like this ({1}); this is the nearest line of the sources: make it a ```yaml "
    "block, or build the pages anew",
)
_UNKNOWN = Text(
    "{0} 显示的代码没有人验证过（{1}）；在源文件里把它写成 ```yaml 代码块",
    "{0} shows what was never verified ({1}); put it into the sources as a ```yaml block",
)
_TEXTS: Mapping[Reason, Text] = {
    **dict.fromkeys(Reason, _UNKNOWN),
    Reason.UNREADABLE: Text(
        "{0} 嵌套过深或属性过多，无法核对它显示了什么；减少嵌套",
        "{0} is nested too deeply or has too many attributes to see what it shows; nest less",
    ),
}
_NO_SOURCES = Text(
    "源文件里没有一个 YAML 代码块，没有可以对照的；检查 --sources 和 Markdown 扩展",
    "the sources have not a single YAML block to hold these pages against; look at --sources and the Markdown "
    "extensions",
)
_NOTHING_SHOWN = Text(
    "这些页面没有显示源文件里的任何 YAML 代码块：文件夹不对，或页面要在浏览器里才生成，什么也没有核对",
    "these pages show no YAML block of the sources: this is another folder, or they are made in the browser only; "
    "nothing was checked",
)
