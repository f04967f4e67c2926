"""What the three kinds of probes may say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kubefence.problems import Anchor, Problem
from kubefence.rules.containers.place import TYPES
from kubefence.rules.engine.model import Site, Tables
from kubefence.yamldoc.document import Path


def one_success(container: Site, at: Path, value: Any) -> Iterator[Problem]:
    """Alive or started is a container after one success (``validateLivenessProbe``, ``validateStartupProbe``)."""
    threshold = value.get("successThreshold") if isinstance(value, dict) else None
    if isinstance(threshold, int) and not isinstance(threshold, bool) and threshold > 1:
        yield container.problem(
            "out-of-range",
            (*at, "successThreshold"),
            f"{at[0]} 的 successThreshold 只能是 1，删掉它；readinessProbe 才能更多",
            f"the successThreshold of a {at[0]} can only be 1, remove it; only a readinessProbe may have more",
        )


def no_grace_period(container: Site, at: Path, value: Any) -> Iterator[Problem]:
    """A container that is not ready is not killed (``validateReadinessProbe``)."""
    if isinstance(value, dict) and value.get("terminationGracePeriodSeconds") is not None:
        yield container.problem(
            "forbidden-field",
            (*at, "terminationGracePeriodSeconds"),
            "readinessProbe 失败不会终止容器，不能有 terminationGracePeriodSeconds；livenessProbe 和 startupProbe 才有",
            "a failing readinessProbe does not end the container, so it has no terminationGracePeriodSeconds; "
            "livenessProbe and startupProbe have",
            anchor=Anchor.KEY,
        )


TABLES = Tables(
    fields={
        **{f"{name}.{probe}": (one_success,) for name in TYPES for probe in ("livenessProbe", "startupProbe")},
        **{f"{name}.readinessProbe": (no_grace_period,) for name in TYPES},
    },
)
