"""What a page must not be made of: script, HTML that is not allowed, anything from another host."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from kubefence import Config, Finding, Page, Verifier
from kubefence.config import DEFAULT_EXTENSIONS
from kubefence.errors import Unusable
from kubefence.html.rules import RULES
from tests.helpers import CONFIG_MAP, covered, fenced, indented

SCRIPT, RAW, HOST = "script-in-page", "raw-html", "other-host"


@cache
def verifier(rules: tuple[str, ...] = RULES, allow: tuple[str, ...] = ()) -> Verifier:
    return Verifier(Config(lint=None, page_rules=rules, allow_html=allow))


def findings(text: str, rules: tuple[str, ...] = RULES, allow: tuple[str, ...] = ()) -> list[Finding]:
    return list(verifier(rules, allow).verify(Page("page.md", text)).findings)


def told(text: str, rules: tuple[str, ...] = RULES, allow: tuple[str, ...] = ()) -> list[tuple[str, int, str]]:
    """Rule, line and what each finding points at."""
    return [(found.rule, found.span.line, covered(text, found)) for found in findings(text, rules, allow)]


HARMLESS = {
    "details": "<details>\n<summary>问</summary>\n\n答 **粗**\n\n</details>\n",
    "details with Markdown": '<details markdown="1" open>\n<summary>问</summary>\n答\n</details>\n',
    "line breaks": "| a | b |\n| --- | ---: |\n| x<br>y | z<br/>w |\n",
    "tabs, which make inputs and labels": '=== "甲"\n\n    文\n\n=== "乙"\n\n    文\n',
    "footnotes": "文[^1]\n\n[^1]: 注 <kbd>Ctrl</kbd>\n",
    "links": "[a](https://k8s.example/) [b](other.md#c) <https://k8s.example/> [d]\n\n[d]: mailto:a@k8s.example\n",
    "a link in HTML": '<a href="https://k8s.example/" target="_blank" rel="noopener" title="t">a</a>\n',
    "own pictures": '![图](a.png) <img src="../b.svg" alt="b" width="10" srcset="b.png 1x, c.png 2x">\n',
    "attributes": "文\n{: #id .class data-search-exclude aria-label=x }\n",
    "code that looks bad": "`<script>` ``<b onclick=a>`` `[x](javascript:a)` &lt;form&gt;\n\n    <script>a</script>\n",
    "a fence that looks bad": fenced("<script>a</script>\n<img src=https://a.example/b onerror=c>", "html"),
    "comparisons": "a < b, a < b 而 b > c, <5 秒, x <- y, 3<4>2\n",
    "a comment": "<!-- <script>a</script> -->\n\n文\n",
    "text about addresses": "写 javascript:alert(1) 或 data:text/html 不会运行\n",
    "a character reference": "&lt;script&gt; &amp;lt; &#60;b&#62;\n",
}


@pytest.mark.parametrize("text", HARMLESS.values(), ids=HARMLESS)
def test_what_lays_out_text_is_fine(text: str) -> None:
    assert told(f"# 题\n\n{text}\n文\n") == []


RUNNING = {
    "script": ("<script>alert(1)</script>", "<script>"),
    "script of another type": ("<script type='module' src=a.js></script>", "<script type='module' src=a.js>"),
    "script in capitals": ("文 <SCRIPT>alert(1)</SCRIPT>", "<SCRIPT>"),
    "handler": ('<b onclick="alert(1)">a</b>', 'onclick="alert(1)"'),
    "handler without quotes": ("<b class=a onmouseover=alert(1)>a</b>", "onmouseover=alert(1)"),
    "handler in capitals after a slash": ("<div/OnClick='alert(1)'/title=x>a</div>", "OnClick='alert(1)'"),
    "handler of the page": ("<body onload=alert(1)>", "onload=alert(1)"),
    "handler over lines": ("<div title='a'\nonclick\n=\n'alert(1)'>a</div>", "onclick…'alert(1)'"),
    "handler in braces": ("文\n{: onclick=alert(1) }", "onclick=alert(1)"),
    "handler of a heading": ('## 题 {onclick="alert(1)"}', 'onclick="alert(1)"'),
    "handler of a link": ("[a](b.md){onclick='alert(1)'}", "onclick='alert(1)'"),
    "handler of an element that is not allowed": ("<svg onload=alert(1)></svg>", "onload=alert(1)"),
    "address": ('<a href="javascript:alert(1)">a</a>', 'href="javascript:alert(1)"'),
    "address in capitals": ("<a HREF=JavaScript:alert(1)>a</a>", "HREF=JavaScript:alert(1)"),
    "address with references": ('<a href="&#x6A;avascript&colon;a">a</a>', 'href="&#x6A;avascript&colon;a"'),
    "address with a tab": ('<a href="java&Tab;script:alert(1)">a</a>', 'href="java&Tab;script:alert(1)"'),
    "address behind a control character": ('<a href="&#1; javascript:a">a</a>', 'href="&#1; javascript:a"'),
    "address of another language": ("<a href=vbscript:a>a</a>", "href=vbscript:a"),
    "link": ("[a](javascript:alert(1))", "javascript:alert(1)"),
    "link with a reference": ("[a](java&#115;cript:a)", "java&#115;cript:a"),
    "link defined elsewhere": ("[a][b]\n\n[b]: javascript:alert(1)", "javascript:alert(1)"),
    "picture": ("![a](javascript:alert(1))", "javascript:alert(1)"),
    "handler with a zero in its name": ("<b on\0click=a>b</b>", "<b on\0click=a>"),
    "in a list": ("- 甲\n\n    - <b onclick=a>b</b>", "onclick=a"),
    "in a quote": ("> <b onclick=a>b</b>", "onclick=a"),
    "in a table": ("| a |\n| --- |\n| <b onclick=a>b</b> |", "onclick=a"),
    "in a footnote": ("文[^1]\n\n[^1]: <b onclick=a>b</b>", "onclick=a"),
    "in an admonition": ("!!! note\n\n    <b onclick=a>b</b>", "onclick=a"),
    "in a summary": ("<details>\n<summary onclick=a>b</summary>\n</details>", "onclick=a"),
    "in Markdown in HTML": ('<div markdown="1">\n\n**<b onclick=a>b</b>**\n\n</div>', "onclick=a"),
    "in a title of an admonition": ('!!! note "<b onclick=a>b</b>"\n\n    文', "onclick=a"),
}


@pytest.mark.parametrize(("text", "stretch"), RUNNING.values(), ids=RUNNING)
def test_script_is_found_where_it_stands(text: str, stretch: str) -> None:
    page = f"---\ntitle: 题\n---\n# 题\n\n`<b onclick=a>`\n\n{text}\n\n文\n"
    [found] = findings(page)
    assert (found.rule, covered(page, found)) == (SCRIPT, stretch)
    assert found.span.line == 8 + text[: text.rfind(stretch.split("…")[0])].count("\n")


NOT_ALLOWED = {
    "frame": ("<iframe src=a.html></iframe>", "<iframe src=a.html>"),
    "frame with its text": ("<iframe srcdoc='<b>a</b>'></iframe>", "<iframe srcdoc='<b>"),
    "form": ("<form action=a><b>c</b></form>", "<form action=a>"),
    "button": ("<button>a</button>", "<button>"),
    "input": ("文 <input type=text>", "<input type=text>"),
    "base": ("<base href=/a/>", "<base href=/a/>"),
    "meta": ('<meta http-equiv="refresh" content="0">', '<meta http-equiv="refresh" content="0">'),
    "link": ("<link rel=stylesheet href=a.css>", "<link rel=stylesheet href=a.css>"),
    "style": ("<style>p { color: red }</style>", "<style>"),
    "object": ("<object data=a.svg></object>", "<object data=a.svg>"),
    "embed": ("文 <embed src=a.svg>", "<embed src=a.svg>"),
    "drawing": ("<svg><path d=M0/></svg>", "<svg>"),
    "data for scripts": ('<script type="application/json" id=a>{}</script>', '<script type="application/json" id=a>'),
    "code in HTML": ("<pre>kind: Pod</pre>", "<pre>"),
    "text area": ("<textarea>kind: Pod</textarea>", "<textarea>"),
    "template": ("<template><b>a</b></template>", "<template>"),
    "for browsers without script": ("<noscript><b>a</b></noscript>", "<noscript>"),
    "style of an element": ('<b style="position: fixed">a</b>', 'style="position: fixed"'),
    "style in braces": ("文\n{: style='color: red' }", "style='color: red'"),
    "attribute for the theme's scripts": ("<b data-md-component=search>a</b>", "data-md-component=search"),
    "content in an address": ("![a](data:image/png;base64,AAAA)", "data:image/png;base64,AAAA"),
    "content in an address of HTML": ('<a href="data:text/html,a">b</a>', 'href="data:text/html,a"'),
    "a word that is no element": ("写 <plural>.name", "<plural>"),
    "never closed": ("<div>\n\n文", "<div"),
    "formatting that is never closed": ("甲 <b>乙", "<b"),
    "closed too often": ("文</div>", "</div"),
}


@pytest.mark.parametrize(("text", "stretch"), NOT_ALLOWED.values(), ids=NOT_ALLOWED)
def test_html_that_is_not_allowed_is_found_where_it_stands(text: str, stretch: str) -> None:
    page = f"# 题\n\n{text}\n\n文\n"
    assert [(rule, where) for rule, _, where in told(page)] == [(RAW, stretch)]


def test_what_an_extension_makes_is_not_taken_for_what_an_author_wrote() -> None:
    tabs = HARMLESS["tabs, which make inputs and labels"]
    assert told(f"写 `<input>` 与 `<label>`\n\n{tabs}") == []
    assert told(f"<label>a</label>\n\n{tabs}") == [(RAW, 1, "<label>")]


@pytest.mark.parametrize(
    ("allow", "text", "left"),
    [
        ((), "<video controls src=a.mp4></video>", ["<video controls src=a.mp4>"]),
        (("video",), "<video controls></video>", ["controls"]),
        (("video[controls src]",), "<video controls src=a.mp4></video>", []),
        (("iframe[src]",), "<iframe src=a.html></iframe>", []),
        (("*[style]",), "<b style='color: red'>a</b>\n\n<i style='top: 0'>b</i>", []),
        (("b[style]",), "<b style='color: red'>a</b>\n\n<i style='top: 0'>b</i>", ["style='top: 0'"]),
        (("script", "b[onclick]"), "<script>a</script>\n\n<b onclick=a>b</b>", ["<script>", "onclick=a"]),
    ],
)
def test_the_configuration_allows_more_but_never_script(allow: tuple[str, ...], text: str, left: list[str]) -> None:
    assert [where for _, _, where in told(text + "\n", allow=allow)] == left


FOREIGN = {
    "picture": ("![a](https://cdn.example/a.png)", "https://cdn.example/a.png"),
    "picture without a scheme": ("![a](//cdn.example/a.png)", "//cdn.example/a.png"),
    "picture with the other slash": (r"<img src='\/cdn.example/a.png'>", r"src='\/cdn.example/a.png'"),
    "picture defined elsewhere": ("![a][b]\n\n[b]: https://cdn.example/a.png", "https://cdn.example/a.png"),
    "picture in HTML": ("<img src=https://cdn.example/a.png>", "src=https://cdn.example/a.png"),
    "picture in capitals": ("<IMG SRC=HTTPS://CDN.example/a.png>", "SRC=HTTPS://CDN.example/a.png"),
    "one of several": (
        "<img src=a.png srcset='a.png 1x, //cdn.example/b 2x'>",
        "srcset='a.png 1x, //cdn.example/b 2x'",
    ),
    "a badge that is a link": ("[![a](https://cdn.example/a)](b.md)", "https://cdn.example/a"),
}
ALLOWED_ELSEWHERE = (
    "audio[src]",
    "iframe[src]",
    "link[rel href]",
    "source[src srcset]",
    "style",
    "svg[fill]",
    "image[href]",
    "use[href xlink:href]",
    "video[src poster]",
    "*[style]",
)
FOREIGN_WHERE_ALLOWED = {
    "video": ("<video src=//cdn.example/a></video>", "src=//cdn.example/a"),
    "poster": ("<video poster=//cdn.example/a></video>", "poster=//cdn.example/a"),
    "audio": ("<audio src=ftp://cdn.example/a></audio>", "src=ftp://cdn.example/a"),
    "source": ("<video><source src=//cdn.example/a></video>", "src=//cdn.example/a"),
    "frame": ("<iframe src=https:cdn.example></iframe>", "src=https:cdn.example"),
    "style sheet": ("<link rel=stylesheet href=//cdn.example/a>", "href=//cdn.example/a"),
    "picture in a drawing": ("<svg><image href=//cdn.example/a></image></svg>", "href=//cdn.example/a"),
    "part of a drawing": ("<svg><use xlink:href=//cdn.example/a></use></svg>", "xlink:href=//cdn.example/a"),
    "fill of a drawing": ("<svg fill='url(//cdn.example/a#b)'></svg>", "fill='url(//cdn.example/a#b)'"),
    "style": ("<b style='background: url(//cdn.example/a)'>b</b>", "style='background: url(//cdn.example/a)'"),
    "style with an escape": (
        r"<b style='background: \75rl(//cdn.example/a)'>b</b>",
        r"style='background: \75rl(//cdn.example/a)'",
    ),
    "set of pictures": (
        "<b style='src: image-set(\"//cdn.example/a\" 1x)'>b</b>",
        "style='src: image-set(\"//cdn.example/a\" 1x)'",
    ),
    "import": ("<style>@import '//cdn.example/a';</style>", "<style>"),
    "font": ("<style>@font-face { src: URL( //cdn.example/a ) }</style>", "<style>"),
}


@pytest.mark.parametrize(("text", "stretch"), FOREIGN.values(), ids=FOREIGN)
def test_what_another_host_would_be_asked_for(text: str, stretch: str) -> None:
    assert [(rule, where) for rule, _, where in told(f"# 题\n\n{text}\n")] == [(HOST, stretch)]


@pytest.mark.parametrize(("text", "stretch"), FOREIGN_WHERE_ALLOWED.values(), ids=FOREIGN_WHERE_ALLOWED)
def test_what_is_allowed_may_still_ask_no_other_host(text: str, stretch: str) -> None:
    found = told(f"# 题\n\n{text}\n", allow=ALLOWED_ELSEWHERE)
    assert [(rule, where) for rule, _, where in found] == [(HOST, stretch)]
    assert [(rule, where) for rule, _, where in told(f"# 题\n\n{text}\n", rules=(HOST,))] == [(HOST, stretch)]


def test_the_host_is_named() -> None:
    [found] = findings("![a](https://user@cdn.example:8443/a.png)\n")
    assert "user@cdn.example:8443" in found.text.en
    assert "user@cdn.example:8443" in found.text.zh


DIAGRAM = "flowchart LR\n  accTitle: 题\n  accDescr: 述\n"
IN_DIAGRAMS = {
    "script in a label": ('A["<script>a</script>"]', SCRIPT, "<script>"),
    "handler in a label": ('A["<img src=x onerror=alert(1)>"]', SCRIPT, "onerror=alert(1)"),
    "address of a node": ('A --> B\n  click A "javascript:alert(1)"', SCRIPT, "javascript:alert(1)"),
    "address of a node, in full": ('A --> B\n  click A href "JavaScript:a" _blank', SCRIPT, "JavaScript:a"),
    "picture in a label": ('A["<img src=https://cdn.example/a>"]', HOST, "src=https://cdn.example/a"),
    "picture of a node": ('A@{ img: "https://cdn.example/a.png", h: 60 }', HOST, "https://cdn.example/a.png"),
    "import in a style": ("A:::b\n  classDef b fill:url(https://cdn.example/a)", HOST, "https://cdn.example/a"),
}


@pytest.mark.parametrize(("text", "rule", "stretch"), IN_DIAGRAMS.values(), ids=IN_DIAGRAMS)
def test_diagrams(text: str, rule: str, stretch: str) -> None:
    page = "文\n\n" + indented(fenced(f"{DIAGRAM}  {text}", "mermaid"), 0)
    assert [(name, where) for name, _, where in told(page)] == [(rule, stretch)]


@pytest.mark.parametrize(
    "settings",
    [
        '%%{init: {"themeCSS": ".node { background: url(https://cdn.example/a) }"}}%%',
        """%%{init: {'themeCSS': "@import '//cdn.example/a'"}}%%""",
        "---\nconfig:\n  themeCSS: '.a { src: URL(\"//cdn.example/a\") }'\n---",
    ],
)
def test_settings_of_a_diagram(settings: str) -> None:
    page = fenced(f"{settings}\n{DIAGRAM}  A --> B", "mermaid")
    [found] = findings(page)
    assert (found.rule, "cdn.example/a" in covered(page, found)) == (HOST, True)


def test_a_diagram_may_link_to_other_sites() -> None:
    text = f'{DIAGRAM}  A["甲<br/>乙"] --> B\n  click A href "https://k8s.example/" _blank\n  C <--> D'
    assert told(fenced(text, "mermaid")) == []


def test_nothing_is_asked_of_pages_unless_it_is_asked_for() -> None:
    page = "<script>a</script> ![a](https://cdn.example/a) <font>b</font>\n"
    assert told(page, rules=()) == []
    for rule in RULES:
        assert {name for name, _, _ in told(page, rules=(rule,))} == {rule}


def test_equal_faults_stand_at_their_own_places() -> None:
    page = "<b onclick=a>1</b>\n\n`<b onclick=a>`\n\n" + fenced("<b onclick=a>", "html") + "\n<b onclick=a>2</b>\n"
    assert [(line, where) for _, line, where in told(page)] == [(1, "onclick=a"), (9, "onclick=a")]


def test_one_mistake_is_told_once() -> None:
    assert told("<iframe src=https://video.example/a style='top: 0'></iframe>\n") == [
        (RAW, 1, "<iframe src=https://video.example/a style='top: 0'>")
    ]
    assert told("<svg><g><path d=M0></path></g></svg>\n") == [(RAW, 1, "<svg>")]
    assert told("<picture><source srcset=//cdn.example/a></picture>\n") == [(RAW, 1, "<picture>")]
    assert told("<textarea>\n\n文\n") == [(RAW, 1, "<textarea>")]
    assert told("写 <b 而 且>，\n\n又一段\n") == [(RAW, 1, "而")]
    assert told("<b style='background: url(//cdn.example/a)'>b</b>\n") == [
        (HOST, 1, "style='background: url(//cdn.example/a)'")
    ]


def test_attributes_of_fences() -> None:
    page = '``` { .yaml onclick="a" }\n' + CONFIG_MAP + "```\n"
    assert told(page) == [(SCRIPT, 1, 'onclick="a"')]


def test_html_that_is_included_is_found_in_its_own_file(tmp_path: Path) -> None:
    (tmp_path / "part.md").write_text("文\n\n<b onclick=a>b</b>\n", encoding="utf-8")
    extensions = [
        (name, {"base_path": [str(tmp_path)]} if name == "pymdownx.snippets" else config)
        for name, config in DEFAULT_EXTENSIONS
    ]
    config = Config(lint=None, page_rules=RULES, extensions=extensions)
    report = Verifier(config, shown=lambda path: Path(path).name).verify(Page("page.md", '# 题\n\n--8<-- "part.md"\n'))
    assert [(found.path, found.span.line, found.span.column) for found in report.findings] == [("part.md", 3, 4)]


def test_a_list_of_allowed_html_that_is_none() -> None:
    with pytest.raises(Unusable, match="'Video' is not one"):
        verifier(allow=("Video",)).verify(Page("page.md", "文\n"))


HEAVY = {
    "brackets that stay open": "[" * 20_000,
    "pictures that stay open": "![" * 10_000,
    "targets that stay open": "[a](" * 10_000,
    "tags that stay open": "<a " * 40_000,
    "brackets in each other": "[" * 10_000 + "]" * 10_000,
}


@pytest.mark.parametrize("text", HEAVY.values(), ids=HEAVY)
def test_what_markdown_would_take_hours_for_is_refused(text: str) -> None:
    [found] = findings(f"# 题\n\n文\n{text}\n")
    assert (found.rule, found.span.line) == ("too-intricate", 4)


def test_elements_that_are_nested_without_end() -> None:
    assert [found.rule for found in findings("<div>" * 20_000)] == ["too-deep"]


def test_pages_with_many_links_are_not_heavy() -> None:
    assert told("见 [甲](a.md) 与 [乙](b.md)，[丙][c]。" * 3000 + "\n\n[c]: c.md\n") == []
