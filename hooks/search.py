"""MkDocs hook: mend the search of the theme for Chinese, and make it lighter for builders and readers.

The theme cuts a query into words that its index knows, but its loop ends one character early: the last
word of every Chinese query is lost, and of 健康检查 nothing may be left. One comparison is the difference.

The index drops the colours of code, but only after parsing every one of their elements, which are most of
a page. They are taken out before it reads the page, and put back afterwards.

The index is written with its Chinese as it is, not as escapes of six characters for each of it.

What splits Chinese into words keeps its dictionary in a file of a fixed name in the temporary folder of the system,
and believes what it finds there, whoever wrote it. Here it is kept in ``.cache`` beside the configuration.
"""

from __future__ import annotations

import json
import logging
import re
from pathlib import Path

import jieba
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from studybook.patch import Patch
from studybook.study.questions.flat import flattened

DICTIONARY = ".cache/jieba"
WORKERS = "assets/javascripts/workers"
HOOK = "hooks/search.py"
REPAIRS = tuple(
    (Patch(HOOK, "the loop over Chinese words in the search", wrong), right)
    for wrong, right in (
        ("for(let o=s+1;o<t.length;o++)t.slice(s,o)in e", "for(let o=s+1;o<=t.length;o++)t.slice(s,o)in e"),
        ("n[a]&&a<t.length-1&&", "n[a]&&a<t.length&&"),
    )
)
_CODE = re.compile(r"<code[^>]*>.*?</code>", re.DOTALL)
_COLOUR = re.compile(r"</?span[^>]*>")


class _Run:
    """What one build knows."""

    content: str | None = None
    """Of the page that is being indexed."""


run = _Run()


def plain(html: str) -> str:
    """HTML whose code has lost its colours."""
    return _CODE.sub(lambda found: _COLOUR.sub("", found[0]), html)


def on_config(config: MkDocsConfig) -> None:
    """Keep the dictionary in a folder of ours; that it is read, or cannot be kept, interests nobody."""
    folder = Path(config.config_file_path).parent / DICTIONARY
    folder.mkdir(parents=True, exist_ok=True)
    jieba.dt.tmp_dir = str(folder)
    jieba.setLogLevel(logging.CRITICAL)


@event_priority(100)
def _before_indexing(context: TemplateContext, /, *, page: Page, **_: object) -> None:
    run.content = page.content
    page.content = plain(flattened(page.content or ""))


@event_priority(-100)
def _after_indexing(context: TemplateContext, /, *, page: Page, **_: object) -> None:
    page.content = run.content


on_page_context = CombinedEvent(_before_indexing, _after_indexing)


@event_priority(-50)  # after the search has written it, before the offline edition wraps it
def on_post_build(config: MkDocsConfig) -> None:
    """Mend the script and write the index anew."""
    _mend(config)
    index = Path(config.site_dir, "search", "search_index.json")
    if index.exists():
        found = json.loads(index.read_text(encoding="utf-8"))
        index.write_text(json.dumps(found, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _mend(config: MkDocsConfig) -> None:
    """A theme that no longer has the mistake, or has it elsewhere, is a reason to look."""
    found = sorted(Path(config.site_dir, WORKERS).glob("search.*.min.js"))
    if len(found) != 1:
        raise REPAIRS[0][0].changed(f"there are {len(found)} scripts of the search instead of one")
    text = found[0].read_text(encoding="utf-8")
    if all(right in text for _, right in REPAIRS):
        return  # by an earlier build; this one renders only what has changed
    for wrong, right in REPAIRS:
        text = wrong.once(text, right)
    found[0].write_text(text, encoding="utf-8")
