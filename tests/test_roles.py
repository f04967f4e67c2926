"""The fence options ``patch`` and ``output``: what changes an object, and what a cluster printed of one."""

import pytest

from tests.helpers import CONFIG_MAP, DEPLOYMENT, fenced, findings, report, rules, told

PATCH = 'yaml patch="Deployment"'


def patched(text: str, option: str = PATCH) -> list[tuple[str, int, str]]:
    return told(fenced(text, option))


# Merges


@pytest.mark.parametrize(
    "text",
    [
        "spec:\n  replicas: 3\n",
        "spec:\n  replicas: null\n  paused: null\n",
        "metadata:\n  labels:\n    app: null\n",
        "spec:\n  template:\n    spec:\n      containers:\n        - name: web\n          image: web:2\n",
        "spec:\n  template:\n    spec:\n      containers:\n        - name: web\n          $patch: delete\n",
        "spec:\n  template:\n    spec:\n      containers:\n        - $patch: replace\n        - name: web\n",
        "spec:\n  strategy:\n    $retainKeys: [type]\n    type: Recreate\n",
        "spec:\n  template:\n    spec:\n      $setElementOrder/containers:\n        - name: web\n",
        "metadata:\n  $deleteFromPrimitiveList/finalizers: [a]\n",
        "spec:\n  selector:\n    matchLabels:\n      app: api\n",
        DEPLOYMENT,
    ],
)
def test_a_merge_needs_nothing(text: str) -> None:
    assert patched(text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("spec:\n  replica: 3\n", ("unknown-field", 3, "replica")),
        ("spec:\n  replica: null\n", ("unknown-field", 3, "replica")),
        ("spec:\n  replicas: three\n", ("wrong-type", 3, "three")),
        ("spec:\n  replicas: -1\n", ("out-of-range", 3, "-1")),
        ("spec:\n  strategy:\n    $patch: delet\n", ("invalid-patch", 4, "delet")),
        ("spec:\n  strategy:\n    $path: delete\n", ("invalid-patch", 4, "$path")),
        ("spec:\n  strategy:\n    $retainKeys: type\n", ("invalid-patch", 4, "type")),
        ("spec:\n  template:\n    spec:\n      containers:\n        - image: a\n", ("invalid-patch", 6, "image")),
        ("apiVersion: apps/v1\nkind: Deploymet\n", ("wrong-type", 3, "Deploymet")),
    ],
)
def test_what_is_there_is_checked(text: str, wanted: tuple[str, int, str]) -> None:
    [found] = patched(text)
    assert found[1:] == wanted[1:]
    assert found[0] in (wanted[0], "invalid-value")


def test_a_part_of_an_object_can_be_named() -> None:
    assert patched("replica: 3\n", 'yaml patch="Deployment.spec"') == [("unknown-field", 2, "replica")]


# Lists of operations


def operation(**given: str) -> str:
    return "- " + "\n  ".join(f"{name}: {value}" for name, value in given.items()) + "\n"


@pytest.mark.parametrize(
    "text",
    [
        operation(op="replace", path="/spec/replicas", value="3"),
        operation(op="add", path="/spec/template/spec/containers/-", value="{name: a, image: a}"),
        operation(op="replace", path="/spec/template/spec/containers/0/image", value="a"),
        operation(op="add", path="/metadata/annotations/example.com~1a", value="b"),
        operation(op="remove", path="/spec/paused"),
        operation(op="test", path="/spec/replicas", value="3"),
        operation(op="copy", **{"from": "/spec/replicas"}, path="/spec/minReadySeconds"),
        operation(op="replace", path="/spec/replicas", value="<replicas>"),
        operation(op="replace", path='""', value="{}"),
    ],
)
def test_an_operation(text: str) -> None:
    assert patched(text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (operation(op="replace", path="/spec/replicas", value="three"), ("wrong-type", 4, "three")),
        (operation(op="add", path="/spec/replica", value="3"), ("unknown-field", 3, "/spec/replica")),
        (operation(op="remove", path="/spec/replica"), ("unknown-field", 3, "/spec/replica")),
        (
            operation(op="add", path="/spec/template/spec/containers/-", value="{name: a, imag: a}"),
            ("unknown-field", 4, "imag"),
        ),
        (
            operation(op="add", path="/spec/template/spec/containers/-", value="{image: a}"),
            ("missing-field", 4, "value"),
        ),
        (operation(op="add", path="/metadata/labels/a", value="1"), ("wrong-type", 4, "1")),
        (operation(op="delete", path="/spec/paused"), ("invalid-patch", 2, "delete")),
        (operation(path="/spec/paused"), ("invalid-patch", 2, "path")),
        (operation(op="add", path="/spec/paused"), ("invalid-patch", 2, "op")),
        (operation(op="move", path="/spec/paused"), ("invalid-patch", 2, "op")),
        (operation(op="remove", path="spec/paused"), ("invalid-patch", 3, "spec/paused")),
        ("- a\n", ("invalid-patch", 2, "a")),
    ],
)
def test_a_wrong_operation(text: str, wanted: tuple[str, int, str]) -> None:
    assert patched(text) == [wanted]


def test_a_type_that_there_is_not() -> None:
    for text in ("spec: {}\n", operation(op="remove", path="/a")):
        [finding] = findings(fenced(text, 'yaml patch="Deploymnt"'))
        assert (finding.rule, finding.span.line) == ("unknown-fragment", 1)
        assert finding.text.en.startswith("a patch starts with the name of a type, Deploymnt is none; did you mean")


# What a cluster printed

PRINTED = CONFIG_MAP + '  resourceVersion: "1"\n  uid: 0b5f3e0c\n  creationTimestamp: "2024-01-01T00:00:00Z"\n'
"""Breaks ``preset-resource-version``."""
OUTPUT = 'yaml output="kubectl get configmap web -o yaml"'


def test_the_server_writes_what_nobody_may_give() -> None:
    assert told(PRINTED, "a.yaml") == [("preset-resource-version", 5, '"1"')]
    assert rules(fenced(PRINTED, OUTPUT)) == []
    assert told(fenced(PRINTED + "dat: {}\n", OUTPUT)) == [("unknown-field", 9, "dat")]


def test_it_shows_where_all_of_it_is_there() -> None:
    assert rules(fenced(PRINTED)) == []
    shortened = PRINTED.replace("  uid: 0b5f3e0c\n", "")
    assert rules(fenced(shortened)) == ["preset-resource-version"]
    assert rules(fenced(shortened, OUTPUT)) == []


def test_a_list() -> None:
    items = "".join(f"  {'-' if number == 0 else ' '} {line}\n" for number, line in enumerate(PRINTED.splitlines()))
    assert rules(fenced(f"apiVersion: v1\nkind: List\nitems:\n{items}")) == []


def test_an_example_of_the_mistake_is_one() -> None:
    assert rules(fenced(PRINTED, 'yaml expect="preset-resource-version"')) == []


def test_a_here_document_creates_it() -> None:
    page = fenced(f"kubectl create -f - <<'EOF'\n{PRINTED}EOF", "bash")
    assert rules(page) == ["preset-resource-version"]


# The options themselves


@pytest.mark.parametrize(
    ("option", "rule"),
    [
        ('yaml patch=""', "option-without-text"),
        ('yaml output="output"', "option-without-text"),
        ('yaml patch="Deployment" fragment="Deployment"', "conflicting-options"),
        ('yaml patch="Deployment" output="kubectl get"', "conflicting-options"),
        ('yaml pacth="Deployment"', "refused-fence"),
        ('{ .yaml outptu="kubectl get" }', "misspelled-option"),
    ],
)
def test_what_is_wrong_with_an_option(option: str, rule: str) -> None:
    assert rule in rules(fenced("spec:\n  paused: true\n", option))


def test_a_patch_is_counted_as_a_part() -> None:
    assert [block.kind for block in report(fenced("spec: {}\n", PATCH)).blocks] == ["fragment"]
