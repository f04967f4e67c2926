"""The command: verify files and folders, print what was found, exit 0, 1 or 2."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kubefence.config import Config
from kubefence.edge import bounds, custom_rules, files, output
from kubefence.edge.arguments import Options, parse
from kubefence.edge.bounds import Bounds
from kubefence.edge.files import Input
from kubefence.edge.settings import config_of
from kubefence.engine import Page, Verifier
from kubefence.errors import LocalizedError
from kubefence.findings import Finding, PageReport, Report, Severity, Text
from kubefence.letters import visible
from kubefence.report.formats import Context

if TYPE_CHECKING:
    from kubefence.edge.mkdocs_yml import SiteConfig

CLEAN, FOUND, FAILED = 0, 1, 2

Verify = Callable[[Page], PageReport]


class Usage(LocalizedError):
    """The command cannot start."""


class Run(NamedTuple):
    """The files of a run, once they are verified."""

    pages: Sequence[Page]
    """All that could be read."""
    reports: Sequence[PageReport]
    config: Config


Asked = Callable[[Run], Iterable[Finding]]
"""What else is asked of the files of a run."""


def main(arguments: Sequence[str] | None = None, also: Asked = lambda run: ()) -> int:
    """Run the command; returns the exit status. What ``also`` finds stands among the other findings."""
    options = parse(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # not every terminal can show everything
    try:
        if options.explain is not None:
            return _explain(options)
        return _run(options, also if options.folder is None else _of_site(options.folder))
    except LocalizedError as error:
        return _fail(error.in_(options.lang or _system_lang()))
    except BrokenPipeError:
        return _no_more_output()
    except OSError as error:  # a full disk, a name that is too long
        _fail(_refused(error).in_(options.lang or _system_lang()))
        return FAILED if error.filename else _no_more_output()
    except KeyboardInterrupt:
        return _fail("interrupted")
    except Exception as error:
        return _fail(f"internal error, please report it: {type(error).__name__}: {error}")


def _no_more_output() -> int:
    """What is left of the report has nowhere to go."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return FAILED


def _refused(error: OSError) -> Text:
    what = f"{error.filename}: " if error.filename else ""
    reason = f"{what}{error.strerror or error}"
    return Text(f"系统不允许：{reason}", f"the system does not allow this: {reason}")


def _fail(message: str) -> int:
    print(f"kubefence: {visible(message)}", file=sys.stderr)
    return FAILED


def _of_site(folder: str) -> Asked:
    """What is asked of a finished site in a folder, besides its sources."""
    from kubefence.edge import finished  # few runs are about one, and HTML takes a while to load

    checked = finished.check_folder(folder)
    return lambda run: finished.against(checked, finished.Sources(*run))


def _run(options: Options, also: Asked) -> int:
    started = time.perf_counter()
    start = _start(options)
    site = _site(options, start)
    inputs = _inputs(options, site)
    config = config_of(site, start, file=Path(options.config) if options.config else None, **_overrides(options))
    sources = _Sources(options.stdin_name)
    with (
        output.report_only(),
        _verifying(config, options, site) as (verify, notes),
        output.progress(inputs) as following,
    ):
        pages = tuple(following(_report(sources.load(item), verify) for item in inputs))
        found = tuple(also(Run(sources.pages, pages, config)))
    report = Report(pages, (*_left_out(site), *found), notes)
    lang = options.lang or config.lang or (site and site.lang) or _system_lang()
    output.show(report, options.format, Context(lang, sources.lines, time.perf_counter() - started))
    bad = report.count(Severity.ERROR) or (options.strict and report.count(Severity.WARNING))
    return FOUND if bad else CLEAN


def _explain(options: Options) -> int:
    from kubefence.edge.explaining import explain  # its texts are needed for nothing else

    if options.paths:
        raise Usage("--explain 不与路径一起用", "--explain takes no PATH")
    explain(options.explain or (), options.lang or _system_lang())
    return CLEAN


def _start(options: Options) -> Path:
    """The folder of the first path: from there upwards lies what configures the run."""
    named = [options.stdin_name or "stdin" if path == "-" else path for path in options.paths]
    first = Path(named[0] if named else ".")
    return first if first.is_dir() else first.parent


def _overrides(options: Options) -> dict[str, Any]:
    """What the command line says itself, whatever the configuration has."""
    given = {"k8s": options.k8s, "strict": options.strict}
    return {name: value for name, value in given.items() if value} | ({"lint": None} if options.no_lint else {})


def _site(options: Options, start: Path) -> SiteConfig | None:
    path = Path(options.mkdocs) if options.mkdocs else files.mkdocs_file(start)
    if options.mkdocs and not Path(options.mkdocs).is_file():
        raise Usage(f"{path}：没有这个文件", f"{path}: no such file")
    if path is None:
        return None
    from kubefence.edge import mkdocs_yml  # files outside of any site start more quickly without it

    return mkdocs_yml.read(path, load_extensions=options.load_extensions)


def _left_out(site: SiteConfig | None) -> Iterator[Finding]:
    if site and site.left_out:
        from kubefence.edge import left_out  # few sites have any

        yield from left_out.findings(site)


def _inputs(options: Options, site: SiteConfig | None) -> list[Input]:
    if not options.paths and not site:
        raise Usage(
            "写明要核对的文件或文件夹；这里没有 mkdocs.yml，不知道是哪些页面",
            "name a file or folder to verify; there is no mkdocs.yml here whose pages could be meant",
        )
    named = options.paths or ([str(site.docs)] if site else [])
    missing = [path for path in named if path != str(files.STDIN) and not os.path.lexists(path)]
    if missing:
        shown = missing[0] or "''"
        raise Usage(f"{shown}：没有这个文件或文件夹", f"{shown}: no such file or folder")
    paths = [Path(path) for path in named]
    if options.stdin_name and files.STDIN not in paths:
        raise Usage("--stdin-name 要与路径 - 一起用", "--stdin-name needs the PATH -")
    inputs = list(files.pages_in(paths, _bounds(site, paths)))
    if not inputs:
        where = ", ".join(named)
        raise Usage(f"{where} 里没有 Markdown、YAML、JSON 文件", f"no Markdown, YAML or JSON file in {where}")
    return inputs


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


class _Sources:
    """Reads the inputs, and gives their lines again for excerpts."""

    def __init__(self, stdin_name: str | None) -> None:
        self._stdin = Path(stdin_name or "stdin.yaml")
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
        else:
            loaded = files.load(item, files.shown_path(item.path))
        if isinstance(loaded, Page):
            self.pages.append(loaded)
            if not item.path.is_file():
                self._lines[loaded.path] = loaded.text.split("\n")
        return loaded

    def lines(self, path: str) -> list[str]:
        """The lines of a file that findings name, none where it cannot be read."""
        if path not in self._lines:
            loaded = files.load(Input(Path(path)), path) if Path(path).is_file() else None
            self._lines[path] = loaded.text.split("\n") if isinstance(loaded, Page) else []
        return self._lines[path]


def _report(loaded: Page | PageReport, verify: Verify) -> PageReport:
    return loaded if isinstance(loaded, PageReport) else verify(loaded)


@contextmanager
def _verifying(config: Config, options: Options, site: SiteConfig | None) -> Iterator[tuple[Verify, tuple[Text, ...]]]:
    """How a page is verified in this run, anew or from the cache of the site, and what is not checked of any."""
    rules = custom_rules.installed()
    verifier = Verifier(config, shown=lambda path: files.shown_path(Path(path)), rules=rules.tables)
    if options.no_cache or site is None:  # other folders are not ours to write into
        yield verifier.verify, verifier.notes
        return
    from kubefence.edge.cache import CachedVerifier, cache_file

    with CachedVerifier(verifier, config, cache_file(site.root), rules.state) as cached:
        yield cached.verify, verifier.notes


def _system_lang() -> str:
    system = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "zh" if system.startswith("zh") else "en"


if __name__ == "__main__":
    sys.exit(main())
