"""The page about all blocks counts each, lists each, and shows what nobody checked before the rest."""

from selectolax.lexbor import LexborHTMLParser, LexborNode

from kubefence.proof.overview import Listed, filled, skeleton
from kubefence.schema.pack import builtin
from tests.helpers import DEPLOYMENT, WRONG_CONFIG_MAP, fenced
from tests.proof.standing import page
from tests.proof.test_standing import SIDECAR, UNKNOWN

KNOWN = builtin().versions
TEXT = "".join(
    [
        fenced(DEPLOYMENT),
        fenced(SIDECAR),
        fenced("kubectl get pods | jq .\n", "bash"),
        fenced(WRONG_CONFIG_MAP, 'yaml expect="unknown-field"'),
        fenced("a: [\n", 'yaml skip="a <template>"'),
        fenced("package a\n", "go"),
        fenced("flowchart LR\n  a --> b\n", "mermaid"),
    ]
)
PAGES = [
    Listed("a.md", "A <b> page", "../a/", page(TEXT).blocks),
    Listed("b/c.md", "Other", "../b/", page(fenced(UNKNOWN)).blocks, True),
]


def parts(lang: str = "en") -> dict[str, LexborNode]:
    root = LexborHTMLParser(filled(skeleton(lang), PAGES, KNOWN, lang))
    return {str(node.attributes["data-part"]): node for node in root.css("[data-part]")}


def rows(node: LexborNode) -> list[tuple[str, str]]:
    cells = [[cell.text() for cell in row.css("td")] for row in node.css("tbody tr")]
    return [(one, other) for one, other in cells]


def test_every_block_is_counted_once() -> None:
    counted = dict(rows(parts()["totals"]))
    assert counted["verified"].startswith("2")
    assert counted["not checked"].split("\u3000")[0] == "2"
    assert counted["blocks in all"] == "8"
    totals = [int(number.split("\u3000")[0]) for name, number in counted.items() if name != "blocks in all"]
    assert sum(totals) == 8


def test_each_version_says_how_many_it_accepts() -> None:
    by_version = dict(rows(parts()["versions"]))
    assert list(by_version) == [f"v{version}" for version in reversed(KNOWN)]
    assert (by_version["v1.37"], by_version["v1.27"], by_version["v1.25"]) == ("2 / 2", "1 / 2", "1 / 2")


def test_what_was_not_checked_is_listed_with_the_reason() -> None:
    folded = parts()["unchecked"].css("details")
    said = {each.css("summary")[0].text(): rows(each) for each in folded}
    assert list(said) == ["skipped 1", "not checked 2", "verified in part 1"]
    assert [why for _, why in said["skipped 1"]] == ["not checked: a <template>"]
    assert [why for _, why in said["verified in part 1"]] == ["jq"]


def test_every_block_of_every_page_leads_to_its_place() -> None:
    node = parts()["pages"]
    links = [link.attributes["href"] for link in node.css("a")]
    assert links == [*(f"../a/#block-{number}" for number in range(1, 7)), "../a/", "../b/#block-1"]
    summaries = [summary.text() for summary in node.css("summary")]
    assert summaries[0].startswith("A <b> page")
    assert summaries[1] == "pages outside of the navigation 1"
    assert [body.attributes.get("id") for body in node.css("tbody")] == ["page-a", "page-b-c"]


def test_both_languages_say_as_much() -> None:
    zh, en = parts("zh"), parts("en")
    for name in zh:
        assert len(rows(zh[name])) == len(rows(en[name]))
        assert rows(zh[name])
        assert zh[name].text() != en[name].text()


def test_a_page_without_places_stays_as_it_is() -> None:
    assert filled("<p>text</p>", PAGES, KNOWN, "en") == "<p>text</p>"
