"""Forms of names, as ``k8s.io/apimachinery/pkg/util/validation`` defines them.

Each function takes a string and returns None where it has the form, else what the form asks for.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kubefence.findings import Text

_LABEL = re.compile(r"[a-z0-9]([-a-z0-9]*[a-z0-9])?")
_SUBDOMAIN = re.compile(r"[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*")
_LABEL_1035 = re.compile(r"[a-z]([-a-z0-9]*[a-z0-9])?")
_WORD = re.compile(r"([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]")
_CONFIG_KEY = re.compile(r"[-._a-zA-Z0-9]+")

LABEL_LENGTH, SUBDOMAIN_LENGTH, LABEL_VALUE_LENGTH, CONFIG_KEY_LENGTH = 63, 253, 63, 253


def dns1123_label(text: str) -> Text | None:
    """``my-name`` or ``123-abc``, at most 63 characters (RFC 1123)."""
    if len(text) <= LABEL_LENGTH and _LABEL.fullmatch(text):
        return None
    return Text(
        "只能用小写字母、数字和 -，首尾是字母或数字，不超过 63 个字符",
        "lower-case letters, digits and -, a letter or digit at both ends, at most 63 characters",
    )


def dns1123_subdomain(text: str) -> Text | None:
    """Labels joined by dots, at most 253 characters (RFC 1123)."""
    if len(text) <= SUBDOMAIN_LENGTH and _SUBDOMAIN.fullmatch(text):
        return None
    return Text(
        "只能用小写字母、数字、- 和 .，每段首尾是字母或数字，不超过 253 个字符",
        "lower-case letters, digits, - and ., a letter or digit at both ends of each part, at most 253 characters",
    )


def dns1035_label(text: str) -> Text | None:
    """Like a label of RFC 1123, but it starts with a letter (RFC 1035)."""
    if len(text) <= LABEL_LENGTH and _LABEL_1035.fullmatch(text):
        return None
    return Text(
        "只能用小写字母、数字和 -，以字母开头，末尾是字母或数字，不超过 63 个字符",
        "lower-case letters, digits and -, a letter first and a letter or digit last, at most 63 characters",
    )


def path_segment(text: str) -> Text | None:
    """A name that can stand in an URL: not ``.`` or ``..``, without ``/`` and ``%``."""
    if text not in (".", "..") and "/" not in text and "%" not in text:
        return None
    return Text("不能是 . 或 ..，也不能含有 / 和 %", "not . or .., and without / and %")


@lru_cache(maxsize=4096)
def qualified_name(text: str) -> Text | None:
    """``name`` or ``prefix/name``: keys of labels, annotations, resources and conditions."""
    prefix, slash, name = text.rpartition("/")
    if slash and (not prefix or dns1123_subdomain(prefix)):
        return Text("/ 之前必须是小写的域名", "before the / there has to be a lower-case domain name")
    if len(name) <= LABEL_LENGTH and _WORD.fullmatch(name):
        return None
    return Text(
        "名称部分只能用字母、数字、-、_ 和 .，首尾是字母或数字，不超过 63 个字符",
        "letters, digits, -, _ and ., a letter or digit at both ends, at most 63 characters after any prefix",
    )


@lru_cache(maxsize=4096)
def label_value(text: str) -> Text | None:
    """The value of a label; it may be empty."""
    if not text or (len(text) <= LABEL_VALUE_LENGTH and _WORD.fullmatch(text)):
        return None
    return Text(
        "只能用字母、数字、-、_ 和 .，首尾是字母或数字，不超过 63 个字符，也可以为空",
        "letters, digits, -, _ and ., a letter or digit at both ends, at most 63 characters, or empty",
    )


def config_key(text: str) -> Text | None:
    """A key of a ConfigMap or Secret: it becomes the name of a file."""
    if len(text) > CONFIG_KEY_LENGTH or not _CONFIG_KEY.fullmatch(text):
        return Text(
            "只能用字母、数字、-、_ 和 .，不超过 253 个字符", "letters, digits, -, _ and ., at most 253 characters"
        )
    if text in (".", "..") or text.startswith(".."):
        return Text("不能是 . 或以 .. 开头", "not . and not starting with ..")
    return None


def driver_name(text: str) -> Text | None:
    """A domain of at most 63 characters, in either case: drivers of storage and of devices are called so."""
    if len(text) > LABEL_LENGTH:
        return Text("不超过 63 个字符", "at most 63 characters")
    return dns1123_subdomain(text.lower())


def kind_name(text: str) -> Text | None:
    """A kind: like a DNS label, in any case."""
    if not dns1035_label(text.lower()):
        return None
    return Text("只能用字母、数字和 -，以字母开头", "letters, digits and -, a letter first")
