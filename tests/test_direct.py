"""Values straight from the text: the same as by way of nodes, or none at all."""

from __future__ import annotations

import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kubefence.positions import FileMap
from kubefence.yamldoc import compose, dialect, direct, nodes, stream
from kubefence.yamldoc.compose import Loader
from kubefence.yamldoc.document import Document, Json
from kubefence.yamldoc.stream import Part
from tests.helpers import CONFIG_MAP, DEPLOYMENT, WRONG_CONFIG_MAP, report
from tests.manifests import KINDS, dumped, manifest
from tests.test_properties import bounded

SOURCE = FileMap("a.yaml")


def is_direct(text: str) -> bool:
    """Whether there are values straight from the text; where there are, nodes say the same."""
    part, traits = Part(text, 0), dialect.traits(text)
    quick = direct.document(part, SOURCE) if traits.plain else None
    if quick is None:
        return False
    [document] = nodes.read(part, traits, SOURCE)
    assert isinstance(document, Document)
    assert not document.repeated
    assert not document.remarks
    assert json.dumps(quick.value) == json.dumps(document.value)  # tells 1 from 1.0 and from true
    if list(stream.parts(text)) != [part]:
        return True  # not all of it is what kubectl would take for a document
    assert quick.value_place(()) == document.value_place(())
    for key in direct.value(text):
        assert quick.key_place((key,)) == document.key_place((key,))
        assert quick.value_place((key,)) == document.value_place((key,))
    return True


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: b\n", "b"),
        ("a: 80\n", 80),
        ("a: '80'\n", "80"),
        ('a: "true"\n', "true"),
        ("a: true\n", True),
        ("a: ''\n", ""),
        ("a:\n", None),
        ("a: 0.5\n", 0.5),
        ("a: '1e999'\n", "1e999"),
        ("a: 1e999\n", "1e999"),
        ("a: '0x10000000000000000'\n", "0x10000000000000000"),
        ("a: 0x1F\n", 31),
        ("a: 2001-12-14\n", "2001-12-14"),
        ("a: 1:30\n", "1:30"),
        ("a: '*/5 * * * *'\n", "*/5 * * * *"),
        ("a: |\n  #!/bin/sh\n  test $x != y && ls *\n", "#!/bin/sh\ntest $x != y && ls *\n"),
        ("a: self.x != 1 && !has(self.y)\n", "self.x != 1 && !has(self.y)"),
        ("a: which of {x, y} and [z]?\n", "which of {x, y} and [z]?"),
    ],
)
def test_what_nobody_can_misunderstand_is_read(text: str, value: Json) -> None:
    assert is_direct(text)
    assert direct.value(text) == {"a": value}


@pytest.mark.parametrize(
    "text",
    [
        "a: yes\n",
        "a: 'yes'\n",
        "a: n\n",
        "y: a\n",
        "80: a\n",
        "~: a\n",
        "a: 0755\n",
        "a: 1_000\n",
        "a: 1e3\n",
        "a: 1.0\n",
        "a: .inf\n",
        "a: 0X1F\n",
        "a: 99999999999999999999\n",
        "a: '99999999999999999999'\n",
        "a: -99999999999999999999\n",
        "'-99999999999999999999': a\n",
        "a: !!str 1\n",
        "a: ! 1\n",
        "a: !x 1\n",
        "!x a: 1\n",
        "!x\na: 1\n",
        "a: !<tag:yaml.org,2002:str> 1\n",
        "%TAG ! tag:yaml.org,2002:\n---\na: !str 1\n",
        "a: [!x 1]\n",
        "a: &x b\nc: *x\n",
        "a: &x b\nc: &x d\n",
        "<<: {a: b}\n",
        "a: b\na: c\n",
        "a: [x?y]\n",
        "\ufeff{a: x?y}\n",
        "\ufeff!x {a: b}\n",
        'a: "\\/"\n',
        'a: "\\\'"\n',
        "%YAML 1.2\n---\na: b\n",
        "a: b\n---\nc: d\n",
        "- a\n",
        "a\n",
        "",
        "a: b: c\n",
        "a: [\n",
        "? {a: b}\n: c\n",
        "a: \ud800\n",
        "a: " + "[" * 150 + "]" * 150,
        "a: " + "[" * 20_000,
    ],
)
def test_what_could_mean_something_else_is_left_to_the_nodes(text: str) -> None:
    assert not is_direct(text)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("a: b\n", (0, 0, 0, 1)),
        ("---\n# 注释\n\n  kind: Pod\n", (3, 2, 3, 6)),
        ("kind:\n  a: b\n", (0, 0, 0, 4)),
        ("'a': b\n", None),
        ("{a: b}\n", None),
        ("--- # 注释\na: b\n", None),
        ("a-b: c\n", None),
    ],
)
def test_the_first_key(text: str, at: tuple[int, int, int, int] | None) -> None:
    assert direct.first_key(text) == at
    assert is_direct(text)


_PIECES = (
    *"ab01 \t\n\r:-#?,[]{}&*!|>'\"%@`~<=._+\\/é\x07\x85\u2028\ufeff中",
    *(
        "\n  ",
        "\n- ",
        ": ",
        "yes",
        "null",
        "0777",
        "1_0",
        "1e3",
        "0x1F",
        "---\n",
        "...\n",
        "<<: ",
        "|\n",
        ">-\n",
        "\\'",
    ),
)
"""What means something in YAML, alone or together."""


@pytest.mark.parametrize("kind", KINDS)
def test_manifests_of_every_kind_with_characters_changed(kind: str) -> None:
    rng = random.Random(kind)
    text = dumped(manifest(kind, 1))
    for _ in range(60):
        at = rng.randrange(len(text))
        is_direct(text[:at] + rng.choice(_PIECES) + text[at + rng.randrange(2) :])


def test_most_manifests_are_read() -> None:
    seen = [is_direct(dumped(manifest(kind, 1))) for kind in KINDS]
    assert sum(seen) > len(seen) * 0.6


@bounded(1500)
@given(st.lists(st.sampled_from(_PIECES), max_size=25).map("".join))
def test_texts_of_all_that_means_something_in_yaml(text: str) -> None:
    is_direct("a: " + text)


@pytest.mark.parametrize("text", [CONFIG_MAP, WRONG_CONFIG_MAP, DEPLOYMENT, f"{CONFIG_MAP}---\n{WRONG_CONFIG_MAP}"])
def test_without_the_parser_that_makes_it_fast_the_report_is_the_same(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fast = report(text, "a.yaml")
    monkeypatch.setattr(direct, "_loads", None)
    assert not is_direct(text)
    assert report(text, "a.yaml") == fast


def test_nodes_are_made_only_where_a_finding_needs_a_place(monkeypatch: pytest.MonkeyPatch) -> None:
    def composed(text: str) -> Loader:
        made.append(text)
        return Loader(text)

    made: list[str] = []
    monkeypatch.setattr(compose, "Loader", composed)
    assert report(CONFIG_MAP, "a.yaml").findings == ()
    assert made == []
    assert report(WRONG_CONFIG_MAP, "a.yaml").findings != ()
    assert made == [WRONG_CONFIG_MAP]
