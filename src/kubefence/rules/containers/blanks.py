"""What is not written at all: specs, and items of a list that are null."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kubefence.problems import Problem
from kubefence.rules.engine.model import NONE, Site, Tables
from kubefence.yamldoc.document import Path


def no_nulls(site: Site, at: Path, value: Any) -> Iterator[Problem]:
    """An item without content has none of its required fields."""
    if isinstance(value, list) and None in value:
        for index, item in enumerate(value):
            if item is None:
                yield site.problem(
                    "missing-field",
                    (*at, index),
                    f"{at[0]} 里有一个空项（null），删掉它，或写上内容",
                    f"an item of {at[0]} is empty (null), remove it or give it a content",
                )


def without_spec(whole: Site) -> Iterator[Problem]:
    """A Pod or template without a spec has no containers (``validateContainers``)."""
    return NONE if whole.has("spec") else whole.missing("spec")


TABLES = Tables(checks=dict.fromkeys(("core.v1.Pod", "core.v1.PodTemplateSpec"), (without_spec,)))
