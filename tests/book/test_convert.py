"""What each kind of HTML becomes, and that nothing is passed over in silence."""

from __future__ import annotations

import pytest

from studybook.book.shared.convert import Converter
from studybook.book.shared.markup import MarkupError, parse
from studybook.book.shared.proof import ELSEWHERE
from studybook.book.shared.tree import (
    Block,
    Break,
    Callout,
    Code,
    CodeBlock,
    Definitions,
    Figure,
    Fold,
    Heading,
    Item,
    Line,
    Link,
    Listing,
    Paragraph,
    Quote,
    Rule,
    Span,
    Table,
    Text,
)


class Alone:
    """The surroundings of a page that is alone."""

    def link(self, address: str) -> tuple[str, bool]:
        return ("", False) if address == "local" else (address, "://" in address)

    def picture(self, address: str) -> str:
        return address

    def drawing(self, source: str) -> str:
        return f"drawn:{source.strip()}"

    def anchor(self, identity: str) -> str:
        return f"p.md#{identity}"


def blocks(html: str) -> tuple[Block, ...]:
    return Converter(Alone()).blocks(parse(html).children)


def par(text: str) -> Paragraph:
    return Paragraph((Text(text),))


YAML = (
    '<div class="language-yaml highlight"><span class="filename">a.yaml</span><pre><span></span><code>'
    '<span class="nt">kind</span><span class="p">:</span><span class="w"> </span><span class="l">Pod</span>\n'
    '<span class="hll"><span class="w">  </span><span class="c1"># 注释</span>\n</span></code></pre></div>'
)
LINES = (
    Line((("nt", "kind"), ("p", ": "), ("l", "Pod"))),
    Line((("", "  "), ("c1", "# 注释")), marked=True),
)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>一 \n 二</p>", [par("一 二")]),
        ("loose<p>a</p>", [par("loose"), par("a")]),
        ("<p>a<br>b</p>", [Paragraph((Text("a"), Break(), Text("b")))]),
        ("<p><code>a  b</code></p>", [Paragraph((Code("a  b"),))]),
        (
            "<p><strong>a<em>b</em></strong></p>",
            [Paragraph((Span("strong", (Text("a"), Span("emph", (Text("b"),)))),))],
        ),
        ("<p><span class='x'>a</span>b</p>", [par("ab")]),
        ("<p><a href='https://k8s.io/'>a</a></p>", [Paragraph((Link("https://k8s.io/", (Text("a"),), True),))]),
        ("<p><a href='local'>a</a></p>", [par("a")]),
        ("<p class='proof'>核对于</p>", [Paragraph((Text("核对于"),), badge=True)]),
        ("<h2 id='x'>题<a class='headerlink' href='#x'>&para;</a></h2>", [Heading(1, "p.md#x", (Text("题"),))]),
        ("<ol start='3'><li>a<li id='b'><p>b</p></ol>", [Listing((Item((par("a"),)), Item((par("b"),), "p.md#b")), 3)]),
        ("<ul><li><input type='checkbox' checked> a</li></ul>", [Listing((Item((par("☑ a"),)),))]),
        ("<blockquote><p>a</p></blockquote>", [Quote((par("a"),))]),
        ("<dl><dt>a</dt><dd>b</dd></dl>", [Definitions((((Text("a"),), (par("b"),)),))]),
        ("<hr/>", [Rule()]),
        ("<script>x</script><p data-book='omit'>a</p><div><p>b</p></div>", [par("b")]),
        (
            "<table><thead><tr><th>a</th><th style='text-align: right'>b</th></tr></thead>"
            "<tbody><tr><td>1</td><td></td></tr></tbody></table>",
            [Table((((Text("a"),), (Text("b"),)),), (((Text("1"),), ()),), ("left", "right"))],
        ),
        (
            "<details><summary>为什么？</summary><p>因为</p></details>",
            [Fold("p.md#~1", (Text("为什么？"),), (par("因为"),))],
        ),
        (
            "<details id='why'><summary><h3>为<em>什么</em>？</h3></summary><a class='headerlink' href='#why'>¶</a>"
            "<p>因为</p></details>",
            [Fold("p.md#why", (Text("为"), Span("emph", (Text("什么"),)), Text("？")), (par("因为"),))],
        ),
        (
            "<div class='admonition tip'><p class='admonition-title'>注意</p><p>a</p></div>",
            [Callout("tip", (Text("注意"),), (par("a"),))],
        ),
        (
            "<div class='tabbed-set tabbed-alternate'><input type='radio'><div class='tabbed-labels'><label>甲</label>"
            "<label>乙</label></div><div class='tabbed-content'><div class='tabbed-block'><p>a</p></div>"
            "<div class='tabbed-block'><p>b</p></div></div></div>",
            [Callout("tab", (Text("甲"),), (par("a"),)), Callout("tab", (Text("乙"),), (par("b"),))],
        ),
        ("<pre class='mermaid'><code>a --&gt; b</code></pre>", [Figure("drawn:a --> b")]),
        ("<figure class='diagram' data-drawing='k1'><svg><path d='M0'/></svg></figure>", [Figure("k1")]),
        (YAML, [CodeBlock("yaml", "a.yaml", LINES)]),
        ("<pre><code>a\n  b\n</code></pre>", [CodeBlock("", "", (Line((("", "a"),)), Line((("", "  b"),))))]),
        (
            f"<p class='proof-mark proof-mark--wrong'>错误示例：没有这个字段</p>{YAML}",
            [CodeBlock("yaml", "a.yaml", LINES, "错误示例：没有这个字段", wrong=True)],
        ),
        (
            f"<p class='proof-mark proof-mark--skipped'>未经验证：CRD</p>{YAML}",
            [CodeBlock("yaml", "a.yaml", LINES, "未经验证：CRD")],
        ),
    ],
)
def test_becomes(html: str, expected: list[Block]) -> None:
    assert list(blocks(html)) == expected


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<marquee>a</marquee>", "<marquee> is not known"),
        ("<p><blink>a</blink></p>", "<blink> within a line"),
        ("<div><p>a</div>", "</div>"),
        ("<p>a", "<p> is never closed"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "different length"),
        ("<table><tr><td colspan='2'>a</td></tr></table>", "over several"),
        ("<details><p>a</p></details>", "<summary>"),
        ("<ul><p>a</p></ul>", "not an item"),
        ("<ol start='a'><li>a</ol>", "starts with “a”, which is no number"),
        ("<p class='proof-mark'>错误示例</p><p>a</p>", "before no code block"),
    ],
)
def test_refuses(html: str, said: str) -> None:
    with pytest.raises(MarkupError, match=said.replace("(", r"\(")):
        blocks(html)


def test_code_keeps_its_text() -> None:
    (block,) = blocks(YAML)
    assert isinstance(block, CodeBlock)
    assert block.text == "kind: Pod\n  # 注释"


def test_a_mark_of_the_proof_is_one_line_below_its_block() -> None:
    html = (
        f"{YAML}<div class='proof-seal proof-seal--proven'><details><summary>已核对 v1.29–v1.37</summary><ul>"
        "<li>v1.28 不接受：没有字段 spec.containers[0].a</li><li><code>kubectl apply -f https://example.org/a.yaml</code>"
        "</li></ul></details><a href='a.yaml' download>下载 a.yaml</a></div>"
    )
    [_, mark] = blocks(html)
    said = Text("已核对 v1.29–v1.37；v1.28 不接受：没有字段 ")
    assert mark == Paragraph((said, Code("spec.containers[0].a")), badge=True)
    assert blocks("<div class='proof-seal'><span>未核对：go</span></div>") == (
        Paragraph((Text("未核对：go"),), badge=True),
    )


def test_what_lists_all_blocks_is_for_screens_and_what_was_not_checked_is_for_books_too() -> None:
    pages = "<p class='proof-pages'>点开</p><details class='proof-pages'><summary>页</summary><p>块</p></details>"
    left = "<details class='proof-left'><summary>跳过 1</summary><p>块</p></details>"
    assert blocks(f"<div class='proof-overview'>{pages}</div>") == (par(ELSEWHERE),)
    [fold] = blocks(f"<div class='proof-overview'>{left}</div>")
    assert isinstance(fold, Fold)
    assert fold.blocks == (par("块"),)
