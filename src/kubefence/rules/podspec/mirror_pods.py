"""Mirror Pods stand for static Pods of a kubelet, which know nothing that only the API server has.

The admission plugin ServiceAccount and ``validatePodResourceClaim`` refuse what such a Pod cannot use.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kubefence.problems import Anchor, Problem
from kubefence.rules.containers.place import EPHEMERAL, INIT, REGULAR, containers_in
from kubefence.rules.engine.model import Site, Tables
from kubefence.rules.podspec.pod_annotations import MIRROR
from kubefence.yamldoc.document import Path

_OF_SPEC = ("serviceAccountName", "serviceAccount", "resourceClaims")
_SECRET_OF_VOLUME = {
    "secret": "secretName",
    "azureFile": "secretName",
    "csi": "nodePublishSecretRef",
    **dict.fromkeys(("cephfs", "cinder", "flexVolume", "iscsi", "rbd", "scaleIO", "storageos"), "secretRef"),
}
_PROJECTED = ("secret", "serviceAccountToken")


def references(pod: Site) -> Iterator[Problem]:
    """Nothing of the API may be used: no service account, no Secret, no token, no claim."""
    spec = pod.child("spec")
    annotations = pod.mapping("metadata").get("annotations")
    if spec is None or not isinstance(annotations, dict) or MIRROR not in annotations:
        return
    for path in (*((field,) for field in _OF_SPEC if spec.value.get(field)), *_secrets(spec), *_of_volumes(spec)):
        yield spec.problem(
            "forbidden-field",
            path,
            f"有 {MIRROR} 注解的镜像 Pod 不能引用 API 里的对象：删掉 {path[-1]}，或删掉这个注解",
            f"a mirror Pod, with the annotation {MIRROR}, cannot use objects of the API: "
            f"remove {path[-1]}, or the annotation",
            anchor=Anchor.KEY,
        )


def _secrets(spec: Site) -> Iterator[Path]:
    """Secrets for images and variables (``VisitPodSecretNames``)."""
    for index, reference in enumerate(spec.items("imagePullSecrets")):
        if _given(reference, "name"):
            yield "imagePullSecrets", index, "name"
    for entry in containers_in(spec, REGULAR, INIT, EPHEMERAL):
        for index, source in enumerate(_items(entry.value.get("envFrom"))):
            if _given(source, "secretRef"):
                yield *entry.path, "envFrom", index, "secretRef"
        for index, variable in enumerate(_items(entry.value.get("env"))):
            if isinstance(variable, dict) and _given(variable.get("valueFrom"), "secretKeyRef"):
                yield *entry.path, "env", index, "valueFrom", "secretKeyRef"


def _of_volumes(spec: Site) -> Iterator[Path]:
    for index, volume in enumerate(spec.items("volumes")):
        for source, field in _SECRET_OF_VOLUME.items():
            if isinstance(volume, dict) and _given(volume.get(source), field):
                yield "volumes", index, source, field
        projected = volume.get("projected") if isinstance(volume, dict) else None
        for number, source in enumerate(_items(projected.get("sources") if isinstance(projected, dict) else None)):
            yield from (
                ("volumes", index, "projected", "sources", number, kind) for kind in _PROJECTED if _given(source, kind)
            )


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _given(holder: Any, field: str) -> bool:
    return isinstance(holder, dict) and bool(holder.get(field))


TABLES = Tables(checks={"core.v1.Pod": (references,)})
