"""Formats of strings that the API server checks in custom resources (``k8s.io/kube-openapi/pkg/validation/strfmt``).

Only those whose form is sure. Others, also unknown ones, it checks as well or ignores; here they are let pass.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from kubefence.formats import go_duration
from kubefence.formats.addresses import address, network
from kubefence.formats.base64_text import is_base64
from kubefence.formats.names import dns1123_label, dns1123_subdomain
from kubefence.versions import parse_version

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"([0-9]{2}):([0-9]{2}):([0-9]{2})(.[0-9]+)?(z|[+-][0-9]{2}:[0-9]{2})")
_UUID = r"[0-9a-f]{{8}}-?[0-9a-f]{{4}}-?{0}[0-9a-f]{{3}}-?{1}[0-9a-f]{{3}}-?[0-9a-f]{{12}}"
_MAC = re.compile(
    r"[0-9a-f]{2}([:-])(?:[0-9a-f]{2}\1)*[0-9a-f]{2}|[0-9a-f]{4}\.(?:[0-9a-f]{4}\.)*[0-9a-f]{4}", re.IGNORECASE
)
_MAC_SIZES = (6, 8, 20)
_TIMES = re.compile(r"[0-9]+[\t\n\f\r ]*([A-Za-zµ]+)")
_UNITS = ("ns", "us", "µs", "ms", "s", "m", "h", "hr", "d", "w", "wk")
_LONG_UNITS = ("nano", "micro", "milli", "sec", "min", "hour", "day", "week")
_COLOUR = re.compile(r"#?(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
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


def is_duration(text: str) -> bool:
    """``1h30m`` as Go reads it; else ``3 days`` must be somewhere in it."""
    if go_duration.nanoseconds(text) is not None:
        return True
    units = [unit.lower() for unit in _TIMES.findall(text)]
    return any(unit in _UNITS or unit.startswith(_LONG_UNITS) for unit in units)


def is_mac(text: str) -> bool:
    """``00:00:5e:00:53:01``, ``00-00-5e-00-53-01`` or ``0000.5e00.5301`` of 6, 8 or 20 bytes."""
    digits = re.sub("[:.-]", "", text)
    return bool(_MAC.fullmatch(text)) and len(digits) in [2 * size for size in _MAC_SIZES]


def _uuid(version: str = "[0-9a-f]", variant: str = "[0-9a-f]") -> Callable[[str], bool]:
    form = re.compile(_UUID.format(version, variant), re.IGNORECASE)
    return lambda text: bool(form.fullmatch(text))


FORMATS: Mapping[str, Callable[[str], bool]] = {
    "byte": lambda text: text != "" and is_base64(text),
    "cidr": lambda text: network(text) is not None,
    "date": is_date,
    "date-time": is_date_time,
    "datetime": is_date_time,
    "ipv4": lambda text: "." in text and address(text) is not None,
    "ipv6": lambda text: ":" in text and address(text) is not None,
    "duration": is_duration,
    "hexcolor": lambda text: bool(_COLOUR.fullmatch(text)),
    "k8s-long-name": lambda text: dns1123_subdomain(text) is None,
    "k8s-short-name": lambda text: dns1123_label(text) is None,
    "mac": is_mac,
    "uuid": _uuid(),
    "uuid3": _uuid("3"),
    "uuid4": _uuid("4", "[89ab]"),
    "uuid5": _uuid("5", "[89ab]"),
}
"""Name of a format to whether a text has it."""
SINCE = dict.fromkeys(("k8s-long-name", "k8s-short-name"), parse_version("1.34"))
"""Formats that earlier versions do not know and so ignore."""
