"""Questions on the published site: each has its place, its data and its card; what is wrong is not published."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import jsonschema_rs
import pytest
from playwright.sync_api import Page
from selectolax.lexbor import LexborHTMLParser

from studybook.study.questions import published
from tests.site.browser import until
from tests.site.conftest import BOTH_SCHEMES, ROOT, Site, build, small_site
from tests.site.test_preview import Served
from tests.study.pages import DNS, INDEX, PROXY, STUDY

SCHEMA = json.loads(Path(published.__file__).with_name("schema.json").read_text(encoding="utf-8"))
NAMESPACE = "```yaml\napiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n```\n"
_SCRIPT = re.compile(r"globalThis\.handbook\.\w+ = (?:Object\.assign\(.*? \|\| \{\}, )?(\{.*\})\)?;\n", re.DOTALL)


def said(script: Path) -> Any:
    """What a script says."""
    [text] = _SCRIPT.findall(script.read_text(encoding="utf-8"))
    return json.loads(text)


@pytest.fixture(scope="module")
def data(site: Site) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site.folder / "questions.json").read_text(encoding="utf-8"))
    return found


def page_at(site: Site, url: str) -> LexborHTMLParser:
    return LexborHTMLParser((site.folder / url / "index.html").read_text(encoding="utf-8"))


def test_the_data_have_the_form_that_is_promised(site: Site, data: dict[str, Any]) -> None:
    errors = jsonschema_rs.Draft202012Validator(SCHEMA, validate_formats=True).iter_errors(data)
    assert [f"{error.instance_path}: {error.message}" for error in errors] == []
    assert said(site.folder / "assets/study/questions.js") == published.brief(data)


def test_every_question_stands_where_its_address_says(site: Site, data: dict[str, Any]) -> None:
    for question in data["questions"]:
        url, _, fragment = question["url"].partition("#")
        page = page_at(site, url)
        if question["kind"] == "page":
            [heading] = page.css("h1")
            assert heading.attributes["data-question"] == question["id"]
            contents = {unquote(a.attributes["href"] or "") for a in page.css(".md-nav--secondary a.md-nav__link")}
        else:
            [details] = page.css(f'[id="{fragment}"]')
            assert (details.tag, details.attributes["data-level"]) == ("details", question["level"])
            [asked] = details.css("summary > h3")
            assert asked.text() == question["title"]
            assert f"#{fragment}" in contents
    assert {question["page"] for question in data["questions"]} == {
        question["id"] for question in data["questions"] if question["kind"] == "page"
    }


def test_every_question_has_a_card_and_every_link_in_it_leads_somewhere(site: Site, data: dict[str, Any]) -> None:
    cards: dict[str, Any] = {}
    for script in sorted((site.folder / "assets/study/cards").glob("*.js")):
        made = said(script)
        assert script.stem in made
        cards |= made
    assert sorted(cards) == sorted(each["id"] for each in (*data["questions"], *data["items"]))
    assert [name for name, card in cards.items() if not card["html"]] == []
    ids: dict[str, set[str]] = {}
    for name, card in cards.items():
        for link in LexborHTMLParser(card["html"]).css("[href]"):
            parts = urlsplit(urljoin("http://here/review/", link.attributes["href"] or ""))
            if parts.netloc != "here":
                continue
            file = site.folder / unquote(parts.path.lstrip("/"))
            file = file / "index.html" if parts.path.endswith("/") else file
            assert file.is_file(), (name, parts.path)
            if parts.fragment:
                tree = LexborHTMLParser(file.read_text(encoding="utf-8"))
                known = ids.setdefault(str(file), {node.attributes["id"] or "" for node in tree.css("[id]")})
                assert unquote(parts.fragment) in known, (name, parts)


def test_what_a_card_shows_is_what_its_page_shows(site: Site, data: dict[str, Any]) -> None:
    """Code in it, which the seal has looked at there, and the remark that an example is wrong."""
    for question in data["questions"]:
        if question["kind"] == "page":
            page = page_at(site, question["url"])
            code = {node.text() for node in page.css("pre")}
            remarks = {node.text() for node in page.css(".proof-mark")}
            for card in said(site.folder / f"assets/study/cards/{question['id']}.js").values():
                shown = LexborHTMLParser(card["html"])
                assert {node.text() for node in shown.css("pre")} <= code
                assert {node.text() for node in shown.css(".proof-mark")} <= remarks


def test_readers_see_who_is_asked_and_how_often(site: Site, data: dict[str, Any]) -> None:
    names = {level["id"]: level["name"] for level in data["levels"]}
    for question in data["questions"]:
        if question["kind"] == "page":
            [line] = page_at(site, question["url"]).css("p.proof")
            band = next(band for band in data["frequency"] if question["frequency"] >= band["from"])
            assert line.text().startswith(f"{names[question['level']]} · {band['name']} · 适用于")
    [line] = page_at(site, "networking/").css("p.proof")
    assert line.text().startswith("适用于")


def test_the_search_has_an_entry_for_each(site: Site, data: dict[str, Any]) -> None:
    index = json.loads((site.folder / "search/search_index.json").read_text(encoding="utf-8"))
    entries = {unquote(entry["location"]): entry for entry in index["docs"]}
    for question in data["questions"]:
        if question["kind"] == "follow-up":
            entry = entries[question["url"]]
            assert re.sub(r"<[^>]*>|\u200b", "", entry["title"]) == re.sub("&", "&amp;", question["title"])
            assert len(entry["text"]) > 20
            assert "¶" not in entry["text"]


@pytest.mark.browser
@BOTH_SCHEMES
def test_a_link_to_a_follow_up_opens_it(page: Page, site: Site, scheme: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{site.address}networking/dns/#dns-policy-default")
    until(page, "document.getElementById('dns-policy-default').open")
    answer = page.locator("#dns-policy-default > p").first
    assert answer.is_visible()
    until(page, "document.getElementById('dns-policy-default').getBoundingClientRect().top >= 0")
    assert not page.locator("#kube-dns-vs-coredns > p").first.is_visible()
    link = page.locator("#dns-policy-default > .headerlink")
    assert (link.bounding_box() or {"width": 0})["width"] >= 24
    page.evaluate("location.hash = 'kube-dns-vs-coredns'")
    until(page, "document.getElementById('kube-dns-vs-coredns').open")


@pytest.mark.browser
def test_the_contents_lead_to_it(page: Page, site: Site) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{site.address}networking/dns/")
    page.locator(".md-sidebar--secondary a[href$='#kube-dns-vs-coredns']").click()
    until(page, "document.getElementById('kube-dns-vs-coredns').open")
    until(page, "document.querySelector('.md-nav__link--active[href$=\"#kube-dns-vs-coredns\"]') !== null")


def project(root: Path, **changed: str) -> Path:
    """A small site with two questions; flat, so that its pages are where they are looked for."""
    study = STUDY.replace("net/", "")
    pages = {
        "index.md": f"{INDEX}\n{NAMESPACE}",
        "dns.md": DNS.replace("kind: Pod", "kind: Namespace"),
        "proxy.md": PROXY,
    }
    pages = {
        name: text.replace("```yaml\nkind: Namespace", "```text\nkind").replace("```yaml\nkind: Pod", "```text\nkind")
        for name, text in pages.items()
    }
    made = small_site(root, {**pages, **{f"{name}.md": text for name, text in changed.items() if name != "study"}})
    (made / "study.toml").write_text(changed.get("study", study), encoding="utf-8")
    return made


def test_a_small_site_has_its_questions_too(tmp_path: Path) -> None:
    root = project(tmp_path)
    done = build("--strict", root=root)
    assert done.returncode == 0, done.stderr
    found = json.loads((root / "site/questions.json").read_text(encoding="utf-8"))
    assert [question["url"] for question in found["questions"]] == [
        "dns/", "dns/#default-policy", "dns/#who-may-ask", "proxy/",
    ]  # fmt: skip
    assert sorted(path.name for path in (root / "site/assets/study/cards").iterdir()) == ["cluster-dns.js", "proxy.js"]


def test_a_mistake_is_told_and_nothing_is_published(tmp_path: Path) -> None:
    wrong = DNS.replace("```yaml\nkind: Pod", "```text\nkind").replace(
        'id="default-policy" data-level="junior"', 'id="proxy"'
    )
    root = project(tmp_path, dns=wrong)
    done = build(root=root)
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    line = wrong[: wrong.index("<details")].count("\n") + 1
    assert f"docs/dns.md:{line}:1: 错误: 这个问题没有级别：写上 data-level=" in done.stderr
    assert "docs/proxy.md:3:1: 错误: 标识 proxy 已经用在 docs/dns.md:" in done.stderr
    assert "mistakes in the data of questions: 2; nothing was published" in done.stderr
    assert not (root / "site").exists()


def test_without_words_for_questions_there_are_none(tmp_path: Path) -> None:
    root = small_site(tmp_path, {"index.md": f"# 首页\n\n## 一句话回答\n\n{NAMESPACE}"})
    done = build("--strict", root=root)
    assert done.returncode == 0, done.stderr
    assert not (root / "site/questions.json").exists()


def test_in_a_folder_links_of_cards_lead_to_files(tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "mkdocs.yml").write_text(
        (root / "mkdocs.yml")
        .read_text(encoding="utf-8")
        .replace(f"{ROOT / 'mkdocs.yml'}", f"{ROOT / 'mkdocs-offline.yml'}"),
        encoding="utf-8",
    )
    done = build("--strict", root=root)
    assert done.returncode == 0, done.stderr
    assert 'href="proxy.html"' in said(root / "site/assets/study/cards/cluster-dns.js")["cluster-dns"]["html"]
    assert said(root / "site/assets/study/questions.js")["questions"][0]["url"] == "dns.html"


def test_twice_the_same(tmp_path: Path) -> None:
    names = ("questions.json", "assets/study/questions.js", "assets/study/cards/cluster-dns.js", "dns/index.html")
    made = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        root = project(folder)
        assert build(root=root, PYTHONHASHSEED=seed).returncode == 0
        made.append({name: (root / "site" / name).read_bytes() for name in names})
    assert made[0] == made[1]


def test_while_serving_cards_follow_their_pages_and_mistakes_are_only_told(tmp_path: Path, free_port: int) -> None:
    site = Served(project(tmp_path), free_port)
    try:
        card = "assets/study/cards/cluster-dns.js"
        assert "第二段。" in site.page(card, "第二段。")
        site.save("docs/dns.md", "第二段。", "改过的一段。")
        assert "第二段。" not in site.page(card, "改过的一段。")
        assert site.kept() == 1
        assert "proxy" in site.page("assets/study/cards/proxy.js", "proxy")  # as the last build left it
        site.save("docs/dns.md", 'data-level="junior"', 'data-level="juniour"')
        site.page("dns/", "juniour")
        line = DNS[: DNS.index("<details")].count("\n") + 1
        assert f"docs/dns.md:{line}:43: 错误: 没有级别 juniour；是不是 junior？" in site.log()
        site.save("study.toml", 'name = "安全"', 'name = "安全与权限"')
        site.page("assets/study/questions.js", "安全与权限")
    finally:
        site.stop()
