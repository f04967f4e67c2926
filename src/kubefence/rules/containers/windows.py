"""Options of Windows containers, in the security context of a container or of a Pod."""

from __future__ import annotations

import re

from kubefence.findings import Text
from kubefence.formats.names import dns1123_subdomain
from kubefence.rules.engine.model import Tables
from kubefence.rules.vocabulary.values import must_have_form

_SPEC_LENGTH = 64 * 1024
_DOMAIN_LENGTH, _USER_LENGTH = 255, 104

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_NET_BIOS = re.compile(r'[^\\/:*?"<>|.][^\\/:*?"<>|]{0,14}')
_DNS = re.compile(r"[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*")
_NOT_IN_USER = re.compile(r'["/\\:;|=,+*?<>@\[\]]')


def credential_spec(text: str) -> Text | None:
    """A GMSA credential spec: anything, but not nothing."""
    if 0 < len(text.encode()) <= _SPEC_LENGTH:
        return None
    return Text("不能为空，也不能超过 64 KiB", "not empty, and at most 64 KiB")


def user_name(text: str) -> Text | None:
    """``user`` or ``domain\\user`` (``validateWindowsSecurityContextOptions``)."""
    domain, backslash, user = text.rpartition("\\")
    if not text or _CONTROL.search(text) or "\\" in domain:
        return Text("写成 用户 或 域\\用户，不能有控制字符", "user or domain\\user, without control characters")
    if backslash and (
        len(domain.encode()) > _DOMAIN_LENGTH or not (_NET_BIOS.fullmatch(domain) or _DNS.fullmatch(domain))
    ):
        return Text("域要写成 NetBIOS 名或 DNS 名", "the domain is a NetBIOS or DNS name")
    if not 0 < len(user.encode()) <= _USER_LENGTH or _NOT_IN_USER.search(user) or not user.strip(". "):
        return Text(
            '用户名不超过 104 字节，不能只有点和空格，也不能含有 "/\\:;|=,+*?<>@[]',
            'the user has at most 104 bytes, not only dots and spaces, and none of "/\\:;|=,+*?<>@[]',
        )
    return None


_OPTIONS = "core.v1.WindowsSecurityContextOptions"

TABLES = Tables(
    fields={
        f"{_OPTIONS}.gmsaCredentialSpecName": (must_have_form("invalid-name", dns1123_subdomain),),
        f"{_OPTIONS}.gmsaCredentialSpec": (must_have_form("invalid-format", credential_spec),),
        f"{_OPTIONS}.runAsUserName": (must_have_form("invalid-format", user_name),),
    },
)
