"""Code of ours that fails has not checked anything: that is an error which names it, and the build fails."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from yamllint import linter

from kubefence import Config, Page, Verifier
from kubefence.checks import syntax
from kubefence.checks.objects import Objects
from kubefence.edge import cli, site
from kubefence.edge.site import Source
from kubefence.findings import Severity
from kubefence.problems import Problem
from kubefence.rules.engine import registry
from kubefence.rules.engine.model import Check, Site, when
from kubefence.rules.vocabulary.versions import only
from tests.helpers import DEPLOYMENT, WRONG_CONFIG_MAP, fenced

PAGE = "文\n\n" + fenced(DEPLOYMENT) + "\n" + fenced(WRONG_CONFIG_MAP)


def broken_rule(site: Site) -> Iterator[Problem]:
    """Fails at the containers of a pod."""
    yield from site.value["containers"][0]["nothing"]


@pytest.fixture(
    params=[
        broken_rule,
        only(broken_rule, since="1.30"),
        when("containers")(broken_rule),
        when("securityContext.runAsUser", "containers")(broken_rule),
        only(when("containers")(broken_rule), until="1.40"),
    ],
    ids=["plain", "bounded", "triggered", "triggered further in", "bounded and triggered"],
)
def broken(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule about pods that fails; verifiers made from now on have it."""
    known = registry.checks

    def checks(definition: str) -> tuple[Check, ...]:
        return (*known(definition), request.param) if definition == "core.v1.PodSpec" else known(definition)

    monkeypatch.setattr(registry, "checks", checks)


@pytest.mark.usefixtures("broken")
def test_a_rule_that_fails_is_named_and_the_others_still_speak() -> None:
    failed, found = Verifier(Config(lint=None)).verify(Page("a.md", PAGE)).findings
    assert (failed.rule, failed.severity, failed.field) == ("internal-error", Severity.ERROR, "spec.template.spec")
    assert failed.span.line == 17
    assert "the rule tests.test_failing_rules.broken_rule failed" in failed.text.en
    assert "KeyError: 'nothing'" in failed.text.en
    assert "规则 tests.test_failing_rules.broken_rule 自身出错" in failed.text.zh
    assert (found.rule, found.span.line) == ("unknown-field", 28)


@pytest.mark.usefixtures("broken")
def test_the_command_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(fenced(DEPLOYMENT), encoding="utf-8")
    assert cli.main(["a.md", "--no-cache"]) == 1


@pytest.mark.usefixtures("broken")
def test_the_build_fails(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: a\n", encoding="utf-8")
    outcome = site.verify_site(tmp_path / "mkdocs.yml", [Source("a.md", None, fenced(DEPLOYMENT))])
    assert outcome.report.count(Severity.ERROR) == 1


@pytest.mark.usefixtures("broken")
@pytest.mark.parametrize("option", ['expect="unknown-field"', 'expect="selector-mismatch"'])
def test_a_wrong_example_does_not_hide_it(option: str) -> None:
    page = fenced(DEPLOYMENT + "unknown: 1\n", f"yaml {option}")
    assert "internal-error" in [
        finding.rule for finding in Verifier(Config(lint=None)).verify(Page("a.md", page)).findings
    ]


@pytest.mark.parametrize(("owner", "name"), [(syntax, "load"), (linter, "get_cosmetic_problems"), (Objects, "_object")])
def test_anything_else_that_fails_is_an_error_of_the_page(
    owner: object, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ValueError("of all things")

    verifier = Verifier(Config())
    before = verifier.verify(Page("a.md", PAGE))
    with monkeypatch.context() as patched:
        patched.setattr(owner, name, fail)
        [finding] = verifier.verify(Page("a.md", PAGE)).findings
    assert (finding.rule, finding.severity, finding.span[:2]) == ("internal-error", Severity.ERROR, (1, 1))
    assert "ValueError: of all things" in finding.text.en
    assert "ValueError: of all things" in finding.text.zh
    assert verifier.verify(Page("a.md", PAGE)) == before
