"""Characters that nobody sees: which they are, that a block must not have them, and that no output has them raw."""

import json
import os
import sys
from pathlib import Path

import pytest

from kubefence import Finding, PageReport, Place, Report, Severity, Span, Text
from kubefence.edge import files
from kubefence.letters import hidden, named, visible
from kubefence.report import json_object, text, workflow_commands
from kubefence.report.formats import Context
from tests.cli.conftest import Run, run, write
from tests.helpers import CONFIG_MAP, fenced, findings, indented, rules, told

__all__ = ["run"]

OVERRIDE, ISOLATE, POP, SPACE, MARK = "\u202e", "\u2066", "\u2069", "\u200b", "\ufeff"
UNSEEN = {
    OVERRIDE: "U+202E RIGHT-TO-LEFT OVERRIDE",
    ISOLATE: "U+2066 LEFT-TO-RIGHT ISOLATE",
    "\u061c": "U+061C ARABIC LETTER MARK",
    "\u200f": "U+200F RIGHT-TO-LEFT MARK",
    SPACE: "U+200B ZERO WIDTH SPACE",
    "\u200d": "U+200D ZERO WIDTH JOINER",
    "\u200c": "U+200C ZERO WIDTH NON-JOINER",
    "\u2060": "U+2060 WORD JOINER",
    "\u2063": "U+2063 INVISIBLE SEPARATOR",
    "\u00ad": "U+00AD SOFT HYPHEN",
    "\u180e": "U+180E MONGOLIAN VOWEL SEPARATOR",
    "\u3164": "U+3164 HANGUL FILLER",
    "\ufe0f": "U+FE0F VARIATION SELECTOR-16",
    MARK: "U+FEFF ZERO WIDTH NO-BREAK SPACE",
    "\ufffa": "U+FFFA INTERLINEAR ANNOTATION SEPARATOR",
    "\U000e0041": "U+E0041 TAG LATIN CAPITAL LETTER A",
    "\x1b": "U+001B ESCAPE",
    "\x08": "U+0008 BACKSPACE",
    "\x9b": "U+009B",
}


@pytest.mark.parametrize(("character", "name"), UNSEEN.items(), ids=UNSEEN.values())
def test_what_nobody_sees_is_named_where_it_stands(character: str, name: str) -> None:
    [finding] = findings("文\n\n" + fenced(f"echo\nrm{character} x", "bash"))
    assert (finding.rule, finding.severity) == ("hidden-character", Severity.ERROR)
    assert finding.span == (5, 3, 5, 4)
    assert name in finding.text.en
    assert name in finding.text.zh


AT_HOME = {
    "family": "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "technologist of some skin": "\U0001f469\U0001f3fd\u200d\U0001f4bb",
    "heart on fire": "\u2764\ufe0f\u200d\U0001f525",
    "rainbow flag": "\U0001f3f3\ufe0f\u200d\U0001f308",
    "flag of Scotland": "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "warning sign": "\u26a0\ufe0f",
    "key cap": "1\ufe0f\u20e3",
    "trade mark as a text": "\u2122\ufe0e",
    "Persian": "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    "Hindi": "\u0915\u094d\u200d\u0937",
    "a variant of a Chinese character": "\u845b\U000e0100",
    "Mongolian": "\u1820\u180b",
    "Chinese": "中文，“引号”　全角空格",
}


@pytest.mark.parametrize("written", AT_HOME.values(), ids=AT_HOME.keys())
def test_what_a_script_or_an_emoji_needs_is_at_home(written: str) -> None:
    assert rules(fenced(f"{CONFIG_MAP}data:\n  a: {written} # {written}")) == []
    assert rules(fenced(written, "text")) == []


NOT_AT_HOME = {
    "a joiner between letters": ("ad\u200dmin", 2),
    "a joiner behind an emoji": ("\U0001f468\u200d rm", 1),
    "the look of a letter": ("a\ufe0f", 1),
    "two looks": ("\u26a0\ufe0f\ufe0f", 2),
    "a flag that does not end": ("\U0001f3f4\U000e0067\U000e0062 x", 1),
    "tags behind a letter": ("x\U000e0067\U000e0062\U000e007f", 1),
    "an override in a family": (f"\U0001f468{OVERRIDE}\u200d\U0001f469", 1),
}


@pytest.mark.parametrize(("written", "at"), NOT_AT_HOME.values(), ids=NOT_AT_HOME.keys())
def test_elsewhere_the_same_characters_are_not(written: str, at: int) -> None:
    [(begin, _)] = hidden(written)
    assert begin == at


@pytest.mark.parametrize("info", ["yaml", "bash", "text", "python", ""])
def test_in_a_block_of_any_language(info: str) -> None:
    assert told(fenced(f"{CONFIG_MAP}# {OVERRIDE}x\n", info).replace("kind", "kine" if info == "" else "kind"))[-1] == (
        "hidden-character",
        6,
        OVERRIDE,
    )


def test_in_a_list_and_in_a_here_document() -> None:
    block = fenced(f"kubectl apply -f - <<EOF\n{CONFIG_MAP}# a{SPACE}b\nEOF", "bash")
    [finding] = findings("1.  步骤\n\n" + indented(block, 4))
    assert (finding.rule, finding.span) == ("hidden-character", (9, 8, 9, 9))


def test_in_a_file_of_yaml() -> None:
    assert told(f"{CONFIG_MAP}# a{OVERRIDE}{ISOLATE}b{POP}\n", "a.yaml") == [
        ("hidden-character", 5, OVERRIDE + ISOLATE),
        ("hidden-character", 5, POP),
    ]


def test_the_mark_that_a_file_begins_with() -> None:
    assert rules(MARK + CONFIG_MAP, "a.yaml") == []
    assert told(f"{CONFIG_MAP}# {MARK}", "a.yaml") == [("hidden-character", 5, MARK)]


def test_what_is_told_already_is_not_told_again() -> None:
    found = findings(f"{CONFIG_MAP}{MARK}data: {{}}\n", "a.yaml")
    assert len({finding.span[:2] for finding in found}) == len(found) == 1


def test_a_character_of_control_in_yaml_is_a_matter_of_yaml() -> None:
    assert rules(fenced(f"{CONFIG_MAP}# \x1b")) == ["yaml-syntax"]


def test_a_run_is_one_finding_that_names_its_different_characters() -> None:
    [finding] = findings(fenced(f"a{SPACE * 1000}{OVERRIDE}", "text"))
    assert finding.span == (2, 2, 2, 1003)
    assert "U+200B ZERO WIDTH SPACE, U+202E RIGHT-TO-LEFT OVERRIDE:" in finding.text.en
    assert named("\u2060\u2061\u2062\u2063").endswith("U+2062 INVISIBLE TIMES, …")


def test_an_escape_is_no_character() -> None:
    assert rules(fenced(f'{CONFIG_MAP}data:\n  a: "\\u202E\\u200b"')) == []


def test_a_block_may_be_an_example_of_it() -> None:
    block = f"{CONFIG_MAP}data:\n  a: b{OVERRIDE}"
    assert rules(fenced(block, 'yaml expect="hidden-character"')) == []
    assert rules(fenced(CONFIG_MAP, 'yaml expect="hidden-character"')) == ["expectation-not-met"]


def test_what_is_not_verified_is_looked_through_all_the_same() -> None:
    assert rules(fenced(f"a: [{OVERRIDE}", 'yaml skip="模板"')) == ["hidden-character"]


# What is printed

HOSTILE = f"a\n::error file=x::b\r%0A\x1b[31m\x9b31m{OVERRIDE}{SPACE}\u2028\udcff##[error]c.yaml"
RAW = {*"\n\r\x1b\x9b\u2028\udcff", OVERRIDE, SPACE}


def reported(name: str) -> Report:
    finding = Finding("wrong-type", Severity.ERROR, Place(name, Span(1, 1, 1, 2)), Text(name, name), field=name)
    return Report((PageReport(name, (finding,)),))


@pytest.mark.parametrize("name", [HOSTILE, "::error::x", " ::error::x", "##[error]x"])
def test_a_line_for_people_is_one_line_and_no_command(name: str) -> None:
    line, summary, end = text.render(reported(name), Context()).split("\n")
    assert not RAW & {*line}
    assert not line.lstrip().startswith("::")
    assert "##[" not in line
    assert (summary[:9], end) == ("1 error, ", "")


def test_a_line_for_github_is_one_command() -> None:
    line = workflow_commands.render(reported(HOSTILE), Context())
    assert line.count("\n") == 1
    assert not RAW & {*line[:-1]}
    assert line.startswith("::error file=a%0A%3A%3Aerror file=x%3A%3Ab%0D%250A\\x1b[31m\\x9b31m\\u202e\\u200b\\u2028")
    assert "::a%0A::error file=x::b%0D%250A\\x1b[31m" in line


def test_json_says_exactly_what_it_is_with_escapes() -> None:
    written = json_object.render(reported(HOSTILE), Context())
    assert not (RAW - {"\n"}) & {*written}
    assert json.loads(written)["findings"][0]["path"] == HOSTILE
    astral = json_object.render(reported("\U000e0041中"), Context())
    assert '"path": "\\udb40\\udc41中"' in astral


def test_an_excerpt_shows_what_nobody_sees_and_points_at_it() -> None:
    source = f"#\t中{OVERRIDE}x\x7f"
    finding = Finding("hidden-character", Severity.ERROR, Place("a.yaml", Span(1, 4, 1, 5)), Text("", ""))
    shown = text.render(Report((PageReport("a.yaml", (finding,)),)), Context(lines=lambda _: [source]))
    assert shown.split("\n")[1:3] == ["    1 | # 中\\u202ex\\x7f", "      |     ^^^^^^"]


def test_what_can_be_seen_is_shown_as_it_is() -> None:
    for written in (*AT_HOME.values(), "café", "a##b", "::"):
        assert visible(written) == written


@pytest.mark.skipif(sys.platform == "darwin", reason="names of files are UTF-8 there")
@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_the_command_and_its_cache_bear_any_name_of_a_file(run: Run, form: str) -> None:
    write("mkdocs.yml", "site_name: a\n")
    name = os.fsdecode(b"docs/g\xff\x1b\n.yaml")
    write(name, f"{CONFIG_MAP}dat: {{}}\n")
    outcome = run("docs", "--format", form)
    assert outcome.status == 1
    assert "\x1b" not in outcome.out
    assert "\udcff" not in outcome.out
    if form == "json":
        assert outcome.spots == [(files.shown_path(Path(name)), 5, 1, "unknown-field")]


@pytest.mark.parametrize("argument", ["a\x1b[31m", "--x\x1b[31m", f"--k8s=1.3{OVERRIDE}", "--lang=\x1b"])
def test_what_is_wrong_with_an_argument_is_told_without_repeating_it_raw(run: Run, argument: str) -> None:
    outcome = run(argument)
    assert outcome.status == 2
    assert not RAW - {"\n"} & {*outcome.err}
