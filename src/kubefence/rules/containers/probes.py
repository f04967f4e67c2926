"""What the three kinds of probes may say, and when an alpha field is dropped."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kubefence.findings import Severity
from kubefence.problems import Anchor, Problem
from kubefence.rules.containers.documentation import IGNORED_FIELD
from kubefence.rules.containers.place import TYPES
from kubefence.rules.engine.model import FieldCheck, Site, Tables
from kubefence.rules.vocabulary.versions import only_field
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


def dropped(gate: str) -> FieldCheck:
    """The server drops the field of a feature gate that is off by default (``DropDisabledPodFields``)."""

    def check(site: Site, at: Path, value: Any) -> Iterator[Problem]:
        if value not in ("", []):
            yield site.problem(
                IGNORED_FIELD.id,
                at,
                f"{at[0]} 属于默认关闭的特性门控 {gate}，没有打开它的集群会丢弃这个字段",
                f"{at[0]} belongs to the feature gate {gate}, off by default; a cluster without it drops the field",
                severity=Severity.WARNING,
            )

    return check


TABLES = Tables(
    fields={
        **{f"{name}.{probe}": (one_success,) for name in TYPES for probe in ("livenessProbe", "startupProbe")},
        **{f"{name}.readinessProbe": (no_grace_period,) for name in TYPES},
        "core.v1.Lifecycle.stopSignal": (only_field(dropped("ContainerStopSignals"), since="1.33"),),
        "core.v1.VolumeMount.bindMountOptions": (only_field(dropped("VolumeBindMountOptions"), since="1.37"),),
    },
)
