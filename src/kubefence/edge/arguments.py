"""The arguments of the command, and what ``--help`` says of them."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn

from kubefence import __version__
from kubefence.config import DEFAULT_EXTENSIONS, DEFAULT_RANGE, DIALECTS, OPTIONS
from kubefence.findings import LANGUAGES
from kubefence.letters import visible
from kubefence.report.formats import FORMATS

DESCRIPTION = """\
Verify the Kubernetes YAML in Markdown pages and manifests, offline: syntax, style, the strict schemas of
several Kubernetes versions, and rules of the API server. Every finding has its line and column.

PATH is a Markdown file; any other file, which then holds manifests in YAML or JSON whatever its name; a folder
to search for .md, .yaml, .yml and .json; or - for standard input. Without a PATH the pages of the nearest
mkdocs.yml are verified; its markdown_extensions decide what is a code block. No code that mkdocs.yml names is
run: of its Markdown extensions those of Python-Markdown and pymdown-extensions are loaded, others only with
--load-extensions."""

SITE = "site"
"""The first word of the command that is about a finished site; a file or folder of this name is ``./site``."""
INIT = "init"
"""The first word of the command that sets kubefence up; a file or folder of this name is ``./init``."""
INIT_DESCRIPTION = """\
Look at a tree and write a commented kubefence.toml for it, and a baseline of what is wrong today: from then on only
what is new is told. A site of MkDocs gets the plugin, and is built once into a folder that goes again, which runs the
code that mkdocs.yml names. Nothing that is there already is written over."""
INIT_EPILOG = """\
exit status:
  0  kubefence is set up      2  it is already, or this was not possible; then nothing was written

example:
  kubefence init && mkdocs build"""
SITE_DESCRIPTION = """\
Verify the sources of a site, and hold its finished HTML against them, whatever generator has made it: a block of
YAML in it, and whatever looks like a manifest, must be a block of the sources in which no error was found."""
SITE_EPILOG = """\
A block is known by its lines; blank lines and white space at their ends do not count, nor do line numbers. The
sources are Markdown, read as kubefence reads it, and manifests that pages show as a whole. A text that the sources
mark with expect= or skip= may be shown: nothing in the HTML tells whether a reader is warned of it.

exit status:
  0  nothing found, or warnings only      1  errors (with --strict also warnings)
  2  the command could not do its work: wrong usage, no such folder, no HTML in it

example:
  kubefence site public --sources docs"""

_WIDTH = max(map(len, OPTIONS)) + 2
_OPTIONS = "\n".join(f"  {name:{_WIDTH}}{option.about.en}" for name, option in OPTIONS.items())
_NAMES = [name for name, _ in DEFAULT_EXTENSIONS]
EPILOG = f"""\
fence options, for ```yaml and for ```bash with a here-document:
  fragment="Service.spec"  the block is this part of an object; checked as strictly as a whole one
  patch="Deployment"       the block changes such an object: a merge, or a list of JSON operations
  output="kubectl get …"   the block is what a cluster printed, with all that the server writes
  external="Secret/db"     objects that the block refers to and that are elsewhere
  expect="unknown-field"   the block is a wrong example and must break exactly this rule
  format="compose"         the block has this format: kubelet, kubeconfig, helm-values, other ...
  k8s=">=1.37"             the block is for these versions alone; an error if it passes in all of its page
  skip="reason"            the block is not verified; an error if it would pass anyway

options in a file: under kubefence in the plugins of mkdocs.yml, in kubefence.toml or in [tool.kubefence] of
pyproject.toml, in the folder of the first PATH (of mkdocs.yml, where there is one) or the nearest above that has any:
{_OPTIONS}

exit status:
  0  nothing found, or warnings only      1  errors (with --strict also warnings)
  2  the command could not do its work: wrong usage, unreadable configuration

Markdown extensions without a mkdocs.yml, or where it names none:
  {", ".join(_NAMES[:6])},
  {", ".join(_NAMES[6:])}

a site that is already there:
  kubefence init                                   a configuration, and a baseline of what is wrong today

finished sites:
  kubefence site FOLDER --sources PATH             HTML of any generator against its sources, see kubefence site --help
  kubefence ./site                                 a folder that is called site, as any other

examples:
  kubefence docs                                   every page below docs
  kubefence --k8s '>=1.30' --format json a.md      all versions from 1.30, for a program
  kubectl get deploy -o yaml | kubefence -         YAML or JSON from standard input
  kubefence --stdin-name docs/a.md - < draft.md    Markdown from standard input
  kubefence --explain selector-mismatch            why there is such a rule, and what to write instead"""


class Options(argparse.Namespace):
    """What the command was told."""

    paths: Sequence[str]
    init: bool = False
    """Whether kubefence is to be set up."""
    folder: str | None = None
    """The finished site that the paths are the sources of, where the command is about one."""
    k8s: str | None
    lang: str | None
    format: str
    strict: bool
    jobs: int | None
    stdin_name: str | None
    changed_since: str | None = None
    write_baseline: bool
    fix: bool = False
    diff: bool = False
    markdown: str | None
    mkdocs: str | None
    config: str | None
    load_extensions: bool
    no_lint: bool
    no_cache: bool
    explain: Sequence[str] | None


class _Parser(argparse.ArgumentParser):
    """Says in one line what is wrong, whatever it was given."""

    def error(self, message: str) -> NoReturn:
        """End the process with a message on wrong usage."""
        super().error(visible(message))


def _help(prog: str) -> argparse.HelpFormatter:
    """The form of ``--help``. argparse makes one for every option, and would import ``shutil`` for the width."""
    return argparse.RawDescriptionHelpFormatter(prog, width=_width())


def _width() -> int:
    with suppress(ValueError, OSError):
        return int(os.environ.get("COLUMNS", 0)) or os.get_terminal_size().columns - 2
    return 78


def _formats() -> str:
    return "; ".join(f"{name}: {format.about.en}" for name, format in FORMATS.items()) + " (default text)"


def parse(arguments: Sequence[str]) -> Options:
    """The options that the arguments give; ends the process for ``--help`` and for wrong usage."""
    if arguments[:1] == [INIT]:
        return _init_parser().parse_args(arguments[1:], namespace=Options(init=True))
    if arguments[:1] == [SITE]:
        return _site_parser().parse_args(arguments[1:], namespace=Options(stdin_name=None, explain=None))
    parser = _Parser("kubefence", description=DESCRIPTION, epilog=EPILOG, formatter_class=_help)
    add = parser.add_argument
    add("paths", nargs="*", metavar="PATH", help="file, folder or -")
    add("--version", action="version", version=f"kubefence {__version__}")
    add("--explain", nargs="*", metavar="RULE", help="say what rules are about, or list all of them, and end")
    add(
        "--changed-since",
        metavar="REV",
        help="only files that differ from a revision of git, and pages that include them",
    )
    add("--fix", action="store_true", help="mend in the files what is sure, and report what is left")
    add("--diff", action="store_true", help="print what --fix would change, and change nothing")
    add("--stdin-name", metavar="NAME", help="name of standard input; .md makes it Markdown")
    _add_common(parser)
    options, unknown = parser.parse_known_args(arguments, namespace=Options())
    if unknown and SITE in options.paths:
        parser.error(f"options of kubefence {SITE} stand after it: kubefence {SITE} FOLDER --sources PATH [OPTION …]")
    if unknown:
        parser.error(f"unrecognized arguments: {' '.join(unknown)}")
    return options


def _init_parser() -> _Parser:
    parser = _Parser(f"kubefence {INIT}", description=INIT_DESCRIPTION, epilog=INIT_EPILOG, formatter_class=_help)
    parser.add_argument("paths", nargs="*", metavar="FOLDER", help="where (default: here)")
    parser.add_argument("--lang", choices=LANGUAGES, help="language of messages and comments")
    return parser


def _site_parser() -> _Parser:
    parser = _Parser(f"kubefence {SITE}", description=SITE_DESCRIPTION, epilog=SITE_EPILOG, formatter_class=_help)
    add = parser.add_argument
    add("folder", metavar="FOLDER", help="the finished site: its .html, .htm, .xhtml and .svg are looked at")
    add(
        "--sources",
        dest="paths",
        metavar="PATH",
        action="extend",
        nargs="+",
        required=True,
        help="files and folders with the pages, and the manifests that they include",
    )
    _add_common(parser)
    return parser


def _processes(written: str) -> int:
    if not written.isascii() or not written.isdigit() or not 0 < int(written) <= MOST_JOBS:
        raise argparse.ArgumentTypeError(f"a whole number from 1 to {MOST_JOBS} is needed, not {written!r}")
    return int(written)


MOST_JOBS = 256


def _add_common(parser: _Parser) -> None:
    add = parser.add_argument
    add("--k8s", metavar="RANGE", help=f"Kubernetes versions: 1.36, 1.35-1.37, >=1.30 (default {DEFAULT_RANGE})")
    add("--lang", choices=LANGUAGES, help="language of messages (default: that of the site, else of the system)")
    add("--format", choices=FORMATS, default="text", help=_formats())
    add("--explain-blocks", dest="format", action="store_const", const="blocks", help="the same as --format blocks")
    add("--strict", action="store_true", help="what cannot be checked is an error; exit 1 on warnings as well")
    add("--jobs", metavar="N", type=_processes, help="processes to verify many files in (default: one for each core)")
    add("--markdown", choices=DIALECTS, help="how pages are read (default auto: mkdocs where there is a mkdocs.yml)")
    add("--mkdocs", metavar="FILE", help="the mkdocs.yml to follow (default: the nearest)")
    add("--config", metavar="FILE", help="the kubefence.toml or pyproject.toml to follow (default: the nearest)")
    add("--load-extensions", action="store_true", help="also load Markdown extensions of others: their code runs")
    add("--no-lint", action="store_true", help="leave out style (yamllint)")
    add("--write-baseline", action="store_true", help="write what is wrong today into the file that baseline names")
    add(
        "--no-cache",
        action="store_true",
        help="verify everything anew; otherwise .cache/kubefence.db beside the mkdocs.yml is used",
    )
