"""One table of options, read from three places: what they do, and what is said of those that are wrong."""

from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from kubefence import Config, Page, Verifier
from kubefence.config import OPTIONS
from kubefence.edge import mkdocs_yml
from kubefence.edge.files import shown_path
from kubefence.edge.settings import config_of
from kubefence.errors import ConfigError, Unusable
from kubefence.options import Unfit
from kubefence.schema.custom.files import Given

GIVEN: dict[str, tuple[Any, Any]] = {
    "k8s": (">=1.30", ">=1.30"),
    "yamllint": ("style.yml", "rules: {}\n"),
    "page_rules": (["raw-html", "other-host"], ("raw-html", "other-host")),
    "allow_html": (["video[src]", "kbd"], ("video[src]", "kbd")),
    "crds": (["crds/*.yaml"], ("crds/*.yaml",)),
    "strict": (True, True),
    "markdown": ("commonmark", "commonmark"),
    "formats": ({"values*.yaml": "helm-values"}, (("values*.yaml", "helm-values"),)),
    "format_languages": ({"compose": "compose"}, (("compose", "compose"),)),
    "format_keys": ({"site_name nav": "other"}, (("site_name nav", "other"),)),
    "lang": ("zh", "zh"),
    "placeholders": (["~[a-z]+~"], ("~[a-z]+~",)),
    "external": (["Secret/registry"], ("Secret/registry",)),
    "paths": (["docs"], ("docs",)),
    "exclude": (["charts/*/templates/", "!b"], ("charts/*/templates/", "!b")),
    "severity": ({"missing-field": "note", "yamllint:a": "off"}, (("missing-field", "note"), ("yamllint:a", "off"))),
    "baseline": ("known.json", "known.json"),
    "marks": (True, True),
    "report": ("proof/report.md", "proof/report.md"),
    "manifests": ("manifests", "manifests"),
}
"""Each option as it may be given, and what the configuration has then."""
FIELDS = {"yamllint": "lint"}
"""Options whose field has another name."""


def made(name: str, value: Any) -> Config:
    return Config(**{FIELDS.get(name, name): value})


def of(given: Mapping[str, Any]) -> Config:
    return Config.of(given, {"style.yml": "rules: {}\n"}.__getitem__)


def toml(given: Mapping[str, Any]) -> str:
    """Options as TOML; texts and lists of texts are written alike in Python."""
    return "".join(f"{name} = {_in_toml(value)}\n" for name, value in given.items())


def _in_toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name!r} = {each!r}" for name, each in value.items()) + "}"
    return str(value).lower() if isinstance(value, bool) else repr(value)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "style.yml").write_text("rules: {}\n", encoding="utf-8")
    (tmp_path / "crds").mkdir()
    (tmp_path / "crds" / "a.yaml").write_text("kind: A\n", encoding="utf-8")
    return tmp_path


def site_of(folder: Path, text: str) -> mkdocs_yml.SiteConfig:
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    return mkdocs_yml.read(folder / "mkdocs.yml")


# The table


def test_every_option_is_tried_here() -> None:
    assert list(GIVEN) == [name for name in OPTIONS if name in GIVEN]
    assert set(GIVEN) == set(OPTIONS)


def test_every_field_is_an_option_but_where_and_how_pages_are_read() -> None:
    optional = {FIELDS.get(name, name) for name in OPTIONS}
    assert {field.name for field in fields(Config)} - optional == {"definitions", "extensions", "file", "root"}


@pytest.mark.parametrize("name", OPTIONS)
def test_what_an_option_does(name: str) -> None:
    given, value = GIVEN[name]
    assert of({name: given}) == made(name, value) != Config()


@pytest.mark.parametrize("option", OPTIONS.values(), ids=OPTIONS)
def test_every_option_says_what_it_is_for_and_what_holds_without_it(option: Any) -> None:
    assert "（默认" in option.about.zh
    assert "(default" in option.about.en


def test_without_options_what_holds_by_default() -> None:
    assert of({}) == Config() == Config(k8s="1.35-1.37", page_rules=(), allow_html=(), lang=None)
    assert "trailing-spaces" in str(Config().lint)


def test_style_may_be_left_out() -> None:
    assert of({"yamllint": False}).lint is None


WRONG: dict[str, tuple[Mapping[Any, Any], tuple[Any, ...], str, str]] = {
    "a slip": ({"k8": "1.36"}, ("k8",), "no option 'k8'; did you mean k8s?", "没有 'k8' 这个选项；是不是 k8s？"),
    "dashes": ({"page-rules": []}, ("page-rules",), "did you mean page_rules?", "是不是 page_rules？"),
    "no switch": ({"strict": "yes"}, ("strict",), "true or false, and 'yes' is not", "应是true 或 false"),
    "nothing like it": (
        {"loud": 1},
        ("loud",),
        "there are k8s, yamllint, page_rules",
        "可用的是 k8s, yamllint",
    ),
    "no text": ({1: 1}, ("1",), "no option '1'", "没有 '1' 这个选项"),
    "a number": ({"k8s": 1.30}, ("k8s",), "'1.35-1.37'; put the value in quotes", "给值加上引号"),
    "nothing": ({"k8s": None}, ("k8s",), "and None is not", "None 不是"),
    "no range": ({"k8s": "latest"}, ("k8s",), "'latest' is not a version range", "'latest' 不是版本范围"),
    "an unknown version": ({"k8s": "1.2"}, ("k8s",), "no schema for Kubernetes 1.2", "没有 Kubernetes 1.2"),
    "another language": ({"lang": "fr"}, ("lang",), "no 'fr'; there are zh, en", "没有 'fr'；可用的是 zh, en"),
    "no list": ({"page_rules": "raw-html"}, ("page_rules",), "a list, each one of script-in", "应是列表，每一项是其中"),
    "one, and no list": (
        {"external": "Secret/a"},
        ("external",),
        'write one as ["Secret/a"]',
        '一项也写成列表：["Secret/a"]',
    ),
    "an item that is none": (
        {"page_rules": ["raw-html", "raw-htm"]},
        ("page_rules", 1),
        "other-host; did you mean raw-html?",
        "是不是 raw-html？",
    ),
    "an item of no form": ({"allow_html": ["<b>"]}, ("allow_html", 0), "allow_html lists element or", "allow_html 的"),
    "an item that is no text": ({"allow_html": ["b", 5]}, ("allow_html", 1), "in quotes", "引号"),
    "an item that is nothing": ({"allow_html": [None]}, ("allow_html", 0), "element or element[attribute", "元素"),
    "no name": ({"paths": [" "]}, ("paths", 0), "this is empty", "这里是空的"),
    "no pattern": ({"exclude": ["!"]}, ("exclude", 0), "'!' is no pattern of .gitignore", "不是 .gitignore 的模式"),
    "a pattern of nothing": ({"exclude": ["a", "# b"]}, ("exclude", 1), "'# b' matches nothing", "什么也不匹配"),
    "no table": ({"severity": "off"}, ("severity",), "a mapping of rules to one of error", "映射，规则对应"),
    "a value in a table": ({"severity": {"a": "of"}}, ("severity", "a"), "did you mean off?", "是不是 off？"),
    "no file": ({"yamllint": {}}, ("yamllint",), "the name of a file, or false, and {} is not", "文件名，或 false"),
    "true for a file": ({"yamllint": True}, ("yamllint",), "and True is not", "True 不是"),
    "much": ({"yamllint": list(range(10**6))}, ("yamllint",), "[0, 1, 2, 3, 4, 5, ...] is not", "..."),
}


@pytest.mark.parametrize(("given", "path", "en", "zh"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_with_an_option(given: Mapping[Any, Any], path: tuple[Any, ...], en: str, zh: str) -> None:
    with pytest.raises(Unfit) as caught:
        of(given)
    assert caught.value.path == path
    assert caught.value.at_key == (path[0] not in OPTIONS)
    assert en in caught.value.text.en
    assert zh in caught.value.text.zh
    assert len(caught.value.text.en) < 300


def test_page_rules_that_there_are_not_are_refused_without_a_file_too() -> None:
    with pytest.raises(Unusable, match=r"page_rules has no 'raw-htm'; there are .*; did you mean raw-html\?"):
        Verifier(Config(page_rules=("raw-htm",))).verify(Page("a.md", "文\n"))


# The places


@pytest.mark.parametrize("name", OPTIONS)
def test_an_option_does_the_same_wherever_it_stands(folder: Path, name: str) -> None:
    given, value = GIVEN[name]
    definitions = (Given(shown_path(folder / "crds" / "a.yaml"), "kind: A\n"),) if name == "crds" else ()
    expected = replace(made(name, value), definitions=definitions)
    (folder / "kubefence.toml").write_text(toml({name: given}), encoding="utf-8")
    assert config_of(None, folder) == expected
    (folder / "kubefence.toml").unlink()
    (folder / "pyproject.toml").write_text("[project]\nname = 'a'\n[tool.kubefence]\n" + toml({name: given}))
    assert config_of(None, folder) == expected
    (folder / "pyproject.toml").unlink()
    site = site_of(folder, f"plugins: [kubefence: {{{name}: {given!r}}}]\n")
    assert config_of(site) == replace(expected, extensions=site.extensions, root=str(folder))


def test_what_the_command_says_counts_more(folder: Path) -> None:
    (folder / "kubefence.toml").write_text("k8s = '1.30'\nlang = 'zh'\n", encoding="utf-8")
    assert config_of(None, folder, k8s="1.36", lint=None) == Config(k8s="1.36", lint=None, lang="zh")


def test_the_nearest_counts_and_a_project_without_options_is_passed_by(folder: Path) -> None:
    inner = folder / "a" / "b"
    inner.mkdir(parents=True)
    (folder / "kubefence.toml").write_text("k8s = '1.30'\n", encoding="utf-8")
    (folder / "a" / "pyproject.toml").write_text("[project]\nname = 'kubefence-pages'\n", encoding="utf-8")
    assert config_of(None, inner).k8s == "1.30"
    (folder / "a" / "pyproject.toml").write_text("[tool.kubefence]\nk8s = '1.31'\n", encoding="utf-8")
    assert config_of(None, inner).k8s == "1.31"
    (inner / "kubefence.toml").write_text("", encoding="utf-8")
    assert config_of(None, inner) == Config()


def test_for_a_site_it_is_looked_for_from_mkdocs_yml(folder: Path) -> None:
    (folder / "docs").mkdir()
    (folder / "kubefence.toml").write_text("k8s = '1.30'\n", encoding="utf-8")
    (folder / "docs" / "kubefence.toml").write_text("k8s = '1.31'\n", encoding="utf-8")
    site = site_of(folder, "plugins: [kubefence]\n")
    assert config_of(site, folder / "docs").k8s == "1.30"


def test_a_file_that_is_named_counts_alone(folder: Path) -> None:
    (folder / "kubefence.toml").write_text("k8s = '1.30'\n", encoding="utf-8")
    (folder / "other.toml").write_text("lang = 'zh'\n", encoding="utf-8")
    assert config_of(None, folder, file=folder / "other.toml") == Config(lang="zh")
    with pytest.raises(ConfigError, match=r"gone\.toml: no such file"):
        config_of(None, folder, file=folder / "gone.toml")
    (folder / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"there is no \[tool.kubefence\]"):
        config_of(None, folder, file=folder / "pyproject.toml")


@pytest.mark.parametrize("other", ["pyproject.toml", "mkdocs.yml"])
def test_two_places_in_one_folder_are_one_too_many(folder: Path, other: str) -> None:
    (folder / "kubefence.toml").write_text("k8s = '1.30'\n", encoding="utf-8")
    (folder / "pyproject.toml").write_text("[tool.kubefence]\nlang = 'zh'\n" if other == "pyproject.toml" else "")
    site = site_of(folder, "plugins: [kubefence: {lang: zh}]\n" if other == "mkdocs.yml" else "plugins: []\n")
    with pytest.raises(ConfigError, match="keep them in one place") as caught:
        config_of(site)
    assert str(folder / "kubefence.toml") in str(caught.value)
    assert str(folder / other) in str(caught.value)


def test_a_place_without_options_is_no_second_place(folder: Path) -> None:
    (folder / "kubefence.toml").write_text("k8s = '1.30'\n", encoding="utf-8")
    (folder / "pyproject.toml").write_text("[tool.kubefence]\n", encoding="utf-8")
    assert config_of(site_of(folder, "plugins: [kubefence: {}]\n")).k8s == "1.30"


def test_what_mkdocs_has_made_of_its_file_counts_more_than_the_file(folder: Path) -> None:
    site = site_of(folder, "plugins: [kubefence: {k8s: !ENV [VERSIONS, '1.30'], enabled: !ENV CI}]\n")
    assert config_of(site, options={"k8s": "1.31"}).k8s == "1.31"
    with pytest.raises(ConfigError, match=r"mkdocs\.yml:1:28: the value of k8s has the tag !ENV") as caught:
        config_of(site)
    assert "只有 MkDocs 知道" in caught.value.zh


def test_what_mkdocs_has_for_every_plugin_is_no_option_of_ours(folder: Path) -> None:
    assert config_of(site_of(folder, "plugins: [kubefence: {enabled: !ENV CI, k8s: '1.30'}]\n")).k8s == "1.30"
