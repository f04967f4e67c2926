"""Where a report goes: standard output, in the form that was asked for, with colours on a terminal only."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, redirect_stdout, suppress
from typing import TextIO

from kubefence.findings import PageReport, Report
from kubefence.report import text
from kubefence.report.formats import FORMATS, Context

LONG = 50
"""Files that take more than a moment."""


@contextmanager
def report_only() -> Iterator[None]:
    """Keeps standard output for the report: what an extension prints meanwhile goes to standard error.

    So does what is printed past Python, by a library in C or by a program that an extension starts.
    """
    with ExitStack() as stack:
        with suppress(AttributeError, OSError, ValueError):  # one of them is closed, or no file at all
            stack.enter_context(_descriptor_of(sys.stdout, as_=sys.stderr.fileno()))
        stack.enter_context(redirect_stdout(sys.stderr))
        yield


@contextmanager
def _descriptor_of(stream: TextIO, as_: int) -> Iterator[None]:
    """Makes the file behind a stream another one."""
    stream.flush()
    own = stream.fileno()
    kept = os.dup(own)
    os.dup2(as_, own)
    try:
        yield
    finally:
        os.dup2(kept, own)
        os.close(kept)


def show(report: Report, form: str, context: Context) -> None:
    """Print the report in one of `FORMATS`, that for people in colours where there are any."""
    if form == "text":
        styled(text.pieces(report, context))
    else:
        sys.stdout.write(FORMATS[form].render(report, context))
        sys.stdout.flush()


def styled(pieces: Iterable[text.Piece]) -> None:
    """Print pieces of text, on a terminal in their styles."""
    if sys.stdout.isatty() and "NO_COLOR" not in os.environ:
        from rich.console import Console
        from rich.text import Text

        console = Console(highlight=False, soft_wrap=True)
        console.print(Text.assemble(*((content, style) for style, content in pieces)), end="")
    else:
        sys.stdout.write("".join(content for _, content in pieces))
    sys.stdout.flush()


Following = Callable[[Iterable[PageReport]], Iterable[PageReport]]


@contextmanager
def progress(inputs: Sequence[object]) -> Iterator[Following]:
    """A progress bar on a terminal for more than a moment's work, else nothing."""
    if len(inputs) < LONG or not sys.stderr.isatty():
        yield lambda reports: reports
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        yield lambda reports: bar.track(reports, total=len(inputs), description="kubefence")
