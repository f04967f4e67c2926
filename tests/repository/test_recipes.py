"""The recipes of src/kubefence/README.md, followed to the letter in a scratch copy, with the code that stands there."""

import re
from pathlib import Path

import pytest

from tests.repository.scratch import Copy

ROOT = Path(__file__).parents[2]
README = (ROOT / "src" / "kubefence" / "README.md").read_text(encoding="utf-8")
RULE = "budget-without-room"
BUDGET = """\
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  maxUnavailable: 0
  selector:
    matchLabels:
      app: web
"""


def recipe(title: str) -> str:
    """What stands below a heading, up to the next."""
    [found] = re.findall(rf"^### {re.escape(title)}\n(.*?)(?=^##|\Z)", README, re.MULTILINE | re.DOTALL)
    return str(found)


def code(title: str) -> list[tuple[str, str]]:
    """The blocks of Python of a recipe, each with the last file that is named before it."""
    *parts, _ = re.split(r"^```(?:python)?\n", recipe(title), flags=re.MULTILINE)
    blocks = [
        (re.findall(r"`(src/[\w/.]+)`", told)[-1], text) for told, text in zip(parts[::2], parts[1::2], strict=True)
    ]
    assert len(blocks) == recipe(title).count("```python")
    return blocks


def judged(copy: Copy) -> str:
    return copy.run("-m", "kubefence", "--lang", "en", "--no-lint", "-", given=BUDGET).stdout


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path / "copy")


def test_a_rule(copy: Copy) -> None:
    [(path, text)] = code("A rule")
    copy.write(path, text)
    assert "nothing found" in judged(copy)  # it is in no index yet
    made = copy.run("scripts/update_rules.py")
    assert made.returncode == 0, made.stderr
    assert f"stdin.yaml:6:19: warning: no Pod may go, so its node cannot be drained [{RULE}]" in judged(copy)
    page = (copy.folder / "docs" / "rules" / f"{RULE}.md").read_text(encoding="utf-8")
    assert f'```yaml expect="{RULE}"' in page
    assert f"({RULE}.md)" in (copy.folder / "docs" / "rules" / "index.md").read_text(encoding="utf-8")


def test_its_examples_are_proven_as_those_of_all_rules(copy: Copy) -> None:
    [(path, text)] = code("A rule")
    copy.write(path, text)
    copy.run("scripts/update_rules.py")
    copy.write("test_examples.py", (ROOT / "tests" / "rules" / "test_examples.py").read_text(encoding="utf-8"))
    command = ["-m", "pytest", "-q", "-p", "no:cacheprovider", "test_examples.py", "-k", RULE]
    done = copy.run(*command)
    assert "2 passed" in done.stdout, done.stdout
    copy.write(path, text.replace('value in (0, "0%")', "value == 1"))
    assert "2 failed" in copy.run(*command).stdout


def test_a_report_format(copy: Copy) -> None:
    (path, text), (table, row) = code("A report format")
    copy.write(path, text)
    source = (copy.folder / table).read_text(encoding="utf-8")
    begin = re.search(r"^FORMATS.*\{\n", source, re.MULTILINE)
    assert begin
    copy.write(table, source[: begin.end()] + row + source[begin.end() :])
    copy.write("wrong.yaml", BUDGET.replace("spec:", "spce:"))
    assert "columns with tabs between them" in copy.run("-m", "kubefence", "--help").stdout
    lines = copy.run("-m", "kubefence", "--lang", "en", "--format", "table", "wrong.yaml").stdout.splitlines()
    assert lines == ["wrong.yaml\t5\tunknown-field\tthere is no field spce; did you mean spec?"]


@pytest.mark.parametrize("title", re.findall(r"^### (.*)$", README, re.MULTILINE))
def test_what_a_recipe_names_is_there(title: str) -> None:
    """Files and folders, but for those that its own code makes."""
    made = {path for path, _ in code(title)} | {f"docs/rules/{RULE}.md"}
    named = set(re.findall(r"`(?:\.venv/bin/python )?((?:[\w-]+/)*[\w-]+(?:\.py|\.md|\.json|/))[` ]", recipe(title)))
    within = (ROOT, ROOT / "src" / "kubefence", ROOT / "docs" / "kubefence")
    assert [name for name in sorted(named - made) if not any((base / name).exists() for base in within)] == []


@pytest.mark.parametrize("title", re.findall(r"^### (.*)$", README, re.MULTILINE))
def test_a_recipe_is_short(title: str) -> None:
    told = re.sub(r"```python\n.*?```", "", recipe(title), flags=re.DOTALL)
    assert len([line for line in told.splitlines() if line.strip()]) <= 15
