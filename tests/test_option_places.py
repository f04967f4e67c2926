"""Where something is wrong with the options: the file, the line and the column are told."""

import os
from pathlib import Path

import pytest

from kubefence import Page, Verifier
from kubefence.edge import mkdocs_yml
from kubefence.edge.settings import config_of
from kubefence.errors import BadStyle, ConfigError
from tests.helpers import CONFIG_MAP


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "style.yml").write_text("rules: {}\n", encoding="utf-8")
    return tmp_path


TOML = "# a comment\nlang = 'zh'\n"
PROJECT = "[project]\nname = 'a'\n\n[tool.kubefence]\nlang = 'zh'\n"
AT: dict[str, tuple[str, str, str]] = {
    "a name": ("kubefence.toml", TOML + "  k9s = 1\n", ":3:3: there is no option 'k9s'; did you mean k8s?"),
    "a value": ("kubefence.toml", TOML + "k8s  =  1.3\n", ":3:9: k8s: this has to be a range of versions"),
    "an item": ("kubefence.toml", TOML + "page_rules = [\n  'raw-htm',\n]\n", ":3:14: page_rules[0]: there is no"),
    "a name in quotes": ("kubefence.toml", TOML + '"k9s" = 1\n', ":3:1: there is no option 'k9s'"),
    "behind a text that looks the same": (
        "kubefence.toml",
        'lang = """\nk9s = 1\n"""\nk9s = 1\n',
        ":1:8: lang: there is no",
    ),
    "the name behind such a text": (
        "kubefence.toml",
        'k8s = "1.36"\nx = """\nk9s = 1\n"""\n',
        ":2:1: there is no option 'x'",
    ),
    "a table": ("kubefence.toml", TOML + "[k9s]\na = 1\n", ":3:2: there is no option 'k9s'"),
    "a table for a text": ("kubefence.toml", TOML + "[k8s]\na = 1\n", ":3:2: k8s: this has to be"),
    "a name with points": ("kubefence.toml", TOML + "k8s.a = 1\n", ": k8s: this has to be"),
    "of a project": ("pyproject.toml", PROJECT + "k9s = 1\n", ":6:1: there is no option 'k9s'"),
    "of a project, elsewhere the same": ("pyproject.toml", "[a]\nk9s = 1\n" + PROJECT + "k9s = 1\n", ":8:1: there is"),
    "a table in a line": ("pyproject.toml", "[tool]\nkubefence = {k9s = 1}\n", ":2:13: there is no option 'k9s'"),
    "with points": ("pyproject.toml", "tool.kubefence.k9s = 1\n", ":1:16: there is no option 'k9s'"),
    "no table": ("pyproject.toml", "[tool]\nkubefence = 5\n", ":2:13: the options of kubefence are names with values"),
    "no TOML": ("kubefence.toml", "k8s = \n", ":1:7: Invalid value"),
    "no TOML at the end": ("kubefence.toml", "k8s = '", ": Expected"),
    "no UTF-8": ("kubefence.toml", "k8s = '\udcff'\n", ": cannot be read: 'utf-8' codec"),
    "deep": ("kubefence.toml", f"k8s = {'[' * 10_000}", ": nested too deeply to be read"),
    "long": ("kubefence.toml", f"k8s = '{'x' * 2**20}'\n", ": too long to be read"),
    "digits": ("kubefence.toml", f"k8s = {'1' * 5_000}\n", ": cannot be read: Exceeds the limit"),
    "many names in one": ("kubefence.toml", f"k8s{'.a' * 5_000} = 1\n", ": k8s: this has to be"),
    "no file": ("kubefence.toml", TOML + "yamllint = 'gone.yml'\n", "gone.yml: No such file or directory"),
    "the plugin's name": ("mkdocs.yml", "plugins:\n- search\n- kubefence:\n    k9s: 1\n", ":4:5: there is no option"),
    "the plugin's value": ("mkdocs.yml", "plugins:\n  kubefence:\n    k8s: 1.30\n", ":3:10: k8s: this has to be"),
    "the plugin's item": (
        "mkdocs.yml",
        "plugins:\n  kubefence:\n    page_rules:\n    - raw-html\n    - raw-htm\n",
        ":5:7: page_rules[1]: there is no 'raw-htm'",
    ),
    "the plugin's form": ("mkdocs.yml", "plugins: [kubefence: 5]\n", ":1:22: the options of kubefence are names with"),
    "the plugin's alias": (
        "mkdocs.yml",
        "a: &a {k9s: 1}\nplugins: [kubefence: *a]\n",
        ":1:8: there is no option 'k9s'",
    ),
    "merged": ("mkdocs.yml", "a: &a {k9s: 1}\nplugins: [kubefence: {<<: *a}]\n", ":2:22: there is no option 'k9s'"),
}


@pytest.mark.parametrize(("name", "text", "told"), AT.values(), ids=AT.keys())
def test_where_it_stands(folder: Path, name: str, text: str, told: str) -> None:
    (folder / name).write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(ConfigError) as caught:
        config_of(mkdocs_yml.read(folder / name) if name == "mkdocs.yml" else None, folder)
    assert str(caught.value).startswith(str(folder / name))
    assert told in str(caught.value)
    assert str(folder / name) in caught.value.zh


def test_it_may_stand_in_what_a_site_inherits(folder: Path) -> None:
    (folder / "base.yml").write_text("site_name: a\nplugins:\n  kubefence:\n    k9s: 1\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text("INHERIT: base.yml\nplugins:\n  kubefence:\n    lang: zh\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"base\.yml:4:5: there is no option 'k9s'"):
        config_of(mkdocs_yml.read(folder / "mkdocs.yml"))


def test_a_file_that_cannot_be_read_is_no_file_without_options(folder: Path) -> None:
    os.mkfifo(folder / "kubefence.toml")
    with pytest.raises(ConfigError, match=r"kubefence\.toml: cannot read this file: not a regular file"):
        config_of(None, folder)
    (folder / "kubefence.toml").unlink()
    os.mkfifo(folder / "pipe")
    (folder / "kubefence.toml").write_text("yamllint = 'pipe'\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"kubefence\.toml:1:12: yamllint: cannot read .*pipe: not a regular file"):
        config_of(None, folder)


def test_a_link_that_leads_nowhere_is_no_folder_without_options(folder: Path) -> None:
    (folder / "kubefence.toml").symlink_to("gone.toml")
    with pytest.raises(ConfigError, match=r"kubefence\.toml: cannot read this file: No such file"):
        config_of(None, folder)


def test_a_style_that_cannot_be_used(folder: Path) -> None:
    (folder / "style.yml").write_text("rules: {nothing: enable}\n", encoding="utf-8")
    (folder / "kubefence.toml").write_text("yamllint = 'style.yml'\n", encoding="utf-8")
    with pytest.raises(BadStyle, match="nothing"):
        Verifier(config_of(None, folder)).verify(Page("a.yaml", CONFIG_MAP, markdown=False))
