"""The Markdown extension: the proof wherever Python-Markdown makes HTML, without MkDocs."""

from __future__ import annotations

import logging
import tomllib
from pathlib import Path
from typing import Any

import pytest
from markdown import Markdown
from markdown.extensions import Extension

from kubefence.edge import mkdocs_yml
from kubefence.edge.markdown_extension import KubefenceExtension, Refused, makeExtension
from kubefence.errors import ConfigError, UnsupportedSuperfences
from kubefence.seal import MARK, MARKER
from tests.helpers import CONFIG_MAP, WRONG_CONFIG_MAP, fenced

ROOT = Path(__file__).parent.parent
CHANGED = "<pre class='language-yaml'>\na: b\n</pre>\n"


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # where nothing is configured


def converter(**options: Any) -> tuple[Markdown, KubefenceExtension]:
    extension = makeExtension(**options)
    return Markdown(extensions=["pymdownx.superfences", "md_in_html", extension]), extension


def convert(text: str, **options: Any) -> str:
    return converter(**options)[0].convert(text)


def refused(text: str, **options: Any) -> str:
    with pytest.raises(Refused) as raised:
        convert(text, **options)
    return str(raised.value)


def test_a_clean_text_is_converted_as_without_it() -> None:
    text = f"# a\n\n{fenced(CONFIG_MAP)}"
    assert convert(text) == Markdown(extensions=["pymdownx.superfences", "md_in_html"]).convert(text)


def test_our_options_are_taken_out_and_blocks_say_what_they_are() -> None:
    html = convert(
        fenced("type: ClusterIP", 'yaml fragment="Service.spec"')
        + fenced(WRONG_CONFIG_MAP, 'yaml expect="unknown-field"')
    )
    assert "fragment" not in html
    assert html.count(MARK + " ") == 1
    assert "Wrong on purpose" in html
    assert MARKER not in html


def test_an_error_stops_the_conversion_at_its_line() -> None:
    message = refused(f"# a\n\n{fenced(WRONG_CONFIG_MAP)}")
    assert message.startswith("errors in the examples: 1\n<markdown>:8:1: error: ")
    assert "[unknown-field]" in message


def test_all_errors_are_told_at_once_in_the_language_that_is_asked_for() -> None:
    message = refused(fenced(WRONG_CONFIG_MAP) + "\n" + fenced(WRONG_CONFIG_MAP), lang="zh")
    assert message.startswith("示例有 2 处错误\n<markdown>:6:1:")
    assert "<markdown>:14:1:" in message


def test_html_that_nobody_verified_stops_it_too() -> None:
    assert "<markdown>:10:1: error: this shows YAML that was never verified" in refused(
        f"{fenced(CONFIG_MAP)}\n\n{CHANGED}"
    )


def test_on_error_warn_only_tells(caplog: pytest.LogCaptureFixture) -> None:
    md, extension = converter(on_error="warn")
    with caplog.at_level(logging.WARNING, "kubefence"):
        html = md.convert(fenced(WRONG_CONFIG_MAP) + "\n" + CHANGED)
    assert "dat" in html
    assert MARKER not in html
    assert [finding.rule for finding in extension.report.findings] == ["unknown-field", "not-verified"]
    assert [record.getMessage().split(":")[1] for record in caplog.records] == ["6", "10"]


def test_a_manifest_in_another_language_is_told_once() -> None:
    md, extension = converter(on_error="warn")
    md.convert(fenced(CONFIG_MAP, "text"))
    assert [finding.rule for finding in extension.report.findings] == ["not-verified"]


def test_one_converter_for_many_texts() -> None:
    md, extension = converter()
    for text in (fenced(CONFIG_MAP), "none\n", fenced(CONFIG_MAP)):
        md.reset().convert(text)
        assert extension.report.findings == ()
    with pytest.raises(Refused):
        md.reset().convert(fenced(WRONG_CONFIG_MAP))
    assert "ConfigMap" in md.reset().convert(fenced(CONFIG_MAP))


def test_options_are_those_of_the_one_configuration() -> None:
    Path("kubefence.toml").write_text("k8s = '1.30'\nlang = 'zh'\n", encoding="utf-8")
    assert "没有名为 dat 的字段" in refused(fenced(WRONG_CONFIG_MAP))
    assert "(dat; 1.30)" in refused(fenced(WRONG_CONFIG_MAP))
    assert "(dat; 1.36)" in refused(fenced(WRONG_CONFIG_MAP), k8s="1.36")
    Path("other.toml").write_text("lang = 'en'\n", encoding="utf-8")
    assert "errors in the examples" in refused(fenced(WRONG_CONFIG_MAP), config="other.toml")


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"on_eror": "warn"}, "there is no option 'on_eror'; did you mean on_error?"),
        ({"on_error": "wran"}, "on_error: there is no 'wran'; there are raise, warn"),
        ({"k8s": 1.3}, "k8s: this has to be a range of versions"),
        ({"k8s": "1.2"}, "k8s: there is no schema for Kubernetes 1.2"),
    ],
)
def test_an_option_with_a_slip(options: dict[str, Any], reason: str) -> None:
    with pytest.raises(ConfigError, match=r"^Markdown extension kubefence: ") as raised:
        makeExtension(**options)
    assert reason in str(raised.value)


def test_superfences_has_to_come_before_it() -> None:
    lists: list[list[str | Extension]] = [
        [makeExtension()],
        ["fenced_code", makeExtension()],
        [makeExtension(), "pymdownx.superfences"],
    ]
    for extensions in lists:
        with pytest.raises(UnsupportedSuperfences, match="list that before it"):
            Markdown(extensions=extensions)


def test_python_markdown_finds_it_by_its_name() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]
    module, function = declared["markdown.extensions"]["kubefence"].split(":")
    assert (module, function) == (makeExtension.__module__, makeExtension.__name__)


def test_the_command_does_not_take_it_for_code_of_others() -> None:
    file = Path("mkdocs.yml")
    file.write_text("markdown_extensions: [pymdownx.superfences, kubefence: {on_error: warn}]\n", encoding="utf-8")
    site = mkdocs_yml.read(file)
    assert site.left_out == []
    assert "kubefence" not in dict(site.extensions)
    assert "errors in the examples: 1" in refused(fenced(WRONG_CONFIG_MAP))
