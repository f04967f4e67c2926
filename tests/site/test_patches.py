"""What a hook changes in the text of the theme is there once, or the build says which hook has to be mended."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.exceptions import PluginError

from kubefence.seal import MARKER
from studybook import highlighted
from studybook.diagrams import MARK, SOURCE, fence_mermaid_custom, inject
from studybook.patch import Patch
from tests.helpers import loaded_script
from tests.site.conftest import build, small_site

PATCH = Patch("hooks/some.py", "the lamp", "lamp")
THEME = f"mkdocs-material {metadata.version('mkdocs-material')}"
PYGMENTS = f"Pygments {metadata.version('Pygments')}"
SEARCHED: Any = SimpleNamespace(plugins={"material/search": SimpleNamespace(config=SimpleNamespace(enabled=True))})
UNSEARCHED: Any = SimpleNamespace(plugins={})
PAGE: Any = SimpleNamespace(url="a/")


def test_the_one_place_is_replaced() -> None:
    assert PATCH.once("a lamp", r"\1") == r"a \1"
    assert Patch("h", "w", re.compile("l(a)mp")).once("a lamp", lambda found: found[1]) == "a a"


@pytest.mark.parametrize("text", ["", "lamp lamp"])
def test_none_or_two_places_are_an_error_that_names_the_hook_and_the_version(text: str) -> None:
    with pytest.raises(PluginError, match=rf"hooks/some\.py does not fit {THEME}: the lamp .* {text.count('lamp')} t"):
        PATCH.once(text, "light")


def test_each_place_is_replaced_but_there_must_be_one() -> None:
    assert PATCH.each("lamp lamp", "light") == "light light"
    with pytest.raises(PluginError, match="the lamp is not there"):
        PATCH.each("", "light")


def test_code_in_colours_is_found_or_missed() -> None:
    code = f'<div {MARKER}="1" class="language-yaml highlight"><pre><span></span><code>a\n</code></pre></div>'
    assert highlighted.changed(code, lambda found: found["inner"], "h") == code.replace("<pre>", "")
    foreign = '<p><code class="highlight">a</code></p><div class="highlight"><pre>b</pre></div>'
    assert highlighted.changed(foreign, "", "h") == foreign
    with pytest.raises(PluginError, match=rf"hooks/a\.py does not fit {PYGMENTS}"):
        highlighted.changed(code.replace("<span></span>", ""), "", "hooks/a.py")


def test_the_search_dialog_is_named_where_there_is_a_search() -> None:
    access: Any = loaded_script("access", "hooks")
    dialog = f"<div {access.DIALOG}>"
    assert access.on_post_page(dialog, PAGE, SEARCHED) == f'<div {access.DIALOG} aria-label="搜索">'
    assert access.on_post_template(dialog, "404.html", SEARCHED) == access.on_post_page(dialog, PAGE, SEARCHED)
    assert access.on_post_page("", PAGE, UNSEARCHED) == access.on_post_template("", "sitemap.xml", SEARCHED) == ""
    with pytest.raises(PluginError, match=rf"hooks/access\.py does not fit {THEME}: the search dialog"):
        access.on_post_page("", PAGE, SEARCHED)


def test_the_style_sheets_are_one_group() -> None:
    lean: Any = loaded_script("lean", "hooks")
    with pytest.raises(PluginError, match=rf"hooks/lean\.py does not fit {THEME}: the group of style sheets"):
        lean.on_post_page("<head></head>", PAGE, UNSEARCHED)


def test_a_page_names_the_script_that_searches_once() -> None:
    search: Any = loaded_script("search", "hooks")
    search.builds.now.worker = "assets/search/worker.js"
    theirs = '{"search": "../assets/javascripts/workers/search.0a1b2c.min.js"}'
    assert search.on_post_page(theirs, PAGE, SEARCHED) == '{"search": "../assets/search/worker.js"}'
    assert search.on_post_template(theirs, "404.html", SEARCHED) == search.on_post_page(theirs, PAGE, SEARCHED)
    assert search.on_post_template("", "sitemap.xml", SEARCHED) == ""
    for changed in ("", theirs * 2):
        with pytest.raises(PluginError, match=rf"hooks/search\.py does not fit {THEME}: the address of the search"):
            search.on_post_page(changed, PAGE, SEARCHED)


def test_the_plugin_for_diagrams_has_its_event() -> None:
    mermaid: Any = loaded_script("local_mermaid", "hooks")
    plugins: Any = type("Plugins", (dict,), {"events": {"post_page": []}})
    mermaid.on_config(SimpleNamespace(plugins=plugins()))
    with pytest.raises(PluginError, match=r"hooks/local_mermaid\.py does not fit mkdocs-mermaid2-plugin"):
        mermaid.on_config(SimpleNamespace(plugins=plugins(mermaid2=object())))


@pytest.mark.parametrize("identity", ["", "a>b"])
def test_a_diagram_is_found_whatever_attributes_it_was_given(identity: str) -> None:
    html = fence_mermaid_custom("A --> B", "mermaid", "mermaid", {}, None, id_value=identity)
    assert MARK in html
    for given in (html, html.replace("<pre", f'<pre {MARKER}="1"')):
        found = SOURCE.fullmatch(given)
        assert found
        assert found["source"] == "A --&gt; B"


def test_a_page_with_a_diagram_has_an_end() -> None:
    assert inject(f"{MARK}</body>", "s.js", {}).endswith('<script src="s.js"></script></body>')
    with pytest.raises(PluginError, match=r"hooks/local_mermaid\.py does not fit"):
        inject(MARK, "s.js", {})


@pytest.mark.parametrize("edition", ["mkdocs.yml", "mkdocs-offline.yml"])
def test_the_theme_has_the_blocks_that_are_overridden(tmp_path: Path, edition: str) -> None:
    page = "# 首页\n\n```yaml\napiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n```\n"
    root = small_site(tmp_path, {"index.md": page}, like=edition)
    done = build(root=root)
    assert done.returncode == 0, done.stderr
    for name in ("index.html", "404.html"):
        html = (root / "site" / name).read_text(encoding="utf-8")
        head, _, body = html.partition("</head>")
        header, _, rest = body.partition("</header>")
        assert "XMLHttpRequest.prototype.open" in head, "what is held back"
        assert ("iframe-worker" in head) == ("offline" in edition), "what a page from a folder needs"
        assert "js-focus-visible" in rest.partition("<main")[0], "what is said early"
        assert "assets/study/page." in rest.partition("bundle.")[2], "the scripts of all pages"
        assert "<svg" in header.partition("md-logo")[2].partition("</a>")[0], "the logo"


def test_the_list_of_a_section_is_named_by_its_title() -> None:
    access: Any = loaded_script("access", "hooks")
    before = '<nav class="md-nav" data-md-level="1" aria-labelledby="__nav_2_label">\n<label class="md-nav__title" for='
    after = access.on_post_page(f'{before}"__nav_2">排障</label>', PAGE, UNSEARCHED)
    assert 'aria-labelledby="__nav_2_title"' in after
    assert '<label class="md-nav__title" for="__nav_2" id="__nav_2_title">排障</label>' in after
