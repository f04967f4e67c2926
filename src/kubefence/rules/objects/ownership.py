"""Who owns an object, what has to happen before it goes, and which version it has (``ValidateObjectMeta``)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kubefence.findings import Text
from kubefence.formats.go_integer import integer
from kubefence.formats.names import qualified_name
from kubefence.problems import Also, Problem
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.rules.objects.kinds import KINDS, stands_alone
from kubefence.rules.vocabulary.lists import no_nulls
from kubefence.rules.vocabulary.values import must_lie_in, shown
from kubefence.yamldoc.document import Path

STANDARD_FINALIZERS = ("kubernetes", "orphan", "foregroundDeletion")
"""Finalizers without a domain (``IsStandardFinalizerName``)."""

KEEPS_GENERATION = frozenset(
    f"core.v1.{kind}"
    for kind in (
        *("ConfigMap", "Secret", "Service", "ServiceAccount", "Namespace", "Node", "PersistentVolume"),
        *("PersistentVolumeClaim", "Endpoints", "LimitRange", "ResourceQuota"),
    )
)
"""Kinds for which the server does not set ``generation`` itself, so that what is written counts."""
_not_negative = must_lie_in(0, None)

_CONFIG_MAP = """\
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
{more}data:
  mode: debug
"""

PRESET_VERSION = Rule(
    id="preset-resource-version",
    title=Text("新建对象时写了 resourceVersion", "a new object with a resourceVersion"),
    why=Text(
        "resourceVersion 由服务器给出，用来发现并发修改。导出的清单（kubectl get -o yaml）里带着它，"
        "直接调 API 创建时服务器会拒绝（kubectl create 和 apply 建得成），之后再提交又会冲突。",
        "The server sets resourceVersion to detect concurrent changes. Exported manifests (kubectl get -o yaml) "
        "have it: the server refuses a plain create with one (kubectl create and apply get through), and "
        "submitting it again conflicts.",
    ),
    fix=Text(
        "删掉 resourceVersion，以及 uid、creationTimestamp、managedFields 和 status。",
        "Remove resourceVersion, and also uid, creationTimestamp, managedFields and status.",
    ),
    source="https://kubernetes.io/zh-cn/docs/reference/using-api/api-concepts/#resource-versions",
    wrong=_CONFIG_MAP.format(more='  resourceVersion: "355959"\n'),
    right=_CONFIG_MAP.format(more=""),
)


def _stored(metadata: Site) -> str | None:
    """Definition of the object that the metadata is of, None where nobody looks at it."""
    whole = metadata.parent
    known = whole is not None and whole.definition in KINDS and whole.definition != "core.v1.Binding"
    return whole.definition if known and whole is not None and stands_alone(whole) else None


def resource_version(metadata: Site, at: Path, value: Any) -> Iterator[Problem]:
    """``Store.Create``: a version that is a number other than 0 is refused, anything else is dropped."""
    if not _stored(metadata):
        return
    version = integer(metadata.text("resourceVersion"))
    if version is not None and version > 0:
        yield metadata.problem(
            PRESET_VERSION.id,
            "resourceVersion",
            "resourceVersion 由服务器给出，创建时不能写：删掉它",
            "the server sets resourceVersion, it cannot be given on create: remove it",
        )


def generation(metadata: Site, at: Path, value: Any) -> Iterator[Problem]:
    """Where it counts, it cannot be negative."""
    return _not_negative(metadata, at, value) if _stored(metadata) in KEEPS_GENERATION else iter(())


def what_comes_first(metadata: Site, at: Path, value: Any) -> Iterator[Problem]:
    """Finalizers: what has to happen before the object goes."""
    definition = _stored(metadata)
    if definition:
        yield from finalizers(metadata, standard=KINDS[definition].standard_finalizers)
        yield from _one_way_to_go(metadata)


def finalizers(holder: Site, *, standard: bool) -> Iterator[Problem]:
    """``ValidateFinalizers``: qualified names, with a domain where they are not Kubernetes' own."""
    for index, name in enumerate(holder.items("finalizers")):
        if not isinstance(name, str | None):
            continue
        name = name or ""
        wrong = qualified_name(name)
        if wrong is None and standard and "/" not in name and name not in STANDARD_FINALIZERS:
            wrong = Text("要带域名，如 example.com/cleanup", "it needs a domain, such as example.com/cleanup")
        if wrong:
            yield holder.problem(
                "invalid-format",
                ("finalizers", index),
                f"终结器 {shown(name)} 的写法不对：{wrong.zh}",
                f"the finalizer {shown(name)}: {wrong.en}",
            )


def _one_way_to_go(metadata: Site) -> Iterator[Problem]:
    """What belongs to the object is orphaned, or deleted first."""
    if {"orphan", "foregroundDeletion"} <= {name for name in metadata.items("finalizers") if isinstance(name, str)}:
        yield metadata.problem(
            "mutually-exclusive",
            "finalizers",
            "orphan 和 foregroundDeletion 不能同时写",
            "orphan and foregroundDeletion exclude each other",
        )


def owners(metadata: Site, at: Path, value: Any) -> Iterator[Problem]:
    """``ValidateOwnerReferences``: each is complete, one of them at most is the controller.

    The same reference twice is one (``dedupOwnerReferences``).
    """
    if not _stored(metadata):
        return
    first: Site | None = None
    yield from no_nulls("ownerReferences")(metadata)
    for owner in metadata.children("ownerReferences"):
        yield from _owner(owner)
        if owner.flag("controller"):
            if first is not None and owner.value != first.value:
                yield owner.problem(
                    "mutually-exclusive",
                    "controller",
                    "只能有一个属主的 controller 是 true",
                    "only one owner can have controller: true",
                    also=(Also((*first.path, "controller"), Text("已有一个", "there is one already")),),
                )
            first = first or owner


def _owner(owner: Site) -> Iterator[Problem]:
    for field in ("apiVersion", "kind", "name", "uid"):
        if owner.value.get(field) == "" or (field == "apiVersion" and _without_version(owner.value.get(field))):
            yield owner.problem(
                "invalid-format",
                field,
                f"属主的 {field} {shown(owner.value[field])} 不完整",
                f"the {field} {shown(owner.value[field])} of the owner is incomplete",
            )
    if (owner.text("apiVersion").removeprefix("/"), owner.text("kind")) == ("v1", "Event"):
        yield owner.problem("invalid-value", "kind", "Event 不能做属主", "an Event cannot own anything")


def _without_version(api_version: Any) -> bool:
    return isinstance(api_version, str) and (api_version.endswith("/") or api_version.count("/") > 1)


TABLES = Tables(
    rules=(PRESET_VERSION,),
    fields={
        "meta.v1.ObjectMeta.resourceVersion": (resource_version,),
        "meta.v1.ObjectMeta.generation": (generation,),
        "meta.v1.ObjectMeta.finalizers": (what_comes_first,),
        "meta.v1.ObjectMeta.ownerReferences": (owners,),
    },
)
