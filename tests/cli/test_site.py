"""``kubefence site``: finished HTML of any generator is held against its sources."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

import pytest

from kubefence.edge import files
from tests.helpers import CONFIG_MAP, DEPLOYMENT, WRONG_CONFIG_MAP, fenced, indented

from .conftest import Run, write

COMMAND = f"kubectl apply -f - <<EOF\n{DEPLOYMENT}EOF\n"
FRAGMENT = fenced("type: ClusterIP", 'yaml fragment="Service.spec"')
SOURCE = f"# Page\n\n{fenced(CONFIG_MAP)}\n{FRAGMENT}\n{fenced(COMMAND, 'bash')}"
CHANGED = CONFIG_MAP.replace("web", "wed")


def page(body: str) -> str:
    return f"<!doctype html><html><head><title>a</title></head><body><main>{body}</main></body></html>"


def plain(text: str, language: str = "yaml") -> str:
    return page(f'<pre><code class="language-{language}">{escape(text)}</code></pre>')


def spans(text: str) -> str:
    """Each key, sign and value in an element of its own, as Pygments colours them."""
    lines = (line.partition(":") for line in text.splitlines())
    return "".join(
        f'<span class="nt">{key}</span><span class="p">{sign}</span><span class="l l-Scalar">{escape(value)}</span>\n'
        for key, sign, value in lines
    )


def numbered(text: str, class_: str) -> str:
    return "".join(f'<span class="{class_}">{n:2} </span>{line}\n' for n, line in enumerate(text.splitlines(), 1))


def rows(text: str) -> str:
    return "".join(f'<span class="token-line"><span>{line}</span><br></span>' for line in text.splitlines())


def sphinx(pre: str) -> str:
    return f'<div class="highlight-yaml notranslate"><div class="highlight">{pre}</div></div>'


PAGES: dict[str, Callable[[str], str]] = {  # how generators write a block: always with one text in it
    "plain": lambda text: plain(text),
    "plain, with blank lines and spaces at the ends": lambda text: plain("\n" + text.replace("\n", "  \r\n") + "\n\n"),
    "plain, with spaces that do not break": lambda text: plain(text.replace("  ", "\xa0 ")),
    "Sphinx": lambda text: page(sphinx(f"<pre><span></span>{spans(text)}</pre>")),
    "Sphinx, with a caption": lambda text: page(
        '<div class="literal-block-wrapper docutils container"><div class="code-block-caption">a.yaml</div>'
        f"{sphinx(f'<pre>{spans(text)}</pre>')}</div>"
    ),
    "Sphinx, with numbers": lambda text: page(sphinx(f"<pre>{numbered(text, 'linenos')}</pre>")),
    "Sphinx, with a table of numbers": lambda text: page(
        '<div class="highlight-yaml notranslate"><div class="highlight"><table class="highlighttable"><tr>'
        '<td class="linenos"><div class="linenodiv"><pre><span class="normal">1</span>\n'
        f'<span class="normal">2</span></pre></div></td><td class="code"><div><pre>{spans(text)}</pre></div></td>'
        "</tr></table></div></div>"
    ),
    "Zensical": lambda text: page(
        '<div class="language-yaml highlight"><span class="filename">a.yaml</span><pre id="__code_0"><span></span>'
        '<nav class="md-code__nav"><button class="md-code__button" title="Copy"></button></nav>'
        f'<code><a id="__codelineno-0-1" href="#__codelineno-0-1"></a>{spans(text)}</code></pre></div>'
    ),
    "Hugo, with a table of numbers": lambda text: page(
        '<div class="highlight"><table class="lntable"><tr><td class="lntd"><pre class="chroma"><code>'
        '<span class="lnt">1\n</span><span class="lnt">2\n</span></code></pre></td><td class="lntd">'
        f'<pre class="chroma"><code class="language-yaml" data-lang="yaml">{spans(text)}</code></pre>'
        "</td></tr></table></div>"
    ),
    "Hugo, with numbers": lambda text: page(
        f'<pre class="chroma"><code class="language-yaml" data-lang="yaml">{numbered(text, "ln")}</code></pre>'
    ),
    "Docusaurus": lambda text: page(
        '<div class="language-yaml codeBlockContainer"><div class="title">a.yaml</div><div>'
        f'<pre class="prism-code language-yaml"><code>{rows(text)}</code></pre><button>Copy</button></div></div>'
    ),
    "Pandoc": lambda text: page(
        '<div class="sourceCode"><pre class="sourceCode yaml">'
        f'<code class="sourceCode yaml">{spans(text)}</code></pre></div>'
    ),
    "a box for each line": lambda text: page(
        '<div data-language="yaml"><pre><code>'
        + "".join(f'<div class="ec-line">{line}</div>' for line in text.splitlines())
        + "</code></pre></div>"
    ),
    "a manifest under another name": lambda text: plain(text, "text"),
    "a manifest without a name": lambda text: page(f"<pre>{text}</pre>"),
}
NAMES = sorted(PAGES)


def site(*pages: str, source: str = SOURCE) -> Sequence[str]:
    """Write a site of these pages; the arguments for it."""
    write("docs/page.md", source)
    for number, html in enumerate(pages):
        write(f"public/{number}/index.html", html)
    return "site", "public", "--sources", "docs"


def found(run: Run, *arguments: str) -> list[tuple[str, int, str]]:
    outcome = run(*arguments, "--format", "json")
    assert outcome.status == 1, outcome
    return [(path, line, rule) for path, line, _, rule in outcome.spots]


@pytest.mark.parametrize("name", NAMES)
def test_a_verified_block_passes(run: Run, name: str) -> None:
    outcome = run(*site(PAGES[name](CONFIG_MAP)))
    assert outcome.status == 0, outcome
    assert "nothing found" in outcome.out


@pytest.mark.parametrize("name", NAMES)
def test_a_changed_block_is_told_with_the_nearest_line_of_the_sources(run: Run, name: str) -> None:
    arguments = site(PAGES[name](CHANGED))
    assert found(run, *arguments) == [("docs/page.md", 7, "not-verified")]
    assert "public/0/index.html:1:1: in this page" in run(*arguments).out


@pytest.mark.parametrize("name", NAMES)
def test_a_block_with_an_error_is_told_as_published_too(run: Run, name: str) -> None:
    spots = found(run, *site(PAGES[name](WRONG_CONFIG_MAP), source=fenced(WRONG_CONFIG_MAP)))
    assert spots == [("docs/page.md", 2, "not-verified"), ("docs/page.md", 6, "unknown-field")]


def test_a_manifest_in_another_language_is_told_in_the_source_alone(run: Run) -> None:
    source = SOURCE + fenced(CONFIG_MAP, "text")
    assert found(run, *site(plain(CONFIG_MAP), plain(CONFIG_MAP, "text"), source=source)) == [
        ("docs/page.md", SOURCE.count("\n") + 1, "not-verified")
    ]


def test_fragments_and_here_documents_pass_as_the_blocks_that_they_are(run: Run) -> None:
    assert run(*site(plain("type: ClusterIP\n"), plain(COMMAND, "bash"))).status == 0
    changed = COMMAND.replace("replicas: 2", "replicas: many")
    assert found(run, *site(plain("type: NodePort\n"), plain(changed, "bash"))) == [
        ("docs/page.md", 21, "not-verified"),
        ("public/0/index.html", 1, "not-verified"),
    ]


def test_a_block_of_another_language_does_not_pass_as_yaml(run: Run) -> None:
    source = SOURCE + fenced("a: b\nc: d", "text")
    assert run(*site(plain(CONFIG_MAP), plain("a: b\nc: d", "text"), source=source)).status == 0
    assert ("public/2/index.html", 1, "not-verified") not in found(
        run, *site(plain(CONFIG_MAP), plain("a: b\nc: d"), source=source)
    )


def test_what_lies_beside_verified_code_in_its_box_is_looked_at(run: Run) -> None:
    inner = f"<pre>{CONFIG_MAP}</pre><pre>type: Wrong</pre>"
    outcome = run(*site(page(f'<div class="highlight-yaml">{inner}</div>')))
    assert outcome.status == 1
    assert "type: Wrong" in outcome.out
    both = page(f'<pre class="language-yaml"><code>{CONFIG_MAP}</code><code>type: Wrong</code></pre>')
    assert "type: Wrong" in run(*site(both)).out


@pytest.mark.parametrize("option", ['expect="unknown-field"', 'skip="a reason"'])
def test_what_is_wrong_on_purpose_may_be_shown(run: Run, option: str) -> None:
    marked = fenced(WRONG_CONFIG_MAP, f"yaml {option}")
    assert run(*site(plain(WRONG_CONFIG_MAP), plain(CONFIG_MAP), source=SOURCE + marked)).status == 0
    elsewhere = found(run, *site(plain(WRONG_CONFIG_MAP), source=SOURCE + marked + "\n" + fenced(WRONG_CONFIG_MAP)))
    assert [rule for _, _, rule in elsewhere] == ["not-verified", "unknown-field"]


def test_manifests_that_pages_show_as_a_whole_are_sources_too(run: Run) -> None:
    write("docs/app.yaml", DEPLOYMENT)
    assert run(*site(plain(CONFIG_MAP), plain(DEPLOYMENT))).status == 0


def test_blocks_in_lists_are_known_without_their_indentation(run: Run) -> None:
    assert run(*site(plain(CONFIG_MAP), source="1.  a\n\n" + indented(fenced(CONFIG_MAP), 4))).status == 0


def test_raw_html_of_the_sources_is_told_where_it_stands(run: Run) -> None:
    other = f"<pre class='language-yaml'>\n{DEPLOYMENT.replace('web', 'other')}</pre>\n"
    spots = found(run, *site(page(other), source=f"{SOURCE}\n{other}"))
    assert spots == [("docs/page.md", SOURCE.count("\n") + 3, "not-verified")]


def test_text_in_other_encodings_is_read_as_a_browser_reads_it(run: Run) -> None:
    arguments = site()
    for name in ("good", "bad"):
        text = CONFIG_MAP if name == "good" else CHANGED
        write(f"public/{name}.html", plain(text).encode("utf-16"))
    assert found(run, *arguments) == [("docs/page.md", 7, "not-verified")]


def test_a_binary_file_and_one_that_is_too_large(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    arguments = site(plain(CONFIG_MAP))
    write("public/b.html", b"<pre>\n\0\1")
    write("public/c.html", plain(CONFIG_MAP + "\n" * 5000))
    monkeypatch.setattr(files, "MAX_FILE", 4000)
    assert found(run, *arguments) == [("public/b.html", 2, "not-utf8"), ("public/c.html", 1, "too-large")]


def test_a_file_that_is_none(run: Run) -> None:
    arguments = site(plain(CONFIG_MAP))
    Path("public/c.html").symlink_to("nowhere")
    assert found(run, *arguments) == [("public/c.html", 1, "unreadable-file")]


def test_a_page_that_is_nested_without_end(run: Run) -> None:
    assert found(run, *site(plain(CONFIG_MAP), "<div>" * 200_000)) == [("public/1/index.html", 1, "not-verified")]


def test_nothing_to_hold_against_one_another(run: Run) -> None:
    assert found(run, *site(plain(CONFIG_MAP), source="# No blocks\n")) == [("public", 1, "no-blocks")]
    assert found(run, *site(page("made in the browser"))) == [("public", 1, "no-blocks")]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["nowhere", "--sources", "docs"], "nowhere: no such folder"),
        (["", "--sources", "docs"], "'': no such folder"),
        (["docs/page.md", "--sources", "docs"], "docs/page.md: not a folder"),
        (["docs", "--sources", "docs"], "no HTML file in docs"),
        (["public", "--sources", "nowhere"], "nowhere: no such file or folder"),
        (["public"], "required: --sources"),
        (["--sources", "docs"], "required: FOLDER"),
    ],
)
def test_wrong_usage(run: Run, arguments: Sequence[str], reason: str) -> None:
    site(plain(CONFIG_MAP))
    outcome = run("site", *arguments)
    assert (outcome.status, outcome.out) == (2, "")
    assert reason in outcome.err
    assert "Traceback" not in outcome.err


def test_options_and_formats_are_those_of_the_command(run: Run) -> None:
    arguments = site(plain(CHANGED))
    assert "没有这样验证过" in run(*arguments, "--lang", "zh").out
    assert run(*arguments, "--format", "github").out.startswith("::error file=docs/page.md,line=7")
    assert json.loads(run(*arguments, "--format", "json", "--k8s", "1.36").out)["findings"][0]["line"] == 7


def test_a_folder_that_is_called_site_may_still_be_verified(run: Run) -> None:
    write("site/page.md", fenced(WRONG_CONFIG_MAP))
    assert found(run, "./site") == [("site/page.md", 6, "unknown-field")]
    assert "./site" in run("--help").out
    assert "expect=" in run("site", "--help").out
