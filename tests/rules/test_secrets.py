"""ConfigMaps and Secrets: what the API server refuses and accepts."""

import pytest
from object_manifests import config_map
from verdicts import judged

CONFIG_MAPS = [
    ("data: {a.b_c-D: e}", set()),
    ("data: {a/b: c}", {"invalid-data-key data[a/b]"}),
    ("data: {..a: b}", {"invalid-data-key data[..a]"}),
    ("data: {'': b}", {"invalid-data-key data."}),
    (f"data: {{{'a' * 253}: b}}", set()),
    ("binaryData: {a b: aGk=}", {"invalid-data-key binaryData.a b"}),
    ("data: {a: b}\nbinaryData: {a: aGk=}", {"duplicate-entry data.a"}),
    (f"data: {{a: {'x' * 1024 * 1024}}}", set()),
    (f"data: {{a: {'x' * 1024 * 1024}, b: z}}", {"out-of-range data"}),
    (f"data: {{a: {'x' * 1024 * 1024}}}\nbinaryData: {{b: aGk=}}", {"out-of-range data"}),
]


@pytest.mark.parametrize(("body", "expected"), CONFIG_MAPS, ids=lambda value: str(value)[:60])
def test_config_maps(body: str, expected: set[str]) -> None:
    assert judged(config_map(more=body)) == expected


LACKS = "secret-without-required-key data"
NO_JSON = {"secret-not-json data[.dockerconfigjson]"}
SECRETS = [
    ("type: Opaque\ndata: {a: aGk=}", set()),
    ("type: example.com/own", set()),
    ("stringData: {a/b: c}", {"invalid-data-key data[a/b]"}),
    ("type: kubernetes.io/tls", {f"{LACKS}[tls.crt]"}),
    (
        "type: kubernetes.io/tls\ndata: {tls.crt: '', tls.key: ''}",
        {"secret-without-certificate data[tls.crt]"},
    ),
    ("type: kubernetes.io/basic-auth", {f"{LACKS}.username"}),
    ("type: kubernetes.io/basic-auth\nstringData: {password: ''}", set()),
    ("type: kubernetes.io/ssh-auth\ndata: {ssh-privatekey: ''}", {f"{LACKS}.ssh-privatekey"}),
    ("type: kubernetes.io/ssh-auth\ndata: {ssh-privatekey: aGk=}", set()),
    ("type: kubernetes.io/dockercfg", {f"{LACKS}[.dockercfg]"}),
    ("type: kubernetes.io/dockercfg\nstringData: {.dockercfg: 'null'}", set()),
    ("type: kubernetes.io/dockerconfigjson\nstringData: {.dockerconfigjson: '{\"auths\": {}}'}", set()),
    ("type: kubernetes.io/dockerconfigjson\nstringData: {.dockerconfigjson: ''}", NO_JSON),
    ("type: kubernetes.io/dockerconfigjson\nstringData: {.dockerconfigjson: '[]'}", NO_JSON),
    ("type: kubernetes.io/dockerconfigjson\nstringData: {.dockerconfigjson: '{\"a\": NaN}'}", NO_JSON),
    ("type: kubernetes.io/dockerconfigjson\ndata: {.dockerconfigjson: e30=}", set()),
    (
        "type: kubernetes.io/dockerconfigjson\ndata: {.dockerconfigjson: '{}'}",
        {"invalid-base64 data"},
    ),
    (
        "type: kubernetes.io/service-account-token",
        {"secret-without-required-key metadata.annotations[kubernetes.io/service-account.name]"},
    ),
]


@pytest.mark.parametrize(("body", "expected"), SECRETS)
def test_secrets(body: str, expected: set[str]) -> None:
    assert judged(f"apiVersion: v1\nkind: Secret\nmetadata: {{name: a}}\n{body}\n") == expected
