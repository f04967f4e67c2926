"""A follow-up in the page: a heading with a permalink in what is folded, one id; unfolded for the search."""

from __future__ import annotations

import pytest
from markdown import Markdown

from studybook.study.questions.flat import flattened
from studybook.study.questions.markup import makeExtension

PAGE = """\
# 题

## 追问

<details markdown="1" id="default-policy" data-level="junior">
<summary>默认的 <code>dnsPolicy</code> 是 &lt;什么&gt;？</summary>

答 `a`。

### 细节

</details>

<details markdown="1">
<summary>输出</summary>

文字

</details>
"""


def rendered(text: str) -> tuple[str, Markdown]:
    md = Markdown(extensions=["md_in_html", "toc", makeExtension()], extension_configs={"toc": {"permalink": True}})
    return md.convert(text), md


def test_the_question_is_a_heading_and_the_id_is_there_once() -> None:
    html, _ = rendered(PAGE)
    assert (
        '<details data-level="junior" id="default-policy">\n<summary><h3 data-level-name="初级">'
        "默认的 <code>dnsPolicy</code> 是 &lt;什么&gt;？</h3></summary>\n"
        '<a class="headerlink" href="#default-policy" title="Permanent link">&para;</a>\n<p>'
    ) in html
    assert html.count('id="default-policy"') == 1
    assert "<details>\n<summary>输出</summary>" in html


def test_it_has_an_entry_in_the_contents() -> None:
    _, md = rendered(PAGE)
    [title] = md.toc_tokens  # type: ignore[attr-defined]  # the toc extension adds it
    [section] = title["children"]
    assert [(each["id"], each["name"]) for each in section["children"]] == [
        ("default-policy", "默认的 dnsPolicy 是 &lt;什么&gt;？"),
        ("_3", "细节"),
    ]


@pytest.mark.parametrize("written", ['id="default-policy" data-level="middle"', 'data-level="junior"', 'id="a"'])
def test_what_is_no_follow_up_stays_as_it_is(written: str) -> None:
    html, _ = rendered(PAGE.replace('id="default-policy" data-level="junior"', written))
    assert "<summary>默认的" in html


def test_a_page_is_rendered_like_the_first_by_the_same_converter() -> None:
    html, md = rendered(PAGE)
    assert md.reset().convert(PAGE) == html


def test_unfolded() -> None:
    html, _ = rendered(PAGE)
    flat = flattened(html)
    assert '<h3 id="default-policy">默认的 <code>dnsPolicy</code> 是 &lt;什么&gt;？</h3>' in flat
    assert "headerlink" not in flat.partition('<h3 id="default-policy">')[2].partition("细节")[0]
    assert "<p>答 <code>a</code>。</p>" in flat
    assert flat.count("<details") == 1
    assert flattened(flat) == flat


def test_what_is_asked_is_read_as_markdown() -> None:
    asked = PAGE.replace("默认的 <code>dnsPolicy</code>", "默认的 `dnsPolicy`")
    assert "默认的 <code>dnsPolicy</code> 是 &lt;什么&gt;？</h3>" in rendered(asked)[0]


def test_what_is_folded_in_an_answer_stays_in_it() -> None:
    inner = "<div><details><summary>核对了什么</summary><ul></ul></details></div>"
    one = f'<details data-level="junior" id="one"><summary><h3>甲</h3></summary><p>a</p>{inner}<p>b</p></details>'
    two = '<details data-level="junior" id="two"><summary><h3>乙</h3></summary><p>c</p></details>'
    assert flattened(f"{one}\n{two}") == f'<h3 id="one">甲</h3><p>a</p>{inner}<p>b</p>\n<h3 id="two">乙</h3><p>c</p>'
    assert flattened(f"{two}{one[:-10]}") == f'<h3 id="two">乙</h3><p>c</p>{one[:-10]}'
