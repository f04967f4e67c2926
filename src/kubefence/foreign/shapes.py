"""Formats that say nothing of themselves, told by their keys: surely, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

Entries = Mapping[str, Any]

_COMPOSE = frozenset({"version", "name", "services", "networks", "volumes", "configs", "secrets", "include", "models"})
_SERVICE = frozenset({"image", "build", "extends", "provider"})
_CHART = frozenset({"apiVersion", "name", "version"})
_PROMETHEUS = frozenset({"scrape_configs", "rule_files", "remote_write", "remote_read", "alerting"})
_STEP = frozenset({"uses", "run"})
_KUSTOMIZE_ONLY: Mapping[str, type] = {
    "bases": list,
    "commonAnnotations": dict,
    "commonLabels": dict,
    "configMapGenerator": list,
    "generatorOptions": dict,
    "helmCharts": list,
    "namePrefix": str,
    "nameSuffix": str,
    "patchesJson6902": list,
    "patchesStrategicMerge": list,
    "secretGenerator": list,
}
"""Fields of a kustomization.yaml that nothing else has with such a value."""
_KUSTOMIZE = _KUSTOMIZE_ONLY.keys() | {
    "buildMetadata",
    "components",
    "configurations",
    "crds",
    "generators",
    "helmGlobals",
    "images",
    "labels",
    "metadata",
    "namespace",
    "openapi",
    "patches",
    "replacements",
    "replicas",
    "resources",
    "sortOptions",
    "transformers",
    "validators",
    "vars",
}
_PATHS = (".yaml", ".yml", "/")


def _mappings(value: Any) -> list[Entries]:
    """The entries of a list or mapping, if all are mappings, else none."""
    items = list(value.values()) if isinstance(value, Mapping) else value if isinstance(value, list) else []
    return items if all(isinstance(item, Mapping) for item in items) else []


def _are_paths(value: Any) -> bool:
    """Whether a list names files, folders or addresses, and nothing else."""
    if not (isinstance(value, list) and value):
        return False
    return all(
        isinstance(item, str) and (item.endswith(_PATHS) or item.startswith("..") or "/" in item) for item in value
    )


def _having(items: Iterable[Entries], keys: frozenset[str]) -> bool:
    """Whether there are entries, and all of them have one of the keys."""
    items = list(items)
    return bool(items) and all(item.keys() & keys for item in items)


def _is_compose(given: Entries) -> bool:
    named = {key for key in given if not key.startswith("x-")}
    return named <= _COMPOSE and _having(_mappings(given.get("services")), _SERVICE)


def _is_chart(given: Entries) -> bool:
    return given.keys() >= _CHART and "kind" not in given and given["apiVersion"] in ("v1", "v2")


def _is_kustomization(given: Entries) -> bool:
    if not given.keys() <= _KUSTOMIZE:
        return False
    own = [isinstance(given[name], kind) for name, kind in _KUSTOMIZE_ONLY.items() if name in given]
    return all(own) and (bool(own) or _are_paths(given.get("resources")))


def _is_rules(given: Entries) -> bool:
    groups = _mappings(given.get("groups"))
    rules = [rule for group in groups for rule in _mappings(group.get("rules"))]
    return given.keys() == {"groups"} and _having(rules, frozenset({"alert", "record"}))


def _is_prometheus(given: Entries) -> bool:
    return "scrape_configs" in given or ("global" in given and bool(given.keys() & _PROMETHEUS))


def _is_alertmanager(given: Entries) -> bool:
    return given.keys() >= {"route", "receivers"} and "receiver" in (given["route"] or ())


def _is_workflow(given: Entries) -> bool:
    jobs = _mappings(given.get("jobs"))
    steps = [step for job in jobs for step in _mappings(job.get("steps"))]
    return _having(jobs, frozenset({"runs-on", "uses"})) or _having(steps, _STEP)


def _is_pipeline(given: Entries) -> bool:
    jobs = [value for value in given.values() if isinstance(value, Mapping) and "script" in value]
    return bool(jobs) and ("stages" in given or all("stage" in job for job in jobs))


_SHAPES: Mapping[str, Callable[[Entries], bool]] = {
    "helm-chart": _is_chart,
    "compose": _is_compose,
    "prometheus-rules": _is_rules,
    "prometheus": _is_prometheus,
    "alertmanager": _is_alertmanager,
    "github-workflow": _is_workflow,
    "gitlab-ci": _is_pipeline,
    "kustomize": _is_kustomization,
}


def shaped_like(given: Entries) -> str | None:
    """The name of the format that a mapping without a kind has for certain."""
    return next((name for name, fits in _SHAPES.items() if fits(given)), None)
