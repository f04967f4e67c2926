"""Verifying a whole site: what the hooks of MkDocs, or any other builder, call."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from kubefence.belonging.outside import unneeded
from kubefence.blocks import is_yaml
from kubefence.checks import custom
from kubefence.config import Config
from kubefence.edge import crds, custom_rules, files, inputs, mkdocs_yml
from kubefence.edge.acceptance import Acceptance
from kubefence.edge.cache import CachedDefinitions, CachedVerifier, cache_file
from kubefence.edge.mkdocs_yml import SiteConfig
from kubefence.edge.remarks import Title
from kubefence.edge.settings import config_of
from kubefence.engine import Page, Verifier, shown_on
from kubefence.findings import Finding, PageReport, Report, Severity, Text
from kubefence.positions import Place, Span
from kubefence.proof.manifests import NONE, Plan, plan
from kubefence.rules.engine import registry
from kubefence.schema.custom.files import Given
from kubefence.severities import weighed


class Source(NamedTuple):
    """A page to be published."""

    name: str
    """Its key in `Outcome.by_page`."""
    file: Path | None
    """None for a page that another plugin made up."""
    text: str


class Outcome(NamedTuple):
    """What was found, and which blocks may be published."""

    report: Report
    by_page: Mapping[str, PageReport]
    lang: str
    includes: Mapping[str, frozenset[str]]
    """For each page, the files that it includes or looks for."""
    title: Title = registry.title
    """What a rule is about, those of others included."""
    acceptance: Acceptance = Acceptance(Config(), lambda _: [])
    """What the configuration accepts."""
    left_out: frozenset[str] = frozenset()
    """Keys of the pages that the configuration excludes."""
    config: Config = Config()
    files: Plan = NONE
    """The whole examples that are published as files."""

    @property
    def proven(self) -> frozenset[str]:
        """Digests of all YAML blocks that were verified."""
        blocks = (block for page in self.report.pages for block in page.blocks)
        return frozenset(block.digest for block in blocks if is_yaml(block.language))


def verify_site(mkdocs_file: Path, sources: Iterable[Source], options: Mapping[str, Any] | None = None) -> Outcome:
    """Verify all pages of a site; ``options`` are those of the plugin, where MkDocs has read them already.

    Raises what `kubefence.engine.Verifier` and `kubefence.edge.mkdocs_yml.read` raise.
    """
    site = mkdocs_yml.read(mkdocs_file, load_extensions=True)  # MkDocs runs them anyway
    config = config_of(site, options=options)
    rules = custom_rules.installed()
    texts: dict[str, str] = {}
    acceptance = Acceptance(config, partial(_lines, texts))
    pages: dict[str, Page] = {}
    left_out = set()
    for source in sources:
        if not acceptance.excluded.without([source.file or site.docs / source.name]):
            left_out.add(source.name)
            continue
        path = files.shown_path(source.file) if source.file else source.name
        texts[path] = source.text
        pages[source.name] = Page(path, source.text)
    make = partial(Verifier, shown=lambda path: files.shown_path(Path(path)), rules=rules.tables)
    reading = partial(CachedDefinitions, partial(make, config), config, cache_file(site.root), rules.state)
    shown = (*shown_on(pages.values(), reading), *_definitions(site, config, acceptance, reading))
    config = replace(config, definitions=(*shown, *config.definitions))
    verifier = make(config)
    by_page, includes = {}, {}
    with CachedVerifier(verifier, config, cache_file(site.root), rules.state) as cached:
        for name, page in pages.items():
            by_page[name] = acceptance.page(cached.verify(page))
            includes[name] = cached.reads
    files_of = plan(by_page, config.manifests) if config.manifests else NONE
    left = unneeded(config.external, by_page.values())
    notes = (*verifier.notes, *custom.notes(by_page.values()), *left, *acceptance.notes)
    in_the_way = tuple(weighed(files_of.findings, dict(config.severity)))
    report = Report(tuple(by_page.values()), in_the_way, notes)
    lang = config.lang or site.lang or "en"
    title = verifier.rulebook.title
    outcome = Outcome(report, by_page, lang, includes, title, acceptance, frozenset(left_out), config, files_of)
    if outcome.proven or left_out:
        return outcome
    return outcome._replace(report=replace(report, extra=(_no_blocks(files.shown_path(mkdocs_file)),)))


def _definitions(
    site: SiteConfig, config: Config, acceptance: Acceptance, reading: Callable[[], CachedDefinitions]
) -> Iterator[Given]:
    """The CRDs in manifests beside the pages."""
    items = (item for item in inputs.of_site(site, config) if not files.is_markdown(item.path))
    return crds.among((item for item in items if not acceptance.excluded.has(item.path)), reading)


def _lines(texts: Mapping[str, str], path: str) -> list[str]:
    """The lines of a page as it was verified, or of a file that one includes."""
    text = texts.get(path)
    return text.split("\n") if text is not None else files.lines(path)


def _no_blocks(path: str) -> Finding:
    return Finding(
        "no-blocks",
        Severity.ERROR,
        Place(path, Span(1, 1, 1, 1)),
        Text(
            "整个站点没有一个 YAML 代码块：多半是 markdown_extensions 配置有误，什么也没有核对",
            "the site has not a single YAML block: most likely markdown_extensions is wrong and nothing was checked",
        ),
    )
