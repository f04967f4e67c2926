"""Formats of strings that the API server checks in custom resources (``k8s.io/kube-openapi/pkg/validation/strfmt``).

Only those whose form is sure. Others, also unknown ones, it checks as well or ignores; here they are let pass.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from kubefence.rules.formats.addresses import address, network

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"([0-9]{2}):([0-9]{2}):([0-9]{2})(.[0-9]+)?(z|[+-][0-9]{2}:[0-9]{2})")
_UUID = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}", re.IGNORECASE)
_BASE64 = re.compile(r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})")
_LATEST = ("23", "59", "59")


def is_date(text: str) -> bool:
    """``2026-01-31``."""
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text.replace("0000-", "0004-", 1))  # Go has a year 0, a leap year like 4
    except ValueError:
        return False
    return True


def is_date_time(text: str) -> bool:
    """``2026-01-31T12:00:00Z``; an hour of 24 is none, a zone of +99:99 is one."""
    day, _, rest = text.lower().partition("t")
    found = _TIME.fullmatch(rest)
    return bool(
        found and is_date(day) and all(part <= last for part, last in zip(found.groups(), _LATEST, strict=False))
    )


FORMATS: Mapping[str, Callable[[str], bool]] = {
    "byte": lambda text: bool(_BASE64.fullmatch(text)),
    "cidr": lambda text: network(text) is not None,
    "date": is_date,
    "date-time": is_date_time,
    "datetime": is_date_time,
    "ipv4": lambda text: "." in text and address(text) is not None,
    "ipv6": lambda text: ":" in text and address(text) is not None,
    "uuid": lambda text: bool(_UUID.fullmatch(text)),
}
"""Name of a format to whether a text has it."""
