"""What a Secret has to hold, by its type (``ValidateSecret``)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from kubefence.findings import Severity, Text
from kubefence.formats.base64_text import decoded
from kubefence.problems import Anchor, Problem
from kubefence.rules.engine.model import Site, Tables
from kubefence.rules.objects.secret_documentation import MISSING_KEY, NO_CERTIFICATE, NOT_JSON

TOKEN = "kubernetes.io/service-account-token"
ACCOUNT_NAME = "kubernetes.io/service-account.name"
_CONFIGURATIONS = {
    "kubernetes.io/dockercfg": ".dockercfg",
    "kubernetes.io/dockerconfigjson": ".dockerconfigjson",
}
_LOGIN = ("username", "password")
_KEY = "ssh-privatekey"
_NOTHING = Text("", "")


def by_type(secret: Site) -> Iterator[Problem]:
    """The keys of the type are there, and hold what they should."""
    check = _CHECKS.get(secret.text("type"))
    if check and not any(
        isinstance(value, str) and decoded(value) is None for value in secret.mapping("data").values()
    ):
        yield from check(secret)


def _tls(secret: Site) -> Iterator[Problem]:
    """A pair; the server warns once, of the first of the two that is no good (``tls.X509KeyPair``)."""
    missing = [key for key, _ in _PAIR if content_of(secret, key) is None]
    if missing:
        yield from _lacking(secret, missing[0], *(Text(f"和 {key}", f" and {key}") for key in missing[1:]))
    for key, block in _PAIR:
        content = content_of(secret, key)
        if content is not None and (block not in content or b"-----BEGIN " not in content):
            yield secret.problem(
                NO_CERTIFICATE.id,
                (_home(secret, key), key),
                f"{key} 的内容不是 PEM 格式的{'证书' if key == 'tls.crt' else '私钥'}，无法用于 TLS",
                f"{key} holds no {'certificate' if key == 'tls.crt' else 'private key'} in PEM, TLS cannot use it",
                severity=Severity.WARNING,
            )
            return


_PAIR = (("tls.crt", b"CERTIFICATE-----"), ("tls.key", b"PRIVATE KEY-----"))


def _configuration(secret: Site) -> Iterator[Problem]:
    key = _CONFIGURATIONS[secret.text("type")]
    content = content_of(secret, key)
    if content is None:
        yield from _lacking(secret, key)
    elif not _is_object(content):
        yield secret.problem(
            NOT_JSON.id,
            (_home(secret, key), key),
            f"{key} 的内容应为一个 JSON 对象",
            f"the content of {key} has to be a JSON object",
            named=("data", key),
        )


def _login(secret: Site) -> Iterator[Problem]:
    if all(content_of(secret, key) is None for key in _LOGIN):
        yield from _lacking(secret, _LOGIN[0], Text("或 password", " or password"))


def _ssh(secret: Site) -> Iterator[Problem]:
    if not content_of(secret, _KEY):
        yield from _lacking(secret, _KEY)


def _token(secret: Site) -> Iterator[Problem]:
    metadata = secret.child("metadata")
    name = metadata.mapping("annotations").get(ACCOUNT_NAME) if metadata else None
    if name in (None, "") and not secret.partial:
        yield Problem(
            MISSING_KEY.id,
            (*secret.path, "metadata", "annotations"),
            Text(
                f"这种类型要用注解 {ACCOUNT_NAME} 说明是哪个服务账号", f"this type needs the annotation {ACCOUNT_NAME}"
            ),
            Anchor.KEY,
            field=ACCOUNT_NAME,
        )


_CHECKS: dict[str, Callable[[Site], Iterator[Problem]]] = {
    "kubernetes.io/tls": _tls,
    "kubernetes.io/basic-auth": _login,
    "kubernetes.io/ssh-auth": _ssh,
    TOKEN: _token,
    **dict.fromkeys(_CONFIGURATIONS, _configuration),
}


def content_of(secret: Site, key: str) -> bytes | None:
    """The content of a key, stringData before data; None where neither has it."""
    plain: Any = secret.mapping("stringData")
    if key in plain:
        return str(plain[key] or "").encode(errors="replace")
    held: Any = secret.mapping("data")
    if key not in held:
        return None
    return (decoded(held[key]) if isinstance(held[key], str) else None) or b""


def _home(secret: Site, key: str) -> str:
    return "stringData" if key in secret.mapping("stringData") else "data"


def _lacking(secret: Site, key: str, more: Text = _NOTHING) -> Iterator[Problem]:
    if not secret.partial:
        field = "stringData" if secret.has("stringData") and not secret.has("data") else "data"
        kind = secret.text("type")
        yield Problem(
            MISSING_KEY.id,
            (*secret.path, field),
            Text(
                f"{kind} 类型的 Secret 必须有键 {key}{more.zh}", f"a Secret of type {kind} needs the key {key}{more.en}"
            ),
            Anchor.KEY,
            field=key,
            named=(*secret.path, "data", key),
        )


def _is_object(content: bytes) -> bool:
    """Whether Go would read the content into a mapping; ``null`` counts as an empty one."""
    try:
        value = json.loads(content.decode(errors="replace"), parse_constant=_refuse)
    except ValueError:
        return False
    except RecursionError:
        return True  # deeper than Python reads: leave it to the server
    return value is None or isinstance(value, dict)


def _refuse(constant: str) -> Any:
    raise ValueError(constant)


TABLES = Tables(
    rules=(MISSING_KEY, NOT_JSON, NO_CERTIFICATE),
    checks={"core.v1.Secret": (by_type,)},
)
