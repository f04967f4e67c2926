"""What an admission expression can speak of (``k8s.io/apiserver/pkg/admission/plugin/cel``)."""

from __future__ import annotations

from collections.abc import Mapping

from kubefence.cel import types
from kubefence.cel.types import ANY, INT, STRING, Type

_KIND = types.record(group=STRING, version=STRING, kind=STRING)
_RESOURCE = types.record(group=STRING, version=STRING, resource=STRING)
REQUEST = types.record(
    kind=_KIND,
    resource=_RESOURCE,
    subResource=STRING,
    requestKind=_KIND,
    requestResource=_RESOURCE,
    requestSubResource=STRING,
    name=STRING,
    namespace=STRING,
    operation=STRING,
    userInfo=types.record(
        username=STRING, uid=STRING, groups=types.listing(STRING), extra=types.mapping(types.listing(STRING))
    ),
    dryRun=types.BOOL,
    options=ANY,
)
NAMESPACE = types.record(
    metadata=types.record(
        name=STRING,
        generateName=STRING,
        namespace=STRING,
        labels=types.mapping(STRING),
        annotations=types.mapping(STRING),
        UID=STRING,
        creationTimestamp=types.TIMESTAMP,
        deletionGracePeriodSeconds=INT,
        deletionTimestamp=types.TIMESTAMP,
        generation=INT,
        resourceVersion=STRING,
        finalizers=types.listing(STRING),
    ),
    spec=types.record(finalizers=types.listing(STRING)),
    status=types.record(
        phase=STRING,
        conditions=types.listing(
            types.record(status=STRING, type=STRING, lastTransitionTime=types.TIMESTAMP, message=STRING, reason=STRING)
        ),
    ),
)
BASE: Mapping[str, Type] = {"object": ANY, "oldObject": ANY, "request": REQUEST, "namespaceObject": NAMESPACE}
AUTHORIZER: Mapping[str, Type] = {
    "authorizer": types.NAMED["authorizer"],
    "authorizer.requestResource": types.NAMED["resourcecheck"],
}
PARAMS: Mapping[str, Type] = {"params": ANY}
