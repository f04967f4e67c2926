"""Certificates of Pods and bundles of trust anchors: what the API server refuses and accepts.

The keys are made for each run; nothing is trusted, and nothing expires.
"""

import base64
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest
import verdicts
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import NameOID

from kubefence import Config, Page, verify
from kubefence.findings import Severity
from kubefence.formats.public_keys import unfit_in_request

UID = "0b5a2f3c-5f0e-4d5c-9c52-2a8e3f5f0d11"
Private = ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey | ed448.Ed448PrivateKey | rsa.RSAPrivateKey


def judged(kind: str, spec: Mapping[str, Any], metadata: str = "name: a", k8s: str = "1.36") -> set[str]:
    """What is found in an object with this spec, as "rule field"; of the version that ``k8s`` has."""
    version = "v1" if k8s >= "1.37" else "v1beta1"
    text = (
        f"apiVersion: certificates.k8s.io/{version}\nkind: {kind}\nmetadata: {{{metadata}}}\nspec: {json.dumps(spec)}\n"
    )
    return verdicts.judged(text, k8s)


@cache
def key(kind: str) -> Private:
    """A new key."""
    if kind.startswith("RSA"):
        return rsa.generate_private_key(65537, int(kind.removeprefix("RSA")))
    curves = {"P-224": ec.SECP224R1(), "P-256": ec.SECP256R1(), "P-384": ec.SECP384R1(), "P-521": ec.SECP521R1()}
    if kind == "Ed448":
        return ed448.Ed448PrivateKey.generate()
    return ec.generate_private_key(curves[kind]) if kind in curves else ed25519.Ed25519PrivateKey.generate()


def coded(data: bytes) -> str:
    return base64.b64encode(data).decode()


def stub(kind: str, *, broken: bool = False) -> str:
    """An empty request that is signed with a key of this kind."""
    private = key(kind)
    builder = x509.CertificateSigningRequestBuilder().subject_name(x509.Name([]))
    made = builder.sign(private, None if kind.startswith("Ed") else SHA256()).public_bytes(Encoding.DER)
    return coded(made[:-1] + bytes([made[-1] ^ 1]) if broken else made)


def with_key(kind: str, signed: str = UID) -> dict[str, str]:
    """A key and a signature of the UID with it."""
    private = key(kind)
    if isinstance(private, ed25519.Ed25519PrivateKey | ed448.Ed448PrivateKey):
        proof = private.sign(signed.encode())
    elif isinstance(private, rsa.RSAPrivateKey):
        proof = private.sign(signed.encode(), padding.PSS(padding.MGF1(SHA256()), 32), SHA256())
    else:
        proof = private.sign(signed.encode(), ec.ECDSA(SHA256()))
    public = private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return {"pkixPublicKey": coded(public), "proofOfPossession": coded(proof)}


def asked(**fields: object) -> dict[str, object]:
    """The spec of a request; None leaves a field out."""
    names = {"podName": "web", "serviceAccountName": "web", "nodeName": "node-1"}
    spec: dict[str, object] = {"signerName": "example.com/mesh", **names}
    spec |= dict.fromkeys(("podUID", "serviceAccountUID", "nodeUID"), UID)
    return {name: value for name, value in (spec | fields).items() if value is not None}


FORMAT, RANGE, NAME, MISSING = "invalid-format spec.", "out-of-range spec.", "invalid-name spec.", "missing-field spec."
IDENTITIES: list[tuple[dict[str, object], set[str]]] = [
    ({}, set()),
    ({"podName": "Web"}, {f"{NAME}podName"}),
    ({"serviceAccountName": "a_b"}, {f"{NAME}serviceAccountName"}),
    ({"nodeName": "node-1.example.com"}, set()),
    ({"nodeName": ""}, {f"{MISSING}nodeName"}),
    ({"podUID": "x" * 128}, set()),
    ({"podUID": "x" * 129}, {f"{RANGE}podUID"}),
    ({"nodeUID": ""}, {f"{MISSING}nodeUID"}),
    ({"signerName": "example.com"}, {f"{FORMAT}signerName"}),
    ({"maxExpirationSeconds": 3600}, set()),
    ({"maxExpirationSeconds": 3599}, {f"{RANGE}maxExpirationSeconds"}),
    ({"maxExpirationSeconds": 91 * 86400}, set()),
    ({"maxExpirationSeconds": 91 * 86400 + 1}, {f"{RANGE}maxExpirationSeconds"}),
    ({"signerName": "kubernetes.io/kube-apiserver-client-pod", "maxExpirationSeconds": 86400}, set()),
    ({"signerName": "a.kubernetes.io/b", "maxExpirationSeconds": 86401}, {f"{RANGE}maxExpirationSeconds"}),
    ({"unverifiedUserAnnotations": {"example.com/team": "shop"}}, set()),
    ({"unverifiedUserAnnotations": {"team": "shop"}}, {f"{FORMAT}unverifiedUserAnnotations.team"}),
]


@pytest.mark.parametrize("k8s", ["1.36", "1.37"])
@pytest.mark.parametrize(("fields", "expected"), IDENTITIES, ids=[str(case[0]) for case in IDENTITIES])
def test_whom_a_certificate_is_for(fields: dict[str, object], expected: set[str], k8s: str) -> None:
    assert judged("PodCertificateRequest", asked(stubPKCS10Request=stub("P-256"), **fields), k8s=k8s) == expected


@pytest.mark.parametrize(("key", "fits"), [("example.com/team", True), ("team", False)])
def test_annotations_for_the_signer_have_a_domain(key: str, fits: bool) -> None:
    source = f"{{signerName: example.com/a, keyType: ED25519, keyPath: key.pem, userAnnotations: {{{key}: x}}}}"
    pod = (
        "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers: [{name: a, image: a}]\n"
        f"  volumes: [{{name: v, projected: {{sources: [{{podCertificate: {source}}}]}}}}]\n"
    )
    report = verify([Page("x.yaml", pod, markdown=False)], Config(k8s="1.37", lint=None))
    found = [finding.rule for finding in report.findings if finding.severity is Severity.ERROR]
    assert found == ([] if fits else ["invalid-format"])


@pytest.mark.parametrize(
    ("kind", "fits"),
    [
        *((kind, True) for kind in ("P-256", "P-384", "P-521", "Ed25519", "RSA3072", "RSA4096")),
        *((kind, False) for kind in ("RSA2048", "RSA3080", "P-224", "Ed448")),
    ],
)
def test_kinds_of_keys(kind: str, fits: bool) -> None:
    stubbed, keyed = asked(stubPKCS10Request=stub(kind)), asked(**with_key(kind))
    assert judged("PodCertificateRequest", stubbed) == (set() if fits else {f"{FORMAT}stubPKCS10Request"})
    for k8s in ("1.35", "1.36"):
        assert judged("PodCertificateRequest", keyed, k8s=k8s) == (set() if fits else {f"{FORMAT}pkixPublicKey"})


def test_who_asks_holds_the_key() -> None:
    assert judged("PodCertificateRequest", asked(stubPKCS10Request=stub("P-256", broken=True))) == {
        f"{FORMAT}stubPKCS10Request"
    }
    assert judged("PodCertificateRequest", asked(stubPKCS10Request=coded(b"no request"))) == {
        f"{FORMAT}stubPKCS10Request"
    }
    assert judged("PodCertificateRequest", asked(stubPKCS10Request=coded(b"x" * 10241))) == {
        f"{RANGE}stubPKCS10Request"
    }
    for kind in ("P-256", "Ed25519", "RSA3072"):
        foreign = asked(**with_key(kind, signed="another Pod"))
        assert judged("PodCertificateRequest", foreign) == {f"{FORMAT}proofOfPossession"}
    no_key = asked(pkixPublicKey=coded(b"no key"), proofOfPossession=coded(b"no proof"))
    assert judged("PodCertificateRequest", no_key) == {f"{FORMAT}pkixPublicKey"}


def test_a_request_whose_key_is_no_point_of_its_curve() -> None:
    made, private = base64.b64decode(stub("P-256")), key("P-256")
    assert isinstance(private, ec.EllipticCurvePrivateKey)
    point = private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    assert unfit_in_request(made) is None
    assert unfit_in_request(made.replace(point, point[:-1] + bytes([point[-1] ^ 1]))) is not None


def test_a_request_or_a_key() -> None:
    assert judged("PodCertificateRequest", asked()) == {f"{MISSING}stubPKCS10Request"}
    assert judged("PodCertificateRequest", asked(stubPKCS10Request="")) == {f"{MISSING}stubPKCS10Request"}
    assert judged("PodCertificateRequest", asked(), k8s="1.37") == {f"{MISSING}stubPKCS10Request"}
    both = asked(stubPKCS10Request=stub("P-256"), **with_key("P-256"))
    assert judged("PodCertificateRequest", both) == {"mutually-exclusive spec"}
    half = asked(pkixPublicKey=with_key("P-256")["pkixPublicKey"])
    assert judged("PodCertificateRequest", half) == {"mutually-exclusive spec"}
    older = judged("PodCertificateRequest", asked(), k8s="1.35")
    assert older == {f"{MISSING}pkixPublicKey", f"{MISSING}proofOfPossession"}


@cache
def anchor(name: str, *, authority: bool | None = True) -> str:
    """A certificate in PEM; without basic constraints where ``authority`` is None."""
    private = key("P-256")
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(subject).serial_number(7)
    builder = builder.public_key(private.public_key())
    builder = builder.not_valid_before(datetime(2026, 1, 1, tzinfo=UTC)).not_valid_after(
        datetime(2046, 1, 1, tzinfo=UTC)
    )
    if authority is not None:
        builder = builder.add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
    return builder.sign(private, SHA256()).public_bytes(Encoding.PEM).decode()


BUNDLES: list[tuple[str, str, bool]] = [
    ("one", "", True),
    ("two, with text between", "first\n{a}second\n{b}", True),
    ("nothing", "no certificate", False),
    ("twice", "{a}{a}", False),
    ("no authority", "{a}{leaf}", False),
    ("no constraints", "{plain}", False),
    ("no certificate inside", "-----BEGIN CERTIFICATE-----\nMAMCAQE=\n-----END CERTIFICATE-----\n", False),
]


@pytest.mark.parametrize(("title", "text", "fits"), BUNDLES, ids=[case[0] for case in BUNDLES])
def test_trust_anchors(title: str, text: str, fits: bool) -> None:
    leaf, plain = anchor("leaf", authority=False), anchor("plain", authority=None)
    bundle = (text or "{a}").replace("{a}", anchor("a")).replace("{b}", anchor("b"))
    bundle = bundle.replace("{leaf}", leaf).replace("{plain}", plain)
    found = judged("ClusterTrustBundle", {"trustBundle": bundle})
    assert found == (set() if fits else {f"{FORMAT}trustBundle"}), title


def test_which_certificate_is_wrong_is_said() -> None:
    def said(bundle: str) -> str:
        manifest = {"apiVersion": "certificates.k8s.io/v1", "kind": "ClusterTrustBundle", "metadata": {"name": "a"}}
        text = json.dumps({**manifest, "spec": {"trustBundle": bundle}})
        (finding,) = verify([Page("a.yaml", text, markdown=False)], Config("1.37", lint=None)).findings
        return finding.text.en

    one, two, leaf = anchor("a"), anchor("b"), anchor("leaf", authority=False)
    assert "certificate 3 is the same as 1" in said(one + two + one)
    assert "certificate 3 is the same as 2" in said(one + two + two)
    assert "certificate 1 " in said(leaf + one)
    assert "certificate 2 " in said(one + leaf)


@pytest.mark.parametrize(("size", "fits"), [(1024 * 1024, True), (1024 * 1024 + 1, False)])
def test_a_bundle_has_one_mebibyte_at_most(size: int, fits: bool) -> None:
    bundle = f"\n{anchor('a')}".rjust(size, "x")
    assert judged("ClusterTrustBundle", {"trustBundle": bundle}) == (set() if fits else {f"{FORMAT}trustBundle"})


@pytest.mark.parametrize(
    ("metadata", "signer", "wrong"),
    [
        ("name: roots", "", ""),
        ("name: Roots", "", "name"),
        ("name: 'a:b'", "", "name"),
        ("name: 'example.com:mesh:v1'", "example.com/mesh", ""),
        ("name: 'example.com:mesh:'", "example.com/mesh", "name"),
        ("name: 'example.com:mesh:V1'", "example.com/mesh", "name"),
        ("name: 'example.com:mesh:a:b'", "example.com/mesh", "name"),
        ("name: roots", "example.com/mesh", "name"),
        ("generateName: roots-", "", ""),
        ("generateName: Roots-", "", "generateName"),
        ("generateName: 'example.com:mesh:v'", "example.com/mesh", ""),
        ("generateName: 'example.com:mesh:'", "example.com/mesh", "generateName"),
        ("generateName: roots-", "example.com/mesh", "generateName"),
        ("name: roots, generateName: a-", "", ""),
        ("name: roots, generateName: A-", "", ""),  # the server looks at what stands before it
        ("name: roots, generateName: aBc-", "", "generateName"),
        ("name: roots, generateName: '-'", "", "generateName"),
        # the first 58 characters are kept, and the signer has to be among them
        (f"generateName: 'example.com:{'a' * 45}:b'", f"example.com/{'a' * 45}", ""),
        (f"generateName: 'example.com:{'a' * 46}:b'", f"example.com/{'a' * 46}", "generateName"),
    ],
)
def test_a_bundle_is_named_after_its_signer(metadata: str, signer: str, wrong: str) -> None:
    spec = {"trustBundle": anchor("a"), **({"signerName": signer} if signer else {})}
    for k8s in ("1.36", "1.37"):
        found = judged("ClusterTrustBundle", spec, metadata, k8s)
        assert found == ({f"invalid-name metadata.{wrong}"} if wrong else set())


def test_finalizers_without_a_domain_are_those_that_kubernetes_knows() -> None:
    metadata = "name: a, finalizers: [mine]"
    expected = {"invalid-format metadata.finalizers[0]"}
    assert judged("ClusterTrustBundle", {"trustBundle": anchor("a")}, metadata) == expected
    assert judged("PodCertificateRequest", asked(stubPKCS10Request=stub("P-256")), metadata) == expected
