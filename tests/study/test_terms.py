"""Terms of the glossary: read from its tables, explained once on a page, in running text only."""

from __future__ import annotations

import pytest

from studybook.terms.explained import COMMON, Explainer, with_anchors
from studybook.terms.glossary import Term, anchors, terms
from tests.site.conftest import ROOT

TABLE = """
| 英文 | 官方中文 | 一句话解释 | 详见 |
| --- | --- | --- | --- |
| Taint / Toleration | 污点 / 容忍度 | 拒绝 / 可以接受 `x` | [页](../scheduling/taints.md) |
| Graceful termination | 体面终止（本站正文写作“优雅退出”） | 先发信号 | [页](../a.md#b) |
| Pod Disruption Budget (PDB) | Pod 干扰预算 | "限制" <少> | [页](../a.md) |
| NetworkPolicy | 网络策略 | 名单 | [页](../b.md) |
| DaemonSet | DaemonSet（不译） | 每个节点一份 | [页](../c.md) |
| Leader election | 领导者选举（本站正文写作“选主”） | 只让一个干活 | [页](../c.md) |

| 不写 | 写 | 说明 |
| --- | --- | --- |
| 终结器 | Finalizer | 不译 |
"""
READ = terms(TABLE)
EXPLAINER = Explainer(READ)
LINKED = '<a class="term" href="g#{}" title="{}">{}</a>'


def explained(html: str, page: str = "page.md") -> str:
    return EXPLAINER.explained(html, page, lambda anchor: f"g#{anchor}")


def test_a_row_with_two_terms_has_two_meanings() -> None:
    taint, toleration = READ[:2]
    assert taint == Term("term-taint-toleration", "Taint", "污点", "拒绝", "scheduling/taints.md", ("污点",))
    assert (toleration.english, toleration.said) == ("Toleration", "容忍度（Toleration）：可以接受 x")


def test_pages_write_abbreviations_kinds_and_what_the_glossary_says_that_they_write() -> None:
    assert [term.forms for term in READ[2:]] == [
        ("体面终止", "优雅退出"),
        ("Pod 干扰预算", "PDB"),
        ("网络策略", "NetworkPolicy"),
        ("DaemonSet",),
        ("领导者选举", "选主"),
    ]
    assert READ[5].said == "DaemonSet：每个节点一份"


def test_a_term_is_explained_where_a_page_first_uses_it() -> None:
    first = LINKED.format("term-taint-toleration", "污点（Taint）：拒绝", "污点")
    assert (
        explained("<p>打污点，去污点。</p>\n<ul><li>污点</li></ul>")
        == f"<p>打{first}，去污点。</p>\n<ul><li>污点</li></ul>"
    )


def test_what_stands_in_a_title_is_text() -> None:
    said = "Pod 干扰预算（Pod Disruption Budget (PDB)）：&quot;限制&quot; &lt;少&gt;"
    assert explained("<p>PDB</p>") == f"<p>{LINKED.format('term-pod-disruption-budget-pdb', said, 'PDB')}</p>"


@pytest.mark.parametrize(
    "html",
    [
        "<h2>污点</h2>",
        "<details><summary>污点</summary></details>",
        "<p><code>污点</code><a href='#'>污点</a></p>",
        "<div class='x' title='a > 污点'></div><table><tr><td><p>污点</p></td></tr></table>",
        '<details class="quote choice" id="a"><p>污点</p></details>',
        '<section class="item" data-item="choice"><p>污点</p></section>',
        '<p class="admonition-title">污点</p>',
        "<!-- <p>污点</p> --><pre><code><span>污点</span></code></pre>",
        "<div>污点</div>",
        '<h2 id="参考资料">参考资料</h2><ul><li>污点</li></ul>',
        "<p>PDBs、my-DaemonSet、DaemonSet.yaml、选主机名</p>",
    ],
)
def test_only_running_text_has_terms(html: str) -> None:
    assert explained(html) == html


def test_text_goes_on_behind_what_has_no_terms() -> None:
    html = "<details><summary>污点</summary><p><br><code>a</code>用<strong>污点</strong></p></details>"
    assert explained(html).count('<a class="term"') == 1


def test_the_page_that_explains_a_term_does_not_lead_away_from_it() -> None:
    html = "<p>污点与 PDB</p>"
    assert 'title="污点' not in explained(html, "scheduling/taints.md")
    assert 'title="Pod' in explained(html, "scheduling/taints.md")


def test_rows_of_the_glossary_can_be_linked_to() -> None:
    rows = "<tr>\n<td>Taint / Toleration</td>\n<td>污点</td>\n</tr>\n<tr>\n<td>终结器</td>\n</tr>"
    assert with_anchors(rows, anchors(TABLE)) == rows.replace("<tr>", '<tr id="term-taint-toleration">', 1)


def test_the_glossary_of_the_site() -> None:
    """Every form means one term, every page that explains one is there, and what is too common is a term."""
    glossary = (ROOT / "docs" / "reference" / "glossary.md").read_text(encoding="utf-8")
    found = terms(glossary)
    rows = anchors(glossary)
    assert len(set(rows.values())) == len(rows) > 100
    forms = [form for term in found for form in term.forms]
    assert sorted({form for form in forms if forms.count(form) > 1}) == []
    assert {term.page for term in found if not (ROOT / "docs" / term.page).is_file()} == set()
    assert set(COMMON) <= set(forms)
