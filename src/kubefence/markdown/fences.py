"""A Markdown extension beside pymdownx.superfences: fence options for kubefence, and a record of fences.

Superfences decides what a fence is; nothing here looks for fences. The extension wraps private hooks:
the validators, to take our options out before it can refuse or print them, and, to record,
``search_nested`` and ``_store``, which it calls for the lines of a page and for every fence in them;
``rebuild_block`` and ``code`` have the text that it shows. What takes it too long is replaced (`proportion`).
`SUPPORTED` says for which versions that is known to work; the test `tests/test_superfences_canary.py`
names the version that breaks it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any, NamedTuple

import pymdownx
from markdown import Markdown
from markdown.extensions import Extension
from pymdownx.superfences import SuperFencesBlockPreprocessor

from kubefence.blocks import Directives, is_checked, options_of
from kubefence.errors import UnsupportedSuperfences
from kubefence.markdown import openers
from kubefence.markdown.proportion import reads_in_one_go

SUPPORTED = ((11, 0), (14, 0))
"""First supported and first unsupported version (major, minor) of pymdown-extensions."""


Formatter = Callable[..., str | None]
"""What makes HTML of a fence."""


class Fence(NamedTuple):
    """A fence that superfences accepted. Lines count from 0 in what it was given; ``end`` is exclusive."""

    language: str
    text: str
    start: int
    end: int
    indent: int
    directives: Directives
    options: frozenset[str]
    """Names of all options and attributes that its opener has beside ours, also of those it has no use for."""
    repeated: tuple[str, ...]
    """Those of our options that it gives more than once, where only the last counts."""
    key: str
    """Name of the place holder that stands for the block until the page is put together."""
    mark: str
    """What opens and closes it: three or more back-ticks or tildes."""
    own: bool
    """Whether the site renders it in a way of its own, so that its options are none of ours."""
    title: str = ""
    """What it is called in its opener."""


class RenderedFence(NamedTuple):
    """A fence with its HTML."""

    language: str
    text: str
    directives: Directives
    html: str


class FenceExtension(Extension):
    """Lets fences carry our options; with ``recording=True`` nothing is highlighted, only recorded.

    ``finish`` gives each fence the HTML that it is to have in the page, and must not raise: superfences
    would take that for a fence that is none.
    """

    def __init__(self, *, recording: bool = False, finish: Callable[[RenderedFence], str] | None = None) -> None:
        super().__init__()
        self.recording = recording
        self._finish = finish
        self.fences: list[Fence] = []
        self.seen: list[str] = []
        self._taken, self._own = Directives(), False

    def extendMarkdown(self, md: Markdown) -> None:
        """Wrap the superfences that ``md`` has; load it before this extension."""
        require_supported()
        name = "fenced_code_block"  # Python-Markdown's own fences register under the same name
        if name not in md.preprocessors or not isinstance(md.preprocessors[name], SuperFencesBlockPreprocessor):
            raise UnsupportedSuperfences(
                "kubefence 需要 Markdown 扩展 pymdownx.superfences；把它加进 mkdocs.yml 的 markdown_extensions",
                "kubefence needs the Markdown extension pymdownx.superfences; "
                "add it to markdown_extensions in mkdocs.yml",
            )
        preprocessor: Any = md.preprocessors[name]
        self.superfences = preprocessor
        reads_in_one_go(md, preprocessor)
        for entry in preprocessor.extension.superfences:
            entry["validator"] = self._without_options(entry["validator"], custom=entry["name"] != "superfences")
            if self.recording:
                entry["formatter"] = _unformatted
            elif self._finish:
                entry["formatter"] = self._finished(entry["formatter"], self._finish)
        if self.recording:
            self._record(preprocessor)

    def _without_options(self, validate: Callable[..., bool], *, custom: bool) -> Callable[..., bool]:
        def wrapped(language: str, inputs: dict[str, Any], *rest: Any) -> bool:
            self._own = custom and not is_checked(language or "")
            ours = () if self._own else options_of(language or "")
            taken = {name: inputs.pop(name) or "" for name in ours if name in inputs}  # None: no value given
            self._taken = Directives(**taken)
            return validate(language, inputs, *rest)

        return wrapped

    def _finished(self, form: Formatter, finish: Callable[[RenderedFence], str]) -> Formatter:
        def wrapped(src: str = "", language: str = "", **rest: Any) -> str | None:
            html = form(src=src, language=language, **rest)
            return html and finish(RenderedFence(language or "", src, self._taken, html))

        return wrapped

    def _record(self, preprocessor: Any) -> None:
        store, search = preprocessor._store, preprocessor.search_nested

        def recorded_store(source: str, code: str, start: int, end: int) -> None:
            store(source, code, start, end)
            placeholder = preprocessor.stack[-1][0]
            given = {name for name, value in self._taken._asdict().items() if value is not None}
            values = Counter(openers.values(preprocessor.first))
            self.fences.append(
                Fence(
                    language=preprocessor.lang or "",
                    text=preprocessor.rebuild_block(preprocessor.code),  # ``source`` has no tabs, what is shown may
                    start=start,
                    end=end,
                    indent=preprocessor.ws_virtual_len,
                    directives=self._taken,
                    options=frozenset(openers.options(preprocessor.first)) - given,
                    repeated=tuple(name for name in Directives._fields if name in given and values[name] > 1),
                    key=placeholder[len(preprocessor.ws) :][1:-1],
                    mark=preprocessor.fence,
                    own=self._own,
                    title=openers.title(preprocessor.first),
                )
            )

        def recorded_search(lines: list[str]) -> list[str]:
            self.seen = list(lines)
            self.fences = []
            result: list[str] = search(lines)
            return result

        preprocessor._store = recorded_store
        preprocessor.search_nested = recorded_search


def require_supported() -> None:
    """Raise `UnsupportedSuperfences` unless the installed version lies in `SUPPORTED`."""
    version = pymdownx.__version_info__[:2]
    if not SUPPORTED[0] <= version < SUPPORTED[1]:
        low, high = (".".join(map(str, bound)) for bound in SUPPORTED)
        raise UnsupportedSuperfences(
            f"kubefence 只认识 {low} 到 {high}（不含）的 pymdown-extensions，装的却是 {pymdownx.__version__}；"
            "改装这个范围里的版本",
            f"kubefence knows pymdown-extensions from {low} to before {high}, "
            f"{pymdownx.__version__} is installed; install a version of that range",
        )


def _unformatted(src: str = "", **_: Any) -> str:
    return src or " "


def makeExtension(**config: Any) -> FenceExtension:
    """Entry point of Python-Markdown: ``markdown_extensions: [kubefence.markdown.fences]``."""
    return FenceExtension(**config)
