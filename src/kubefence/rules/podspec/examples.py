"""Whole manifests for the examples of rules, around the part that a rule is about."""

from __future__ import annotations

from textwrap import indent


def pod(spec: str = "", *, metadata: str = "", container: str = "") -> str:
    """A Pod with one container; each part is added where its name says, written without indentation."""
    return (
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n"
        + _block(metadata, 2)
        + "spec:\n"
        + _block(spec, 2)
        + "  containers:\n    - name: app\n      image: registry.example.com/app:1.0.0\n"
        + _block(container, 6)
    )


def deployment(spec: str = "", *, metadata: str = "", container: str = "") -> str:
    """A Deployment of such Pods, with the label ``app: web``; the parts belong to its Pod template."""
    return (
        "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n"
        "  selector:\n    matchLabels:\n      app: web\n"
        "  template:\n    metadata:\n      labels:\n        app: web\n"
        + _block(metadata, 6)
        + "    spec:\n"
        + _block(spec, 6)
        + "      containers:\n        - name: app\n          image: registry.example.com/app:1.0.0\n"
        + _block(container, 10)
    )


def with_volume(volume: str) -> str:
    """A Pod that mounts one volume named ``data``, made of ``volume``."""
    return pod(
        "volumes:\n  - name: data\n" + _block(volume, 4),
        container="volumeMounts:\n  - name: data\n    mountPath: /data\n",
    )


def _block(text: str, depth: int) -> str:
    return indent(text.strip("\n") + "\n", " " * depth) if text.strip() else ""
