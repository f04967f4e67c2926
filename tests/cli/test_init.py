"""``kubefence init``: a tree as it is gets a configuration, after which only what is new is told."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from kubefence.config import OPTIONS
from kubefence.edge import cli, mkdocs_yml
from kubefence.edge.adding_plugin import add
from kubefence.errors import ConfigError
from tests.helpers import CONFIG_MAP, WRONG_CONFIG_MAP, fenced

from .conftest import Run, write

NAMES = ["kubefence-baseline.json", "kubefence.toml"]
CRD = """\
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: tests.example.com}
spec:
  group: example.com
  scope: Namespaced
  names: {kind: Test, plural: tests, singular: test}
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties: {spec: {type: object, properties: {size: {type: integer}}}}
"""
RESOURCE = "apiVersion: example.com/v1\nkind: Test\nmetadata: {name: a}\nspec: {size: big}\n"


def init(*arguments: str) -> int:
    return cli.main(["init", "--lang", "en", *arguments])


def config() -> dict[str, Any]:
    return tomllib.loads(Path("kubefence.toml").read_text("utf-8"))


@pytest.fixture
def tree(run: Run) -> Run:
    """A repository without a site: pages, examples, a chart, CRDs, and files that nobody can read."""
    write("docs/a.md", fenced(WRONG_CONFIG_MAP) + "\n" + fenced(RESOURCE))
    write("docs/logo.yaml", b"\x89PNG\0")
    write("examples/b.yaml", "kind: ConfigMap\n")
    write("examples/chart/Chart.yaml", "apiVersion: v2\nname: a\nversion: 1.0.0\n")
    write("examples/chart/templates/t.yaml", "{{ if .Values.a }}\n- : [\n{{ end }}\n")
    write("deploy/crds/one.yaml", CRD)
    write("deploy/crds/two.yaml", CRD.replace("tests", "others").replace("Test", "Other").replace("test", "other"))
    write("vendor/x/crd.yaml", CRD)
    write("README.md", fenced(WRONG_CONFIG_MAP))
    write("src/fixture.yaml", "- [\n")
    return run


def test_what_is_new_is_told_from_then_on(tree: Run) -> None:
    assert init() == 0
    assert tree().status == 0
    write("docs/c.md", fenced(WRONG_CONFIG_MAP))
    write("docs/a.md", "文\n\n" + Path("docs/a.md").read_text("utf-8"))
    outcome = tree("--format", "json")
    errors = [f["path"] for f in json.loads(outcome.out)["findings"] if f["severity"] != "note"]
    assert (outcome.status, errors) == (1, ["docs/c.md"])


def test_what_the_configuration_says(tree: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert init() == 0
    said = config()
    assert said == {
        "crds": ["deploy/crds/*.yaml"],
        "paths": ["docs", "examples", "README.md"],
        "exclude": ["/examples/chart/templates/", "/docs/logo.yaml"],
        "baseline": NAMES[0],
        "severity": {},
    }
    text = Path("kubefence.toml").read_text("utf-8")
    assert '"/docs/logo.yaml",  # not-utf8' in text
    assert '# unknown-field = "off"  # 2' in text
    listed = json.loads(Path(NAMES[0]).read_text("utf-8"))["sources"]
    assert list(listed) == ["README.md", "docs/a.md", "examples/b.yaml"]
    assert "wrong-type" in listed["docs/a.md"]  # its CRD is known
    assert capsys.readouterr().out.splitlines()[-1].startswith("next: run kubefence in CI")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_option_is_named_and_told_of(tree: Run, lang: str) -> None:
    assert cli.main(["init", "--lang", lang]) == 0
    text = Path("kubefence.toml").read_text("utf-8")
    for name, option in OPTIONS.items():
        assert f"\n{name} = " in text or f"\n# {name} = " in text or f"\n[{name}]" in text
        assert option.about.in_(lang) in text or name == "severity"


def test_examples_of_options_are_options(tree: Run) -> None:
    assert init() == 0
    lines = Path("kubefence.toml").read_text("utf-8").split("\n")
    unset = [line[2:] for line in lines if line.startswith("# ") and line[2:].split(" = ")[0] in OPTIONS]
    assert len(unset) > len(OPTIONS) / 2
    for line in unset:
        if not line.startswith("crds"):  # which name files
            write("kubefence.toml", line + "\n")
            write("kubefence-baseline.json", '{"kubefence-baseline": 1}')
            assert tree("docs/a.md").status == 1


def test_only_once(tree: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert init() == 0
    before = {name: Path(name).read_bytes() for name in NAMES}
    assert init() == 2
    assert "kubefence.toml is there already; kubefence init writes a new" in capsys.readouterr().err
    assert {name: Path(name).read_bytes() for name in NAMES} == before


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("pyproject.toml", "[tool.kubefence]\nk8s = '1.36'\n"),
        ("kubefence-baseline.json", "{}"),
        ("kubefence.toml", "not = toml ="),
        ("mkdocs.yml", "site_name: a\nplugins:\n  - kubefence: {k8s: '1.36'}\n"),
    ],
)
def test_nothing_that_is_there_is_written_over(
    tree: Run, capsys: pytest.CaptureFixture[str], name: str, text: str
) -> None:
    write(name, text)
    assert init() == 2
    reason = "has options of kubefence already" if name in ("pyproject.toml", "mkdocs.yml") else "is there already"
    assert f"{name} {reason}" in capsys.readouterr().err
    assert Path(name).read_text("utf-8") == text
    assert [path for path in NAMES if Path(path).exists() and path != name] == []


def test_where_it_fails_nothing_is_left(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert init() == 2
    assert "no Markdown, YAML or JSON file in ." in capsys.readouterr().err
    assert [path for path in NAMES if Path(path).exists()] == []
    assert init("gone") == 2
    assert "gone: no such folder" in capsys.readouterr().err


def test_crds_that_cannot_be_used_are_left_out(tree: Run) -> None:
    write("deploy/crds/two.yaml", "kind: CustomResourceDefinition\nspec: [\n")
    assert init() == 0
    assert "crds" not in config()
    assert tree().status == 0


def test_another_generator(tree: Run, capsys: pytest.CaptureFixture[str]) -> None:
    write("hugo.toml", "")
    assert init() == 0
    assert "Hugo makes this site: after it, kubefence site FOLDER --sources PATH" in capsys.readouterr().out


def test_in_a_folder(tree: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path.parent)
    assert init(str(tmp_path)) == 0
    assert all((tmp_path / name).is_file() for name in NAMES)


def test_names_that_patterns_mean_otherwise(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    write("docs/a.md", fenced(CONFIG_MAP))
    write("docs/#!a b[1]*.yaml", b"\0")
    assert init() == 0
    capsys.readouterr()
    outcome = run("--format", "json")
    assert outcome.err == ""
    assert outcome.spots == []
    write("docs/#!a b1x.yaml", b"\0")
    assert [path for path, *_ in run("--format", "json").spots] == ["docs/#!a b1x.yaml"]


def test_a_site_of_mkdocs(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """What only the finished site shows is in the baseline, too."""
    hidden = f"文\n\n<pre><code>{CONFIG_MAP.replace('kind', '&#107;ind')}</code></pre>\n"
    write("docs/index.md", f"# a\n\n{fenced(WRONG_CONFIG_MAP)}\n{hidden}")
    write("mkdocs.yml", "site_name: a  # a comment\ntheme:\n  name: mkdocs\n")
    assert init() == 0
    assert "added the plugin kubefence to mkdocs.yml" in capsys.readouterr().out
    parts = json.loads(Path(NAMES[0]).read_text("utf-8"))
    assert {part: list(parts[part].values()) != [] for part in ("sources", "site")} == {"sources": True, "site": True}
    assert Path("mkdocs.yml").read_text("utf-8").startswith("site_name: a  # a comment\n")
    assert not Path("site").exists()
    assert run().status == 0


def test_a_site_that_cannot_be_built_yet(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """The last line says why, without what led there, and the next one what to do."""
    write("docs/index.md", "# a\n")
    write("mkdocs.yml", "site_name: a\ntheme:\n  name: none-of-this-name\n")
    assert init() == 0
    said = capsys.readouterr().out.splitlines()
    [at] = [number for number, line in enumerate(said) if line.startswith("a first build failed: ")]
    assert "\\x0a" not in said[at]
    assert said[at + 1].endswith("build it once with KUBEFENCE_WRITE_BASELINE=1, which adds that")


PLUGINS: dict[str, tuple[str, str]] = {
    "none": ("site_name: a\n", "site_name: a\n\nplugins:\n  - search\n  - kubefence\n"),
    "none, without an end": ("site_name: a", "site_name: a\n\nplugins:\n  - search\n  - kubefence\n"),
    "a list": ("plugins:\n- search  # x\n- tags\n", "plugins:\n- kubefence\n- search  # x\n- tags\n"),
    "an indented list": (
        "plugins:\n    # x\n    - a: {b: c}\n",
        "plugins:\n    # x\n    - kubefence\n    - a: {b: c}\n",
    ),
    "a mapping": ("plugins:\n  search: {}\n", "plugins:\n  kubefence: {}\n  search: {}\n"),
    "in brackets": ("plugins: [search]\n", "plugins: [kubefence, search]\n"),
    "in empty brackets": ("plugins: []\n", "plugins: [kubefence]\n"),
    "in braces": ("plugins: {search: {}}\n", "plugins: {kubefence: {}, search: {}}\n"),
    "with tags and letters": (
        "site_name: 中文 𝒜\nx: !ENV [A, 1]\nplugins:\n  - search\n",
        "site_name: 中文 𝒜\nx: !ENV [A, 1]\nplugins:\n  - kubefence\n  - search\n",
    ),
    "with CRLF": ("a: 1\r\nplugins:\r\n  - search\r\n", "a: 1\r\nplugins:\r\n  - kubefence\r\n  - search\r\n"),
    "with a mark": ("\ufeffplugins:\n  - search\n", "\ufeffplugins:\n  - kubefence\n  - search\n"),
}


@pytest.mark.parametrize(("before", "after"), PLUGINS.values(), ids=PLUGINS)
def test_the_plugin_is_added_and_nothing_else_changes(run: Run, before: str, after: str) -> None:
    write("mkdocs.yml", before)
    assert add(mkdocs_yml.read(Path("mkdocs.yml"))) == Path("mkdocs.yml").absolute()
    assert Path("mkdocs.yml").read_bytes().decode() == after
    assert add(mkdocs_yml.read(Path("mkdocs.yml"))) is None


def test_the_plugin_is_added_where_a_site_inherits_its_plugins_from(run: Run) -> None:
    write("base.yml", "plugins: [search]\n")
    write("mkdocs.yml", "INHERIT: base.yml\nsite_name: a\n")
    assert add(mkdocs_yml.read(Path("mkdocs.yml"))) == Path("base.yml").absolute()
    assert Path("base.yml").read_text("utf-8") == "plugins: [kubefence, search]\n"


@pytest.mark.parametrize("text", ["plugins:\n", "plugins: 5\n"])
def test_where_it_cannot_be_added_it_says_what_to_write(run: Run, text: str) -> None:
    write("mkdocs.yml", text)
    with pytest.raises(ConfigError, match="write a line “- kubefence” under plugins"):
        add(mkdocs_yml.read(Path("mkdocs.yml")))
    assert Path("mkdocs.yml").read_text("utf-8") == text
