"""A small site with questions, as it is published, and the deck that is made of it."""

from __future__ import annotations

from typing import NoReturn

from studybook.anki.fields import Writer
from studybook.anki.notes import Finished, Note, Notes
from studybook.anki.package import Told, packed
from studybook.render import Drawing
from studybook.study.questions.bank import Bank
from tests.study.pages import STUDY, bank
from tests.study.test_items import PAGE as WITH_ITEMS

SITE = "https://k8s.example/"
DRAWING = Drawing("d1a63a1eff", "flowchart", "解析的过程", "", (0, 0, 500, 90), (("rect", {"width": "9", "height": "9"},
    {"fill": "rgb(232, 238, 252)"}, []),))  # fmt: skip
CHOICE = """\
<section class="item" data-item="choice"><h3 id="check-policy">问<a class="headerlink" href="#x">¶</a></h3>
<ol class="item-options"><li data-answer="0"><code>Default</code></li><li data-answer="1">别的</li></ol>
<details class="item-answer"><summary>答案</summary><ol><li class="item-wrong"><p><strong>不对：</strong>甲</p></li>
<li class="item-right"><p><strong>对：</strong>乙</p></li></ol></details></section>"""
DNS = f"""\
<!doctype html><title>题</title><article class="md-content__inner"><h1 id="题">题</h1>
<h2 id="一句话回答">一句话回答</h2><p>问 <code>CoreDNS</code>，见<a href="../proxy/">代理</a>。</p>
<h2 id="过程">过程</h2><figure class="diagram" data-drawing="{DRAWING.key}"><svg></svg></figure>
<details data-level="junior" id="default-policy"><summary>问</summary><p><code>ClusterFirst</code></p></details>
<details data-level="expert" id="who-may-ask"><summary><h3>问</h3></summary><p>都能。</p></details>
{CHOICE}{CHOICE.replace("check-policy", "check-order").replace("choice", "ordering")}
</article>"""
PROXY = """\
<article><h1>题</h1><h2 id="一句话回答">一句话回答</h2><p>kube-proxy。</p><h2>旧答案与新答案</h2><p>无</p></article>"""
IDS = ["cluster-dns", "default-policy", "who-may-ask", "check-policy", "check-order", "proxy"]


def writer(site: str = SITE) -> Writer:
    """One that knows a single drawing."""

    def draw(source: str) -> NoReturn:
        raise AssertionError(f"nothing is left to the reader, but {source}")

    return Writer(site, {DRAWING.key: DRAWING}.__getitem__, draw)


def asked(study: str = STUDY, page: str = WITH_ITEMS) -> Bank:
    """What is known of the questions."""
    made = bank(study, dns=page)
    assert made.faults == ()
    return made


def notes(study: str = STUDY, page: str = WITH_ITEMS, html: str = DNS, site: str = SITE) -> list[Note]:
    """The notes of two pages in one chapter."""
    questions = asked(study, page)
    dns, proxy = questions.pages
    pages = [Finished(dns, "net/dns/", html, "网络"), Finished(proxy, "net/proxy/", PROXY, "网络")]
    return list(Notes(questions.vocabulary, writer(site)).of(pages))


def deck(made: list[Note], moment: int = 1_700_000_000) -> bytes:
    """The deck with these notes, as it was at a moment."""
    return packed(Told("手册", "问答", moment), made, {})
