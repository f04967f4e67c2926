"""MkDocs hook: a page says where it comes from: its source, the form for a mistake in it, the commit of the build.

The commit stands in one small file, which the script of the pages asks for when somebody is about to tell of a
mistake. So pages whose content has not changed are the same files from one commit to the next.
"""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from studybook.origin import VERSION, commit_of, report_address, version_script

GENERATED = "rules/"
"""Pages below this folder are written by a script; whoever edits them loses what they wrote."""


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Say in a file of its own what the pages are made of."""
    commit = commit_of(Path(config.config_file_path).parent)
    files.append(File.generated(config, VERSION, content=version_script(commit)))


def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> Page:
    """Offer to edit only what is written by hand."""
    if page.file.src_uri.startswith(GENERATED):
        page.edit_url = None
    return page


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Give the templates the address of the form, empty where nobody has said whose site it is."""
    env.globals["version_script"] = VERSION
    env.globals["report_address"] = lambda page: (
        report_address(config.repo_url, (page and page.canonical_url) or config.site_url or "")
        if config.repo_url
        else ""
    )
