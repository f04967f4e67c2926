"""The names that others may use: documented, there, and enough for what the documentation of the package shows."""

import inspect
import re
import subprocess
import sys
from types import ModuleType

import pytest

import kubefence
from kubefence import (
    Config,
    Page,
    PageReport,
    Report,
    Severity,
    Span,
    Unfit,
    Unusable,
    Verifier,
    VersionError,
    custom,
    installed_rules,
    testing,
    verify,
)
from kubefence.custom import Tables
from tests.custom import TABLES, UNPINNED
from tests.helpers import CONFIG_MAP, WRONG_CONFIG_MAP, fenced

MODULES = [kubefence, custom, testing]
NAMES = [(module, name) for module in MODULES for name in module.__all__ if name != "__version__"]


@pytest.mark.parametrize(("module", "name"), NAMES, ids=[f"{module.__name__}.{name}" for module, name in NAMES])
def test_every_name_is_there_and_says_what_it_is(module: ModuleType, name: str) -> None:
    documented = inspect.getdoc(getattr(module, name)) or ""
    assert re.match(r"[A-Z`].*\S", documented), name
    assert not documented.startswith(f"{name}("), "a docstring of its own"


def test_the_modules_say_what_holds() -> None:
    assert all("within a major version" in re.sub(r"\s+", " ", module.__doc__ or "") for module in MODULES[:2])


def test_there_is_nothing_else() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'linter'"):
        kubefence.linter  # noqa: B018 - asking is the test


def test_importing_it_imports_next_to_nothing() -> None:
    script = "import sys, kubefence; print(sorted(name for name in sys.modules if name.startswith('kubefence.')))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_what_comes_back() -> None:
    pages = [Page("b.md", fenced(WRONG_CONFIG_MAP)), Page("a.yaml", CONFIG_MAP, markdown=False)]
    report = verify(pages, Config(lint=None))
    assert isinstance(report, Report)
    assert [page.path for page in report.pages] == ["b.md", "a.yaml"]
    [finding] = report.findings
    assert (finding.path, finding.rule, finding.severity) == ("b.md", "unknown-field", Severity.ERROR)
    assert finding.span == Span(6, 1, 6, 4)
    assert (report.count(Severity.ERROR), report.count(Severity.WARNING)) == (1, 0)
    assert report.blocks == {"manifest": 2}
    assert report.notes == ()
    again = Verifier(Config(lint=None)).verify(pages[0])
    assert isinstance(again, PageReport)
    assert again == report.pages[0]


def test_rules_of_others_are_given_or_those_that_are_installed() -> None:
    page = Page("a.yaml", UNPINNED, markdown=False)
    assert [finding.rule for finding in verify([page], rules=[TABLES]).findings] == ["example-latest"]
    assert verify([page], rules=installed_rules()).findings == []


@pytest.mark.parametrize(
    ("config", "error"),
    [
        (Config(k8s="1.20"), VersionError),
        (Config(k8s="newest"), VersionError),
        (Config(lint="rules: {nothing: enable}"), Unusable),
        (Config(page_rules=("raw-htm",)), Unusable),
        (Config(allow_html=("<b>",), page_rules=("raw-html",)), Unusable),
        (Config(extensions=[("admonition", {})]), Unusable),
        (Config(extensions=[("pymdownx.gone", {}), ("pymdownx.superfences", {})]), Unusable),
    ],
    ids=str,
)
def test_what_is_raised_where_nothing_can_be_verified(config: Config, error: type[Exception]) -> None:
    with pytest.raises(error) as caught:
        verify([Page("a.md", fenced(CONFIG_MAP))], config)
    assert isinstance(caught.value, Unusable | VersionError)
    assert caught.value.zh != str(caught.value) != ""


def test_tables_that_are_none_are_told() -> None:
    with pytest.raises(Unusable, match=r"core\.v1\.Pood, which is no type"):
        verify([], rules=[Tables(checks={"core.v1.Pood": ()})])


def test_a_configuration_from_a_mapping() -> None:
    assert Config.of({"k8s": "1.36", "yamllint": "a.yml"}, lambda name: f"# {name}") == Config(
        k8s="1.36", lint="# a.yml"
    )
    with pytest.raises(Unfit) as caught:
        Config.of({"k9s": "1.36"}, str)
    assert caught.value.path == ("k9s",)
    assert "did you mean k8s?" in caught.value.text.en
