"""The command: verify files and folders, print what was found, exit 0, 1 or 2."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from kubefence.config import DEFAULT_RANGE, Config
from kubefence.edge import files, mkdocs_yml
from kubefence.edge.settings import config_of
from kubefence.engine import Page, Verifier
from kubefence.errors import Unusable
from kubefence.findings import PageReport, Report, Severity
from kubefence.report import text
from kubefence.versions import VersionError

CLEAN, FOUND, FAILED = 0, 1, 2

DESCRIPTION = """\
Verify the Kubernetes YAML in Markdown pages and manifests, offline: syntax, style, the strict schemas of
several Kubernetes versions, and rules of the API server. Every finding has its line and column.

PATH is a Markdown or YAML file, a folder to search, or - for standard input. Without a PATH the pages of
the nearest mkdocs.yml are verified; its markdown_extensions decide what is a code block, and
extra.kubefence there may set k8s, lang and yamllint (a file)."""

EPILOG = """\
fence options, for ```yaml and for ```bash with a here-document:
  fragment="Service.spec"  the block is this part of an object; checked as strictly as a whole one
  expect="unknown-field"   the block is a wrong example and must break exactly this rule
  skip="reason"            the block is not verified; an error if it would pass anyway

exit status:
  0  nothing found, or warnings only      1  errors (with --strict also warnings)
  2  the command could not do its work: wrong usage, unreadable configuration

examples:
  kubefence docs                                   every page below docs
  kubefence --k8s '>=1.30' --format json a.md      all versions from 1.30, for a program
  kubectl get deploy -o yaml | kubefence -         YAML from standard input
  kubefence --stdin-name docs/a.md - < draft.md    Markdown from standard input"""


class Usage(Exception):
    """The command cannot start; the text says why and what to do."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit status."""
    options = _parser().parse_args(arguments)
    try:
        return _run(options)
    except (Usage, VersionError, Unusable, mkdocs_yml.ConfigError) as error:
        return _fail(str(error))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader has left: no more output
        return FAILED
    except KeyboardInterrupt:
        return _fail("interrupted")
    except Exception as error:
        return _fail(f"internal error, please report it: {type(error).__name__}: {error}")


def _fail(message: str) -> int:
    print(f"kubefence: {message}", file=sys.stderr)
    return FAILED


def _run(options: argparse.Namespace) -> int:
    started = time.perf_counter()
    site = _site(options)
    inputs = _inputs(options, site)
    config = config_of(site, k8s=options.k8s, lint=not options.no_lint)
    verifier = Verifier(config, shown=lambda path: files.shown_path(Path(path)))
    with _cached(verifier, config, options, site) as verify, _progress(inputs) as advance:
        report = Report(tuple(advance(_report(item, verify) for item in inputs)))
    lang = options.lang or _lang(site)
    _print(report, options.format, lang, time.perf_counter() - started)
    bad = report.count(Severity.ERROR) or (options.strict and report.count(Severity.WARNING))
    return FOUND if bad else CLEAN


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "kubefence", description=DESCRIPTION, epilog=EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="*", metavar="PATH", help="file, folder or -")
    parser.add_argument(
        "--k8s", metavar="RANGE", help=f"Kubernetes versions: 1.36, 1.35-1.37, >=1.30 (default {DEFAULT_RANGE})"
    )
    parser.add_argument("--lang", choices=("zh", "en"), help="language of messages (default: that of the system)")
    parser.add_argument("--format", choices=("text", "json", "github"), default="text", help="form of the output")
    parser.add_argument("--strict", action="store_true", help="exit 1 on warnings as well")
    parser.add_argument("--stdin-name", metavar="NAME", help="name of standard input; .md makes it Markdown")
    parser.add_argument("--mkdocs", metavar="FILE", help="the mkdocs.yml to follow (default: the nearest)")
    parser.add_argument("--no-lint", action="store_true", help="leave out style (yamllint)")
    parser.add_argument("--no-cache", action="store_true", help="verify everything anew; otherwise .cache/kubefence")
    return parser


def _site(options: argparse.Namespace) -> mkdocs_yml.Site | None:
    if options.mkdocs:
        path = Path(options.mkdocs)
        if not path.is_file():
            raise Usage(f"{path}: no such file")
        return mkdocs_yml.read(path)
    first = Path(options.paths[0]) if options.paths and options.paths[0] != "-" else Path()
    found = mkdocs_yml.find(first if first.is_dir() else first.parent)
    return mkdocs_yml.read(found) if found else None


def _inputs(options: argparse.Namespace, site: mkdocs_yml.Site | None) -> list[Path]:
    if not options.paths and not site:
        raise Usage("name a file or folder to verify; there is no mkdocs.yml here whose pages could be meant")
    paths = [Path(path) for path in options.paths] or ([site.docs] if site else [])
    missing = [path for path in paths if str(path) != "-" and not path.exists()]
    if missing:
        raise Usage(f"{missing[0]}: no such file or folder")
    if options.stdin_name and Path("-") not in paths:
        raise Usage("--stdin-name needs the PATH -")
    inputs = list(files.pages_in(paths))
    if not inputs:
        raise Usage(f"there is no Markdown or YAML file in {', '.join(map(str, paths))}")
    return [Path(f"-{options.stdin_name or ''}") if str(path) == "-" else path for path in inputs]


def _report(file: Path, verify: Callable[[Page], PageReport]) -> PageReport:
    if str(file).startswith("-"):
        name = str(file)[1:] or "stdin.yaml"
        loaded = files.decode(sys.stdin.buffer.read(), name, markdown=Path(name).suffix.lower() not in files.YAML)
    else:
        loaded = files.load(file, files.shown_path(file))
    return loaded if isinstance(loaded, PageReport) else verify(loaded)


@contextmanager
def _cached(
    verifier: Verifier, config: Config, options: argparse.Namespace, site: mkdocs_yml.Site | None
) -> Iterator[Callable[[Page], PageReport]]:
    if options.no_cache:
        yield verifier.verify
        return
    from kubefence.edge.cache import CachedVerifier, cache_file

    with CachedVerifier(verifier, config, cache_file(site.root if site else Path())) as cached:
        yield cached.verify


@contextmanager
def _progress(inputs: Sequence[Path]) -> Iterator[Callable[[Iterable[PageReport]], Iterable[PageReport]]]:
    """A progress bar on a terminal for more than a moment's work, else nothing."""
    if len(inputs) < 50 or not sys.stderr.isatty():
        yield lambda reports: reports
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        yield lambda reports: progress.track(reports, total=len(inputs), description="kubefence")


def _lang(site: mkdocs_yml.Site | None) -> str:
    if site and site.settings.get("lang") in ("zh", "en"):
        return site.settings["lang"]
    system = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "zh" if system.startswith("zh") else "en"


def _print(report: Report, form: str, lang: str, seconds: float) -> None:
    if form == "json":
        from kubefence.report import json

        sys.stdout.write(json.dumps(report, lang, seconds))
    elif form == "github":
        from kubefence.report import github

        sys.stdout.write(github.dumps(report, lang))
    elif sys.stdout.isatty() and "NO_COLOR" not in os.environ:
        _print_coloured(text.pieces(report, lang, _lines, seconds))
    else:
        sys.stdout.write(text.plain(report, lang, _lines, seconds))
    sys.stdout.flush()


def _print_coloured(pieces: Iterable[text.Piece]) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    console.print(Text.assemble(*((content, style) for style, content in pieces)), end="")


@cache
def _lines(path: str) -> list[str]:
    loaded = files.load(Path(path), path) if Path(path).is_file() else None
    return loaded.text.split("\n") if isinstance(loaded, Page) else []


if __name__ == "__main__":
    sys.exit(main())
