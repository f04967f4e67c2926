"""What is made of the questions: one form for everybody, the nearest others, and what templates ask for."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from studybook.study.questions import published
from studybook.study.questions.catalogue import Catalogue
from studybook.study.questions.related import related
from tests.study.pages import DNS, STUDY, bank
from tests.study.test_items import PAGE

SCHEMA = json.loads(Path(published.__file__).with_name("schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema_rs.Draft202012Validator(SCHEMA, validate_formats=True)


def document(**changed: str) -> dict[str, Any]:
    return published.document(bank(**changed), lambda name: f"{name.removesuffix('.md')}/".replace("index/", ""))


def test_the_form() -> None:
    made = document(study=f'{STUDY}old-proxy = "proxy"\n')
    assert VALIDATOR.is_valid(made)
    assert made["format"] == SCHEMA["title"]
    assert made["levels"][0] == {"id": "junior", "name": "初级"}
    assert made["topics"][0] == {"id": "networking", "name": "网络", "url": "net/"}
    assert made["frequency"][0] == {"id": "common", "name": "常考", "from": 12}
    assert made["renamed"] == {"old-proxy": "proxy"}
    page, follow_up = made["questions"][:2]
    assert page == {
        "id": "cluster-dns",
        "kind": "page",
        "page": "cluster-dns",
        "url": "net/dns/",
        "title": "名字怎样解析？",
        "level": "junior",
        "topics": ["networking"],
        "short": "问 CoreDNS，见代理。",
        "reviewed": "2026-11-01",
        "frequency": 12,
        "parts": ["过程"],
        "follow_ups": 2,
        "related": ["proxy"],
    }
    assert follow_up == {
        "id": "default-policy",
        "kind": "follow-up",
        "page": "cluster-dns",
        "url": "net/dns/#default-policy",
        "title": "默认的 dnsPolicy 是什么？",
        "level": "junior",
        "topics": ["networking"],
        "short": "ClusterFirst，不是 Default。",
        "reviewed": "2026-11-01",
    }


def test_items() -> None:
    made = document(dns=PAGE)
    assert VALIDATOR.is_valid(made)
    choice, ordering = made["items"]
    assert choice == {
        "id": "check-policy",
        "kind": "choice",
        "page": "cluster-dns",
        "url": "net/dns/#check-policy",
        "title": "默认的 dnsPolicy 是 哪个？",
        "level": "junior",
        "topics": ["networking"],
        "reviewed": "2026-11-01",
    }
    assert (ordering["kind"], ordering["topics"]) == ("ordering", ["security"])
    assert len(made["questions"]) == len(document()["questions"])


def test_scripts_of_the_site_are_told_less() -> None:
    made = document()
    brief = published.brief(made)
    assert {key: value for key, value in brief.items() if key != "questions"} == {
        key: value for key, value in made.items() if key not in ("questions", "items")
    }
    whole = {entry["id"]: entry for entry in made["questions"]}
    told = []
    for page in brief["questions"]:
        asked = page.pop("asked")
        told += [page["id"], *(id for id, *_ in asked)]
        assert page.items() <= whole[page["id"]].items()
        for id, level, *topics in asked:
            follow_up = whole[id]
            assert level == follow_up["level"]
            assert topics == ([] if follow_up["topics"] == page["topics"] else [follow_up["topics"]])
            assert follow_up["url"] == f"{page['url']}#{id}", "which the scripts conclude"
    assert told == list(whole)


WRONG: list[tuple[str, Any]] = [
    ("id", "Cluster DNS"),
    ("id", None),
    ("kind", "card"),
    ("url", "/net/dns/"),
    ("url", "https://example.com/"),
    ("level", "medium"),
    ("topics", []),
    ("reviewed", "gestern"),
    ("frequency", -1),
    ("related", ["a", "b", "c", "d"]),
]


@pytest.mark.parametrize(("key", "value"), WRONG)
def test_the_schema_refuses_what_is_otherwise(key: str, value: Any) -> None:
    made = copy.deepcopy(document())
    made["questions"][0][key] = value
    assert not VALIDATOR.is_valid(made)
    if value is None:
        del made["questions"][0][key]
        assert not VALIDATOR.is_valid(made)


def test_what_was_written_for_others_is_a_script() -> None:
    script = published.as_script("questions", {"a": "</script>答"})
    assert (
        script
        == 'globalThis.handbook = globalThis.handbook || {};\nglobalThis.handbook.questions = {"a":"</script>答"};\n'
    )
    merged = published.as_script("cards", {"a": 1}, merged=True)
    assert merged.endswith('globalThis.handbook.cards = Object.assign(globalThis.handbook.cards || {}, {"a":1});\n')


def page(name: str, topics: str, *links: str) -> str:
    text = DNS.replace("cluster-dns", name).replace("[networking]", f"[{topics}]")
    text = text.replace("[代理](proxy.md)", "".join(f"[见]({link}.md)" for link in links))
    return text[: text.index("## 追问")]


def test_the_nearest_questions() -> None:
    """A link counts more than the same main topic, that more than another topic; equals come in their order."""
    pages = bank(
        dns=page("dns", "networking, security", "d"),
        proxy=page("proxy", "security"),
        a=page("a", "networking"),
        b=page("b", "networking", "dns"),
        c=page("c", "security, networking"),
        d=page("d", "security"),
    ).pages
    near = related(pages)
    assert near["dns"] == ("b", "d", "a")
    assert near["proxy"] == ("c", "d", "dns")
    assert all(name not in others and len(others) == 3 for name, others in near.items())


def test_what_templates_ask_for() -> None:
    study = Catalogue(bank(), document())
    question = study.page("net/dns.md")
    assert question is not None
    assert (question["title"], study.level(question), (study.band(question) or {})["name"]) == (
        "名字怎样解析？",
        "初级",
        "常考",
    )
    assert [each["id"] for each in study.related("net/dns.md")] == ["proxy"]
    assert (study.page("net/index.md"), study.related("net/index.md")) == (None, [])
    assert [(topic["id"], topic["pages"], topic["follow_ups"]) for topic in study.topics] == [
        ("networking", 2, 2),
        ("security", 0, 1),
    ]
