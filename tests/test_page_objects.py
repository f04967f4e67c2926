"""The objects of a page: what is shown is found by kind and name, whatever shows it, with its place."""

from __future__ import annotations

import pytest

from kubefence.belonging.page_objects import PageObjects
from kubefence.checks.example import examples
from kubefence.markdown.extract import Extractor
from kubefence.positions import Place
from tests.helpers import CONFIG_MAP, DEPLOYMENT, fenced, told

LIST = """\
apiVersion: v1
kind: ConfigMapList
items:
  - metadata:
      name: one
  - metadata:
      name: two
      namespace: shop
"""
HERE = "kubectl apply -f - <<'EOF'\n" + CONFIG_MAP.replace("web", "here") + "EOF\n"
CRON_JOB = """\
apiVersion: batch/v1
kind: CronJob
metadata: {name: tidy, labels: {team: a}}
spec:
  schedule: "0 0 * * *"
  jobTemplate: {spec: {template: {metadata: {labels: {job: tidy}}, spec: {containers: []}}}}
"""


def covered(text: str, place: Place) -> str:
    return text.split("\n")[place.span.line - 1][place.span.column - 1 : place.span.end_column - 1]


def objects(text: str) -> PageObjects:
    blocks = Extractor().extract("page.md", text).blocks
    return next(examples(blocks, "page.md", text)).beside.page


PAGE = fenced(DEPLOYMENT) + fenced(LIST) + fenced(HERE, "bash") + fenced(CONFIG_MAP, 'yaml expect="unknown-field"')


def test_whatever_shows_an_object() -> None:
    page = objects(PAGE)
    assert [(each.said, each.right) for each in page.shown] == [
        ("Deployment web", True),
        ("ConfigMap one", True),
        ("ConfigMap two", True),
        ("ConfigMap here", True),
        ("ConfigMap web", False),
    ]
    assert set(page.kinds) == {"Deployment", "ConfigMap"}
    assert list(page.names("ConfigMap")) == ["one", "two", "here", "web"]


@pytest.mark.parametrize(("name", "space", "there"), [("one", "", True), ("two", "shop", True), ("two", "b", False)])
def test_an_object_by_its_name(name: str, space: str, there: bool) -> None:
    found = objects(PAGE).called("ConfigMap", name, space)
    assert [covered(PAGE, each.place) for each in found] == [name] * there


def test_the_place_of_one_in_a_command() -> None:
    (found,) = objects(PAGE).called("ConfigMap", "here")
    assert PAGE.split("\n")[found.place.span.line - 1] == "  name: here"


def test_what_is_near() -> None:
    near = objects(PAGE).near("ConfigMap", "heer")
    assert near is not None
    assert near.name == "here"
    assert objects(PAGE).near("Secret", "heer") is None


@pytest.mark.parametrize(
    ("wanted", "found"),
    [({"job": "tidy"}, ["CronJob tidy"]), ({"team": "a"}, ["CronJob tidy"]), ({"app": "web"}, ["Deployment web"])],
)
def test_by_labels_of_their_own_and_of_their_pods(wanted: dict[str, str], found: list[str]) -> None:
    page = objects(fenced(DEPLOYMENT) + fenced(CRON_JOB))
    first = page.by_label.first(wanted)
    assert first is not None
    assert [first.said] == found


def test_an_object_in_a_command_is_one_of_the_page() -> None:
    service = (
        "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {app: api}, ports: [{port: 80}]}\n"
    )
    page = fenced(DEPLOYMENT) + fenced(f"kubectl apply -f - <<'EOF'\n{service}EOF\n", "bash")
    assert told(page) == [("service-selects-nothing", 25, "api")]
