"""Evictions that are asked for as objects (``pkg/apis/lifecycle/validation``): which Pod, and who asks."""

from __future__ import annotations

import re

from kubefence.findings import Text
from kubefence.formats.names import dns1123_subdomain, qualified_name
from kubefence.rules.engine.model import Tables
from kubefence.rules.vocabulary.mappings import needs, required
from kubefence.rules.vocabulary.values import must_have_form, never_blank

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_GROUP = "lifecycle.v1alpha1"
_PODS = (f"{_GROUP}.EvictionPodReference", f"{_GROUP}.EvictionRequestPodReference")
_TARGETS = (f"{_GROUP}.EvictionTarget", f"{_GROUP}.EvictionRequestTarget")


def uuid(text: str) -> Text | None:
    """A UID as the API server makes them: a UUID in lower case."""
    if _UUID.fullmatch(text):
        return None
    return Text("应为小写的 UUID，取自 metadata.uid", "it has to be a UUID in lower case, from metadata.uid")


def domain_key(text: str) -> Text | None:
    """``IsDomainPrefixedKey``: ``example.com/controller``."""
    if "/" in text and not qualified_name(text):
        return None
    return Text("应为 域名/名称，如 example.com/drain", "it has to be domain/name, such as example.com/drain")


TABLES = Tables(
    checks={
        **dict.fromkeys(_TARGETS, (needs("pod"),)),
        **dict.fromkeys(_PODS, (required("name", "uid"),)),
        f"{_GROUP}.EvictionRequestSpec": (required("requester"), never_blank("intent")),
    },
    fields={
        **{f"{pod}.name": (must_have_form("invalid-name", dns1123_subdomain, empty=True),) for pod in _PODS},
        **{f"{pod}.uid": (must_have_form("invalid-format", uuid, empty=True),) for pod in _PODS},
        f"{_GROUP}.EvictionRequestSpec.requester": (must_have_form("invalid-format", domain_key, empty=True),),
    },
)
