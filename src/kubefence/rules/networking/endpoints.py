"""Endpoints: where the traffic of a Service goes (``ValidateEndpoints`` in pkg/apis/core/validation)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kubefence.problems import Anchor, Problem
from kubefence.rules.common import must_have_form, must_lie_in, shown
from kubefence.rules.formats.names import dns1123_label, dns1123_subdomain, qualified_name
from kubefence.rules.model import Site, Tables
from kubefence.rules.networking.addresses import legacy_ip, ordinary_ip
from kubefence.rules.networking.lists import no_empty_entries
from kubefence.yamldoc.document import Path

_TRIGGER_TIME = "endpoints.kubernetes.io/last-change-trigger-time"
_RFC3339 = re.compile(
    r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
    r"T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.,][0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})"
)


def addresses_required(subset: Site) -> Iterator[Problem]:
    """A subset without addresses says nothing."""
    if not subset.items("addresses") and not subset.items("notReadyAddresses") and not subset.partial:
        zh, en = "要写 addresses 或 notReadyAddresses", "addresses or notReadyAddresses has to be given"
        yield subset.problem("missing-field", (), zh, en, anchor=Anchor.KEY)


def ip(site: Site, at: Path, value: Any) -> Iterator[Problem]:
    """The address of an endpoint: an ordinary one."""
    if isinstance(value, str):
        yield from legacy_ip(site, at, value)
        yield from ordinary_ip(site, at, value)


def trigger_time(endpoints: Site) -> Iterator[Problem]:
    """``ValidateEndpointsSpecificAnnotations``: the annotation of the controller holds a time."""
    metadata = endpoints.child("metadata")
    text = metadata.mapping("annotations").get(_TRIGGER_TIME) if metadata else None
    if isinstance(text, str) and not _RFC3339.fullmatch(text):
        zh, en = f"{shown(text)} 不是 RFC 3339 的时间", f"{shown(text)} is no time as of RFC 3339"
        yield endpoints.problem("invalid-annotation", ("metadata", "annotations", _TRIGGER_TIME), zh, en)


TABLES = Tables(
    checks={
        "core.v1.Endpoints": (trigger_time, no_empty_entries("subsets")),
        "core.v1.EndpointSubset": (addresses_required, no_empty_entries("addresses", "notReadyAddresses", "ports")),
    },
    fields={
        "core.v1.EndpointAddress.ip": (ip,),
        "core.v1.EndpointAddress.hostname": (must_have_form("invalid-format", dns1123_label, empty=True),),
        "core.v1.EndpointAddress.nodeName": (must_have_form("invalid-name", dns1123_subdomain),),
        "core.v1.EndpointPort.name": (must_have_form("invalid-format", dns1123_label, empty=True),),
        "core.v1.EndpointPort.port": (must_lie_in(1, 65535),),
        "core.v1.EndpointPort.appProtocol": (must_have_form("invalid-format", qualified_name),),
    },
)
