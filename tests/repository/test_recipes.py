"""The recipes of src/kubefence/README.md, followed to the letter in a scratch copy, with the code that stands there."""

import ast
import re
from pathlib import Path

import pytest

from kubefence.seal import MARKER
from tests.repository.scratch import Copy

ROOT = Path(__file__).parents[2]
README = (ROOT / "src" / "kubefence" / "README.md").read_text(encoding="utf-8")
TITLES = re.findall(r"^### (.*)$", README, re.MULTILINE)
RULE, FORCED = "budget-without-room", "forced-deletion"
NAMESPACE = "apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n"
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
    page = copy.read(f"docs/rules/{RULE}.md")
    assert f'```yaml expect="{RULE}"' in page
    assert f"({RULE}.md)" in copy.read("docs/rules/index.md")


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
    (path, text), (table, line) = code("A report format")
    copy.write(path, text)
    row(copy, table, "FORMATS", line)
    copy.write("wrong.yaml", BUDGET.replace("spec:", "spce:"))
    assert "columns with tabs between them" in copy.run("-m", "kubefence", "--help").stdout
    lines = copy.run("-m", "kubefence", "--lang", "en", "--format", "table", "wrong.yaml").stdout.splitlines()
    assert lines == ["wrong.yaml\t5\tunknown-field\tthere is no field spce; did you mean spec?"]
    copy.write("test_reports.py", (ROOT / "tests" / "test_reports.py").read_text(encoding="utf-8"))
    tested = copy.run("-m", "pytest", "-q", "-p", "no:cacheprovider", "test_reports.py", "-k", "format or module")
    assert re.search(r"^\d+ passed", tested.stdout, re.MULTILINE), tested.stdout


def row(copy: Copy, path: str, table: str, text: str) -> None:
    """Put a row at the beginning of a table."""
    source = copy.read(path)
    begin = re.search(rf"^{table}\b.*\{{\n", source, re.MULTILINE)
    assert begin, f"{path} has no {table}"
    copy.write(path, source[: begin.end()] + text + source[begin.end() :])


def at_the_beginning(copy: Copy, path: str, name: str, text: str) -> None:
    """Put lines at the beginning of a function, behind what it says of itself."""
    source = copy.read(path)
    [found] = [n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.FunctionDef) and n.name == name]
    first = found.body[1 if ast.get_docstring(found) else 0].lineno - 1
    lines = source.splitlines(keepends=True)
    copy.write(path, "".join((*lines[:first], text, *lines[first:])))


def behind_the_fields(copy: Copy, path: str, name: str, text: str) -> None:
    """Put lines behind the last field of a class and what is said of it."""
    source = copy.read(path)
    [found] = [n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.ClassDef) and n.name == name]
    fields = [number for number, node in enumerate(found.body) if isinstance(node, ast.AnnAssign)]
    after = found.body[fields[-1] + 1] if fields[-1] + 1 < len(found.body) else None
    last = after if isinstance(after, ast.Expr) else found.body[fields[-1]]
    lines = source.splitlines(keepends=True)
    copy.write(path, "".join((*lines[: last.end_lineno], text, *lines[last.end_lineno :])))


def test_a_check_of_pages(copy: Copy) -> None:
    (module, check), (ids, line), (notes, note), (pages, call) = code("A check of pages")
    copy.write(module, check)
    row(copy, ids, "RULES", line)
    row(copy, notes, "NOTES", note)
    copy.write(notes, copy.read(notes).replace("import Text\n", "import Severity, Text\n"))
    at_the_beginning(copy, pages, "_shell", call)
    copy.write(pages, copy.read(pages).replace("    hidden,\n", "    forced,\n    hidden,\n", 1))
    copy.write("page.md", "# a\n\n```bash\nkubectl delete pod web --grace-period=0\n```\n")
    done = copy.run("-m", "kubefence", "--lang", "en", "page.md")
    assert "page.md:4:24: warning: this does not wait for the Pod" in done.stdout, done.stdout + done.stderr
    assert "Leave --grace-period=0 out." in copy.run("-m", "kubefence", "--lang", "en", "--explain", FORCED).stdout
    copy.run("scripts/update_rules.py")
    assert f"`{FORCED}`" in copy.read("docs/rules/index.md")
    copy.write("test_notes.py", (ROOT / "tests" / "test_notes.py").read_text(encoding="utf-8"))
    proven = copy.run("-m", "pytest", "-q", "-p", "no:cacheprovider", "test_notes.py", "-k", FORCED)
    assert "2 passed" in proven.stdout, proven.stdout


SHOWN = """
from markdown import Markdown
from kubefence.markdown.fences import FenceExtension
text = open("page.md", encoding="utf-8").read()
print(Markdown(extensions=["pymdownx.superfences", FenceExtension()]).convert(text))
"""


def test_a_fence_option(copy: Copy) -> None:
    (blocks, field), (directives, check) = code("A fence option")
    behind_the_fields(copy, blocks, "Directives", field)
    at_the_beginning(copy, directives, "malformed", check)
    for option, told in (
        ('owner="me"', "page.md:1:1: error: owner is the address of somebody [option-without-text]"),
        ('ownr="a@example.com"', "did you mean owner?"),
        ('owner="a@example.com"', "nothing found"),
    ):
        copy.write("page.md", f"```yaml {option}\n{NAMESPACE}```\n")
        assert told in copy.run("-m", "kubefence", "--lang", "en", "page.md").stdout
    html = copy.run("-c", SHOWN).stdout
    assert "Namespace" in html
    assert "owner" not in html


def test_an_option(copy: Copy) -> None:
    [(config, field)] = code("An option")
    behind_the_fields(copy, config, "Config", field)
    copy.write("page.md", f"```yaml\n{NAMESPACE}```\n")
    assert "who keeps the examples" in copy.run("-m", "kubefence", "--help").stdout
    for line, told in (
        ("owners = ['a@example.com']", "nothing found"),
        ("ownerz = []", "kubefence.toml:1:1: there is no option 'ownerz'; did you mean owners?"),
        ("owners = [1]", "kubefence.toml:1:10: owners[0]: this has to be an address"),
    ):
        copy.write("kubefence.toml", line + "\n")
        done = copy.run("-m", "kubefence", "--lang", "en", "page.md")
        assert told in done.stdout + done.stderr


def test_a_kubernetes_version(copy: Copy) -> None:
    """Its scripts say what they want; a range that is narrowed, and a rule of later versions, hold at once."""
    told = recipe("A Kubernetes version")
    for script in re.findall(r"`(scripts/\w+\.py)", told):
        asked = copy.run(script, "--help")
        assert "--check" in asked.stdout or script.endswith(("rules.py", "verdicts.py")), script
    config = copy.read("src/kubefence/config.py")
    [default] = re.findall(r'^DEFAULT_RANGE = "(.*)"$', config, re.MULTILINE)
    copy.write("src/kubefence/config.py", config.replace(f'"{default}"', '"1.36"', 1))
    wrong = BUDGET.replace("spec:", "spce:")
    assert "(spce; 1.36)" in copy.run("-m", "kubefence", "--lang", "en", "--no-lint", "-", given=wrong).stdout
    assert "`only(check, since=" in told
    [(path, text)] = code("A rule")
    text = text.replace("(lets_one_go,)", '(only(lets_one_go, since="1.37"),)')
    copy.write(path, text.replace("\nNO_ROOM", "\nfrom kubefence.rules.vocabulary.versions import only\n\nNO_ROOM", 1))
    copy.run("scripts/update_rules.py")
    assert "nothing found" in judged(copy)
    for version, found in (("1.36", False), ("1.37", True)):
        report = copy.run("-m", "kubefence", "--lang", "en", "--no-lint", "--k8s", version, "-", given=BUDGET).stdout
        assert (RULE in report) is found, report


BUILT = """
import sys
from pathlib import Path
from kubefence.edge.plain import build
from kubefence.report.text import line
Path("public").mkdir(exist_ok=True)
for finding in build(Path(), Path("public")):
    print(line(finding, "en"))
"""


def test_a_site_adapter(copy: Copy) -> None:
    [(path, text)] = code("A site adapter")
    copy.write(path, text)
    copy.write("mkdocs.yml", "site_name: a\nmarkdown_extensions: [pymdownx.superfences]\n")
    page = f"# a\n\n```yaml\n{NAMESPACE}```\n"
    copy.write("docs/a.md", page.replace("metadata", "metadta"))
    assert "docs/a.md:6:1: error: there is no field metadta" in copy.run("-c", BUILT).stdout
    assert not (copy.folder / "public" / "a.html").exists()
    copy.write("docs/a.md", page)
    done = copy.run("-c", BUILT)
    assert done.stdout == "", done.stderr
    assert MARKER not in copy.read("public/a.html")
    copy.write("docs/a.md", f"{page}\n<pre>{NAMESPACE.replace('{name: a}', '{name: b}')}</pre>\n")
    assert "a.md:9:1: error: this shows a manifest that was never verified" in copy.run("-c", BUILT).stdout


def test_a_custom_resource_that_is_carried_along(copy: Copy) -> None:
    """The script wants a folder, and the pack is made of the rows that it names."""
    told = recipe("A custom resource that is carried along")
    [script] = set(re.findall(r"`(scripts/update_\w+\.py)", told))
    assert "--check" in copy.run(script, "--help").stdout
    [rows] = re.findall(r"A row of `(\w+)`", told)
    first = re.search(rf'^{rows} = \(\n    Source\(\n? *"([^"]+)"', copy.read(script), re.MULTILINE)
    assert first is not None
    assert f'"{first[1]}":[' in copy.read("src/kubefence/schema/custom/data/index.json")


def test_every_recipe_with_code_is_followed() -> None:
    without = {"A Kubernetes version", "A custom resource that is carried along"}
    assert {title for title in TITLES if "```python" in recipe(title)} | without == set(TITLES)
    written = Path(__file__).read_text(encoding="utf-8")
    assert [title for title in TITLES if f"def test_{title.lower().replace(' ', '_')}(" not in written] == []


@pytest.mark.parametrize("title", TITLES)
def test_what_a_recipe_names_is_there(title: str) -> None:
    """Files and folders, but for those that its own code makes."""
    made = {path for path, _ in code(title)} | {f"docs/rules/{RULE}.md"}
    named = set(re.findall(r"`(?:\.venv/bin/python )?((?:[\w-]+/)*[\w-]+(?:\.py|\.md|\.json|/))[` ]", recipe(title)))
    within = (ROOT, ROOT / "src" / "kubefence", ROOT / "docs" / "kubefence")
    assert [name for name in sorted(named - made) if not any((base / name).exists() for base in within)] == []


@pytest.mark.parametrize("title", TITLES)
def test_a_recipe_is_short(title: str) -> None:
    told = re.sub(r"```python\n.*?```", "", recipe(title), flags=re.DOTALL)
    assert len([line for line in told.splitlines() if line.strip()]) <= 15
