"""Rules of others: twenty lines, installed beside kubefence, are rules like the built-in ones, or an error."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from kubefence import Config, Page, Unusable, verify
from kubefence.custom import Group, Member, Problem, Severity, Site, Tables, Text, only, when
from kubefence.errors import BadRules
from kubefence.testing import assert_right_example, assert_rule, assert_wrong_example, findings_in
from tests.custom import MODULE, RULE, TABLES, UNPINNED
from tests.helpers import DEPLOYMENT, fenced


def test_it_takes_twenty_lines_beside_its_texts() -> None:
    code = [*MODULE.split("source=")[0].splitlines(), "checks"]
    assert len([line for line in code if line.strip()]) <= 20


def test_its_examples_are_tested_like_those_of_kubefence() -> None:
    assert_rule(RULE, TABLES)


@pytest.mark.parametrize(
    ("check", "changes", "told"),
    [
        (
            assert_wrong_example,
            {"wrong": RULE.right},
            "has to break example-latest and nothing else; nothing was found",
        ),
        (assert_wrong_example, {"wrong": RULE.wrong + "a: b\n"}, "error: there is no field a"),
        (
            assert_wrong_example,
            {"severity": Severity.ERROR},
            "example-latest with a severity of error; found was",
        ),
        (
            assert_right_example,
            {"right": RULE.wrong},
            "17:18: warning: the image has no fixed version [example-latest]",
        ),
        (assert_rule, {"right": RULE.wrong}, "has to be without findings"),
        (assert_rule, {"wrong": RULE.right}, "nothing was found"),
    ],
)
def test_a_rule_that_is_not_what_it_says(check: Callable[..., None], changes: dict[str, Any], told: str) -> None:
    with pytest.raises(AssertionError) as caught:
        check(RULE._replace(**changes), TABLES)
    assert told in str(caught.value)


def test_without_its_tables_a_rule_is_none() -> None:
    with pytest.raises(AssertionError, match="nothing was found"):
        assert_rule(RULE)


def test_it_is_found_in_pages_and_may_be_expected() -> None:
    page = fenced(UNPINNED) + fenced(UNPINNED, 'yaml expect="example-latest"')
    [finding] = verify([Page("a.md", page)], Config(lint=None), [TABLES]).findings
    assert (finding.rule, finding.severity, finding.span.line) == ("example-latest", Severity.WARNING, 18)
    assert [finding.rule for finding in verify([Page("a.md", page)], Config(lint=None)).findings] == ["unknown-rule"]


# Every table


def everywhere(field: str = "example-field", **tables: Any) -> Tables:
    return Tables(rules=(RULE._replace(id=field),), **tables)


def any_value(site: Site, path: Any, value: Any) -> Iterator[Problem]:
    yield site.problem("example-field", path, "不行", "not so")


def any_member(member: Member, group: Group) -> Iterator[Problem]:
    yield member.warning("example-field", ("metadata", "name"), "不行", "not so")


def any_site(site: Site) -> Iterator[Problem]:
    yield site.problem("example-field", (), "不行", "not so")


@pytest.mark.parametrize(
    ("tables", "field"),
    [
        (everywhere(checks={"core.v1.PodSpec": [any_site]}), "spec.template.spec"),
        (everywhere(checks={"core.v1.PodSpec": [when("containers")(any_site)]}), "spec.template.spec"),
        (everywhere(checks={"core.v1.PodSpec": [only(any_site, since="1.36")]}), "spec.template.spec"),
        (everywhere(fields={"core.v1.Container.image": [any_value]}), "spec.template.spec.containers[0].image"),
        (everywhere(types={"format:int32": [any_value]}), "spec.replicas"),
        (everywhere(groups={"apps.v1.Deployment": [any_member]}), "metadata.name"),
    ],
)
def test_every_table_has_room_for_it(tables: Tables, field: str) -> None:
    text = DEPLOYMENT + "---\n" + DEPLOYMENT.replace("name: web", "name: other")
    found = findings_in(text, tables)
    assert {(finding.rule, finding.field) for finding in found} == {("example-field", field)}
    assert findings_in(text) == []


def test_versions_are_those_of_the_check() -> None:
    tables = everywhere(checks={"core.v1.PodSpec": [only(any_site, since="1.36")]})
    [finding] = findings_in(DEPLOYMENT, tables)
    assert [str(version) for version in finding.versions] == ["1.36", "1.37"]


def tells_of(rule: str) -> Tables:
    def check(site: Site) -> Iterator[Problem]:
        yield site.problem(rule, (), "不行", "not so")

    return everywhere(checks={"core.v1.PodSpec": [check]})


def gives(value: Any) -> Tables:
    return everywhere(checks={"core.v1.PodSpec": [lambda site: value]})


@pytest.mark.parametrize(
    ("tables", "told"),
    [
        (tells_of("other"), "it tells of 'other', its rules are example-field"),
        (tells_of("missing-field"), "it tells of 'missing-field'"),
        (gives(None), "'NoneType' object is not iterable"),
        (gives(["x"]), "it gives 'x', which is no Problem"),
    ],
)
def test_a_check_that_does_what_it_must_not_has_checked_nothing(tables: Tables, told: str) -> None:
    [finding] = findings_in(DEPLOYMENT, tables)
    assert (finding.rule, finding.severity) == ("internal-error", Severity.ERROR)
    assert told in finding.text.en
    assert "test_custom_rules" in finding.text.en


# What cannot be used


def with_rule(**changes: Any) -> Tables:
    return Tables(rules=(RULE._replace(**changes),))


BAD: dict[str, tuple[Any, str, str]] = {
    "no tables": ([], "rules come in Tables, list is something else", "规则应放在 Tables 里"),
    # of the wrong type on purpose, as whoever checks no types would write it
    "no rule": (Tables(rules=("a",)), "'a' among its rules is no Rule", "不是 Rule"),  # type: ignore[arg-type]
    "an id of no form": (with_rule(id="Example Latest"), "words in lower case with - between", "小写单词"),
    "an id that is no text": (with_rule(id=5), "the id 5 has to be", "5 应是"),
    "an id of kubefence": (with_rule(id="unknown-field"), "kubefence itself has a rule unknown-field", "自己就有规则"),
    "an id of its pages": (with_rule(id="empty-block"), "kubefence itself has a rule empty-block", "自己就有规则"),
    "an id of its own failure": (with_rule(id="internal-error"), "kubefence itself has a rule", "自己就有规则"),
    "an id twice": (Tables(rules=(RULE, RULE)), "the rule example-latest is given twice", "写了两次"),
    "a text in one language": (with_rule(title="a"), "title of the rule example-latest has to be a Text", "应是 Text"),
    "an empty text": (with_rule(why=Text("", "a")), "the rule example-latest has no why", "的 why 没有写"),
    "no example": (with_rule(right=""), "the rule example-latest has no right", "的 right 没有写"),
    "no severity": (with_rule(severity="error"), "has to be a Severity", "应是 Severity"),
    "a slip in a type": (
        everywhere(checks={"core.v1.Contaner": [any_site]}),
        "checks names core.v1.Contaner, which is no type; did you mean core.v1.Container?",
        "是不是 core.v1.Container？",
    ),
    "a slip in a field": (
        everywhere(fields={"core.v1.Container.imag": [any_value]}),
        "core.v1.Container has no field imag; did you mean image?",
        "没有字段 imag；是不是 image？",
    ),
    "a type without fields": (
        everywhere(checks={"api.resource.Quantity": [any_site]}),
        "api.resource.Quantity has no fields, so its place is in types",
        "放在 types 里",
    ),
    "a type with fields": (
        everywhere(types={"core.v1.Container": [any_value]}),
        "core.v1.Container has fields, so its place is in checks",
        "放在 checks 里",
    ),
    "no kind": (
        everywhere(groups={"core.v1.Container": [any_member]}),
        "core.v1.Container is no kind of object",
        "不是一种对象",
    ),
    "no functions": (everywhere(checks={"core.v1.Container": "a"}), "has to be a list of functions", "应是函数的列表"),
    "one function": (
        everywhere(checks={"core.v1.Container": any_site}),
        "has to be a list of functions",
        "应是函数的列表",
    ),
}


@pytest.mark.parametrize(("tables", "en", "zh"), BAD.values(), ids=BAD.keys())
def test_rules_that_cannot_be_used(tables: Any, en: str, zh: str) -> None:
    with pytest.raises(BadRules) as caught:
        verify([], Config(lint=None), [tables])
    assert en in str(caught.value)
    assert zh in caught.value.zh
    assert isinstance(caught.value, Unusable)


def test_two_modules_with_one_id() -> None:
    with pytest.raises(BadRules, match="others have a rule example-latest too"):
        verify([], Config(lint=None), [TABLES, TABLES])
