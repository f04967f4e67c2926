"""Feature gates: what the pages say of one is so; the table of them, and the script that makes it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from types import ModuleType

import pytest

from kubefence.facts.gates import Stage, gates, stage_at
from kubefence.versions import parse_version
from studybook.claims.gates import NOT_A_GATE, NOT_LISTED, mentions, problems
from tests.helpers import loaded_script

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {str(path.relative_to(DOCS.parent)): path.read_text(encoding="utf-8") for path in sorted(DOCS.rglob("*.md"))}

TRUE = [
    "`WatchList` 在 v1.34 起默认开启（Beta）。",
    "门控 `WatchList` 在 v1.32 是 Beta 并默认开启，v1.33 是 Beta 但默认关闭。",
    "流式列表 v1.34 起默认开启（门控 `WatchList`，Beta），客户端从 v1.35 起默认使用（门控 `WatchListClient`，Beta）。",
    "v1.36 起（Beta，默认开启）可改调度指令（门控 `MutableSchedulingDirectivesForSuspendedJobs`）"
    "和资源（门控 `MutablePodResourcesForSuspendedJobs`）。",
    "这要打开门控 `H2CContainerProbe`，它是 Alpha，默认关闭。",
    "v1.34 起默认拒绝（门控 `PreventStaticPodAPIReferences`，Beta），v1.37 移除了门控。",
    "## v1.37\n\n| 移除 | 门控 `PreventStaticPodAPIReferences`（v1.34 起默认拒绝） |",
    "| v1.35 的 GA | 没有门控的一行 |",
    "v1.31 起默认，v1.34 GA（门控 `ResilientWatchCacheInitialization`）。",
    "它是 Beta（门控 `PortForwardWebsockets`），计划 v1.99 GA。",  # no claim yet
    "Velero v1.30 起默认开启它，与门控 `WatchList` 无关。",  # another project
    "准入插件 `PodSecurity` 从 v1.25 起 GA，`ReadWriteOncePod` 是 v1.22 的 Alpha。",  # names of other things too
    "```yaml\n# 门控 `NoSuchGate`\n```",  # no prose
]
FALSE = [
    ("用 `httpGet.protocol`（门控 `HTTPProbeProtocol`，默认关闭）。", "HTTPProbeProtocol"),  # never existed
    ("要开启特性门控 NoSuchGate。", "NoSuchGate"),
    ("`NoSuchGate` 门控默认关闭。", "NoSuchGate"),
    ("v1.37 起拒绝（门控 `PreventStaticPodAPIReferences`，Beta）。", "PreventStaticPodAPIReferences"),
    ("`WatchList` 在 v1.33 起默认开启。", "WatchList"),
    ("门控 `WatchListClient` 是 GA。", "WatchListClient"),
    ("门控 `WatchListClient` 默认关闭。", "WatchListClient"),
    ("到 v1.37 仍是 Alpha（门控 `HPAScaleToZero`）。", "HPAScaleToZero"),
    ("v1.36 移除了 `WatchList` 门控。", "WatchList"),
    ("v1.36 GA（门控 `SidecarContainers`）。", "SidecarContainers"),  # it began before
    ("v1.33 起默认开启（门控 `SidecarContainers`）。", "SidecarContainers"),
    ("v1.28 起默认，v1.33 GA（门控 `SidecarContainers`）。", "SidecarContainers"),
    ("## v1.35\n\n| GA | 门控 `SidecarContainers` |", "SidecarContainers"),  # no news of that release
    ("v1.30 的 Beta（门控 `EtcdRangeStream`）。", "EtcdRangeStream"),  # before there was one
    ("客户端 v1.34 起默认开启（门控 `WatchList`，Beta），和解码（门控 `ConcurrentWatchObjectDecode`）。", "Concurrent"),
    ("## v1.36\n\n| GA | 编组调度，门控 `GenericWorkload` |", "GenericWorkload"),
    ("`PodSecurity` 门控在 v1.24 起 GA。", "PodSecurity"),
]


def test_the_pages_do_say_something() -> None:
    said = [mention for text in PAGES.values() for mention in mentions(text)]
    assert len(said) > 30
    assert sum(len(mention.claims) for mention in said) > 40


@pytest.mark.parametrize("text", TRUE)
def test_a_true_sentence(text: str) -> None:
    assert not list(problems(text))


@pytest.mark.parametrize(("text", "name"), FALSE)
def test_a_false_sentence(text: str, name: str) -> None:
    faults = [fault.en for _, fault in problems(text)]
    assert faults
    assert all(name in fault for fault in faults)


def test_the_line_is_told() -> None:
    text = "---\ntitle: x\n---\n\n```text\n门控\n```\n\n先说别的。\n要开门控 `NoSuchGate`。\n"
    assert list(problems(text)) == [(10, ("没有特性门控 NoSuchGate", "there is no feature gate NoSuchGate"))]


def test_exceptions_are_needed() -> None:
    everything = "\n".join(PAGES.values())
    for name in NOT_A_GATE:
        assert name in gates()
        assert f"`{name}`" in everything
    for name in NOT_LISTED:
        assert name not in gates()
        assert name in everything


@pytest.mark.parametrize(
    ("name", "version", "stage"),
    [
        ("WatchList", "1.26", None),
        ("WatchList", "1.27", ("Alpha", False, "1.27")),
        ("WatchList", "1.31", ("Alpha", False, "1.27")),
        ("WatchList", "1.33", ("Beta", False, "1.33")),
        ("WatchList", "1.40", ("Beta", True, "1.34")),
        ("MaxUnavailableStatefulSet", "1.35", ("Beta", False, "1.35")),  # off since 1.35.4
        ("PreventStaticPodAPIReferences", "1.36", ("Beta", True, "1.34")),
        ("PreventStaticPodAPIReferences", "1.37", ("gone", None, "1.37")),
    ],
)
def test_the_stage_in_a_version(name: str, version: str, stage: tuple[str, bool | None, str] | None) -> None:
    expected = stage and Stage(stage[0], stage[1], parse_version(stage[2]))
    assert stage_at(name, parse_version(version)) == expected


def test_the_table_says_where_it_comes_from(script: ModuleType) -> None:
    table = json.loads(script.TABLE.read_text(encoding="utf-8"))
    for source in table["source"]:
        assert source["from"]
        assert re.fullmatch("[0-9a-f]{64}", source["digest"])
        assert source["commit"]
    assert script.written(table) == script.TABLE.read_text(encoding="utf-8")
    assert {name: table[name] for name in script.CORRECTED} == script.CORRECTED


@pytest.fixture
def script() -> ModuleType:
    """The script, whose corrections concern no gate of these tests."""
    return loaded_script("update_gates")


def page(folder: Path, name: str, stages: str, rest: str = "") -> None:
    """A page of a gate: ``alpha false 1.33 1.34, beta true 1.35``."""
    folder.mkdir(parents=True, exist_ok=True)
    text = f"---\ntitle: {name}\ncontent_type: feature_gate\n\nstages:\n"
    for each in stages.split(", "):
        stage, default, since, *until = each.split(" ")
        text += f'  - stage: {stage}\n    defaultValue: {default}\n    fromVersion: "{since}"\n'
        text += f'    toVersion: "{until[0]}"\n' if until else ""
    (folder / f"{name}.md").write_text(f"{text}\n{rest}---\nWords that say more.\n", encoding="utf-8")


def test_pages_become_lives(script: ModuleType, tmp_path: Path) -> None:
    page(tmp_path / "a", "One", "alpha false 1.33 1.34, beta true 1.35")
    page(tmp_path / "a", "Two", "beta true 1.34 1.36", "removed: true\n")
    page(tmp_path / "a", "Old", "deprecated null 1.9", "removed: true\n")
    (tmp_path / "a" / "index.md").write_text("---\ntitle: Feature Gates\n---\n", encoding="utf-8")
    assert dict(script.gates_of(tmp_path)) == {
        "One": "Alpha off 1.33, Beta on 1.35",
        "Two": "Beta on 1.34, gone 1.37",
        "Old": "Deprecated unsaid 1.9",
    }


def test_a_checkout_is_read_in_english_and_the_last_folder_counts(script: ModuleType, tmp_path: Path) -> None:
    checkout, later = tmp_path / "website", tmp_path / "later"
    page(checkout / "content" / "en" / "gates", "One", "alpha false 1.35")
    page(checkout / "content" / "de" / "gates", "Eins", "alpha false 1.35")
    page(later, "One", "alpha false 1.35 1.36, beta true 1.37")
    made = script.table([checkout, later])
    assert made["One"] == "Alpha off 1.35, Beta on 1.37"
    assert "Eins" not in made
    assert [source["from"] for source in made["source"]] == ["website", "later"]
    assert made["source"][1]["digest"] == script.digest({"One": "Alpha off 1.35, Beta on 1.37"})


def listed(folder: Path, lives: str) -> Path:
    """The list that Kubernetes generates: ``One: Alpha false 1.35, Beta true 1.37`` a line."""
    file = folder / "test" / "compatibility_lifecycle" / "reference" / "versioned_feature_list.yaml"
    file.parent.mkdir(parents=True)
    text = "# generated\n"
    for name, stages in (line.split(": ") for line in lives.splitlines()):
        text += f"- name: {name}\n  versionedSpecs:\n"
        for stage, default, since in (each.split(" ") for each in stages.split(", ")):
            text += f"  - default: {default}\n    lockToDefault: false\n    preRelease: {stage}\n"
            text += f'    version: "{since}"\n'
    file.write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("stages", "life"),
    [
        ("Alpha false 1.30, Beta true 1.35", "Alpha off 1.30, Beta on 1.35"),
        ("GA true 1.0, Deprecated false 1.33", "Deprecated off 1.33"),  # what was always so is no event
        ("GA true 1.0", "GA on 1.0"),  # but for a gate that has no other
        ("GA true 1.34, GA true 1.35", "GA on 1.34"),  # locked later
        ("Beta false 1.37, Beta true 1.37", "Beta on 1.37"),  # changed before the release
        ("Beta true 1.9, GA true 1.10", "Beta on 1.9, GA on 1.10"),
    ],
)
def test_the_life_in_a_list(script: ModuleType, tmp_path: Path, stages: str, life: str) -> None:
    assert script.table([listed(tmp_path, f"One: {stages}")])["One"] == life


def test_what_a_later_list_lacks_is_gone(script: ModuleType, tmp_path: Path) -> None:
    page(tmp_path / "pages", "Paged", "beta true 1.20")
    before = listed(tmp_path / "before", "One: Beta true 1.36\nTwo: Alpha false 1.35")
    after = listed(tmp_path / "after", "One: Beta true 1.36, GA true 1.37")
    made = script.table([tmp_path / "pages", before, f"{after}@0123abc"])
    assert made["One"] == "Beta on 1.36, GA on 1.37"
    assert made["Two"] == "Alpha off 1.35, gone 1.37"
    assert made["Paged"] == "Beta on 1.20"
    last = made["source"][-1]
    assert (last["from"], last["commit"], last["read"]) == ("after", "0123abc", [script.LIST])


def test_the_gates_of_clients(script: ModuleType, tmp_path: Path) -> None:
    file = tmp_path / "features" / "known_features.go"
    file.parent.mkdir()
    file.write_text(
        'package features\n\nconst Other Feature = "Other"\n\nvar gates = map[Feature]VersionedSpecs{\n'
        '\tOne: {\n\t\t{Version: version.MustParse("1.30"), Default: false, PreRelease: Beta},\n'
        '\t\t{Version: version.MustParse("1.35"), Default: true, PreRelease: Beta}, // said\n\t},\n'
        '\tTwo: {\n\t\t{Version: version.MustParse("1.36"), Default: true, PreRelease: GA, LockToDefault: true},\n'
        "\t},\n}\n",
        encoding="utf-8",
    )
    assert dict(script.declared_in(file)) == {"One": "Beta off 1.30, Beta on 1.35", "Two": "GA on 1.36"}


def test_what_is_not_read_is_said(script: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(script.Unreadable, match="nothing of feature gates"):
        script.table([tmp_path])
    page(tmp_path, "Odd", "gamma true 1.35")
    with pytest.raises(script.Unreadable, match=r"Odd\.md: not a page of a feature gate"):
        script.table([tmp_path])
    (listed(tmp_path / "list", "One: Beta true 1.37") / script.LIST).write_text("- title: One\n", encoding="utf-8")
    with pytest.raises(script.Unreadable, match=r"versioned_feature_list\.yaml: not a list of feature gates"):
        script.table([tmp_path / "list"])


@pytest.mark.parametrize(("arguments", "code"), [((), 0), (("--check",), 1)], ids=["writes", "only compares"])
def test_main(
    script: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    code: int,
) -> None:
    page(tmp_path / "pages", "One", "beta true 1.37")
    monkeypatch.setattr(script, "TABLE", tmp_path / "gates.json")
    monkeypatch.setattr("sys.argv", ["update_gates.py", str(tmp_path / "pages"), *arguments])
    assert script.main() == code
    assert "gates.json: One: None -> Beta on 1.37" in capsys.readouterr().out
    assert script.TABLE.is_file() == (not code)
    if script.TABLE.is_file():
        assert script.main() == 0
        assert not capsys.readouterr().out
