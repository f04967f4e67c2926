"""HTML that nobody verified: what of it a reader takes for YAML or a manifest, whatever it stands in."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

import pytest

from tests.rendered import left

POD = "apiVersion: v1\nkind: Pod\nspec:\n  contaners: []\n"
FRAGMENT = "contaners: []"
"""YAML that does not look like a manifest; only its label says what it is."""
LABELLED = f'<pre><code class="language-yaml">{FRAGMENT}</code></pre>'
PRINTED = f"<pre>{POD}</pre>"

HTML = {
    "labelled": LABELLED,
    "in capital letters": f'<PRE><CODE CLASS="LANGUAGE-YAML">{FRAGMENT}</CODE></PRE>',
    "with > in an attribute": f'<pre><code title="a>b" class="language-yaml">{FRAGMENT}</code></pre>',
    "with an entity in the class": f'<pre><code class="lang&#117;age-y&#97;ml">{FRAGMENT}</code></pre>',
    "without quotes": f"<pre><code class=language-yaml>{FRAGMENT}</code></pre>",
    "among other classes": f'<pre class="a\tlanguage-yml\n b">{FRAGMENT}</pre>',
    "with a class that is the name": f'<pre><code class="hljs yaml">{FRAGMENT}</code></pre>',
    "in wide letters": f'<pre><code class="language-ｙａｍｌ">{FRAGMENT}</code></pre>',
    "as a language of templates": f'<pre><code class="language-sls">{FRAGMENT}</code></pre>',
    "in another element": f'<pre><samp class="language-yaml">{FRAGMENT}</samp></pre>',
    "on an element around": f'<section class="language-yaml"><pre>{FRAGMENT}</pre></section>',
    "on a span": f'<span class="lang-yaml">{FRAGMENT}</span>',
    "in its colours": f'<pre><code class="language-text"><span class="l l-Scalar">{FRAGMENT}</span></code></pre>',
    "behind a comment that is none": f"<!--> {LABELLED} -->",
    "behind one that ends early": f"<!-- a --!> {LABELLED} -->",
    "between attributes like a comment": f'<p title="<!--">a</p>{LABELLED}<p title="-->">b</p>',
    "behind a text field with a comment": f"<textarea><!--</textarea>{LABELLED}<!-- -->",
    "behind a style of a drawing": f"<svg><style/></svg>{LABELLED}<p></style></p>",
    "in a comment": f"<!-- {LABELLED} -->",
    "in a template": f"<template>{LABELLED}</template>",
    "in a shadow root": f'<div><template shadowrootmode="open">{LABELLED}</template></div>',
    "in a template in a template": f"<template><template>{LABELLED}</template></template>",
    "without scripts": f"<noscript>{LABELLED}</noscript>",
    "only with scripts": f'<noscript><p title="</noscript>{LABELLED}"></noscript>',
    "in a frame": f'<iframe srcdoc="{escape(LABELLED)}"></iframe>',
    "in a frame in a frame": f'<iframe srcdoc="{escape(f"<iframe srcdoc={escape(LABELLED)!r}></iframe>")}"></iframe>',
    "in an address": f'<object data="data:text/html,{quote(LABELLED)}"></object>',
    "in an image": f"<img src='data:image/svg+xml,{quote(f'<svg><foreignObject>{LABELLED}</foreignObject></svg>')}'>",
    "in a drawing": f"<svg><foreignObject>{LABELLED}</foreignObject></svg>",
    "as a number of a line": f'<pre class="language-yaml">a<span class="linenos">{FRAGMENT}</span></pre>',
}
TEXT = {
    "preformatted": PRINTED,
    "as sample output": f"<samp>{POD}</samp>",
    "in a text field": f"<textarea>{POD}</textarea>",
    "in an old element": f"<xmp>{POD}</xmp>",
    "up to the end": f"<plaintext>{POD}",
    "in lines of a drawing": "<svg>" + "".join(f"<text>{line}</text>" for line in POD.splitlines()) + "</svg>",
    "with breaks": "<pre>" + "<br>".join(POD.splitlines()) + "</pre>",
    "in a block for each line": "<code>" + "".join(f"<div>{line}</div>" for line in POD.splitlines()) + "</code>",
    "in rows of a table": "<table>" + "".join(f"<tr><td>{line}</td></tr>" for line in POD.splitlines()) + "</table>",
    "in rows with numbers": "<table>"
    + "".join(f"<tr><td>{n}</td><td>{line}</td></tr>" for n, line in enumerate(POD.splitlines()))
    + "</table>",
    "in a paragraph": f"<p>{POD}</p>",
    "with entities": f"<pre>{POD.replace('k', '&#107;').replace('V', '&#x56;')}</pre>",
    "in pieces": "<pre>api<!-- -->Version<b>:</b> v1\n<i>ki</i>nd: Pod\nspec: {}</pre>",
    "as an alternative": f'<img alt="{POD}">',
    "as a title": f'<p title="{POD}">a</p>',
    "in an address": f'<iframe src="data:text/plain,{quote(POD)}"></iframe>',
    "in an address without a type": f'<iframe src="data:,{quote(POD)}"></iframe>',
    "in an address with a charset": f'<iframe src="data:;charset=utf-8,{quote(POD)}"></iframe>',
    "in a script": f"<script>document.write(`{POD}`)</script>",
}


@pytest.mark.parametrize("html", HTML.values(), ids=HTML.keys())
def test_html_that_is_called_yaml_is_refused(html: str) -> None:
    assert left(html) == ["yaml"]


@pytest.mark.parametrize("html", TEXT.values(), ids=TEXT.keys())
def test_html_that_shows_a_manifest_is_refused(html: str) -> None:
    assert left(html) == ["manifest"]


@pytest.mark.parametrize(
    "html",
    [
        "<p><code>kind: Pod</code> and <code>apiVersion: v1</code></p>",
        "<ul><li><code>apiVersion: v1</code>: the version</li><li><code>kind: Pod</code>: the kind</li></ul>",
        '<pre class="language-yaml"></pre>',
        '<p class="learn-yaml yaml">text</p>',
        "<!-- a remark about apiVersion: v1 -->",
        "<template><p>a</p></template><svg><text>a: b</text></svg>",
        "",
    ],
)
def test_other_html_is_not(html: str) -> None:
    assert left(html) == []


@pytest.mark.parametrize("charset", ["utf-16", "utf-8-sig"])
def test_bytes_are_read_in_the_encoding_that_a_browser_takes(charset: str) -> None:
    assert left(PRINTED.encode(charset)) == ["manifest"]


FORMATTING = "<p>" + "".join(f"<b class=x{n}>" for n in range(1000)) + "</p>" + "<p>a</p>" * 1000
"""A browser makes a million elements of it."""


@pytest.mark.parametrize(
    "html",
    ["<div>" * 100_000, "<kbd>" * 1000, f"<p {' '.join(f'a{n}' for n in range(100_000))}>", FORMATTING],
    ids=["nested", "code in code", "attributes", "formatting"],
)
def test_html_that_takes_long_to_read_is_refused_at_once(html: str) -> None:
    assert left(html) == left(f"<template>{html}</template>") == ["unreadable"]


def test_frames_in_frames_are_read_as_far_as_anybody_makes_them() -> None:
    html = [LABELLED]
    for _ in range(4):
        html.append(f'<iframe srcdoc="{escape(html[-1])}"></iframe>')
    assert list(map(left, html)) == [["yaml"], ["yaml"], ["yaml"], ["yaml"], ["unreadable"]]


@pytest.mark.parametrize(
    "html", ["<ul>" + "<li>a" * 5000 + "</ul>", "<p><b>a</b> b</p>" * 5000, "<p>a" * 5000, "<svg/>" * 5000]
)
def test_long_html_is_read(html: str) -> None:
    assert left(html) == []
    assert left(html + PRINTED) == ["manifest"]
