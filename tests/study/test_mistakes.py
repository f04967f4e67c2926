"""What is wrong with questions is told at its place, with what to do; one mistake is told once."""

from __future__ import annotations

import pytest

from tests.study.pages import DNS, INDEX, STUDY, bank, told

OPENING = '<details markdown="1" id="default-policy" data-level="junior">'
AT = DNS.split("\n").index(OPENING) + 1
PAGE: list[tuple[str, str, str]] = [
    ("id: cluster-dns\n", "", "1:1: this question has no id: write id: dns; it stays for good"),
    ("id: cluster-dns", "id: Cluster_DNS", "3:1: 'Cluster_DNS' cannot be an id: write lower-case words with hyphens"),
    ("id: cluster-dns", f"id: {'a' * 61}", f"3:1: '{'a' * 61}' cannot be an id"),
    ("id: cluster-dns", "id: 名字", "3:1: '名字' cannot be an id"),
    ("id: cluster-dns", "id: a--b", "3:1: 'a--b' cannot be an id"),
    ("level: junior\n", "", "3:1: this question has no level: write level: junior|senior|expert"),
    ("level: junior", "level: juniour", "4:1: there is no level juniour; did you mean junior?"),
    ("level: junior", "level: 初级", "4:1: there is no level 初级 (junior|senior|expert)"),
    ("topics: [networking]\n", "", "3:1: this question has no topics"),
    ("topics: [networking]", "topics: networking", "5:1: this question has no topics"),
    ("topics: [networking]", "topics: []", "5:1: this question has no topics"),
    ("topics: [networking]", "topics: [networkin]", "5:1: there is no topic networkin; did you mean networking?"),
    (
        "topics: [networking]",
        "topics: [storage]",
        "5:1: there is no topic storage (study.toml has networking, security)",
    ),
    ("frequency: 12\n", "", "3:1: frequency is missing: in how many public collections"),
    ("frequency: 12", "frequency: often", "6:1: frequency is missing"),
    ("frequency: 12", "frequency: true", "6:1: frequency is missing"),
    ("frequency: 12", "frequency: -1", "6:1: frequency is missing"),
    ("reviewed: 2026-11-01\n", "", "3:1: reviewed is missing: the day on which all was held against its sources"),
    ("reviewed: 2026-11-01", "reviewed: 最近", "7:1: reviewed is missing"),
    ("reviewed: 2026-11-01", "reviewed: 待写", "7:11: this has not been written yet: write it, and delete 待写"),
    ("第二段。", "待写", f"{AT + 5}:1: this has not been written yet"),
    ("level: junior", "level: [", "6:1: front matter is no YAML"),
    (OPENING, OPENING.replace(' id="default-policy"', ""), f'{AT}:1: this question has no id: write id="…"'),
    (OPENING, OPENING.replace("default-policy", "Default"), f"{AT}:23: 'Default' cannot be an id"),
    (
        OPENING,
        OPENING.replace(' data-level="junior"', ""),
        f'{AT}:1: this question has no level: write data-level="junior|senior|expert"',
    ),
    (OPENING, OPENING.replace("junior", "senor"), f"{AT}:43: there is no level senor; did you mean senior?"),
    (OPENING, OPENING.replace("junior", ""), f"{AT}:43: there is no level"),
    (
        OPENING,
        OPENING.replace(">", ' data-topics="security securty">'),
        f"{AT}:63: there is no topic securty; did you mean security?",
    ),
    (OPENING, OPENING.replace(">", ' data-topics="">'), f"{AT}:63: this question has no topics"),
    (OPENING, OPENING.replace(' markdown="1"', ""), f'{AT}:1: a follow-up is <details markdown="1" …>'),
    (OPENING, f"  {OPENING}", f"{AT}:3: the <details> of a follow-up begins its line"),
    (OPENING, OPENING.replace(" data", "\ndata"), f"{AT}:1: write <details …> on one line"),
    ("<summary>谁都能问吗？</summary>", "谁都能问吗？", f"{AT + 9}:1: what is asked is missing: <summary>…</summary>"),
    ("`ClusterFirst`，**不是** `Default`。\n\n第二段。\n", "", f"{AT}:1: this follow-up has no answer"),
    (
        "who-may-ask",
        "default-policy",
        f"{AT + 9}:23: the id default-policy is that of “默认的 dnsPolicy 是什么？” at docs",
    ),
]


@pytest.mark.parametrize(("right", "wrong", "said"), PAGE)
def test_a_page(right: str, wrong: str, said: str) -> None:
    [finding] = bank(dns=DNS.replace(right, wrong, 1)).faults
    assert told(finding).startswith(f"docs/net/dns.md:{said}")
    assert finding.rule == "question"
    assert finding.text.zh


def test_an_id_that_is_there_twice_is_told_with_both_places() -> None:
    other = DNS.replace("cluster-dns", "proxy").replace("who-may-ask", "x").replace("default-policy", "y")
    [finding] = bank(other=other).faults
    assert told(finding).startswith(
        "docs/net/other.md:3:1: the id proxy is that of “谁在转发？” at docs/net/proxy.md:3"
    )
    [related] = finding.related
    assert (related.place.path, related.place.span.line) == ("docs/net/proxy.md", 3)


OUT_OF_PLACE: list[tuple[str, str]] = [
    ("level: junior\n---\n", "3:1: level belongs to a page that is a question, and this one has no id"),
    (f"---\n{OPENING}\n<summary>x</summary>\ny\n</details>\n", "4:1: a follow-up belongs to a page that is a question"),
]


@pytest.mark.parametrize(("text", "said"), OUT_OF_PLACE)
def test_a_page_that_is_no_question(text: str, said: str) -> None:
    [finding] = bank(index=INDEX.replace("---\n# ", f"{text}# ")).faults
    assert told(finding).startswith(f"docs/net/index.md:{said}")


LAST = STUDY.count("\n")
WORDS: list[tuple[str, str, str]] = [
    ("[[topics]]", "[[topics]", "1:9: this is no TOML"),
    ('slug = "security"', 'slug = "networking"', "7:9: the topic networking is there twice"),
    ('slug = "security"', 'slug = "Security"', "7:9: 'Security' cannot be an id"),
    ('name = "安全"\n', "", "7:9: this topic lacks name, each a text"),
    ('name = "安全"', "title = 1\nname = '安全'", "8:1: there is no title in study.toml (slug, name, page)"),
    (
        "net/dns.md",
        "net/dn.md",
        "7:9: net/dn.md, the page of the topic security, is not there; did you mean net/dns.md?",
    ),
    ("from = 6", "from = 12", "13:1: occasional cannot begin at 12: each from is smaller than the one before"),
    ("from = 0", "from = 1", "14:1: rare cannot begin at 1"),
    ("from = 6", 'from = "6"', '13:1: [frequency] needs occasional = { name = "…", from = number }'),
    ("rare =", "seldom =", "14:1: there is no seldom in study.toml (common, occasional, rare)"),
    ("[renamed]", "[renames]", "16:2: there is no [renames] in study.toml; did you mean renamed?"),
    ("[renamed]\n", "[renamed]\nold = 5\n", "17:1: '' cannot be an id"),
    (
        "[renamed]\n",
        '[renamed]\nold = "cluster-dn"\n',
        "17:1: no question has the id cluster-dn; did you mean cluster-dns?",
    ),
    (
        "[renamed]\n",
        '[renamed]\nproxy = "cluster-dns"\n',
        "17:1: proxy is still the id of a question: delete this line",
    ),
    ("[renamed]\n", '[renamed]\na = "b"\nb = "proxy"\n', "17:1: b has been renamed as well: write a = 'proxy'"),
]


@pytest.mark.parametrize(("right", "wrong", "said"), WORDS)
def test_the_words(right: str, wrong: str, said: str) -> None:
    findings = bank(STUDY.replace(right, wrong, 1)).faults
    assert told(findings[0]).startswith(f"study.toml:{said}")
    assert len({finding.span.line for finding in findings} - {12, 13, 14}) <= 1


def test_ids_that_are_renamed_in_a_circle() -> None:
    findings = bank(f'{STUDY}a = "b"\nb = "a"\n').faults
    assert [told(finding) for finding in findings] == [
        "study.toml:17:1: a is renamed in a circle",
        "study.toml:18:1: b is renamed in a circle",
    ]


def test_a_topic_that_no_question_has() -> None:
    [finding] = bank(dns=DNS.replace(' data-topics="security networking"', "")).faults
    assert told(finding) == "study.toml:7:9: no question is about the topic security: give it to some, or delete it"


def test_a_circle_that_a_chain_leads_into() -> None:
    findings = bank(f'{STUDY}x = "a"\na = "b"\nb = "a"\n').faults
    assert {finding.text.en.split(" is ")[1] for finding in findings} == {"renamed in a circle"}
