"""Objects of which a page shows a section, and names to fill in: neither is a mistake; a whole object has no leave."""

import pytest

from kubefence import Config, Page, verify
from kubefence.findings import Severity
from tests.helpers import fenced

WHOLE = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: crane
spec:
  selector:
    matchLabels:
      app: crane
  template:
    metadata:
      labels:
        app: crane
    spec:
      containers:
        - name: hoist
          image: registry.example.com/hoist:1
"""
IN_PART = {
    "without metadata": "apiVersion: v1\nkind: ConfigMap\ndata:\n  mode: fast",
    "metadata alone": "apiVersion: v1\nkind: Pod\nmetadata:\n  name: crane\n  labels:\n    team: port",
    "what a patch changes": (
        "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: crane\nspec:\n  template:\n    spec:\n"
        "      containers:\n        - name: hoist\n          args: [--slow]"
    ),
    "labels that are added": (
        "apiVersion: v1\nkind: Secret\nmetadata:\n  annotations:\n    team: port\nstringData:\n  key: a"
    ),
    "a template of labels": WHOLE.partition("    spec:")[0],
    "a Pod of an affinity": WHOLE.partition("      containers:")[0] + "      affinity: {}",
    "an item that lacks several": (
        "apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingWebhookConfiguration\nmetadata:\n  name: crane\n"
        "webhooks:\n  - name: crane.example.com\n    clientConfig: {url: https://crane.example.com}"
    ),
    "a spec that breaks off": "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: crane\nspec:",
    "a list that breaks off": (
        "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: crane\nspec:\n  rules:\n"
        "    - host: crane.example.com\n      http:\n        paths:"
    ),
    "a kind without an apiVersion": "kind: Crane\nspec:\n  reach: 40",
    "a kind with labels": "kind: Crane\nmetadata:\n  labels:\n    team: port",
    "a strategy": (
        "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: crane\nspec:\n  strategy:\n    type: Recreate"
    ),
}


def missing(text: str, **options: object) -> set[Severity]:
    found = verify([Page("a.md", fenced(text, "yaml"))], Config(**options)).findings  # type: ignore[arg-type]  # fields
    return {each.severity for each in found if each.rule == "missing-field"}


@pytest.mark.parametrize("text", IN_PART.values(), ids=IN_PART)
def test_what_a_section_lacks_is_a_note(text: str) -> None:
    assert missing(text) == {Severity.NOTE}


@pytest.mark.parametrize("text", IN_PART.values(), ids=IN_PART)
def test_where_a_check_is_promised_it_is_an_error(text: str) -> None:
    assert missing(text, strict=True) == {Severity.ERROR}


@pytest.mark.parametrize(
    "gone", ["  selector:\n    matchLabels:\n      app: crane\n", "          image: registry.example.com/hoist:1\n"]
)
def test_what_a_whole_object_lacks_is_an_error(gone: str) -> None:
    assert missing(WHOLE.replace(gone, "")) == {Severity.ERROR}


@pytest.mark.parametrize(
    "text",
    [
        WHOLE.replace("  name: crane", "  namespace: port"),
        WHOLE.removeprefix("apiVersion: apps/v1\n"),
        WHOLE.replace("        - name: hoist\n          image: registry.example.com/hoist:1\n", "") + "---\na: b",
        "apiVersion: networking.k8s.io/v1\nkind: Ingress\nspec:\nmetadata:\n  name: crane",
    ],
)
def test_what_is_whole_or_goes_on_behind_it_is_an_error(text: str) -> None:
    wanted = {Severity.NOTE} if "---" in text else {Severity.ERROR}
    assert missing(text) == wanted


def test_two_gaps_deep_inside_are_no_section() -> None:
    ports = "          ports:\n            - name: a\n            - name: b\n"
    assert missing(WHOLE + ports) == {Severity.ERROR}


def test_a_selector_is_not_held_against_labels_that_are_not_shown() -> None:
    part = "      containers:\n        - args: [--slow]\n"
    text = WHOLE.partition("    metadata:\n      labels")[0] + "    spec:\n" + part
    assert {each.severity for each in verify([Page("a.md", fenced(text, "yaml"))]).findings} == {Severity.NOTE}
    wrong = WHOLE.replace("        app: crane\n    spec", "        app: derrick\n    spec")
    assert [each.rule for each in verify([Page("a.md", fenced(wrong, "yaml"))]).findings] == ["selector-mismatch"]


def test_other_mistakes_in_a_section_are_errors() -> None:
    text = IN_PART["what a patch changes"].replace("args:", "argz:")
    [error] = [
        each for each in verify([Page("a.md", fenced(text, "yaml"))]).findings if each.severity is Severity.ERROR
    ]
    assert (error.rule, error.span.line) == ("unknown-field", 11)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [("CRANE_NAME", False), ("NAME", False), ("CRANE", True), ("Crane", True), ("crane_name", True)],
)
def test_a_name_in_capitals_is_a_blank(name: str, wrong: bool) -> None:
    found = verify([Page("a.md", fenced(WHOLE.replace("name: crane", f"name: {name}"), "yaml"))]).findings
    assert ("invalid-name" in {each.rule for each in found}) == wrong


ENCRYPTED = """\
apiVersion: v1
kind: Secret
metadata:
  name: crane
data:
  token: ENC[AES256_GCM,data:cG9ydA==,iv:YQ==,tag:Yg==,type:str]
sops:
  encrypted_regex: ^(data|stringData)$
"""


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        (Page("a.md", fenced(ENCRYPTED, "yaml")), [("unknown-field", Severity.NOTE)]),
        (Page("a.yaml", ENCRYPTED, markdown=False, found=True), [("unknown-field", Severity.NOTE)]),
        (
            Page("a.yaml", ENCRYPTED, markdown=False),
            [("invalid-base64", Severity.ERROR), ("unknown-field", Severity.ERROR)],
        ),
        (Page("a.md", fenced(ENCRYPTED.replace("sops:", "shops:"), "yaml")), [("unknown-field", Severity.ERROR)]),
    ],
)
def test_what_is_encrypted_is_read_as_what_it_will_be(page: Page, wanted: list[tuple[str, Severity]]) -> None:
    assert [(each.rule, each.severity) for each in verify([page], Config(lint=None)).findings] == wanted


SECRET = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: crane\ndata:\n  token: {}"


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("BEARER_TOKEN", Severity.NOTE),
        ("your-token", Severity.NOTE),
        ("the base64 encoded token", Severity.NOTE),
        ("encoded token", Severity.NOTE),
        ("BEARER!", Severity.ERROR),
        ("s3cr3t", Severity.ERROR),
        ("a secret token", Severity.ERROR),
        ("yourself", None),
    ],
)
@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("whole", [False, True])
def test_words_in_the_place_of_base64_are_a_blank(
    text: str, severity: Severity | None, *, strict: bool, whole: bool
) -> None:
    page = fenced(SECRET.format(text) if whole else f"type: Opaque\ndata:\n  token: {text}", "yaml")
    found = verify([Page("a.md", page)], Config(strict=strict)).findings
    severity = Severity.ERROR if severity and strict else severity
    assert [each.severity for each in found if each.rule == "invalid-base64"] == [severity] * (severity is not None)


@pytest.mark.parametrize(("text", "severity"), [("REPLICA_COUNT", Severity.NOTE), ("MANY", Severity.ERROR)])
def test_words_in_the_place_of_a_number_are_a_blank(text: str, severity: Severity) -> None:
    page = fenced(WHOLE.replace("spec:\n", f"spec:\n  replicas: {text}\n", 1), "yaml")
    found = verify([Page("a.md", page)]).findings
    assert [(each.rule, each.severity) for each in found] == [("wrong-type", severity)]


@pytest.mark.parametrize(("api_version", "severity"), [("v1alpha1", Severity.NOTE), ("v1", Severity.ERROR)])
def test_a_kind_without_a_group_may_be_of_another_program(api_version: str, severity: Severity) -> None:
    text = f"apiVersion: {api_version}\nkind: HarborPlan\nmetadata:\n  name: crane"
    assert [each.severity for each in verify([Page("a.md", fenced(text, "yaml"))]).findings] == [severity]
