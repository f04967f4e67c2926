"""``--fix`` and ``--diff``: what is sure is mended in the text itself, and everything else stays as it was written."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from kubefence import Page, Verifier
from kubefence.config import Config
from kubefence.edge.edited import Text, apart
from kubefence.findings import Fix, Replacement
from kubefence.findings import Text as Said
from kubefence.positions import Place, Span
from kubefence.schema.pack import builtin
from kubefence.schema.successors import MEANS_MORE, successor
from tests.helpers import CONFIG_MAP, WRONG_CONFIG_MAP, fenced

from .conftest import Run, write

POD = """\
apiVersion: v1
kind: Pod
metadata:
  name: a
spec:
  containers:
    - name: a
      image: a
"""
OLD = """\
apiVersion: storage.k8s.io/v1beta1
kind: CSIStorageCapacity
metadata:
  name: a
storageClassName: x
"""

SITE = "markdown_extensions: [pymdownx.superfences, pymdownx.snippets, pymdownx.tabbed: {alternate_style: true}]\n"

SURE: dict[str, tuple[str, str]] = {
    "the spelling of a field": (POD.replace("containers:", "contaners:"), POD),
    "of one in quotes": (POD.replace("containers:", '"contaners":'), POD.replace("containers:", '"containers":')),
    "the case of a field": (POD.replace("containers:", "Containers:"), POD),
    "quotes around a number": (
        POD.replace("name: a\nspec", "name: a\n  labels:\n    a: 1.10\nspec"),
        POD.replace("name: a\nspec", 'name: a\n  labels:\n    a: "1.10"\nspec'),
    ),
    "quotes around truth": (
        POD.replace("name: a\nspec", "name: a\n  labels: {a: yes, b: x}  # x\nspec"),
        POD.replace("name: a\nspec", 'name: a\n  labels: {a: "yes", b: x}  # x\nspec'),
    ),
    "no quotes around a number": (
        POD + '      ports: [{containerPort: "80"}]\n',
        POD + "      ports: [{containerPort: 80}]\n",
    ),
    "the spelling of a word": (POD + "      imagePullPolicy: always\n", POD + "      imagePullPolicy: Always\n"),
    "of one in quotes that is a word": (
        POD + "      imagePullPolicy: 'always'\n",
        POD + "      imagePullPolicy: 'Always'\n",
    ),
    "a version of the API": (OLD, OLD.replace("v1beta1", "v1")),
    "a separator": (f"{POD}{CONFIG_MAP}", f"{POD}---\n{CONFIG_MAP}"),
    "spaces at the end": (f"{CONFIG_MAP}data:   \n  a: b  \n", f"{CONFIG_MAP}data:\n  a: b\n"),
    "a space in a comment": (f"{CONFIG_MAP}#x\n", f"{CONFIG_MAP}# x\n"),
    "the indentation of a list": (
        f"{POD}      args:\n      - x\n",
        f"{POD}      args:\n        - x\n",
    ),
    "without an end": (POD.replace("containers:", "contaners:").rstrip("\n"), POD.rstrip("\n")),
}
LEFT: dict[str, str] = {
    "a field in which more is wrong": POD.replace("containers:", "contaners:").replace("image:", "imag:"),
    "two names that may be meant": POD + "      por: 1\n",
    "a field that belongs elsewhere": POD + "  imagePullPolicy: Always\n",
    "what is missing": "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {}\n",
    "spaces that are data": f"{CONFIG_MAP}data:\n  a: |\n    b  \n",
    "an anchor": POD.replace("name: a\nspec", "name: a\n  labels: {a: &x 1, b: *x}\nspec"),
    "a separator behind which more is wrong": f"{POD}{WRONG_CONFIG_MAP}",
    "a version that takes other fields": "apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: {name: a}\n",
}
WRAPPED: dict[str, tuple[str, Callable[[str], str]]] = {
    "a file": ("a.yaml", lambda text: text),
    "a page": ("a.md", lambda text: f"文\n\n{fenced(text)}"),
    "a list in a quotation": (
        "a.md",
        lambda text: "> - 文\n>\n" + "".join(f">   {line}".rstrip(" ") + "\n" for line in fenced(text).splitlines()),
    ),
    "a tab": ("a.md", lambda text: '=== "页"\n\n' + "".join(f"    {line}\n" for line in fenced(text).splitlines())),
}


@pytest.mark.parametrize(("before", "after"), SURE.values(), ids=SURE)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("where", WRAPPED)
def test_what_is_sure_is_mended_where_it_stands(run: Run, where: str, end: str, before: str, after: str) -> None:
    name, wrapped = WRAPPED[where]
    if not before.endswith("\n") and where != "a file":
        return
    if where == "a list in a quotation" and before.count("  \n"):
        wrapped = WRAPPED["a page"][1]
    write(name, wrapped(before).replace("\n", end))
    write("mkdocs.yml", SITE)
    outcome = run(name, "--fix", "--lang", "en")
    assert Path(name).read_bytes().decode() == wrapped(after).replace("\n", end)
    assert outcome.status == 0
    assert "mended in 1 file" in outcome.out


@pytest.mark.parametrize("text", LEFT.values(), ids=LEFT)
def test_what_is_not_sure_is_left(run: Run, text: str) -> None:
    write("a.yaml", text)
    before = run("a.yaml", "--format", "json").spots
    assert before
    assert run("a.yaml", "--fix", "--format", "json").spots == before
    assert Path("a.yaml").read_text("utf-8") == text
    assert run("a.yaml", "--diff").out == ""


def test_what_is_sure_is_mended_beside_what_is_not(run: Run) -> None:
    write("a.yaml", f"{POD}      por: 1\n      imagePullPolicy: always\n---\n{WRONG_CONFIG_MAP}")
    outcome = run("a.yaml", "--fix", "--format", "json")
    assert outcome.spots == [("a.yaml", 9, 7, "unknown-field")]
    assert json.loads(outcome.out)["notes"] == ["2 mistakes were mended in 1 file"]
    assert outcome.status == 1


def test_the_diff_is_a_patch_and_changes_nothing(run: Run) -> None:
    before = {
        "docs/a.md": fenced(WRONG_CONFIG_MAP),
        "docs/b.yaml": f"{OLD}# x".replace("\n", "\r\n"),
        "docs/c.md": "文\n",
    }
    for name, text in before.items():
        write(name, text)
    outcome = run("docs", "--diff")
    assert outcome.status == 1
    assert outcome.out.startswith("--- a/docs/a.md\n+++ b/docs/a.md\n")
    assert {name: Path(name).read_bytes().decode() for name in before} == before
    assert run("docs", "--fix", "--diff").out == outcome.out
    assert {name: Path(name).read_bytes().decode() for name in before} == before
    patch = outcome.out.encode()
    subprocess.run(["git", "apply", "--unsafe-paths", "-"], input=patch, check=True, capture_output=True)
    applied = {name: Path(name).read_bytes() for name in before}
    for name, text in before.items():
        write(name, text)
    assert run("docs", "--fix").status == 0
    assert {name: Path(name).read_bytes() for name in before} == applied
    assert run("docs", "--diff").status == 0


def test_the_mark_at_the_beginning_and_permissions_stay(run: Run) -> None:
    path = write("a.yaml", "\ufeff" + WRONG_CONFIG_MAP)
    path.chmod(0o640)
    Path("b.yaml").symlink_to("a.yaml")
    assert run("b.yaml", "--fix").status == 0
    assert path.read_bytes().decode() == "\ufeff" + CONFIG_MAP + "data: {}\n"
    assert path.stat().st_mode & 0o777 == 0o640
    assert Path("b.yaml").is_symlink()


def test_what_a_page_includes_is_not_mended_through_it(run: Run) -> None:
    write("docs/a.md", '```yaml\n--8<-- "part.txt"\n```\n')
    write("part.txt", WRONG_CONFIG_MAP)
    write("mkdocs.yml", SITE)
    assert run("docs", "--fix").status == 1
    assert Path("part.txt").read_text("utf-8") == WRONG_CONFIG_MAP


def test_wrong_examples_and_skipped_blocks_stay(run: Run) -> None:
    text = fenced(WRONG_CONFIG_MAP, 'yaml expect="unknown-field"') + "\n" + fenced(WRONG_CONFIG_MAP, 'yaml skip="原因"')
    write("a.md", text)
    assert run("a.md", "--fix").status == 0
    assert Path("a.md").read_text("utf-8") == text


def test_standard_input_is_no_file(run: Run) -> None:
    outcome = run("-", "--fix", "--lang", "en", stdin=WRONG_CONFIG_MAP)
    assert outcome.err == "kubefence: --fix and --diff are about files, not about -\n"


def test_a_file_that_cannot_be_written(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.yaml", WRONG_CONFIG_MAP)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    outcome = run("a.yaml", "--fix", "--lang", "en")
    assert (outcome.status, outcome.err) == (2, "kubefence: a.yaml: cannot be written: Permission denied\n")
    assert Path("a.yaml").read_text("utf-8") == WRONG_CONFIG_MAP


def test_a_fix_is_told_to_other_programs(run: Run) -> None:
    write("a.yaml", WRONG_CONFIG_MAP)
    [result] = json.loads(run("a.yaml", "--format", "sarif").out)["runs"][0]["results"]
    [change] = result["fixes"][0]["artifactChanges"]
    assert change["replacements"][0]["insertedContent"] == {"text": "data"}


def replaced(line: int, column: int, end: int, text: str) -> Fix:
    return Fix(Said("", ""), (Replacement(Place("a", Span(line, column, line, end)), text),))


def test_each_line_keeps_its_end() -> None:
    text = Text(b"\xef\xbb\xbfa\r\n  b\nc\rd")
    assert text.read == "a\n  b\nc\nd"
    new = text.with_([replaced(2, 3, 3, "x\n"), replaced(1, 1, 2, "y"), replaced(4, 1, 2, "z\n")])
    assert new.data == b"\xef\xbb\xbfy\r\n  x\n  b\nc\rz\r\n"


def test_fixes_that_touch_are_not_done_at_once() -> None:
    one, two, three = replaced(1, 1, 3, "a"), replaced(1, 3, 5, "b"), replaced(1, 6, 7, "c")
    assert apart([one, two, three]) == [one, three]


def test_a_successor_takes_all_that_was_taken() -> None:
    pack = builtin()
    newest = pack.versions[-1]
    assert successor(pack, newest, "storage.k8s.io/v1beta1/CSIStorageCapacity") == "storage.k8s.io/v1"
    assert successor(pack, newest, "resource.k8s.io/v1beta1/ResourceClaim") is None  # its requests have another form
    assert not [name for name in MEANS_MORE if successor(pack, newest, name)]
    assert successor(pack, newest, "networking.k8s.io/v1/Ingress") is None


@pytest.mark.parametrize("text", [before for before, _ in SURE.values()], ids=SURE)
def test_findings_that_are_not_asked_for_cost_no_fix_of_style(text: str) -> None:
    """Fixes belong to findings, so that they are the same wherever a report goes."""
    report = Verifier(Config(lint=None)).verify(Page("a.yaml", text, markdown=False))
    assert all(finding.fix is None or finding.fix.replacements for finding in report.findings)
