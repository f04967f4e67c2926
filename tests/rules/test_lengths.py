"""How long texts may be, some in characters and some in bytes: at the bound all is well, one more is wrong."""

from typing import Any

import pytest
from sizes import Size, accented, after, base64, parts, text

KIB, MIB = 1024, 1024 * 1024
JOB, POD = "batch/v1/Job", "v1/Pod"
RESOURCES, CLAIM = "resource.k8s.io/v1/ResourceSlice", "resource.k8s.io/v1/ResourceClaim"
DEVICE_CLASS = "resource.k8s.io/v1/DeviceClass"
POLICY = "admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy"
DEFINITION = "apiextensions.k8s.io/v1/CustomResourceDefinition"
CLASS, REQUEST = "storage.k8s.io/v1/StorageClass", "certificates.k8s.io/v1/PodCertificateRequest"
SIGNING = "certificates.k8s.io/v1/CertificateSigningRequest"
CONTAINER, VOLUME, DEVICE = "spec.containers[0]", "spec.volumes[0]", "spec.devices[0]"
USER = f"{CONTAINER}.securityContext.windowsOptions.runAsUserName"
CERTIFICATE = f"{VOLUME}.projected.sources[0].podCertificate"
EVENT, TIME = "events.k8s.io/v1/Event", {"eventTime": "2026-01-01T00:00:00.000000Z"}
VERSION, DEPRECATED = "spec.versions[0]", {"spec.versions[0].deprecated": True}
SIGNER = f"{'a' * 60}.org/"


def altogether(size: int) -> dict[str, str]:
    """A mapping of so many bytes, keys and values."""
    return {"abc": accented(size - 3)}


def keyed(size: int) -> dict[str, Any]:
    """A device attribute with a name of so many characters."""
    return {"a" * size: {"int": 1}}


LENGTHS = [
    Size("networking.k8s.io/v1/IngressClass", "spec.controller", after("example.com/"), 250),
    Size(POD, f"{CONTAINER}.securityContext.windowsOptions.gmsaCredentialSpec", accented, 64 * KIB, "invalid-format"),
    Size(POD, USER, accented, 104, "invalid-format"),
    Size(
        POD,
        USER,
        after("", text, "\\me"),
        63 + 3,
        "invalid-format",
    ),
    Size(
        POD,
        USER,
        after("", parts(50), "\\me"),
        255 + 3,
        "invalid-format",
    ),
    Size(
        POD,
        USER,
        after("_", text, "\\me"),
        15 + 3,
        "invalid-format",
    ),
    Size(
        POD,
        f"{CONTAINER}.securityContext.appArmorProfile.localhostProfile",
        accented,
        4095,
        "invalid-format",
        {f"{CONTAINER}.securityContext.appArmorProfile.type": "Localhost"},
    ),
    Size(POD, f"{CONTAINER}.ports[0].name", text, 15, "invalid-name"),
    Size(POD, "spec.dnsConfig.searches", lambda size: [*(["a" * 252] * 8), "a" * (size - 8 * 253)], 2048),
    Size(POD, "spec.hostnameOverride", text, 64, "invalid-name"),
    Size(POD, "spec.securityContext.sysctls[0].name", text, 253, "invalid-name"),
    Size(POD, f"{VOLUME}.csi.driver", text, 63, "invalid-name"),
    Size(
        POD,
        f"{VOLUME}.iscsi.targetPortal",
        text,
        59,
        "invalid-name",
        {f"{VOLUME}.iscsi.initiatorName": "iqn.2026-01.org.example:a", f"{VOLUME}.name": "data"},
        at=f"{VOLUME}.name",
    ),
    Size(
        "v1/PersistentVolume",
        "spec.iscsi.targetPortal",
        text,
        60,
        beside={"spec.iscsi.initiatorName": "iqn.2026-01.org.example:a"},
    ),
    Size("v1/PersistentVolume", "spec.quobyte.tenant", text, 64),
    Size("storage.k8s.io/v1/CSINode", "spec.drivers[0].nodeID", text, 256),
    Size("storage.k8s.io/v1/CSINode", "spec.drivers[0].name", text, 63, "invalid-name"),
    Size("v1/ConfigMap", "data", lambda size: {"a": accented(size)}, MIB),
    Size("v1/ConfigMap", "data", lambda size: {"a": accented(size), "b": 5, "c": None}, MIB),
    Size("v1/ConfigMap", "binaryData", lambda size: {"a": base64(size)}, MIB, at="data"),
    Size("v1/ConfigMap", "data", lambda size: {"a": text(size)}, MIB - 5, beside={"binaryData.b": base64(5)}),
    Size("v1/Secret", "data", lambda size: {"a": base64(size)}, MIB),
    Size("v1/Secret", "stringData", lambda size: {"a": text(size)}, MIB - 5, beside={"data.b": base64(5)}),
    Size("v1/Secret", "stringData", lambda size: {"a": text(size)}, MIB, beside={"data.a": base64(5)}),
    Size(
        "v1/ConfigMap",
        "metadata.annotations",
        altogether,
        256 * KIB,
        "invalid-annotation",
    ),
    Size(CLASS, "parameters", altogether, 256 * KIB),
    Size(REQUEST, "spec.podUID", accented, 128),
    Size(REQUEST, "spec.nodeUID", accented, 128),
    Size(REQUEST, "spec.serviceAccountUID", accented, 128),
    Size(REQUEST, "spec.stubPKCS10Request", base64, 10 * KIB),
    Size(REQUEST, "spec.pkixPublicKey", base64, 10 * KIB, beside={"spec.proofOfPossession": base64(9)}),
    Size(REQUEST, "spec.proofOfPossession", base64, 10 * KIB, beside={"spec.pkixPublicKey": base64(9)}),
    Size(
        SIGNING,
        "spec.signerName",
        after(SIGNER, parts(60)),
        571,
        "invalid-format",
    ),
    Size(
        POD,
        f"{CERTIFICATE}.signerName",
        after(SIGNER, parts(60)),
        571,
        "invalid-name",
    ),
    Size(EVENT, "reportingInstance", accented, 128, beside=TIME),
    Size(EVENT, "action", accented, 128, beside=TIME),
    Size(EVENT, "reason", accented, 128, beside=TIME),
    Size(EVENT, "note", accented, KIB, beside=TIME),
    Size("v1/Event", "message", accented, KIB, beside=TIME),
    Size(JOB, "spec.managedBy", after("example.com/"), 63, "invalid-format"),
    Size(JOB, "metadata.name", text, 63, "job-name-too-long"),
    Size(JOB, "metadata.name", text, 61, "invalid-name", {"spec.completionMode": "Indexed", "spec.completions": 10}),
    Size(JOB, "metadata.name", text, 60, "invalid-name", {"spec.completionMode": "Indexed", "spec.completions": 11}),
    Size("batch/v1/CronJob", "metadata.name", text, 52, "cronjob-name-too-long"),
    Size(
        DEFINITION,
        f"{VERSION}.deprecationWarning",
        accented,
        256,
        "invalid-format",
        DEPRECATED,
    ),
    Size(DEFINITION, "spec.names.kind", text, 59, "invalid-name"),
    Size(RESOURCES, "spec.driver", text, 63, "invalid-name"),
    Size(RESOURCES, "spec.pool.name", parts(60), 253, "invalid-name"),
    Size(RESOURCES, f"{DEVICE}.attributes.a.string", accented, 64),
    Size(RESOURCES, f"{DEVICE}.attributes.a.version", after("1.0.0-"), 64, "invalid-format"),
    Size(
        RESOURCES,
        f"{DEVICE}.attributes",
        lambda size: {"a" * size: {"int": 1}},
        32,
        "invalid-name",
        at=f"{DEVICE}.attributes.{'a' * 33}",
    ),
    Size(DEVICE_CLASS, "spec.selectors[0].cel.expression", after("true || '", accented, "' == ''"), 10 * KIB),
    Size(CLAIM, "spec.devices.config[0].opaque.parameters", lambda size: {"é": "a" * (size - 9)}, 10 * KIB),
    Size(POLICY, "spec.auditAnnotations[0].valueExpression", after("'", accented, "'"), 5 * KIB),
]


@pytest.mark.parametrize("size", LENGTHS, ids=lambda size: f"{size.kind} {size.place} {size.most}")
def test_the_most_is_right_and_one_more_is_wrong(size: Size) -> None:
    assert not size.broken(size.most)
    assert size.broken(size.most + 1)
