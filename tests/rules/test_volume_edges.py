"""Edges of volumes of Pods: their sources, and the paths of their files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pod_manifests import volume
from tests.helpers import findings

from kubefence.rules.podspec.volume_warnings import _Files, _in_the_way
from kubefence.rules.podspec.volumes import SOURCES
from kubefence.schema.pack import builtin

VOLUME = "io.k8s.api.core.v1.Volume"
FILES = {
    "secret": ("secret: {secretName: a, items: [%s]}", "{key: a, path: %s}"),
    "configMap": ("configMap: {name: a, items: [%s]}", "{key: a, path: %s}"),
    "downwardAPI": ("downwardAPI: {items: [%s]}", "{fieldRef: {fieldPath: metadata.name}, path: %s}"),
}


@pytest.mark.parametrize(("source", "item"), FILES.values(), ids=FILES)
@pytest.mark.parametrize(
    ("paths", "overlap"),
    [
        (("a", "a"), True),
        (("a", "a/"), True),
        (("a", "a/b"), True),
        (("a/b/c", "a"), True),
        (("a", "ab"), False),
        (("a/b", "a/c"), False),
    ],
)
def test_files_of_a_volume_in_the_way_of_each_other(
    source: str, item: str, paths: tuple[str, str], overlap: bool
) -> None:
    found = volume(source % ", ".join(item % path for path in paths))
    assert {line for line in found if line.startswith("~overlapping-volume-paths ")} == (
        {f"~overlapping-volume-paths {source.partition(':')[0]}.items[1].path"} if overlap else set()
    )


@given(st.lists(st.text("a/b", min_size=1, max_size=6).filter(lambda path: not path.endswith("/")), max_size=8))
def test_the_first_file_that_is_in_the_way(paths: list[str]) -> None:
    """They are looked for in a tree, for each would be compared with all before it otherwise."""
    root = _Files()
    for number, path in enumerate(paths):
        before = [
            place
            for place, other in enumerate(paths[:number])
            if other == path or other.startswith(f"{path}/") or path.startswith(f"{other}/")
        ]
        assert _in_the_way(root, path, number) == min(before, default=None)


@pytest.mark.parametrize(
    ("path", "refused"), [("token", False), ("a/b", False), ("..", True), ("../a", True), ("/a", True), ("..a", True)]
)
@pytest.mark.parametrize(
    "source", ["serviceAccountToken: {path: %s}", "secret: {name: a, items: [{key: a, path: %s}]}"]
)
def test_paths_stay_inside_of_a_projected_volume(source: str, path: str, refused: bool) -> None:
    assert bool(volume(f"projected: {{sources: [{{{source % path}}}]}}")) is refused


def test_all_that_the_schema_knows_of_a_volume_is_a_source() -> None:
    known = {field for k8s in builtin().versions for field in builtin().definition(k8s, VOLUME).get("properties", {})}
    assert set(SOURCES) == known - {"name"}
    assert len(SOURCES) == len(set(SOURCES))


@pytest.mark.parametrize("source", SOURCES)
def test_no_source_stands_beside_another(source: str) -> None:
    other = "hostPath" if source == "emptyDir" else "emptyDir"
    second = max(source, other, key=SOURCES.index)
    assert f"volume-with-two-sources {second}" in volume(f"{source}: {{}}, {other}: {{}}")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("serviceAccountToken: {path: a}", "secret: {name: a, items: [{key: a, path: a/b}]}"),
        ("clusterTrustBundle: {name: a, path: a}", "configMap: {name: a, items: [{key: a, path: a/b}]}"),
        (
            "downwardAPI: {items: [{path: a, fieldRef: {fieldPath: metadata.name}}]}",
            "clusterTrustBundle: {name: a, path: a/b}",
        ),
    ],
)
def test_files_of_different_sources_in_the_way_of_each_other(one: str, other: str) -> None:
    for first, second in ((one, other), (other, one)):
        lines = volume(f"projected: {{sources: [{{{first}}}, {{{second}}}]}}")
        assert [line for line in lines if line.startswith("~overlapping-volume-paths projected.sources[1]")]
    apart = other.replace("a/b", "b")
    assert not [line for line in volume(f"projected: {{sources: [{{{one}}}, {{{apart}}}]}}") if "overlapping" in line]


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("iqn.2001-04.com.example:storage", True),
        ("iqn.2001-4.com.example", False),
        *((f"eui.{'0' * length}", length == 16) for length in (15, 16, 17)),
        ("eui.02004567A425678D", True),
        ("eui.02004567A425678-", False),
        *((f"naa.{'0' * length}", length == 32) for length in (16, 31, 32, 33)),
        ("iscsi", False),
    ],
)
def test_names_of_iscsi(name: str, right: bool) -> None:
    lines = volume(f"iscsi: {{targetPortal: '10.0.0.1:3260', iqn: '{name}', lun: 0}}")
    assert lines == (set() if right else {"invalid-format iscsi.iqn"})


@pytest.mark.parametrize(
    ("mode", "meant"),
    [
        ("644", "0644"),  # 1204 in octal
        ("777", "0777"),
        ("1755", "0755"),
        ("512", "0512"),
        ("648", ""),
        ("888", ""),
        ("8644", ""),
        ("17550", ""),
        ("-1", ""),
    ],
)
def test_what_was_meant_by_a_mode_without_its_zero(mode: str, meant: str) -> None:
    pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers: [{name: a, image: a}]\n"
    (finding,) = findings(f"{pod}  volumes: [{{name: a, secret: {{secretName: a, defaultMode: {mode}}}}}]\n", "a.yaml")
    asked = f"did you mean {meant}, in octal?"
    assert finding.text.en.endswith(asked if meant else "between 0 and 0777 in octal")
