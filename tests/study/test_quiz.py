"""Manifests of the quiz: the key is what the engine says, guessing gains nothing, and each trap is taken."""

from __future__ import annotations

import functools
import json
import re
from collections import Counter
from pathlib import Path

import autocorrect_py
import pytest

from kubefence.config import DEFAULT_RANGE, Config
from kubefence.engine import Page, Verifier
from kubefence.findings import PageReport, Severity
from kubefence.rules.engine import registry
from studybook.study.questions.bank import gather
from studybook.study.quiz import candidates, published
from studybook.study.quiz.collection import Asked, Site, collected
from studybook.study.quiz.hosts import HOSTS
from studybook.study.quiz.judge import judged
from studybook.study.quiz.model import Candidate, Change, Manifest
from studybook.study.quiz.traps import TRAPS, Trap, manifests
from tests.study.pages import PAGES, STUDY
from tests.study.pages import bank as small_bank

ROOT = Path(__file__).parents[2]
SERVICE = HOSTS["Service"]
WRONG = SERVICE.replace("targetPort", "tragetPort")
_SCRIPT = re.compile(r" = (?:Object\.assign\(\S+ \|\| \{\}, )?(\{\".*\})\)?;\n\Z", re.DOTALL)
BLOCK = f'```yaml expect="unknown-field" title="错误"\n{WRONG}```\n'


ENGINE = Verifier(Config())


@functools.cache
def report(name: str, text: str) -> PageReport:
    return ENGINE.verify(Page(name, text))


def findings(text: str) -> list[tuple[str, int]]:
    """Errors, by the engine as everybody runs it."""
    found = ENGINE.verify(Page("x.yaml", text, markdown=False)).findings
    return [(finding.text.zh, finding.span.line) for finding in found if finding.severity is Severity.ERROR]


def said(text: str, mended: str = "") -> Manifest:
    made = judged(Candidate("a", text, mended=mended), DEFAULT_RANGE)
    assert made is not None
    return made


@functools.cache
def site() -> Site:
    """The pages of this site, those with wrong examples verified."""
    docs = ROOT / "docs"
    texts = {path.relative_to(docs).as_posix(): path.read_text(encoding="utf-8") for path in sorted(docs.rglob("*.md"))}
    bank = gather(texts, (ROOT / "study.toml").read_text(encoding="utf-8"))
    shown = {name: text for name, text in texts.items() if 'expect="' in text and not name.startswith("rules/")}
    reports = {name: report(name, text) for name, text in shown.items()}
    topics = [topic.slug for topic in bank.vocabulary.topics]
    explained = {"selector-mismatch": ["index.md", bank.pages[0].page]}
    return Site(texts, reports, bank.pages, explained, topics, DEFAULT_RANGE)


@functools.cache
def asked() -> list[Asked]:
    return collected(site())


def test_there_are_enough_and_guessing_gains_nothing() -> None:
    taken = sum(each.manifest.taken for each in asked())
    assert len(asked()) >= 250
    assert taken == len(asked()) - taken
    from_ = Counter(each.manifest.candidate.id.partition("/")[0] for each in asked())
    assert from_["trap"] >= 60
    assert from_["page"] >= 40
    ids = [each.manifest.candidate.id for each in asked()]
    assert len(set(ids)) == len(ids)
    assert len({each.manifest.candidate.text for each in asked()}) == len(ids)


def test_the_key_is_what_the_engine_says() -> None:
    for each in asked():
        made = each.manifest
        errors = findings(made.candidate.text)
        assert made.taken == (not errors)
        assert [(found.text, found.line) for found in made.found if found.refused] == errors
        assert {line for _, line in errors} <= set(made.lines)
        assert made.taken == (not made.lines)
        assert set(made.lines) <= set(range(1, made.candidate.text.count("\n") + 1))


def test_what_is_mended_is_taken() -> None:
    for each in asked():
        if each.manifest.candidate.mended:
            assert findings(each.manifest.candidate.mended) == [], each.manifest.candidate.id


def test_what_is_said_is_set_well() -> None:
    said = {found.text for each in asked() for found in each.manifest.found} | {trap.why for trap in TRAPS}
    assert [text for text in sorted(said) if autocorrect_py.format(text) != text] == []


def test_no_line_ends_in_blanks_that_nobody_sees() -> None:
    texts = [each.manifest.candidate for each in asked()]
    assert [each.id for each in texts if re.search(r"[ \t]$", f"{each.text}{each.mended}", re.MULTILINE)] == []


def test_each_can_be_read_on_a_phone_and_has_a_topic() -> None:
    for each in asked():
        assert candidates.fits(each.manifest.candidate)
        assert set(each.topics) <= set(site().topics)
        assert each.topics, each.manifest.candidate.id


def test_they_stand_in_an_order_that_is_always_the_same_and_tells_nothing() -> None:
    assert collected(site()) == asked()
    row = "".join("x" if each.manifest.taken else "o" for each in asked())
    assert not re.search(r"x{14}|o{14}", row)


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.id)
def test_a_trap_is_taken_on_its_kinds_and_on_no_other(trap: Trap) -> None:
    rows = [(kind, text) for other, kind, text in manifests() if other is trap]
    assert rows
    for kind, text in rows:
        assert text != HOSTS[kind]
        assert (findings(text) == []) == (kind in trap.kinds.split()), kind
    assert trap.why.endswith("。")
    assert trap.source.startswith("https://kubernetes.io/zh-cn/docs/")


@pytest.mark.parametrize("kind", HOSTS)
def test_without_a_trap_there_is_nothing_to_say(kind: str) -> None:
    assert said(HOSTS[kind]).found == ()


def test_where_it_is_wrong() -> None:
    """Where the engine points; and what has to be changed, around it where something is missing."""
    made = said(WRONG, SERVICE)
    assert (made.taken, made.lines) == (False, (11,))
    [found] = made.found
    assert (found.rule, found.line, found.field) == ("unknown-field", 11, "spec.ports[0].tragetPort")
    assert made.changes == (
        Change(" ", "      port: 80"),
        Change("-", "      tragetPort: 8080"),
        Change("+", "      targetPort: 8080"),
    )
    lacking = HOSTS["Ingress"].replace("            pathType: Prefix\n", "")
    assert said(lacking, HOSTS["Ingress"]).lines == (10, 11)


def test_of_two_that_do_not_go_together_either_is_wrong() -> None:
    both = HOSTS["PodDisruptionBudget"].replace("  minAvailable: 1\n", "  minAvailable: 1\n  maxUnavailable: 1\n")
    assert said(both).lines == (6, 7)


def told(made: Manifest) -> list[int]:
    return [found.line for found in made.found if found.refused]


def test_of_several_labels_the_one_that_differs_is_wrong() -> None:
    two = HOSTS["DaemonSet"].replace("app: node-agent", "app: node-agent{0}tier: edge")
    selector, template = (f"\n{' ' * blanks}" for blanks in (6, 8))
    wrong = two.replace("{0}", selector, 1).replace("{0}", template, 1).replace("tier: edge", "tier: core", 1)
    made = said(wrong)
    assert (told(made), made.lines) == ([14], (9, 14))


def test_of_two_that_should_be_the_same_either_is_wrong() -> None:
    """A mount and its volume, a port and that of the host."""
    mount = "      volumeMounts:\n        - name: cache\n          mountPath: /c\n  volumes:\n    - name: caches\n"
    made = said(HOSTS["Pod"] + mount)
    assert (told(made), made.lines) == ([10], (10, 13))
    ports = "      ports:\n        - containerPort: 8080\n          hostPort: 80\n  hostNetwork: true\n"
    assert said(HOSTS["Pod"] + ports).lines == (10, 11, 12)


def test_a_list_that_does_not_go_together_with_something_can_be_meant_by_its_key() -> None:
    gated = "  nodeName: a\n  schedulingGates:\n    - name: example.com/quota\n"
    assert said(HOSTS["Pod"] + gated).lines == (9, 10, 11)


def test_a_source_of_another_type_is_wrong_as_well_as_the_type() -> None:
    made = said(HOSTS["HorizontalPodAutoscaler"].replace("- type: Resource", "- type: Pods"))
    assert (told(made), made.lines) == ([13], (13, 14))


def test_what_is_missing_is_missing_beside_or_within_something() -> None:
    """Not in what comes next, further out."""
    selector = "  selector:\n    matchExpressions:\n      - key: app\n        operator: In\n"
    right = f"{HOSTS['PersistentVolumeClaim']}{selector}        values: [a]\n  storageClassName: fast\n"
    wrong = right.replace("        values: [a]\n", "")
    assert "storageClassName" in wrong.splitlines()[14]
    assert said(wrong, right).lines == (13, 14)


def test_what_is_added_elsewhere_is_not_where_the_mistake_is() -> None:
    right = SERVICE.replace("  ports:", "  type: NodePort\n  ports:")
    assert said(WRONG, right).lines == (11,)


def test_what_is_not_sure_is_not_asked() -> None:
    unknown = "apiVersion: example.com/v1\nkind: Shop\nmetadata:\n  name: a\n"
    gated = registry.rule("hpa-scale-to-zero").wrong
    assert judged(Candidate("a", unknown), DEFAULT_RANGE) is None
    assert judged(Candidate("a", gated), DEFAULT_RANGE) is None, "it depends on the version"


def test_examples_of_a_page() -> None:
    """As they stand in it: in a list too, whole manifests alone, and none that readers do not see in the source."""
    listed = "\n".join(f"    {line}" for line in BLOCK.splitlines())
    page = f"# 题\n\n{BLOCK}\n- 项\n\n{listed}\n\n```yaml\n{SERVICE}```\n"
    made = list(candidates.of_page("net/dns.md", page, report("net/dns.md", page)))
    assert [(each.text, each.about, each.page) for each in made] == [(WRONG, "unknown-field", "net/dns.md")] * 2
    assert all(each.id.startswith("page/net/dns/") for each in made)


def test_a_page_says_what_its_example_is_about() -> None:
    text = f"{PAGES['net/dns.md']}\n{BLOCK}"
    bank = small_bank(dns=text)
    reports = {"net/dns.md": report("net/dns.md", text)}
    small = Site({"net/dns.md": text}, reports, bank.pages, {}, ["networking"], "1.36")
    [of_page] = [each for each in collected(small) if each.manifest.candidate.id.startswith("page/")]
    assert (of_page.question, of_page.topics) == ("cluster-dns", ("networking",))


def test_what_scripts_are_told() -> None:
    files = published.files(asked(), gather(PAGES, STUDY), "1.35–1.37", lambda rule: f"rules/{rule}/")
    told = [json.loads(_SCRIPT.findall(script)[0]) for script in files.values()]
    index, *parts = told
    assert index["versions"] == "1.35–1.37"
    whole = {name: value for part in parts for name, value in part.items()}
    assert [row[0] for row in index["manifests"]] == list(whole)
    for name, number, *_ in index["manifests"]:
        assert name in parts[number]
    one = whole["rule/unknown-field"]
    assert (one["taken"], one["found"][0]["url"]) == (False, "rules/unknown-field/")
    trap = whole["trap/env-twice/pod"]
    assert (trap["taken"], trap["found"][0]["refused"]) == (True, False)
    assert trap["why"]
    assert trap["source"]
    assert [name for name, value in whole.items() if not value["taken"] and not value["lines"]] == []
