"""The guide for other sites says what the code does, in both languages: options, outputs, fences, names, a rule."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

import kubefence
from kubefence import Page, custom, testing, verify
from kubefence.blocks import Directives
from kubefence.config import DEFAULT_RANGE, OPTIONS
from kubefence.edge.arguments import parse
from kubefence.html.rules import RULES
from kubefence.report.formats import FORMATS
from kubefence.schema.pack import builtin

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "kubefence"
GUIDES = {path.name: path.read_text(encoding="utf-8") for path in (FOLDER / "index.md", FOLDER / "en.md")}
in_both = pytest.mark.parametrize("guide", GUIDES.values(), ids=GUIDES)


def tables(guide: str, head: str) -> list[list[list[str]]]:
    """The rows, cell by cell, of the tables whose first head is one of these."""
    found = re.findall(rf"^\| (?:{head}) \|.*\n\|[-| ]+\n((?:\|.*\n)+)", guide, re.MULTILINE)
    return [[[cell.strip() for cell in line.strip("|").split(" | ")] for line in rows.splitlines()] for rows in found]


def names(cell: str) -> list[str]:
    return re.findall(r"`([^` ]+)[^`]*`", cell)


@in_both
def test_every_option(guide: str) -> None:
    [table] = [table for table in tables(guide, "选项|option") if len(table[0]) == 3]
    assert [names(cells[0])[0] for cells in table] == list(OPTIONS)
    assert names(table[0][1]) == [DEFAULT_RANGE]
    built_in = builtin().versions
    assert re.search(rf"{re.escape(str(built_in[0]))}\D+{re.escape(str(built_in[-1]))}", table[0][2])
    assert names(table[2][2]) == list(RULES)


@in_both
def test_every_option_of_the_command(guide: str, capsys: pytest.CaptureFixture[str]) -> None:
    [table] = [table for table in tables(guide, "选项|option") if len(table[0]) == 2]
    with pytest.raises(SystemExit):
        parse(["--help"])
    shown = re.findall(r"^  (?:-h, )?(--[a-z0-9-]+)", capsys.readouterr().out, re.MULTILINE)
    assert sorted(name for cells in table for name in names(cells[0])) == sorted(shown)


@in_both
def test_every_output(guide: str) -> None:
    [table] = tables(guide, "`--format`")
    lang = "zh" if "一" in guide else "en"
    assert [(names(cells[0])[0], cells[1]) for cells in table] == [
        (name, form.about.in_(lang)) for name, form in FORMATS.items()
    ]


@in_both
def test_every_fence_option(guide: str) -> None:
    [table] = tables(guide, "写法|fence")
    assert set(re.findall(r" (\w+)=", " ".join(cells[0] for cells in table))) == set(Directives._fields)


@in_both
@pytest.mark.parametrize("module", [kubefence, custom, testing], ids=lambda module: module.__name__)
def test_every_name_that_others_may_use(guide: str, module: Any) -> None:
    [table] = tables(guide, "模块|module")
    said = {names(cells[0])[0]: names(cells[1]) for cells in table}
    assert sorted(said[module.__name__]) == sorted(name for name in module.__all__ if name != "__version__")


@in_both
def test_the_action_and_the_hooks_are_called_as_they_are(guide: str) -> None:
    inputs = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["inputs"]
    [told] = re.findall(r"^.*`paths`.*`python`.*$", guide, re.MULTILINE)
    assert names(told[told.index("`paths`") :]) == list(inputs)
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert re.findall(r"- id: (\S+)", guide) == [hook["id"] for hook in hooks]


@in_both
def test_what_it_tells_of_python_is_so(guide: str) -> None:
    rule, test, use = re.findall(r"^```python[^\n]*\n(.*?)```", guide, re.MULTILINE | re.DOTALL)
    written = re.sub(r'""".*?"""', '""', rule, flags=re.DOTALL)
    assert len([line for line in written.splitlines() if line.strip()]) <= 20
    module: dict[str, Any] = {}
    exec(rule, module)
    exec(test.replace("from example_rules import LATEST, TABLES", "") + "\ntest_latest()", module)
    wrong = f"```yaml\n{module['LATEST'].wrong}```\n"
    exec(use, {"text": wrong})
    [finding] = verify([Page("a.md", wrong)], rules=[module["TABLES"]]).findings
    assert (finding.rule, finding.span.line) == ("image-latest", 8)


def test_both_show_the_same_code() -> None:
    zh, en = (re.findall(r"^```python[^\n]*\n(.*?)```", guide, re.MULTILINE | re.DOTALL) for guide in GUIDES.values())
    assert zh[:2] == en[:2]
