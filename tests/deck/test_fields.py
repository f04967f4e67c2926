"""A field is HTML that needs nothing: no script, nothing of another host, no class that the cards do not know."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from studybook.anki import fields, model
from studybook.anki.fields import Writer
from studybook.book.shared.tones import TONES
from studybook.render import Drawing
from tests.site.sheets import Colour, contrast

from .small import DRAWING, SITE, writer

SHEET = files("studybook.anki").joinpath("card.css").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("page", "is_then"),
    [
        ('<p id="a" style="x" class="b">a &lt; b &amp; c</p>', "<p>a &lt; b &amp; c</p>"),
        ("<p>a<wbr>b<!-- c --><script>d</script><button>e</button></p>", "<p>ab</p>"),
        ('<div><div class="x"><p>a</p></div></div>', "<p>a</p>"),
        ('<ol start="3" reversed><li data-answer="1">a</ol>', '<ol start="3"><li>a</li></ol>'),
        ("<p>a<br>b</p><hr>", "<p>a<br>b</p><hr>"),
        ('<td colspan="2">a</td>', "a"),  # as a browser reads it
        ('<table><tbody><tr><td colspan="2">a</td></tr></tbody></table>',
         '<div class="wide" tabindex="0"><table><tbody><tr><td colspan="2">a</td></tr></tbody></table></div>'),
        ('<a href="net/dns/#x">a</a>', f'<a href="{SITE}net/dns/#x">a</a>'),
        ('<a href="https://example.com/?a=1&amp;b=2">a</a>', '<a href="https://example.com/?a=1&amp;b=2">a</a>'),
        ('<p><a class="term" href="reference/glossary/#a" title="b">a</a></p>', "<p>a</p>"),
        ('<p class="proof-mark proof-mark--wrong">错</p>', '<p class="proof-mark proof-mark--wrong">错</p>'),
        ("<p>[sound:a.mp3] [latex]x[/latex] [$]x[/$] [anki:tts]</p>", "<p>&#91;sound:a.mp3] &#91;latex]x[/latex] "
         "&#91;$]x[/$] &#91;anki:tts]</p>"),
        ("<p>{{c1::a}} [[ -f a ]]</p>", "<p>{{c1::a}} [[ -f a ]]</p>"),
    ],
)  # fmt: skip
def test_what_becomes_of_a_part_of_a_page(page: str, is_then: str) -> None:
    assert writer().field(page) == is_then


def test_code_keeps_its_lines_and_has_the_colours_of_the_book() -> None:
    page = (
        '<div class="language-yaml highlight"><span class="filename">a.yaml</span><pre style="--lines:2"><span></span>'
        '<code tabindex="0"><span class="nt">kind</span><span class="p">:</span><span class="w"> </span>'
        '<span class="hll"><span class="l l-Scalar l-Scalar-Plain">Pod</span>\n</span>  '
        '<span class="c1"># b</span>\n</code></pre></div>'
    )
    assert writer().field(page) == (
        '<div class="code"><span class="filename">a.yaml</span>'
        '<pre><code tabindex="0"><span class="tone-keyword">kind</span>'
        '<span class="tone-operator">:</span> <span class="hll">Pod\n</span>  '
        '<span class="tone-comment"># b</span>\n</code></pre></div>'
    )


def test_without_an_address_nothing_leads_to_the_site() -> None:
    assert writer("").field('<p><a href="a/">甲</a> <a href="https://b.example">乙</a></p>') == (
        '<p>甲 <a href="https://b.example">乙</a></p>'
    )


def test_diagrams_are_drawn_anew_and_follow_the_night_mode() -> None:
    twice = writer().field(f'<figure data-drawing="{DRAWING.key}"><svg id="a"></svg><button>大</button></figure>' * 2)
    assert re.findall(r'<svg[^>]* id="([^"]*)"', twice) == ["dd1a63a1e-1", "dd1a63a1e-2"]
    assert ".nightMode #dd1a63a1e-1,.night_mode #dd1a63a1e-1{" in twice
    assert 'id="a"' not in twice
    assert "button" not in twice


def test_a_diagram_that_is_left_to_the_reader_is_drawn() -> None:
    sources: list[str] = []

    def draw(source: str) -> Drawing:
        sources.append(source)
        return DRAWING

    known: dict[str, Drawing] = {}
    one = Writer("", known.__getitem__, draw)
    assert "<svg" in one.field('<figure class="diagram"><pre class="mermaid"><code>A --&gt; B\n</code></pre></figure>')
    assert sources == ["A --> B\n"]


def test_images_have_names_of_this_site() -> None:
    one = writer()
    field = one.field('<img src="assets/img/a.png" alt="图"><img src="assets/img/a.png" alt="">')
    assert field.startswith('<img src="kubernetes-handbook-assets-img-a.png" alt="图">')
    assert one.media == {"kubernetes-handbook-assets-img-a.png": "assets/img/a.png"}


def test_every_class_that_a_field_can_have_is_in_the_style_sheet() -> None:
    tones = {f"tone-{name}" for name in TONES.values()}
    said = set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"/\*.*?\*/", "", SHEET)))
    assert fields.CLASSES | tones | {"code", "wide"} <= said


def test_templates_name_the_fields_and_run_nothing() -> None:
    named = set(re.findall(r"\{\{[#/]?([^}]+)\}\}", model.FRONT + model.BACK)) - {"FrontSide"}
    assert named == set(model.NAMES) - {model.NAMES.id}
    everything = model.FRONT + model.BACK + SHEET
    assert not re.search(r"<script|https?:|url\(|@import|\bon\w+=", everything)


def _colours(night: bool) -> dict[str, Colour]:
    blocks = re.findall(r"([^{}]*)\{([^{}]*)\}", re.sub(r"/\*.*?\*/", "", SHEET, flags=re.DOTALL))
    found: dict[str, Colour] = {}
    for selector, body in blocks:
        if selector.strip() == ".card" or (night and "nightMode" in selector):
            for name, value in re.findall(r"--([a-z]+):\s*#([0-9a-f]{3,6})\b", body):
                value = value if len(value) == 6 else "".join(digit * 2 for digit in value)
                red, green, blue = (int(value[at : at + 2], 16) / 255 for at in (0, 2, 4))
                found[name] = Colour(red, green, blue, 1)
    return found


@pytest.mark.parametrize("night", [False, True], ids=["light", "night"])
def test_everything_is_readable(night: bool) -> None:
    colours = _colours(night)
    below = {name: colours.pop(name) for name in ("back", "code", "mark")}
    del colours["line"]
    assert {"ink", "link", "keyword", "comment"} <= colours.keys()
    pale = [
        f"{name} on {place}: {ratio:.2f}"
        for name, colour in colours.items()
        for place, back in below.items()
        if (ratio := contrast(colour, back)) < 4.5
    ]
    assert pale == []
