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


def with_volume(volume: str) -> str:
    """A Pod that mounts one volume named ``data``, made of ``volume``."""
    return pod(
        "volumes:\n  - name: data\n" + _block(volume, 4),
        container="volumeMounts:\n  - name: data\n    mountPath: /data\n",
    )


def _block(text: str, depth: int) -> str:
    return indent(text.strip("\n") + "\n", " " * depth) if text.strip() else ""
