"""Who owns an object, what has to happen before it goes, and which version it has (``ValidateObjectMeta``)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kubefence.findings import Text
from kubefence.problems import Also, Problem
from kubefence.rules.common import must_lie_in, shown
from kubefence.rules.formats.go_integer import integer
from kubefence.rules.formats.names import qualified_name
from kubefence.rules.model import Check, Rule, Site, Tables
from kubefence.rules.objects.kinds import KINDS, Kind, stands_alone
from kubefence.rules.shapes import no_nulls

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
        "再拿来创建时服务器会拒绝。",
        "The server sets resourceVersion to detect concurrent changes. Exported manifests (kubectl get -o yaml) "
        "have it, and the server refuses to create an object from one.",
    ),
    fix=Text(
        "删掉 resourceVersion，以及 uid、creationTimestamp、managedFields 和 status。",
        "Remove resourceVersion, and also uid, creationTimestamp, managedFields and status.",
    ),
    source="https://kubernetes.io/zh-cn/docs/reference/using-api/api-concepts/#resource-versions",
    wrong=_CONFIG_MAP.format(more='  resourceVersion: "355959"\n'),
    right=_CONFIG_MAP.format(more=""),
)


def ownership(kind: Kind) -> Check:
    """Owners, finalizers and version of an object that is stored."""

    def check(site: Site) -> Iterator[Problem]:
        metadata = site.child("metadata")
        if metadata is None or not stands_alone(site):
            return
        if "resourceVersion" in metadata.value:
            yield from _version(metadata)
        if "finalizers" in metadata.value:
            yield from finalizers(metadata, standard=kind.standard_finalizers)
            yield from _one_way_to_go(metadata)
        if "ownerReferences" in metadata.value:
            yield from _owners(metadata)
        if site.definition in KEEPS_GENERATION and metadata.has("generation"):
            yield from _not_negative(metadata, ("generation",), metadata.value["generation"])

    return check


def _version(metadata: Site) -> Iterator[Problem]:
    """``Store.Create``: a version that is a number other than 0 is refused, anything else is dropped."""
    version = integer(metadata.text("resourceVersion"))
    if version is not None and version > 0:
        yield metadata.problem(
            PRESET_VERSION.id,
            "resourceVersion",
            "resourceVersion 由服务器给出，创建时不能写：删掉它",
            "the server sets resourceVersion, it cannot be given on create: remove it",
        )


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


def _owners(metadata: Site) -> Iterator[Problem]:
    """``ValidateOwnerReferences``: each is complete, one of them at most is the controller."""
    first: Site | None = None
    yield from no_nulls("ownerReferences")(metadata)
    for owner in metadata.children("ownerReferences"):
        yield from _owner(owner)
        if owner.flag("controller"):
            if first is not None:
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
    if (owner.text("apiVersion"), owner.text("kind")) == ("v1", "Event"):
        yield owner.problem("invalid-value", "kind", "Event 不能做属主", "an Event cannot own anything")


def _without_version(api_version: Any) -> bool:
    return isinstance(api_version, str) and (api_version.endswith("/") or api_version.count("/") > 1)


TABLES = Tables(
    rules=(PRESET_VERSION,),
    checks={definition: (ownership(kind),) for definition, kind in KINDS.items() if definition != "core.v1.Binding"},
)
