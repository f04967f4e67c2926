"""``make rule``: a rule that is there, found and proven at once; a name that cannot be is refused in a sentence."""

from pathlib import Path

import pytest

from tests.helpers import loaded_script
from tests.repository.scratch import ROOT, Copy

POD = """\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostname: wrong
  containers:
    - name: app
      image: registry.example.com/app:1.0.0
"""


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    made = Copy(tmp_path / "copy")
    (made.folder / "tests" / "rules").mkdir(parents=True)
    examples = "tests/rules/test_examples.py"
    made.write(examples, (ROOT / examples).read_text(encoding="utf-8"))
    return made


def test_a_rule_is_started(copy: Copy) -> None:
    started = copy.run("scripts/new_rule.py", "no-such-host", "--in", "workloads")
    assert started.returncode == 0, started.stdout + started.stderr
    assert "src/kubefence/rules/workloads/no_such_host.py" in started.stdout
    assert "2 passed" in started.stdout
    found = copy.run("-m", "kubefence", "--lang", "en", "--no-lint", "-", given=POD).stdout
    assert "stdin.yaml:6:13: error" in found
    assert "[no-such-host]" in found
    assert (copy.folder / "docs" / "rules" / "no-such-host.md").is_file()
    unwritten = copy.run("-m", "pytest", "-q", "-n0", "tests/rules/test_examples.py", "-k", "left_to_write")
    assert "['no-such-host'] == []" in unwritten.stdout
    again = copy.run("scripts/new_rule.py", "no-such-host", "--in", "workloads")
    assert (again.returncode, again.stdout) == (2, "")
    assert "there is a rule no-such-host already" in again.stderr


@pytest.mark.parametrize(
    ("name", "folder", "told"),
    [
        ("", "", "name the rule after the mistake, as in: make rule ID=selector-mismatch"),
        ("My Rule", "", "'My Rule' cannot be the id of a rule; write lower-case words with hyphens"),
        ("my_rule", "", "'my_rule' cannot be the id"),
        ("../x", "", "'../x' cannot be the id"),
        ("规则", "", "'规则' cannot be the id"),
        ("a" * 51, "", "at most 50 characters"),
        ("import", "", "'import' cannot be the id"),
        ("selector-mismatch", "", "there is a rule selector-mismatch already"),
        ("elision", "", "there is a rule elision already"),
        ("pull-secrets", "", "src/kubefence/rules/podspec/pull_secrets.py is there already"),
        ("my-rule", "workload", "no folder 'workload' for rules; did you mean workloads?"),
        ("my-rule", "engine", "no folder 'engine' for rules"),
        ("my-rule", "../..", "no folder '../..' for rules; there are access, across"),
    ],
)
def test_what_cannot_be_is_refused(name: str, folder: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = set((ROOT / "src").rglob("*.py"))
    assert loaded_script("new_rule").main(["--in", folder, "--", name]) == 2
    [line] = capsys.readouterr().err.splitlines()
    assert told in line
    assert set((ROOT / "src").rglob("*.py")) == before
