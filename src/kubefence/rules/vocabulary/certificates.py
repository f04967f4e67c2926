"""Certificates of Pods: what a projected volume says of one, and the request that the kubelet makes of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kubefence.formats.names import qualified_name
from kubefence.problems import Anchor, Problem
from kubefence.rules.engine.model import Site
from kubefence.rules.vocabulary.values import must_lie_in, shown
from kubefence.yamldoc.document import Path

_HOUR, _DAY = 3600, 24 * 3600
_LONGEST, _LONGEST_OF_KUBERNETES = 91 * _DAY, _DAY


def lifetime(certificate: Site, at: Path, value: Any) -> Iterator[Problem]:
    """An hour at least, and at most 91 days; signers of Kubernetes go no further than one."""
    domain = certificate.text("signerName").partition("/")[0]
    own = domain == "kubernetes.io" or domain.endswith(".kubernetes.io")
    yield from must_lie_in(_HOUR, _LONGEST_OF_KUBERNETES if own else _LONGEST)(certificate, at, value)


def user_annotations(site: Site, at: Path, value: Any) -> Iterator[Problem]:
    """``ValidateUserAnnotations``: keys like those of annotations, with a domain before them."""
    for key in value if isinstance(value, dict) else ():
        if isinstance(key, str) and ("/" not in key or qualified_name(key.lower())):
            zh, en = f"键 {shown(key)} 应为 域名/名称", f"the key {shown(key)} has to be domain/name"
            yield site.problem("invalid-format", (*at, key), zh, en, anchor=Anchor.KEY)
