"""Annotations that stand for fields of older API versions; the server reads them while it decodes."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.formats.go_integer import integer
from kubefence.problems import Problem
from kubefence.rules.engine.model import Check, Site, Tables
from kubefence.rules.vocabulary.values import shown

ROLLBACK = "deprecated.deployment.rollback.to"
GENERATION = "deprecated.daemonset.template.generation"


_NONE = object()
"""No such annotation; null is an empty text to the server."""


def _holds_a_number(key: str, least: int | None, *, empty: bool) -> Check:
    """``Convert_v1_…_To_apps_…``: the value is a number; ``empty=True`` lets an empty one count as not given."""

    def check(whole: Site) -> Iterator[Problem]:
        metadata = whole.child("metadata")
        text = metadata.mapping("annotations").get(key, _NONE) if metadata is not None else _NONE
        text = "" if text is None else text
        if not isinstance(text, str) or (empty and not text):
            return
        number = integer(text)
        if number is None or (least is not None and number < least):
            yield whole.problem(
                "invalid-annotation",
                ("metadata", "annotations", key),
                f"注解 {key} 应为整数，不能是 {shown(text)}；它早已弃用，删掉即可",
                f"the annotation {key} has to be a number, not {shown(text)}; it is long deprecated, remove it",
            )

    return check


TABLES = Tables(
    checks={
        "apps.v1.Deployment": (_holds_a_number(ROLLBACK, 0, empty=True),),
        "apps.v1.DaemonSet": (_holds_a_number(GENERATION, None, empty=False),),
    },
)
