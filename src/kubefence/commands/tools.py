"""What kubeadm, etcdctl, etcdutl, kustomize and crictl ask beyond their flags, as far as their sources say so."""

from __future__ import annotations

from collections.abc import Sequence

from kubefence.commands.call import Check
from kubefence.commands.of_flags import patterned

NAMES = ("kubeadm", "etcdctl", "etcdutl", "kustomize", "crictl")
_PRINTED = patterned("write-out", r"fields|json|protobuf|simple|table")
"""The formats of etcd's programs (``etcdctl/ctlv3/ctl.go``)."""


def checks(path: str) -> Sequence[Check]:
    """What is asked of a command."""
    del path  # all commands are asked the same
    return (_PRINTED,)
