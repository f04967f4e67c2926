"""Selectors and templates as values: what their parsers take and what they refuse, by the words of the message."""

from collections.abc import Callable

import pytest

from kubefence.findings import Text
from kubefence.formats import go_templates, jsonpath, selectors

LABELS = ["", "a", "!a", "a=b", "a==b,c!=d", "a in (b,c),d notin (,e)", "a in ()", "a=", "x.example.com/a>1", " a = b "]
NO_LABELS = {
    "a=b c": "a comma is expected at 'c'",
    "a,": "the key of a label is expected at the end",
    "=b": "the key of a label is expected at '='",
    "!a=b": "a comma is expected at '='",
    "a in b": "a bracket ( is expected at 'b'",
    "a in (b": "a comma or ) is expected at the end",
    "a in (b c)": "a comma or ) is expected at 'c'",
    "a=!b": "the value of a label is expected at '!'",
    "a b": "=, !=, in or notin is expected at 'b'",
    "A B/c": "=, !=, in or notin is expected at 'B/c'",
    "a>b": "> is followed by a whole number",
}
FIELDS = ["", "a.b=c", "a!=b,c==d", "a=b\\,c", "a=", "a=b,"]
NO_FIELDS = {
    "a": "there is no =",
    "=b": "there is no field",
    "a=b=c": "a backslash has to stand before",
    "a=\\b": "a backslash has to stand before",
    "a in (b)": "there is no =",
}
PATHS = [
    "",
    "a }",
    "{.a.b}",
    "{..a}",
    "{.a[0]}{.a[-1:]}{.a[::2]}{.a[*]}{.a[]}",
    "{.a['b','c']}",
    "{.a[?(@.b=='}')].c}",
    "{.a[?(@.b>=1.5)]}",
    "{.a[?(@.b)]}",
    '{range .a[*]}{.b}{"\\n"}{end}',
    "{.a\\.b/c}",
    "{'a'}{true}",
]
NO_PATHS = {
    "{.a": "a { is not closed",
    "{.a\n}": "a { is not closed",
    "{....a}": "stands there twice",
    "{.a[0}": "a [ is not closed",
    "{.a[b]}": "[b] is neither an index",
    "{.a[{b}]}": "no braces in [ ]",
    "{.a[?(@.b==1}": "is not closed by )]",
    "{.a[?(@.b==1)}": "there is no ]",
    "{.a[?(@.b=1)]}": "there is no operator =",
    "{.a[?(@.b==c)]}": 'a text has to be in quotes: "c"',
    '{"a}': 'the quote " is not closed',
    '{"\\d"}': "there is no escape \\d",
    "{-}": "- is no number",
    "{a}": "{.a}",
    "{|}": "'|' means nothing",
    "{end}": "there is no {range}",
}
TEMPLATES = [
    "",
    "a }}",
    "{{.}}{{.a.b}}{{$}}",
    "{{- .a -}}",
    "{{/* }} */}}",
    "{{if .a}}b{{else if eq .c `d`}}e{{else}}f{{end}}",
    "{{range $i, $e := .a}}{{$i}}{{$e.b}}{{end}}",
    '{{with .a}}{{printf "%s" .b | print}}{{end}}',
    "{{(index .a 0).b}}{{len .a}}{{not true}}{{1.5}}",
    "{{.a | twice}}",
]
NO_TEMPLATES = {
    "{{.a": "a {{ is not closed",
    "{{}}": "there is nothing in",
    "{{(.a}}": "brackets are not closed",
    "{{.a)}}": "brackets are not closed",
    "{{if .a}}": "{{if}} has no {{end}}",
    "{{end}}": "there is no if, range or with before {{end}}",
    "{{a}}": "there is no function a",
    "{{.a-b}}": "'-' cannot stand here",
    '{{"a}}': 'the quote " is not closed',
    "{{$a}}": "the variable $a is never set",
    "{{.a if}}": "if can only stand at the beginning",
}


def _template(text: str) -> Text | None:
    return go_templates.template(text, ["twice"])


FORMS: list[tuple[Callable[[str], Text | None], list[str], dict[str, str]]] = [
    (selectors.labels, LABELS, NO_LABELS),
    (selectors.fields, FIELDS, NO_FIELDS),
    (jsonpath.template, PATHS, NO_PATHS),
    (_template, TEMPLATES, NO_TEMPLATES),
    (jsonpath.relaxed, ["", "a", ".a", "{a}", "{.a}"], {"{.a}{.b}": "is .a.b or {.a.b}", "{.a[}": "a [ is not closed"}),
    (jsonpath.columns, ["A:a", "A:.a,B:{.b}", "A:"], {"A": "has no colon", "A:a,": "an empty one", "A:a[": "column A"}),
]
RIGHT = [(form, text) for form, right, _ in FORMS for text in right]
WRONG = [(form, text, said) for form, _, wrong in FORMS for text, said in wrong.items()]


@pytest.mark.parametrize(("form", "text"), RIGHT, ids=[f"{form.__name__} {text}" for form, text in RIGHT])
def test_what_is_taken(form: Callable[[str], Text | None], text: str) -> None:
    assert form(text) is None


@pytest.mark.parametrize(("form", "text", "said"), WRONG, ids=[f"{form.__name__} {text}" for form, text, _ in WRONG])
def test_what_is_refused(form: Callable[[str], Text | None], text: str, said: str) -> None:
    fault = form(text)
    assert fault is not None
    assert said in fault.en
    assert fault.zh


@pytest.mark.parametrize(
    ("text", "key"),
    [("{.a.nvidia.com/gpu}", "nvidia.com/gpu"), ("{.a.nvidia\\.com/gpu}", ""), ("{.a.b/c}", ""), ("{.a.b}", "")],
)
def test_keys_that_dots_divide(text: str, key: str) -> None:
    assert jsonpath.unescaped_dot(text) == key
