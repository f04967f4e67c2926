"""One run of the command: files are read, verified, and reported on."""

from __future__ import annotations

import os
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kubefence import __version__
from kubefence.checks import custom
from kubefence.checks.unchecked import as_shown
from kubefence.config import AUTO, COMMONMARK, MKDOCS, Config
from kubefence.edge import crds, custom_rules, files, inputs, jobs, output
from kubefence.edge.acceptance import Acceptance
from kubefence.edge.arguments import Options
from kubefence.edge.files import Input
from kubefence.edge.inputs import Sources
from kubefence.edge.settings import config_of
from kubefence.edge.verified import Pending, Verified
from kubefence.engine import Page, Reader, Verifier
from kubefence.findings import Finding, PageReport, Report, Severity, Text
from kubefence.report.formats import About, Context

if TYPE_CHECKING:
    from kubefence.edge.cache import CachedVerifier
    from kubefence.edge.changed import Changed
    from kubefence.edge.mkdocs_yml import SiteConfig

CLEAN, FOUND = 0, 1


class Run(NamedTuple):
    """The files of a run, once they are verified."""

    pages: Sequence[Page]
    """All that could be read."""
    reports: Sequence[PageReport]
    config: Config
    left_out: Sequence[Path] = ()
    """Files that the configuration excludes."""


class Work(NamedTuple):
    """How pages are verified in a run."""

    verifier: Verifier
    make: Callable[[], Verifier]
    """Makes another one, for another process."""
    cache: CachedVerifier | None

    @property
    def notes(self) -> tuple[Text, ...]:
        """What is not checked of any page."""
        return self.verifier.notes

    def about(self, rule: str) -> About | None:
        """What there is to say of a rule."""
        from kubefence.edge.explaining import known  # its texts are needed for few formats

        return known(self.verifier.rulebook)(rule)


Asked = Callable[[Run], Iterable[Finding]]
"""What else is asked of the files of a run."""


class Outcome(NamedTuple):
    """What was found in a run, before anything of it is accepted."""

    pages: tuple[PageReport, ...]
    beside: tuple[Finding, ...]
    notes: tuple[Text, ...]
    acceptance: Acceptance
    work: Work
    sources: Sources
    lang: str
    config: Config


def run(options: Options, also: Asked) -> int:
    """Verify what the command was told to, and print the report; returns the exit status."""
    started = time.perf_counter()
    found = verified(options, also)
    if options.fix or options.diff:
        from kubefence.edge.mending_files import mended  # few runs change anything

        done = mended(found.pages, found.sources.pages, found.config, found.work.verifier.verify)
        if options.diff:
            sys.stdout.write(done.diff)
            return FOUND if done.changed else CLEAN
        done.write()
        found.sources.forget(each.path for each in done.changed)
        found = found._replace(pages=done.reports, notes=(*found.notes, *done.notes))
    report = _accepted(found, options)
    report = replace(report, notes=(*found.notes, *found.acceptance.notes))
    seconds = time.perf_counter() - started
    about = found.work.about
    context = Context(found.lang, found.sources.lines, seconds, about, options.strict, __version__)
    output.show(report, options.format, context)
    bad = report.count(Severity.ERROR) or (options.strict and report.count(Severity.WARNING))
    return FOUND if bad else CLEAN


def verified(options: Options, also: Asked = lambda _: ()) -> Outcome:
    """Verify what the command was told to."""
    start = inputs.start(options)
    site = inputs.site(options, start)
    file = Path(options.config) if options.config else None
    config = config_of(site, start, file=file, **_overrides(options)).of_command()
    if config.markdown == AUTO:
        config = replace(config, markdown=MKDOCS if site else COMMONMARK)
    sources = Sources(options.stdin_name)
    acceptance = Acceptance(config, sources.lines, writing=options.write_baseline)
    items = inputs.inputs(options, site, config, acceptance.excluded)
    around = inputs.around(items, site, config, acceptance.excluded)
    shown = crds.among(around, partial(_reading, config, options, site))
    config = replace(config, definitions=(*shown, *config.definitions))
    with (
        output.report_only(),
        _verifying(config, options, site) as work,
        jobs.verifying(len(items), options.jobs or jobs.cores(), work.verifier, work.make) as verify,
        output.progress(items) as following,
    ):
        changed = _changed(options, start, site, config)
        pages = tuple(following(_reports(items, sources, work, changed, verify)))
        pages = tuple(map(as_shown, pages)) if options.folder is not None else pages
        found = tuple(also(Run(sources.pages, pages, config, acceptance.excluded.files)))
    lang = options.lang or config.lang or (site and site.lang) or system_lang()
    notes = (*work.notes, *custom.notes(pages), *_unneeded(options, config, pages))
    return Outcome(pages, (*_left_out(site), *found), notes, acceptance, work, sources, lang, config)


def _unneeded(options: Options, config: Config, pages: Sequence[PageReport]) -> Sequence[Text]:
    """What the configuration says of other places and nobody needs; of a run that is not about all, nothing."""
    if options.paths or options.changed_since or not config.external:
        return ()
    from kubefence.belonging.outside import unneeded  # few sites say so

    return unneeded(config.external, pages)


def _accepted(found: Outcome, options: Options) -> Report:
    """What is left of what was found, once the baseline is written where that is asked for."""
    accepts, of_site = found.acceptance, options.folder is not None
    if options.write_baseline:
        accepts.write(found.pages, () if of_site else found.beside)
        if of_site:
            accepts.write_site(found.beside)
    extra = accepts.site(found.beside, whole=True) if of_site else accepts.others(found.beside)
    return Report(tuple(map(accepts.page, found.pages)), tuple(extra))


def _left_out(site: SiteConfig | None) -> Iterator[Finding]:
    if site and site.left_out:
        from kubefence.edge import left_out  # few sites have any

        yield from left_out.findings(site)


def _overrides(options: Options) -> dict[str, Any]:
    """What the command line says itself, whatever the configuration has."""
    given = {"k8s": options.k8s, "strict": options.strict, "markdown": options.markdown}
    return {name: value for name, value in given.items() if value} | ({"lint": None} if options.no_lint else {})


def _changed(options: Options, start: Path, site: SiteConfig | None, config: Config) -> Changed | None:
    """What has changed, None where everything counts."""
    if options.changed_since is None:
        return None
    from kubefence.edge import changed  # git takes longer than a file

    settings = (*(site.files if site else ()), *([config.file] if config.file else ()), *_definitions(config))
    return changed.since(options.changed_since, start, settings)


def _definitions(config: Config) -> Iterator[str]:
    """The files of CRDs that are named; whatever they say may concern every page."""
    return (given.path for given in config.definitions if given.named)


def _reports(
    items: Sequence[Input], sources: Sources, work: Work, changed: Changed | None, verify: jobs.Verify
) -> Iterator[PageReport]:
    """The reports on files, of those that a change concerns where that is asked for."""
    given: deque[tuple[Input, Page | None]] = deque()
    """Files that are on their way, with the pages that the cache does not have."""

    def asked() -> Iterator[Pending]:
        for item in items:
            loaded = sources.load(item)
            page = loaded if isinstance(loaded, Page) else None
            if changed is not None and not _may_concern(changed, item, page):
                continue
            pending = Verified(loaded) if isinstance(loaded, PageReport) else _known(work, loaded) or loaded
            given.append((item, pending if isinstance(pending, Page) else None))
            yield pending

    for done in verify(asked()):
        item, page = given.popleft()
        if page is not None and work.cache is not None:
            work.cache.keep(page, *done)
        if changed is None or changed.concerns(item.path, done.reads):
            yield done.report


def _may_concern(changed: Changed, item: Input, page: Page | None) -> bool:
    if page is None:
        return changed.has(item.path)
    return changed.may_concern(item.path, page.text if page.markdown else "")


def _known(work: Work, page: Page) -> Verified | None:
    report = work.cache.known(page) if work.cache else None
    return Verified(report, work.cache.reads) if report and work.cache else None


@contextmanager
def _verifying(config: Config, options: Options, site: SiteConfig | None) -> Iterator[Work]:
    """How pages are verified in this run, anew or from the cache of the site."""
    rules = custom_rules.installed()
    make = partial(_verifier, config)
    verifier = make()
    if options.no_cache or site is None:  # other folders are not ours to write into
        yield Work(verifier, make, None)
        return
    from kubefence.edge.cache import CachedVerifier, cache_file

    with CachedVerifier(verifier, config, cache_file(site.root), rules.state) as cached:
        yield Work(verifier, make, cached)


def _reading(config: Config, options: Options, site: SiteConfig | None) -> AbstractContextManager[Reader]:
    """What tells which kinds a page defines."""
    make = partial(_verifier, config)
    if options.no_cache or site is None:
        return nullcontext(make())
    from kubefence.edge.cache import CachedDefinitions, cache_file

    return CachedDefinitions(make, config, cache_file(site.root), custom_rules.installed().state)


def _verifier(config: Config) -> Verifier:
    return Verifier(config, shown=_shown, rules=custom_rules.installed().tables)


def _shown(path: str) -> str:
    return files.shown_path(Path(path))


def system_lang() -> str:
    """The language of the system, of the two that messages have."""
    system = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "zh" if system.startswith("zh") else "en"
