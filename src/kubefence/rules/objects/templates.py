"""Metadata of what is made from a template: only labels and annotations are taken over."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.problems import Problem
from kubefence.rules.engine.model import Site, Tables

_TAKEN = ("labels", "annotations")


def only_labels_and_annotations(template: Site) -> Iterator[Problem]:
    """``ValidateTemplateObjectMeta``: nothing else may be set."""
    metadata = template.child("metadata")
    for field, value in metadata.value.items() if metadata else ():
        if field not in _TAKEN and metadata and not _unset(field, value):
            yield metadata.problem(
                "forbidden-field",
                field,
                f"这个模板的 metadata 只能有 labels 和 annotations：删掉 {field}",
                f"the metadata of this template can only have labels and annotations: remove {field}",
            )


def _unset(field: str, value: object) -> bool:
    """Whether Go has nothing there: an empty list, or a pointer to zero, is something."""
    return value is None or value == "" or (field == "generation" and value == 0)


TABLES = Tables(
    checks=dict.fromkeys(
        (
            "core.v1.PersistentVolumeClaimTemplate",
            *(f"resource.{version}.ResourceClaimTemplateSpec" for version in ("v1", "v1beta2", "v1beta1", "v1alpha3")),
        ),
        (only_labels_and_annotations,),
    )
)
