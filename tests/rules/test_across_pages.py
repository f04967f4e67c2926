"""Rules across the blocks of a page, and what makes them fail."""

from collections.abc import Iterator

import pytest
from stream_manifests import HPA, SELECTS, autoscaler, metric, service, stream, workload
from tests.helpers import CONFIG_MAP, fenced, findings, told

from kubefence import Finding, Severity
from kubefence.problems import Problem
from kubefence.rules.engine.group import Group, Member
from kubefence.rules.engine.model import Tables


def test_a_block_at_its_lines_and_as_a_wrong_example() -> None:
    text = stream(service("{app: api}"), workload())
    assert told(f"# 标题\n\n{fenced(text)}") == [(SELECTS, 7, "api")]
    wrong = fenced(text, info=f'yaml expect="{SELECTS}"')
    assert told(f"# 标题\n\n{wrong}") == []


WRONG = service("{app: api}")


def page(*blocks: str) -> str:
    return "".join(f"{block}\n" for block in ("# 标题\n", *blocks))


def test_the_blocks_of_a_page_are_one_example() -> None:
    text = page(fenced(WRONG), "说明\n", fenced(workload()))
    assert told(text) == [(SELECTS, 7, "api")]
    (found,) = findings(text)
    assert [(at.place.path, at.place.span.line) for at in found.related] == [("page.md", 19)]
    assert told(page(fenced(workload()), fenced(autoscaler(metric())))) == [(HPA, 18, "cpu")]


def test_a_finding_of_a_stream_is_told_once() -> None:
    both = stream(WRONG, workload())
    assert [finding.rule for finding in findings(page(fenced(both), fenced(CONFIG_MAP)))] == [SELECTS]


def test_what_fails_by_itself_fails_beside_what_would_mend_it() -> None:
    both = fenced(stream(WRONG, workload()), info=f'yaml expect="{SELECTS}"')
    assert told(page(both, fenced(workload("{app: api}", metadata="{name: api}")))) == []


def test_a_wrong_example_beside_the_workload() -> None:
    marked = fenced(WRONG, info=f'yaml expect="{SELECTS}"')
    assert told(page(marked, fenced(workload()))) == []
    assert [rule for rule, _, _ in told(page(marked))] == ["expectation-not-met"]


@pytest.mark.parametrize(
    "info", ['yaml skip="以后再说"', 'yaml expect="service-selects-nothing"', 'yaml fragment="Pod"', "text"]
)
def test_marked_blocks_are_no_part_of_the_example(info: str) -> None:
    rest = fenced(workload(), info=info)
    assert SELECTS not in {finding.rule for finding in findings(page(fenced(WRONG), rest))}


def test_a_workload_that_is_shown_twice_is_not_sure() -> None:
    assert told(page(fenced(WRONG), fenced(workload()), fenced(workload("{app: web, tier: front}")))) == []
    assert told(page(fenced(WRONG), fenced(workload()), fenced(workload("{app: api}")))) == []


def broken(member: Member, group: Group) -> Iterator[Problem]:
    raise ZeroDivisionError(member.name)


def test_a_rule_that_fails_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from kubefence.rules.engine import registry

    tables = Tables(groups={"core.v1.Service": (broken,)})
    monkeypatch.setattr(registry, "groups", lambda definition: tables.groups.get(definition, ()))
    (found,) = findings(stream(service(), workload()), path="all.yaml")
    assert (found.rule, found.severity, found.span.line) == ("internal-error", Severity.ERROR, 1)
    assert "ZeroDivisionError: web" in found.text.en


ODD = ["null", "[]", "{}", "1", "text", "[null]", "[1, {}]", "{a: 1}"]


@pytest.mark.parametrize("odd", ODD)
def test_any_value_in_place_of_what_is_looked_at(odd: str) -> None:
    def all_found() -> list[Finding]:
        objects = (
            service(odd, odd),
            service(ports=f"[{odd}, {{port: 1, targetPort: {odd}}}]", metadata=odd),
            workload(odd, odd, metadata=odd),
            workload(spec=f"{{containers: {odd}, initContainers: [{odd}], resources: {odd}}}"),
            workload(spec=f"{{containers: [{{name: {odd}, ports: {odd}, resources: {{requests: {odd}}}}}]}}"),
            autoscaler(f"metrics: {odd}"),
            autoscaler(f"metrics: [{{type: Resource, resource: {odd}}}]"),
            autoscaler(metric(target=odd)),
            autoscaler(metadata=odd),
        )
        pairs = (stream(one, other) for one in objects for other in objects if one != other)
        return [found for pair in pairs for found in findings(pair, path="all.yaml")]

    assert "internal-error" not in {found.rule for found in all_found()}
