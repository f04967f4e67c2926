"""The volumes of a Pod: one source each, told apart by name (``ValidateVolumes``)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kubefence.findings import Text
from kubefence.formats.names import dns1123_label, dns1123_subdomain
from kubefence.problems import Also, Problem
from kubefence.rules.containers.place import of_pod
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.rules.podspec.examples import with_volume
from kubefence.rules.podspec.parts import keyed, metadata_of, repeats
from kubefence.rules.vocabulary.mappings import required
from kubefence.rules.vocabulary.values import must_have_form, shown
from kubefence.yamldoc.document import Path

SOURCES = (
    "emptyDir", "hostPath", "gitRepo", "gcePersistentDisk", "awsElasticBlockStore", "secret", "nfs", "iscsi",
    "glusterfs", "flocker", "persistentVolumeClaim", "rbd", "cinder", "cephfs", "quobyte", "downwardAPI", "fc",
    "flexVolume", "configMap", "azureFile", "vsphereVolume", "photonPersistentDisk", "portworxVolume", "azureDisk",
    "storageos", "projected", "scaleIO", "csi", "ephemeral", "image",
)  # fmt: skip
"""What a volume can be made of, in the order in which the server looks (``validateVolumeSource``)."""

TWO_SOURCES = Rule(
    id="volume-with-two-sources",
    title=Text("一个卷写了两种来源", "a volume with two sources"),
    why=Text(
        "一个卷只能来自一处；写了两种来源时 API 服务器不会替你选，而是拒绝。",
        "A volume comes from one place only; the API server does not choose between two, it refuses the volume.",
    ),
    fix=Text("拆成两个卷，各有自己的名字。", "Make two volumes of it, each with a name of its own."),
    source="https://kubernetes.io/zh-cn/docs/concepts/storage/volumes/",
    wrong=with_volume("emptyDir: {}\nhostPath:\n  path: /var/lib/data\n"),
    right=with_volume("emptyDir: {}\n"),
)
_PORTAL_LENGTH = 64


def one_source(volume: Site) -> Iterator[Problem]:
    """``validateVolumeSource``; without any source the volume becomes an emptyDir (``SetDefaults_Volume``)."""
    given = [field for field, value in volume.value.items() if value is not None and field in SOURCES]
    given.sort(key=SOURCES.index)
    for field in given[1:]:
        yield volume.problem(
            TWO_SOURCES.id,
            field,
            f"卷已经有来源 {given[0]}，不能再写 {field}",
            f"the volume is made of {given[0]} already, there cannot be {field} as well",
            also=(Also((*volume.path, given[0]), Text("已有的来源", "the source that it has")),),
        )


def portal_of_volume(volume: Site, at: Path, value: Any) -> Iterator[Problem]:
    """Name and portal of an iSCSI volume together, where the initiator is named."""
    if not isinstance(value, dict) or value.get("initiatorName") is None:
        return
    name, portal = volume.text("name"), value.get("targetPortal")
    if isinstance(portal, str) and len(f"{name}:{portal}") > _PORTAL_LENGTH:
        yield volume.problem(
            "invalid-name",
            "name",
            f"有 initiatorName 时，卷名加 targetPortal 不能超过 {_PORTAL_LENGTH - 1} 个字符",
            f"with initiatorName, the name and targetPortal together have less than {_PORTAL_LENGTH} characters",
        )


def listed(spec: Site, at: Path, value: Any) -> Iterator[Problem]:
    """Names that stand twice, and the claims that a Pod makes for its ephemeral volumes."""
    for place, name, also in repeats(spec, keyed(spec, "volumes")):
        yield spec.problem(
            "duplicate-entry",
            place,
            f"已经有名为 {shown(name)} 的卷，换一个名字",
            f"there is a volume {shown(name)} already, choose another name",
            also=also,
        )
    if of_pod(spec) and isinstance(value, list) and any(isinstance(v, dict) and v.get("ephemeral") for v in value):
        yield from _made_claims(spec)


def _made_claims(spec: Site) -> Iterator[Problem]:
    """The claim of an ephemeral volume is called ``POD-VOLUME``; of a template the Pod's name is not known."""
    pod_name = metadata_of(spec).get("name")
    if not isinstance(pod_name, str) or not pod_name:
        return
    made = {
        f"{pod_name}-{v.text('name')}": v for v in spec.children("volumes") if v.has("ephemeral") and v.text("name")
    }
    for claim, volume in made.items():
        wrong = dns1123_subdomain(claim)
        if wrong:
            yield volume.problem(
                "invalid-name",
                "name",
                f"临时卷的 PVC 名 {shown(claim)}：{wrong.zh}",
                f"the claim of the volume would be named {shown(claim)}: {wrong.en}",
            )
    for volume in spec.children("volumes"):
        used = volume.mapping("persistentVolumeClaim").get("claimName")
        if isinstance(used, str) and used in made:
            yield volume.problem(
                "unknown-reference",
                ("persistentVolumeClaim", "claimName"),
                f"{shown(used)} 是为临时卷创建的 PVC，不能在这里引用",
                f"{shown(used)} is the claim that is made for an ephemeral volume, it cannot be used here",
                also=(Also(made[used].path, Text("这个临时卷", "this ephemeral volume")),),
            )


TABLES = Tables(
    rules=(TWO_SOURCES,),
    checks={"core.v1.Volume": (required("name"), one_source)},
    fields={
        "core.v1.PodSpec.volumes": (listed,),
        "core.v1.Volume.name": (must_have_form("invalid-name", dns1123_label, empty=True),),
        "core.v1.Volume.iscsi": (portal_of_volume,),
    },
)
