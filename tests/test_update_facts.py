"""How facts that are read from Go sources are merged into the tables, when only some releases are at hand."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from itertools import product
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from kubefence.facts import tables
from kubefence.schema.navigate import short_name
from kubefence.schema.pack import builtin
from kubefence.versions import parse_version
from tests.helpers import loaded_script

Table = Mapping[str, Any]

PROTOCOL = "io.k8s.api.core.v1.ServicePort.protocol"
POLICY = "io.k8s.api.core.v1.Container.imagePullPolicy"
PREEMPTION = "io.k8s.api.scheduling.v1.PriorityClass.preemptionPolicy"
ENDLESS = None


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script, which writes to tables of this test."""
    loaded_script("go_sources")
    module = loaded_script("update_facts")
    facts = tmp_path / "facts"
    facts.mkdir()
    for name in (*module.SIGNED, "sources.json"):
        shutil.copy(module.FACTS / name, facts / name)
    monkeypatch.setattr(module, "FACTS", facts)
    return module


def core(*protocols: str, mark: str = "// +enum\n") -> dict[str, str]:
    """Sources of a release where a port has these protocols."""
    constants = "".join(f'const Protocol{name} Protocol = "{name}"\n' for name in protocols)
    field = 'Protocol Protocol `json:"protocol,omitempty"`'
    return {
        "core/v1/types.go": f"{mark}type Protocol string\n\n{constants}\ntype ServicePort struct {{\n\t{field}\n}}\n"
    }


def lived(group: str, version: str, **kinds: Mapping[str, str]) -> dict[str, str]:
    """Sources of a release where a version of a group has these kinds, with their lives."""
    text = ""
    for kind, life in kinds.items():
        for event, value in life.items():
            if event == "replacement":
                *home, name = value.split("/")
                there = f'Group: "{home[0] if home[1:] else ""}", Version: "{home[-1]}", Kind: "{name}"'
                text += f"func (in *{kind}) APILifecycleReplacement() schema.GroupVersionKind {{\n"
                text += f"\treturn schema.GroupVersionKind{{{there}}}\n}}\n"
            else:
                text += f"func (in *{kind}) APILifecycle{event.title()}() (major, minor int) {{\n"
                text += f"\treturn {value.replace('.', ', ')}\n}}\n"
    folder = f"{group.partition('.')[0] or 'core'}/{version}"
    return {
        f"{folder}/register.go": f'const GroupName = "{group}"\n',
        f"{folder}/zz_generated.prerelease-lifecycle.go": text,
    }


def enums(script: ModuleType, known: Table, releases: Mapping[int, Mapping[str, str]]) -> dict[str, Any]:
    merged: dict[str, Any] = script.enums([script.Release(*each) for each in releases.items()], known)
    return merged


def lives(script: ModuleType, known: Table, releases: Mapping[int, Mapping[str, str]]) -> dict[str, Any]:
    merged: dict[str, Any] = script.lifecycles([script.Release(*each) for each in releases.items()], known)
    return merged


@pytest.mark.parametrize(
    ("known", "has", "lacks", "merged"),
    [
        ((37, ENDLESS), (), (36,), (37, ENDLESS)),  # came after the newest checkout
        ((0, 30), (), (32, 36), (0, 30)),  # went before the oldest one
        ((28, ENDLESS), (32, 36), (), (28, ENDLESS)),  # came before the oldest one
        ((0, 40), (32, 36), (), (0, 40)),  # will go after the newest one
        ((34, ENDLESS), (36,), (33,), (34, ENDLESS)),  # came between two
        ((0, 34), (33,), (36,), (0, 34)),  # went between two
        ((35, 35), (), (33, 36), (35, 35)),  # came and went between two
        ((0, ENDLESS), (36,), (33,), (34, ENDLESS)),  # is said to be older than it can be
        ((38, ENDLESS), (36,), (33,), (36, ENDLESS)),  # is said to be younger
        ((0, ENDLESS), (33,), (36,), (0, 35)),  # is said to be there and is gone
        ((0, 34), (33, 36), (), (0, ENDLESS)),  # is said to be gone and is there
        ((0, 31), (33,), (36,), (0, 35)),  # is said to have gone before it can have
        ((0, ENDLESS), (), (36, 37), (0, 35)),
        ((36, ENDLESS), (), (36,), (37, ENDLESS)),  # was expected too early
        ((36, 36), (), (36,), None),  # never was
    ],
)
def test_the_law_of_a_value(
    script: ModuleType,
    known: tuple[int, int | None],
    has: tuple[int, ...],
    lacks: tuple[int, ...],
    merged: tuple[int, int | None] | None,
) -> None:
    def span(dates: tuple[int, int | None]) -> Any:
        return script.Span(dates[0], script.ENDLESS if dates[1] is ENDLESS else dates[1])

    assert script.settled(span(known), set(has), set(lacks)) == (merged and span(merged))


def test_every_merged_value_agrees_with_the_checkouts_and_stays_if_it_did(script: ModuleType) -> None:
    spans = [script.Span(since, until) for since, until in product(range(6), [*range(6), script.ENDLESS])]
    checkouts = (1, 2, 4)
    for known, shown in product([span for span in spans if span.since <= span.until], product("+-?", repeat=3)):
        has = {minor for minor, state in zip(checkouts, shown, strict=True) if state == "+"}
        lacks = {minor for minor, state in zip(checkouts, shown, strict=True) if state == "-"}
        if any(min(has) < minor < max(has) for minor in lacks if has):
            continue  # a value that comes twice cannot be written down
        merged = script.settled(known, has, lacks)
        there = set(range(merged.since, min(merged.until, 9) + 1)) if merged else set()
        assert has <= there, (known, shown, merged)
        assert not lacks & there, (known, shown, merged)
        before = set(range(known.since, min(known.until, 9) + 1))
        if has <= before and not lacks & before:
            assert merged == known, (known, shown)


def test_values_of_a_field(script: ModuleType) -> None:
    known = ["Old", {"value": "SCTP", "since": "1.34"}, "TCP", {"value": "Late", "since": "1.37"}]
    merged = enums(script, {PROTOCOL: known}, {33: core("TCP", "Old"), 36: core("TCP", "SCTP", "New")})
    assert merged[PROTOCOL] == [
        {"value": "Late", "since": "1.37"},
        {"value": "New", "since": "1.36"},
        {"value": "Old", "until": "1.35"},
        {"value": "SCTP", "since": "1.34"},
        "TCP",
    ]


def test_fields_that_a_table_has_not_or_that_no_checkout_has(script: ModuleType) -> None:
    kept = {POLICY: ["Always", {"value": "Never", "since": "1.99"}]}
    assert enums(script, kept, {36: core("TCP", "UDP")}) == {**kept, PROTOCOL: ["TCP", "UDP"]}
    assert enums(script, {}, {35: core("TCP"), 36: core("TCP", "UDP")}) == {
        PROTOCOL: ["TCP", {"value": "UDP", "since": "1.36"}]
    }


def test_a_field_that_is_not_marked_as_an_enum(script: ModuleType) -> None:
    unmarked, marked = core("TCP", mark=""), core("TCP")
    known = {PROTOCOL: ["TCP"]}
    assert enums(script, known, {20: unmarked}) == known, "early releases mark nothing"
    assert enums(script, known, {20: unmarked, 36: marked}) == known
    assert enums(script, known, {34: marked, 36: unmarked}) == {PROTOCOL: [{"value": "TCP", "until": "1.35"}]}
    assert enums(script, {}, {36: unmarked}) == {}


def test_a_field_whose_values_are_gone_or_still_to_come_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    row = [{"value": "TCP", "since": "1.33", "until": "1.35"}]
    monkeypatch.setattr(tables, "_table", {"enums.json": {PROTOCOL: row}}.__getitem__)
    found = {minor: tables.enums.__wrapped__(parse_version(f"1.{minor}")) for minor in (32, 33, 35, 36)}
    assert found == {32: {}, 33: {PROTOCOL: ("TCP",)}, 35: {PROTOCOL: ("TCP",)}, 36: {}}


def test_fields_that_are_left_out(script: ModuleType) -> None:
    text = core("Never")["core/v1/types.go"].replace("Protocol", "PreemptionPolicy").replace("protocol", "policy")
    body = text.replace("ServicePort", "PriorityClass").replace('"policy', '"preemptionPolicy')
    sources = {"scheduling/v1/types.go": body}
    assert script.fields(sources) == {PREEMPTION: {"Never"}}
    assert enums(script, {PREEMPTION: ["Never"], "io.k8s.api.core.v1.Nothing.type": ["A"]}, {36: sources}) == {}


V1, BETA = "parts.example.com/v1/Widget", "parts.example.com/v1beta1/Widget"
PLAN = {"introduced": "1.35", "deprecated": "1.38", "removed": "1.41"}
CHANGED = {"introduced": "1.35", "deprecated": "1.37", "removed": "1.40", "replacement": V1}


def beta(**life: str) -> dict[str, str]:
    return lived("parts.example.com", "v1beta1", Widget=life)


@pytest.mark.parametrize(
    ("known", "shown", "merged"),
    [
        (CHANGED, PLAN, CHANGED),  # a later release changed what was planned
        ({**CHANGED, "introduced": "1.34"}, PLAN, CHANGED),  # what has happened is known
        ({**PLAN, "deprecated": "1.34"}, PLAN, PLAN),
        ({"introduced": "1.35"}, {**PLAN, "deprecated": "1.36"}, {"introduced": "1.35", "deprecated": "1.36"}),
        ({"introduced": "1.35"}, PLAN, {"introduced": "1.35"}),  # a later release planned nothing any more
        ({**PLAN, "replacement": "v1/Pod"}, PLAN, PLAN),  # Pods were there, so it would have been named
        (PLAN, {**PLAN, "replacement": "v1/Pod"}, {**PLAN, "replacement": "v1/Pod"}),
        ({**PLAN, "replacement": V1}, {**PLAN, "replacement": "v1/Pod"}, {**PLAN, "replacement": V1}),
        (PLAN, {**PLAN, "replacement": V1}, PLAN),
    ],
)
def test_the_law_of_a_life(
    script: ModuleType, known: dict[str, str], shown: dict[str, str], merged: dict[str, str]
) -> None:
    table = {V1: {"introduced": "1.37"}, "v1/Pod": {"introduced": "1.0"}, BETA: known}
    assert lives(script, table, {36: beta(**shown)}) == {**table, BETA: merged}
    assert lives(script, table, {37: beta(**shown)})[BETA] == shown, "no later release is known: it all counts"
    assert lives(script, table, {36: beta(**PLAN), 38: beta(**shown)})[BETA] == shown


def test_kinds_that_a_table_has_not_or_that_no_checkout_has(script: ModuleType) -> None:
    kept = {"autoscaling/v2beta1/HorizontalPodAutoscaler": {"introduced": "1.8", "removed": "1.25"}, V1: CHANGED}
    assert lives(script, kept, {36: beta(**PLAN)}) == {**kept, BETA: PLAN}
    added = lives(script, {V1: {"introduced": "1.37"}}, {34: beta(introduced="1.34"), 35: beta(**PLAN)})
    assert added[BETA] == PLAN, "of a kind that the table has not the newest checkout counts"


def test_kinds_that_are_left_out_or_corrected(script: ModuleType) -> None:
    ingress = {"introduced": "1.18", "replacement": "networking.k8s.io/v1/IngressClass"}
    endpoints = {"introduced": "1.0", "deprecated": "1.33", "replacement": "discovery.k8s.io/v1/EndpointSlice"}
    sources = {
        **lived("", "v1", Endpoints=endpoints, ComponentStatus=PLAN),
        **lived("networking.k8s.io", "v1beta1", IngressClass={**ingress, "replacement": f"{V1}List"}),
        **lived("admission.k8s.io", "v1", AdmissionReview=PLAN),
        **lived("apiextensions.k8s.io", "v1", ConversionReview=PLAN),
        **lived("apidiscovery.k8s.io", "v2", APIGroupDiscovery=PLAN),
    }
    merged = {"v1/Endpoints": {"introduced": "1.0"}, "networking.k8s.io/v1beta1/IngressClass": ingress}
    assert lives(script, {}, {36: sources}) == merged
    assert lives(script, {V1: {"introduced": "1.37"}, **merged}, {36: sources}) == {
        V1: {"introduced": "1.37"},
        **merged,
    }


def test_writing(script: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {
        "v0.33.1/core/v1/types.go": core("TCP", "UDP", "SCTP")["core/v1/types.go"],
        "v0.36.1/core/v1/types.go": core("QUIC", "TCP", "UDP")["core/v1/types.go"],
        "kubernetes-1.35.2/cmd/main.go": "package main\n",
    }
    for name, text in files.items():
        (tmp_path / "checkouts" / name).parent.mkdir(parents=True)
        (tmp_path / "checkouts" / name).write_text(text, encoding="utf-8")
    file = script.FACTS / "enums.json"
    before = json.loads(file.read_text(encoding="utf-8"))
    assert run(script, tmp_path / "checkouts", "--check") == 1
    assert json.loads(file.read_text(encoding="utf-8")) == before
    said = capsys.readouterr()
    assert "releases: 1.33, 1.36" in said.out
    assert f"enums.json: {PROTOCOL}: ['SCTP', 'TCP', 'UDP'] -> [{{'value': 'QUIC', 'since': '1.36'}}, " in said.out
    assert "the checkout of 1.35 has no sources of the API: left out" in said.err
    assert run(script, tmp_path / "checkouts") == 0
    changed = [{"value": "QUIC", "since": "1.36"}, {"value": "SCTP", "until": "1.35"}, "TCP", "UDP"]
    assert json.loads(file.read_text(encoding="utf-8")) == {**before, PROTOCOL: changed}
    assert run(script, tmp_path / "checkouts", "--check") == 0


def test_the_tables_say_what_they_were_made_from(
    script: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder, text in (("v0.36.1", core("TCP")["core/v1/types.go"]), ("v0.36.2", core("UDP")["core/v1/types.go"])):
        (tmp_path / folder / "core/v1").mkdir(parents=True)
        (tmp_path / folder / "core/v1/types.go").write_text(text, encoding="utf-8")
    file, known = script.FACTS / "sources.json", "k8s.io/api 1.36"
    assert run(script, tmp_path) == 0
    row = json.loads(file.read_text(encoding="utf-8"))[known]
    assert (row["tag"], row["files"], len(row["sha256"])) == ("v0.36.2", 1, 64)
    shutil.rmtree(tmp_path / "v0.36.2")
    capsys.readouterr()
    assert run(script, tmp_path, "--check") == 1
    assert f"sources.json: {known}: {row} -> {{'tag': 'v0.36.1', 'files': 1," in capsys.readouterr().out


def test_a_table_that_is_changed_by_hand_is_seen(script: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(script, "--check") == 0
    with (script.FACTS / "optional.json").open("a", encoding="utf-8") as table:
        table.write("\n")
    capsys.readouterr()
    assert run(script, "--check") == 1
    assert "sources.json: optional.json: {'sha256': " in capsys.readouterr().out
    assert run(script) == 0
    assert run(script, "--check") == 0


def test_optional_fields_are_among_those_that_a_schema_asks_for() -> None:
    pack = builtin()
    named = {short_name(name): name for version in pack.versions for name in pack.names(version)}
    for definition, fields in tables.optional().items():
        name = named[definition]
        asked = {field for version in pack.living(name) for field in pack.definition(version, name).get("required", ())}
        assert set(fields) <= asked, definition


def run(script: ModuleType, *arguments: object) -> int:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["update_facts.py", *map(str, arguments)])
        return int(script.main())


def test_the_committed_tables_are_as_they_would_be_written(script: ModuleType) -> None:
    for name, merged in (("enums.json", script.enums), ("lifecycle.json", script.lifecycles)):
        text = (script.FACTS / name).read_text(encoding="utf-8")
        assert script.table(merged([], json.loads(text))) == text


def test_nothing_to_read(script: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.git").mkdir()
    (tmp_path / "file").touch()
    (tmp_path / "client/v0.36.1").mkdir(parents=True)
    (tmp_path / "broken/v0.36.1/core/v1").mkdir(parents=True)
    broken = core("TCP")["core/v1/types.go"].replace('"TCP"', "four.TCP")
    (tmp_path / "broken/v0.36.1/core/v1/types.go").write_text(broken, encoding="utf-8")
    for path, said in [
        (tmp_path, "no checkouts named after a release"),
        (tmp_path / "nowhere", "nowhere: No such file"),
        (tmp_path / "file", "file: Not a directory"),
        (tmp_path / "empty.git", "empty.git: git says: fatal: not a git repository"),
        (tmp_path / "client", "client: no sources of the API in any checkout"),
        (tmp_path / "broken", "core/v1: the value of ProtocolTCP is four.TCP, a constant that is not among"),
    ]:
        with pytest.raises(SystemExit, match="2"):
            run(script, path)
        assert said in " ".join(capsys.readouterr().err.split())
