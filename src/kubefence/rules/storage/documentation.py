"""Manifests that several rules of storage show."""

from __future__ import annotations

_VOLUME = """\
apiVersion: v1
kind: PersistentVolume
metadata:
  name: data
{metadata}spec:
  capacity:
    storage: 10Gi
  accessModes: [ReadWriteOnce]
  persistentVolumeReclaimPolicy: {policy}
{more}"""


def volume(more: str, *, policy: str = "Retain", metadata: str = "") -> str:
    """A PersistentVolume with further lines of its spec and metadata."""
    return _VOLUME.format(more=more, policy=policy, metadata=metadata)
