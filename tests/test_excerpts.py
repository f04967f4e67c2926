"""Excerpts: what is left out is no mistake where it says so, whatever the spelling; everything else is checked."""

import pytest

from kubefence import Config, Page, verify
from kubefence.findings import Severity
from tests.helpers import CONFIG_MAP, DEPLOYMENT, covered, fenced, findings, rules, told

MARKS = (
    "...",
    "…",
    "......",
    "... ...",
    "[...]",
    "[..]",
    "[…]",
    "(...)",
    "{...}",
    "<...>",
    "<snip>",
    "[snip]",
    "<- snipped ->",
)
COMMENTS = (
    "# ...",
    "#...",
    "# …",
    "# [...]",
    "# [snip]",
    "# <snip>",
    "# ... <snip>",
    "# ... the usual labels",
    "# other fields ...",
    "# 其他字段……",
    "# spec omitted",
    "# 为简洁省略部分内容",
    "# .metadata 和 .spec 已省略",
)
INSERTED = ('{{< readfile "a.yaml" >}}', "{{% include a %}}", "[[% include 'a.yaml' %]]", '{% include "a" %}')
WRONG = "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  {mark}\n  replica: 2\n"
"""Lacks what a Deployment needs, at the mark, and has a field that there is not at line 9 of a page."""


def marked(mark: str) -> str:
    return fenced(WRONG.replace("{mark}", mark))


# Marks


@pytest.mark.parametrize("mark", [*COMMENTS, *INSERTED])
def test_what_a_mark_leaves_out_is_not_missed(mark: str) -> None:
    assert told(marked(mark)) == [("unknown-field", 8, "replica")]


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_that_breaks_the_yaml_is_told_once_and_read_as_a_comment(mark: str) -> None:
    page = marked(mark).replace("metadata:\n", f"{mark}\nmetadata:\n")
    assert told(page) == [("elision", 4, mark), ("unknown-field", 9, "replica")]
    assert findings(page)[0].severity is Severity.NOTE
    assert "# ..." in findings(page)[0].text.en


def test_it_is_an_error_where_checks_are_promised() -> None:
    report = verify([Page("a.md", marked("..."))], Config(strict=True, lint=None))
    assert [(each.rule, each.severity.value) for each in report.findings] == [
        ("elision", "error"),
        ("unknown-field", "error"),
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        CONFIG_MAP + "# ... stays where it is\ndat: {}\n",
        CONFIG_MAP + "# if this is omitted\ndat: {}\n",
        CONFIG_MAP + "# 可以省略\ndat: {}\n",
    ],
)
def test_a_comment_hides_nothing(wrong: str) -> None:
    assert told(fenced(wrong)) == [("unknown-field", 7, "dat")]


NODE_PORT = """\
apiVersion: v1
kind: Service
metadata: {name: a}
spec:
  ports: [{port: 80, nodePort: 30001}]
"""
CONTAINER = DEPLOYMENT.replace("          image: registry.example.com/web:1.0.0\n", "")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # where the column says it
        (f"{CONTAINER}          # ...\n", []),
        (DEPLOYMENT.replace("  selector:\n    matchLabels:\n      app: web\n", "  # ...\n"), []),
        (DEPLOYMENT.replace("      containers:\n", "      # ...\n").split("        - name")[0], []),
        # a key without a value
        (DEPLOYMENT.split("      containers:")[0] + "      containers:\n      # ...\n", []),
        (DEPLOYMENT.split("      containers:")[0] + "      containers:  # ...\n", []),
        (DEPLOYMENT.split("      containers:")[0] + "      containers:\n      - ...\n", []),
        (DEPLOYMENT.split("      containers:")[0] + "      containers: ...\n", []),
        (DEPLOYMENT.split("      containers:")[0] + "      containers: [...]\n", []),
        (DEPLOYMENT.split("    spec:")[0] + "    spec: {...}\n", []),
        (DEPLOYMENT.split("    spec:")[0] + "    spec: <...>\n", []),
        # the end of an excerpt leaves open whatever has not been closed
        (f"{CONTAINER}...\n", []),
        (f"{CONTAINER}# ...\n", []),
        # its beginning
        ("# ...\nspec:\n  type: NodePort\n" + CONFIG_MAP, ["unknown-field"]),
        # within brackets
        (DEPLOYMENT + "          args: [a, ...]\n", []),
        (DEPLOYMENT + "          resources: {limits: {cpu: 1, ...}, ...}\n", []),
        # half of what has to fit, or to exist
        (DEPLOYMENT.replace("        app: web\n", "        # ...\n"), []),
        (DEPLOYMENT.replace("      app: web\n  template", "      # ...\n      app: web\n  template"), []),
        (DEPLOYMENT + "          volumeMounts: [{name: a, mountPath: /a}]\n      # ...\n", []),
        (DEPLOYMENT + "          volumeMounts: [{name: a, mountPath: /a}]\n      volumes:\n        # ...\n", []),
        (DEPLOYMENT + "          volumeMounts: [{name: a, mountPath: /a}]\n", ["unknown-reference"]),
        # a field on which others depend
        (NODE_PORT.replace("spec:\n", "spec:\n  # ...\n"), []),
        (NODE_PORT, ["node-port-on-cluster-ip"]),
    ],
)
def test_where_something_is_left_out(text: str, wanted: list[str]) -> None:
    assert rules(fenced(text)) == wanted


def test_what_is_missing_elsewhere_is_a_note() -> None:
    page = fenced(CONTAINER.replace("  selector:\n", "  # ...\n  selector:\n"))
    [finding] = findings(page)
    assert (finding.rule, finding.severity, finding.span.line) == ("missing-field", Severity.NOTE, 18)
    assert covered(page, finding) == "name"
    assert "# ..." in finding.text.en
    assert "# ..." in finding.text.zh


def test_without_a_mark_it_is_an_error() -> None:
    [finding] = findings(fenced(CONTAINER))
    assert (finding.rule, finding.severity, finding.span.line) == ("missing-field", Severity.ERROR, 17)


def test_a_selector_is_not_held_against_labels_that_are_left_out() -> None:
    shown = DEPLOYMENT.replace("    metadata:\n      labels:\n        app: web\n", "")
    assert shown != DEPLOYMENT
    assert [each.severity for each in findings(fenced(shown))] == [Severity.ERROR]
    excerpt = shown.replace("metadata:\n", "metadata:\n  # ...\n", 1)
    assert [(each.rule, each.severity) for each in findings(fenced(excerpt))] == [("selector-mismatch", Severity.NOTE)]


def test_an_excerpt_needs_no_name() -> None:
    assert rules(fenced("apiVersion: v1\nkind: ConfigMap\ndata:\n  # ...\n  a: b\n")) == []
    assert rules(fenced("apiVersion: v1\nkind: ConfigMap\ndata:\n  a: b\n")) == ["missing-field"]


@pytest.mark.parametrize(
    "data",
    [
        "data:\n  a: |\n    x\n    ...\n    # ...\n    <name>\n",
        "data:\n  a: >-\n\n    x\n    ...\n",
        'data:\n  a: "x\n    ...\n    y"\n',
        "data:\n  a: 'it''s\n    ...\n    y'\n",
        "data:\n  a: 'x ...'\n  b: \"# ...\"\n",
        "data:\n  a: '{{ $labels.pod }} ${b} [0-9]{2}'\n",
    ],
)
def test_in_a_text_they_are_text(data: str) -> None:
    nameless = "apiVersion: v1\nkind: ConfigMap\n"
    assert told(fenced(nameless + data)) == [("missing-field", 2, "apiVersion")]
    assert rules(fenced(CONFIG_MAP + data)) == []


def test_keys_that_repeat_beyond_a_mark_may_be_those_of_another() -> None:
    text = "apiVersion: v1\nkind: ConfigMap\ndata:\n  a: b\n  {}\n  a: c\n"
    assert rules(fenced(text.replace("{}", "# ..."))) == []
    assert told(fenced(text.replace("{}", "b: c").replace("  a: c", "  a: c\n  # ..."))) == [("duplicate-key", 7, "a")]


HEADLESS = DEPLOYMENT.replace("        - name: web\n          image", "        # ...\n          image")
"""The items of containers without the dash before the first."""


@pytest.mark.parametrize("mark", ["# ...", "[...]"])
def test_an_item_whose_beginning_is_left_out(mark: str) -> None:
    text = HEADLESS.replace("# ...", mark)
    assert set(rules(fenced(text))) <= {"elision"}
    assert told(fenced(text + "          prots: []\n"))[-1] == ("unknown-field", 19, "prots")
    assert told(fenced(text.replace("        " + mark + "\n", "")))[-1] == ("wrong-type", 17, "image")


def test_what_stands_further_in_than_a_mark_may_belong_elsewhere() -> None:
    text = DEPLOYMENT.replace("spec:\n  replicas", "spec:\n  paused: true\n{}  readyReplicas: 2\n  replicas", 1)
    assert rules(fenced(text.replace("{}", "# ...\n"))) == []
    assert told(fenced(text.replace("{}", "  # ...\n"))) == [("unknown-field", 9, "readyReplicas")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("kind: ConfigMap\n# ...\n  a: b\n", ("elision", 3, "# ...")),
        ("kind: ConfigMap\n...\n\n    a: b\n", ("elision", 3, "...")),
        ("- a: b\n  # ...\n   c: d\n", ("elision", 3, "# ...")),
        ("kind: ConfigMap\n# ...\na: b\n  c: d\n", ("yaml-syntax", 5, ":")),
        ("kind: ConfigMap\n# ...\na: b: c\n", ("yaml-syntax", 4, ":")),
    ],
)
def test_what_has_lost_the_keys_that_it_belongs_to(text: str, wanted: tuple[str, int, str]) -> None:
    [found] = findings(fenced(text))
    assert (found.rule, found.span.line, covered(fenced(text), found)) == wanted
    assert (found.severity is Severity.NOTE) == (found.rule == "elision")


def test_a_mark_behind_a_tab() -> None:
    assert rules(fenced(CONFIG_MAP + "data:\n\t...\n")) == ["elision"]


def test_two_objects_with_dots_between_them() -> None:
    assert told(fenced(f"{CONFIG_MAP}...\n{CONFIG_MAP}")) == [("ignored-document", 7, "a")]


def test_a_block_of_which_nothing_is_left() -> None:
    for text in INSERTED:
        [finding] = findings(fenced(text))
        assert (finding.rule, finding.severity) == ("empty-block", Severity.NOTE)


def test_the_style_of_a_mark_is_not_judged() -> None:
    text = DEPLOYMENT.replace("  selector:\n", "  ...\n     #...\n  [...]\n  selector:\n").replace(
        ": web\n", ": {{ a }}\n"
    )
    report = verify([Page("a.md", fenced(text))])
    assert [each.rule for each in report.findings] == ["elision"]


def test_a_file_of_manifests_is_no_excerpt() -> None:
    assert told(WRONG.replace("{mark}", "..."), "a.yaml") == [("elision", 6, "...")]
    assert told(CONFIG_MAP.replace("web", "<name>"), "a.yaml") == [("invalid-name", 4, "<name>")]
    assert told(f"{CONFIG_MAP}data: {{a: 1}}\n# ...\n", "a.yaml") == [("wrong-type", 5, "1")]


def test_json() -> None:
    text = '{\n  "apiVersion": "v1",\n  "kind": "ConfigMap",\n  ...\n  "data": {"a": 1, "b": <name>, "c": ${X}}\n}'
    assert told(fenced(text)) == [("elision", 5, "..."), ("wrong-type", 6, "1")]
