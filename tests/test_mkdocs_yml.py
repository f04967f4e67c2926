"""mkdocs.yml: what of it decides how pages are read, and that nothing it names is run."""

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from kubefence import Page, Verifier
from kubefence.config import DEFAULT_EXTENSIONS
from kubefence.edge.extensions import INLINE_ONLY
from kubefence.edge.files import mkdocs_file
from kubefence.edge.mkdocs_yml import SiteConfig, read
from kubefence.edge.settings import config_of
from kubefence.errors import ConfigError, Unusable
from tests.helpers import CONFIG_MAP, WRONG_CONFIG_MAP, fenced, indented


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "mkdocs.yml"


def written(site: Path, text: str) -> SiteConfig:
    site.write_text(text, encoding="utf-8")
    return read(site)


def extensions(site: Path, text: str) -> dict[str, dict[str, Any]]:
    return dict(written(site, f"markdown_extensions:{text}").extensions)


def error(site: Path, text: str) -> ConfigError:
    with pytest.raises(ConfigError) as caught:
        written(site, text)
    return caught.value


def test_without_extensions_the_documented_ones(site: Path) -> None:
    found = dict(written(site, "site_name: a\n").extensions)
    assert list(found) == [name for name, _ in DEFAULT_EXTENSIONS]
    assert found["pymdownx.snippets"] == {"base_path": [os.path.join(site.parent, ".")]}


@pytest.mark.parametrize(
    "text",
    [
        " [admonition, pymdownx.superfences]",
        "\n- admonition\n- pymdownx.superfences:\n",
        "\n- admonition: {}\n- pymdownx.superfences\n",
        "\n  admonition:\n  pymdownx.superfences: {}\n",
    ],
)
def test_every_form_of_the_list(site: Path, text: str) -> None:
    assert extensions(site, text) == {"tables": {}, "admonition": {}, "pymdownx.superfences": {}}


def test_settings_of_extensions(site: Path) -> None:
    text = "\n- pymdownx.superfences:\n    css_class: a\n- pymdownx.tabbed:\n    alternate_style: true\n"
    assert extensions(site, text) == {
        "tables": {},
        "pymdownx.superfences": {"css_class": "a"},
        "pymdownx.tabbed": {"alternate_style": True},
    }


def test_extensions_that_cannot_matter_are_not_even_loaded(site: Path) -> None:
    listed = ", ".join(sorted(INLINE_ONLY))
    assert extensions(site, f" [{listed}, pymdownx.superfences]") == {"tables": {}, "pymdownx.superfences": {}}


@pytest.mark.parametrize("written", ["[a, b]", "a"])
def test_includes_are_looked_for_from_the_folder_of_mkdocs_yml(site: Path, written: str) -> None:
    found = extensions(site, f"\n- pymdownx.snippets:\n    base_path: {written}\n")
    expected = [str(site.parent / part) for part in ("a", "b")[: 2 if "[" in written else 1]]
    assert found["pymdownx.snippets"]["base_path"] == expected


# Nothing is run


DANGEROUS = """\
markdown_extensions:
  - pymdownx.superfences:
      custom_fences:
        - name: mermaid
          class: mermaid
          format: !!python/name:trap.format
          validator: !!python/name:trap.validate
  - pymdownx.emoji:
      emoji_generator: !!python/name:trap.emoji
  - toc:
      slugify: !!python/object/apply:trap.slugify {kwds: {case: lower}}
  - pymdownx.tabbed:
      alternate_style: true
      slugify: !!python/object/apply:trap.slugify [a]
plugins:
  - search
hooks: [trap.py]
extra:
  a: !!python/object/new:trap.A {}
  b: !!python/module:trap
  c: !ENV [HOME, a]
  d: !relative
"""
TRAP = "raise SystemExit('this was run')\n"


def test_no_tag_is_executed_and_no_hook_is_run(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(site.parent))
    (site.parent / "trap.py").write_text(TRAP, encoding="utf-8")
    found = dict(written(site, DANGEROUS).extensions)
    assert "trap" not in sys.modules
    [fence] = found["pymdownx.superfences"]["custom_fences"]
    assert (fence["name"], fence["class"], "format" in fence) == ("mermaid", "mermaid", False)
    assert found["pymdownx.tabbed"] == {"alternate_style": True}


def test_pages_of_such_a_site_are_read_all_the_same(site: Path) -> None:
    config = config_of(written(site, DANGEROUS), lint=None)
    page = '=== "甲"\n\n' + indented(fenced(WRONG_CONFIG_MAP), 4) + "\n" + fenced("flowchart LR", "mermaid width=1")
    assert "unknown-field" in [finding.rule for finding in Verifier(config).verify(Page("a.md", page)).findings]


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("admonition", True),
        ("markdown.extensions.toc", True),
        ("pymdownx.blocks.caption", True),
        ("pymdownx.superfences:SuperFencesCodeExtension", True),
        ("kubefence.markdown.fences", True),
        ("trap", False),
        ("markdown_include.include", False),
        ("pymdownx", False),
        ("pymdownx.snippets:os", False),
        ("pymdownx.util:path2url", False),
        ("pymdownx_evil.a", False),
        ("os:system", False),
        ("", False),
    ],
)
def test_an_extension_of_others_is_left_out(site: Path, name: str, known: bool) -> None:
    text = f"markdown_extensions: [pymdownx.superfences, {name!r}]\n"
    found = written(site, text)
    assert (name in dict(found.extensions), list(found.left_out)) == (known, [] if known else [name])
    assert name in dict(read(site, load_extensions=True).extensions)


def test_an_extension_of_others_is_not_even_imported(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(site.parent))
    (site.parent / "trap.py").write_text(TRAP, encoding="utf-8")
    config = config_of(written(site, "markdown_extensions: [pymdownx.superfences, trap]\n"), lint=None)
    assert [f.rule for f in Verifier(config).verify(Page("a.md", fenced(WRONG_CONFIG_MAP))).findings] == [
        "unknown-field"
    ]
    assert "trap" not in sys.modules


def test_equal_settings_are_equal_in_every_process(site: Path) -> None:
    """The cache compares how they print."""
    first, second = (written(site, DANGEROUS).extensions for _ in range(2))
    assert first == second
    assert repr(first) == repr(second)
    assert " at 0x" not in repr(first)


def test_an_environment_variable_is_not_read(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCS", "/elsewhere")
    found = written(
        site, "docs_dir: !ENV [DOCS, pages]\nmarkdown_extensions:\n- pymdownx.snippets:\n    base_path: !ENV X\n"
    )
    assert found.docs == site.parent / "docs"
    assert dict(found.extensions)["pymdownx.snippets"]["base_path"] == [os.path.join(site.parent, ".")]


# Settings


def test_folders(site: Path) -> None:
    assert written(site, "docs_dir: pages/a\n").docs == site.parent / "pages" / "a"
    assert written(site, "site_name: a\n").docs == site.parent / "docs"


def test_the_nearest_one_is_found(site: Path) -> None:
    deep = site.parent / "a" / "b"
    deep.mkdir(parents=True)
    site.write_text("", encoding="utf-8")
    assert mkdocs_file(deep) == site
    nearer = site.parent / "a" / "mkdocs.yaml"
    nearer.write_text("", encoding="utf-8")
    assert mkdocs_file(deep) == nearer


@pytest.mark.parametrize(
    ("theme", "lang"),
    [
        ("material", None),
        ("{name: material}", None),
        ("{name: material, language: zh-TW}", "zh"),
        ("{name: material, language: de}", "en"),
        ("{name: material, language: !ENV LANGUAGE}", None),
    ],
)
def test_the_language_of_the_theme(site: Path, theme: str, lang: str | None) -> None:
    assert written(site, f"theme: {theme}\n").lang == lang


@pytest.mark.parametrize(
    ("plugins", "options"),
    [
        ("", None),
        ("plugins: []\n", None),
        ("plugins: [search]\n", None),
        ("plugins: [search, kubefence]\n", None),
        ("plugins: {search: {}, kubefence: }\n", None),
        ("plugins: [search, kubefence: {k8s: '1.36'}]\n", {"k8s": "1.36"}),
        ("plugins: {kubefence: {k8s: '1.36'}}\n", {"k8s": "1.36"}),
        ("plugins: of no form\n", None),
    ],
)
def test_the_options_of_our_plugin(site: Path, plugins: str, options: dict[str, str] | None) -> None:
    assert written(site, f"site_name: a\n{plugins}").options == options


def test_what_is_inherited(site: Path) -> None:
    base = "docs_dir: pages\nplugins: {kubefence: {k8s: '1.30', lang: zh}}\nmarkdown_extensions: [admonition]\n"
    (site.parent / "base.yml").write_text(base, encoding="utf-8")
    found = written(site, "INHERIT: base.yml\nplugins: {kubefence: {lang: en}}\nmarkdown_extensions: [footnotes]\n")
    assert found.options == {"k8s": "1.30", "lang": "en"}
    assert found.files == [site, site.parent / "base.yml"]
    assert found.docs == site.parent / "pages"
    assert list(dict(found.extensions)) == ["tables", "footnotes", "pymdownx.superfences"], "the plugin needs it"


MERGES = "l0: &l0 {a: b}\n" + "".join(f"l{n}: &l{n} {{<<: [*l{n - 1}, *l{n - 1}]}}\n" for n in range(1, 60))
MALFORMED: dict[str, tuple[str, str, str]] = {
    "no YAML": ("a: [\nb: c\n", ":3:1: ", "不是合法的 YAML"),
    "a tab": ("a:\n\tb: c\n", ":2:1: ", "不是合法的 YAML"),
    "no mapping": ("- a\n", "a mapping of settings", "配置应是"),
    "nothing": ("", "a mapping of settings", "配置应是"),
    "deep": ("a: " + "[" * 100_000, "nested too deeply", "嵌套过深"),
    "long": (f"a: {'x' * 2**20}\n", "too long", "内容过长"),
    "a number to the base 60": (f"a: 1{':1' * 500_000}\n", "too long", "内容过长"),
    "merges of merges": (MERGES, "unfold to too much", "展开后过大"),
    "a value of no use": ("a: !!float b\n", "could not convert", "could not convert"),
    "parent missing": ("INHERIT: gone.yml\n", "cannot read this file", "读不了这个文件"),
    "parent of itself": ("INHERIT: mkdocs.yml\n", "in a circle", "绕成了一圈"),
    "extensions of no form": ("markdown_extensions: 5\n", "5 is not one", "5 不是"),
    "extension of no form": ("markdown_extensions: [[a]]\n", "['a'] is not one", "['a'] 不是"),
    "settings of an extension": ("markdown_extensions: [{a: 7}]\n", "{'a': 7} is not one", "不是"),
    "fences of no form": (
        "markdown_extensions: [{pymdownx.superfences: {custom_fences: [a]}}]\n",
        "['a'] is not one",
        "不是",
    ),
}


@pytest.mark.parametrize(("text", "en", "zh"), MALFORMED.values(), ids=MALFORMED.keys())
def test_malformed(site: Path, text: str, en: str, zh: str) -> None:
    found = error(site, text)
    assert str(site.parent) in str(found)
    assert en in found.in_("en")
    assert zh in found.in_("zh")


def test_a_pipe_is_not_waited_for(site: Path) -> None:
    os.mkfifo(site.parent / "pipe")
    assert "not a regular file" in str(error(site, "INHERIT: pipe\n"))


def test_not_utf8(site: Path) -> None:
    site.write_bytes(b"site_name: caf\xe9\n")
    with pytest.raises(ConfigError, match="utf-8"):
        read(site)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[admonition]", r"needs the Markdown extension pymdownx\.superfences"),
        ("[pymdownx.superfences, pymdownx.gone]", r"pymdownx\.gone cannot be loaded \(ModuleNotFoundError"),
        ("[{pymdownx.superfences: {custom_fence: []}}]", r"pymdownx\.superfences has no option custom_fence"),
        ("[pymdownx.superfences, {pymdownx.tabbed: {alternate: true}}]", r"pymdownx\.tabbed has no option alternate"),
    ],
)
def test_an_extension_that_cannot_be_used(site: Path, text: str, reason: str) -> None:
    verifier = Verifier(config_of(written(site, f"markdown_extensions: {text}\n"), lint=None))
    with pytest.raises(Unusable, match=reason):
        verifier.verify(Page("a.md", fenced(CONFIG_MAP)))
