"""``--explain``: every rule that a message can name says why there is one and what to do, in both languages."""

import pytest

from kubefence import catalog
from kubefence.explanation import explanation
from kubefence.rules.engine import registry
from kubefence.rules.engine.rulebook import Rulebook
from kubefence.schema.pack import builtin
from tests.custom import MODULE, Distribution

from .conftest import Run

NAMES = sorted({*catalog.RULES, *registry.ids(), "yamllint:colons"})
BUILTIN = Rulebook(builtin())


@pytest.mark.parametrize("name", NAMES)
def test_every_rule_has_an_explanation(name: str) -> None:
    found = explanation(name, BUILTIN)
    assert found is not None
    assert found.id == name
    for text in (*found.title, *found.why, *found.fix):
        assert text.strip() == text != ""
    assert found.title.en != found.title.zh


def test_a_rule_of_the_server(run: Run) -> None:
    rule = registry.rule("selector-mismatch")
    outcome = run("--explain", rule.id, "--lang", "en")
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out.startswith(
        "selector-mismatch  a selector that does not select the Pods of its template  error\n"
    )
    heads = [line for line in outcome.out.splitlines() if line and not line.startswith(" ")][1:]
    assert heads == ["Why", "What to do", "Wrong", "Right", "Source"]
    assert " ".join(outcome.out.split("Why\n")[1].split("\n\nWhat")[0].split()) == rule.why.en
    assert "          app: website\n" in outcome.out
    assert outcome.out.endswith("  https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector\n")


def test_in_chinese(run: Run) -> None:
    rule = registry.rule("selector-mismatch")
    out = run("--explain", rule.id, "--lang", "zh").out
    assert out.startswith(f"selector-mismatch  {rule.title.zh}  错误\n")
    for part in ("\n为什么\n", rule.why.zh, "\n怎么改\n", rule.fix.zh, "\n错误示例\n", "\n正确写法\n", rule.source):
        assert part in out


def test_a_rule_of_pages_and_several_at_once(run: Run) -> None:
    out = run("--explain", "unused-skip", "yamllint:colons", "--lang", "en").out
    assert '  ```yaml skip="示例"\n' in out
    assert "\nyamllint:colons  style of the YAML: colons  warning\n" in out
    assert "#module-yamllint.rules.colons\n" in out


def test_without_an_example_there_is_no_heading_for_one(run: Run) -> None:
    assert "Wrong" not in run("--explain", "not-utf8", "--lang", "en").out


def test_all_rules_are_listed(run: Run) -> None:
    lines = run("--explain", "--lang", "en").out.splitlines()
    assert {line.split()[0] for line in lines} == {*catalog.RULES, *registry.ids(), "yamllint:…"}
    assert "unknown-field                          no such field" in lines
    assert any(line.endswith("没有这个字段") for line in run("--explain", "--lang", "zh").out.splitlines())


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("unknown-feild", "there is no rule 'unknown-feild'; did you mean unknown-field? (--explain without a name"),
        ("internal-eror", "did you mean internal-error?"),
        ("yamllint:colon", "there is no rule 'yamllint:colon'"),
        ("", "there is no rule ''"),
        ("a\x1b[2J\n", r"'a\x1b[2J\n'"),
    ],
)
def test_a_slip(run: Run, name: str, told: str) -> None:
    outcome = run("--explain", name, "--lang", "en")
    assert (outcome.status, outcome.out) == (2, "")
    assert told in outcome.err
    assert "没有规则" in run("--explain", name, "--lang", "zh").err


def test_it_takes_no_path(run: Run) -> None:
    outcome = run("docs", "--explain", "unknown-field")
    assert (outcome.status, outcome.err) == (2, "kubefence: --explain takes no PATH\n")


def test_a_rule_of_others(run: Run, package: Distribution) -> None:
    package.install('print("on import")\n' + MODULE)
    outcome = run("--explain", "example-latest", "--lang", "en")
    assert outcome.out.startswith("example-latest  an image without a fixed version  warning\n\nWhy\n  Two rollouts")
    assert outcome.err == "on import\n"
    assert "example-latest" in run("--explain").out
    assert "did you mean example-latest?" in run("--explain", "example-lates").err
