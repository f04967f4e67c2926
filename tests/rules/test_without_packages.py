"""Packages that only some checks need: without one everything else works, and what was not checked is told."""

import base64
import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import certificate_requests
import pytest
from tests.custom_resources import crd, rocket
from tests.helpers import CONFIG_MAP, fenced

from kubefence.rules.engine import registry

WITHOUT = """\
import sys

class Missing:
    def find_spec(self, name, *_):
        if name.partition(".")[0] in {packages}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Missing())
from kubefence.edge.cli import main
sys.exit(main())
"""
PEM = f"-----BEGIN CERTIFICATE REQUEST-----\n{certificate_requests.EC}\n-----END CERTIFICATE REQUEST-----\n"
REQUEST = base64.b64encode(PEM.encode()).decode()
ALL = ("cel_expr_python", "cryptography", "google_re2", "ryaml", "yamllint")
SIGNING = f"""\
apiVersion: certificates.k8s.io/v1
kind: CertificateSigningRequest
metadata:
  name: web
spec:
  request: {REQUEST}
  signerName: example.com/signer
  usages: [digital signature]
"""


def without(packages: tuple[str, ...], folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", WITHOUT.format(packages=packages), "--no-cache", "--lang", "en", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def report(packages: tuple[str, ...], folder: Path, *arguments: str) -> dict[str, Any]:
    done = without(packages, folder, *arguments, "--format", "json")
    assert done.stderr == ""
    document: dict[str, Any] = json.loads(done.stdout)
    return document


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.md").write_text(fenced(CONFIG_MAP + "data: { a:   b }\n"), encoding="utf-8")
    (tmp_path / "signing.yaml").write_text(SIGNING, encoding="utf-8")
    return tmp_path


def test_all_of_them_are_extras() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    [whole] = extras.pop("all")
    assert whole == f"kubefence[{','.join(extras)}]"
    named = [name.partition(">")[0].replace("-", "_") for listed in extras.values() for name in listed]
    assert sorted(named) == sorted(ALL)


def test_with_all_of_them_nothing_is_said(folder: Path) -> None:
    found = report((), folder, "a.md", "signing.yaml")
    assert [finding["rule"] for finding in found["findings"]] == ["yamllint:colons"]
    assert found["notes"] == []


def test_rules_of_a_definition_that_were_not_asked_are_told_once(folder: Path) -> None:
    schema = "{type: integer, x-kubernetes-validations: [{rule: self > 2}]}"
    text = crd(f"type: object\nproperties: {{a: {schema}}}") + "---\n" + rocket("a: 1")
    (folder / "a.md").write_text(fenced(text) + "\n" + fenced(rocket("a: 0")), encoding="utf-8")
    with_it, without_it = (report(packages, folder, "a.md", "--no-lint") for packages in ((), ("cel_expr_python",)))
    assert [finding["rule"] for finding in with_it["findings"]] == ["unmet-validation"] * 2
    assert without_it["findings"] == []
    [note] = without_it["notes"]
    assert "Rocket (space.example.com/v1)" in note
    assert "pip install 'kubefence[cel]'" in note


NOTE = (
    "style of the YAML: yamllint is not installed, so this was not checked: pip install 'kubefence[lint]', "
    "or say yamllint: false"
)


def test_style_is_left_out_and_that_is_told_once(folder: Path) -> None:
    found = report(("yamllint",), folder, ".")
    assert (found["findings"], found["notes"]) == ([], [NOTE])
    lines = without(("yamllint",), folder, ".").stdout.splitlines()
    assert lines[0] == f"note: {NOTE}"
    assert lines[1].startswith("nothing found; ")
    assert without(("yamllint",), folder, ".", "--format", "github").stdout == f"::notice::{NOTE}\n"
    zh = without(("yamllint",), folder, ".", "--lang", "zh").stdout
    assert zh.startswith("提示: YAML 的格式：没有安装 yamllint，所以没有核对；pip install 'kubefence[lint]'")


@pytest.mark.parametrize("arguments", [["--no-lint"], ["--config", "none.toml"]])
def test_whoever_wants_no_style_is_told_nothing(folder: Path, arguments: list[str]) -> None:
    (folder / "none.toml").write_text("yamllint = false\n", encoding="utf-8")
    assert report(("yamllint",), folder, ".", *arguments)["notes"] == []


def test_a_style_that_is_asked_for_is_no_matter_of_luck(folder: Path) -> None:
    (folder / "kubefence.toml").write_text("yamllint = 'style.yml'\n", encoding="utf-8")
    (folder / "style.yml").write_text("rules: {}\n", encoding="utf-8")
    done = without(("yamllint",), folder, "a.md")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "kubefence: yamllint: yamllint is not installed, so this was not checked: pip install 'kubefence[lint]'\n"
    )


def test_a_certificate_that_was_not_checked_is_told_where_it_stands(folder: Path) -> None:
    found = report(("cryptography",), folder, "signing.yaml")
    [finding] = found["findings"]
    assert (finding["rule"], finding["severity"], finding["line"], finding["field"]) == (
        "not-checked",
        "warning",
        5,
        "spec",
    )
    assert finding["message"] == (
        "cryptography is not installed, so this was not checked: pip install 'kubefence[crypto]'"
    )
    assert report(("cryptography",), folder, "a.md")["notes"] == []


def test_a_wrong_example_about_certificates_is_not_taken_for_proven(folder: Path) -> None:
    spoilt = base64.b64encode(PEM.replace("W09q", "W08q").encode()).decode()
    wrong = SIGNING.replace(REQUEST, spoilt)
    (folder / "b.md").write_text(fenced(wrong, 'yaml expect="invalid-format"'), encoding="utf-8")
    assert [finding["rule"] for finding in report((), folder, "b.md")["findings"]] == []
    rules = [finding["rule"] for finding in report(("cryptography",), folder, "b.md")["findings"]]
    assert sorted(rules) == ["expectation-not-met", "not-checked"]


def test_without_any_of_them_all_rules_find_what_they_are_about(folder: Path) -> None:
    """But for those that are about certificates, which are few."""
    for rule in registry.rules():
        (folder / "rules").mkdir(exist_ok=True)
        if not rule.k8s:
            (folder / "rules" / f"{rule.id}.yaml").write_text(rule.wrong, encoding="utf-8")
    findings = report(ALL, folder, "rules", "--no-lint")["findings"]
    found = {(Path(finding["path"]).stem, finding["rule"]) for finding in findings}
    assert {stem for stem, rule in found if stem != rule} == set()
    assert len(found) == len(list((folder / "rules").iterdir()))


def test_the_rules_are_explained(folder: Path) -> None:
    done = without(ALL, folder, "--explain", "not-checked", "yamllint:colons")
    assert done.returncode == 0
    assert "Install the extra that the message names." in done.stdout
