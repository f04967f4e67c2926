"""Includes (``--8<--``), traced: which file and line every included line comes from.

The preprocessor of pymdownx.snippets does all the work; this subclass hands it lines that remember
their origin, takes note of what could not be included, which it would drop without a word, and lets
nothing be included that lies elsewhere, is no file, or unfolds without end.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, NoReturn

from pymdownx.snippets import SnippetExtension, SnippetMissingError, SnippetPreprocessor

from kubefence.markdown.effort import MAX_PAGE
from kubefence.markdown.linemap import SourceLine, origins
from kubefence.reach import OUTSIDE, barred


class Missing(NamedTuple):
    """An include that found nothing, at the line that asks for it."""

    line: SourceLine
    target: str
    reason: str
    """``absent``, ``remote``, ``section``, ``unreadable`` or a reason of `kubefence.reach.barred`."""


MAX_DEPTH = 20
"""Files that include one another, one inside of the other."""
MAX_READ = 32 * MAX_PAGE
"""Characters of all files that a page includes something of, each as often as it does."""


class Unfolded(NamedTuple):
    """Includes that unfold too far."""

    lines: Sequence[SourceLine]
    """Those that ask for them: that of the page, that in the file which it includes, and so on."""
    files: Sequence[str]
    """What each of them includes."""


class _TooFar(Exception):
    """The includes have unfolded too far."""


class _Line(str):
    """A line that knows where it was written, also after an include has indented it."""

    source: SourceLine

    @classmethod
    def of(cls, text: str, source: SourceLine) -> _Line:
        line = cls(text)
        line.source = source
        return line

    def __radd__(self, prefix: str) -> _Line:
        source = self.source._replace(added=self.source.added + len(prefix))
        return _Line.of(prefix + str(self), source)


class _Cursor(list[str]):
    """Lines that tell which of them is being looked at."""

    current: str = ""

    def __iter__(self) -> Iterator[str]:
        for line in super().__iter__():
            self.current = line
            yield line


class TracedSnippets(SnippetPreprocessor):  # type: ignore[misc]  # the class it extends has no types
    """Expands includes like its parent; `missing` and `reads` tell what happened on the way."""

    def __init__(self, config: dict[str, Any], md: Any, shown: Callable[[str], str], root: str | None) -> None:
        super().__init__({**config, "check_paths": False, "url_download": False}, md)
        self._shown = shown
        self._roots = [
            os.path.realpath(folder) for folder in (*([root] if root else []), *map(_folder, self.base_path))
        ]
        self._cursors: list[_Cursor] = []
        self._files: dict[str, list[str]] = {}
        self.unfolded: Unfolded | None = None
        self.missing: list[Missing] = []
        self.reads: set[str] = set()
        self.sources: list[SourceLine] = []
        self.expanded: list[SourceLine] = []

    def begin(self, sources: list[SourceLine]) -> None:
        """Start a page whose lines have these origins."""
        self.sources = sources
        self.expanded = sources
        self.missing = []
        self.reads = set()
        self.unfolded = None
        self._cursors, self._files = [], {}
        self._left, self._left_to_read = MAX_PAGE, MAX_READ

    def run(self, lines: list[str]) -> list[str]:
        """Expand all includes of a page; afterwards `expanded` has the origin of every line."""
        if not self.auto_append and not any("8<" in line for line in lines):
            return lines
        if len(lines) != len(self.sources):  # some other preprocessor has been here
            known = origins(self.sources, lines, self.tab_length)
            self.sources = [known[min(number, len(known) - 1)] for number in range(len(lines))]
        traced = _Cursor(_Line.of(text, source) for text, source in zip(lines, self.sources, strict=True))
        try:
            result: list[str] = super().run(traced)
        except _TooFar:
            result = [line for line in traced if "8<" not in line]
        self.expanded = list(self._origins(result))
        return [str(line) for line in result]

    def parse_snippets(self, lines: list[str], file_name: str | None = None, **rest: Any) -> list[str]:
        """See the parent; called again for every file included."""
        cursor = lines if isinstance(lines, _Cursor) else _Cursor(lines)
        self._left -= sum(map(len, cursor)) + len(cursor)
        if file_name and (self._left < 0 or len(self._cursors) > MAX_DEPTH):
            self._stop(file_name)
        self._cursors.append(cursor)
        result: list[str] = super().parse_snippets(cursor, file_name, **rest)
        self._cursors.pop()
        return result

    def _stop(self, file: str) -> NoReturn:
        """Break off: with this file the includes would fill the memory, or take minutes to read."""
        current = [cursor.current for cursor in self._cursors]
        lines = [line.source if isinstance(line, _Line) else self.sources[-1] for line in current]
        self.unfolded = Unfolded(lines, [*(line.path for line in lines[1:]), self._shown(file)])
        raise _TooFar

    def get_snippet_path(self, path: str) -> str | None:
        """See the parent; what it cannot find is noted."""
        found: str | None = super().get_snippet_path(path)
        for candidate in self._candidates(path):  # a file that comes into being here later changes the page
            self.reads.add(candidate)
            if found is not None and candidate == os.path.abspath(found):
                break
        why = self._reason(path) if found is None else self._barred(found)
        if why:
            self._note(path, why)
            return None
        return found

    def _barred(self, file: str) -> str | None:
        return barred(os.path.realpath(file), self._roots, regular=os.path.isfile(file))

    def read_lines(self, path: str) -> list[str]:
        """The lines of a file, each with its origin."""
        self.reads.add(path)
        try:
            self._left_to_read -= os.stat(path).st_size
            if self._left_to_read < 0:
                self._stop(path)
            if path not in self._files:
                self._files[path] = self._traced(path, super().read_lines(path))
        except (OSError, UnicodeDecodeError):
            self._note(self._shown(path), "unreadable")
            return []
        return self._files[path]

    def _traced(self, path: str, lines: list[str]) -> list[str]:
        shown = self._shown(path)
        return [_Line.of(text, SourceLine(shown, number, text)) for number, text in enumerate(lines, 1)]

    def extract_section(self, section: str, lines: list[str]) -> list[str]:
        """See the parent; a section that is not there is noted."""
        self.check_paths = True
        try:
            found: list[str] = super().extract_section(section, lines)
            return found
        except SnippetMissingError:
            self._note(section, "section")
            return []
        finally:
            self.check_paths = False

    def _candidates(self, path: str) -> list[str]:
        """Where a local file of this name may lie."""
        if _is_remote(path):
            return []
        joined = [(base, os.path.abspath(os.path.join(base, path))) for base in self.base_path]
        return [file for base, file in joined if not self.restrict_base_path or file.startswith(base + os.sep)]

    def _reason(self, path: str) -> str:
        if _is_remote(path):
            return "remote"
        return "absent" if self._candidates(path) else OUTSIDE

    def _note(self, target: str, reason: str) -> None:
        line = self._cursors[-1].current if self._cursors else ""
        source = line.source if isinstance(line, _Line) else self.sources[-1]
        self.missing.append(Missing(source, target, reason))

    def _origins(self, lines: list[str]) -> Iterator[SourceLine]:
        before = self.sources[0]
        for line in lines:
            # Lines that the parent rewrote (escapes) or made up (blank ones) belong to where they stand.
            before = line.source if isinstance(line, _Line) else before._replace(exact=False)
            yield before


def _is_remote(path: str) -> bool:
    return path.lower().startswith(("http://", "https://"))


def _folder(base: str) -> str:
    """What may be included for one of the places that the settings name, a folder or a single file."""
    return base if os.path.isdir(base) else os.path.dirname(base)


def trace(md: Any, shown: Callable[[str], str], root: str | None = None) -> TracedSnippets | None:
    """Put a traced preprocessor in the place of the one that ``md`` has, if it has one."""
    extension = next((e for e in md.registeredExtensions if isinstance(e, SnippetExtension)), None)
    if extension is None:
        return None
    traced = TracedSnippets(extension.getConfigs(), md, shown, root)
    md.preprocessors.register(traced, "snippet", 32)
    return traced
