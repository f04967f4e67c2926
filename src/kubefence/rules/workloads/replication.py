"""ReplicationControllers: a selector that defaults to the labels of the template."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.problems import Problem
from kubefence.rules.engine.model import Site, Tables
from kubefence.rules.workloads.label_selectors import value_of
from kubefence.rules.workloads.selectors import mismatch_problem, template_labels


def selector(spec: Site) -> Iterator[Problem]:
    """``ValidatePodTemplateSpecForRC``, after ``SetDefaults_ReplicationController``."""
    wanted, labels = spec.mapping("selector"), template_labels(spec)
    if labels is None or not spec.has("template"):
        return
    if not wanted and not labels:
        yield from spec.missing("selector", "模板没有标签可以借用", "the template has no labels to take")
    elif wanted:
        lacking = [
            ((*spec.path, "selector", key), f"{key}: {value or ''}")
            for key, value in wanted.items()
            if isinstance(value, str | None) and value_of(labels, key) != (value or "")
        ]
        if lacking:
            yield mismatch_problem(spec, lacking)


TABLES = Tables(checks={"core.v1.ReplicationControllerSpec": (selector,)})
