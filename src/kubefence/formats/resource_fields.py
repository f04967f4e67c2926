"""What ``resourceFieldRef`` can name: requests and limits of a container, divided by a unit.

The same for variables and for files (``validateContainerResourceFieldSelector``).
"""

from __future__ import annotations

import re
from typing import Any

from kubefence.formats import quantities

RESOURCES = tuple(
    f"{kind}.{name}" for kind in ("limits", "requests") for name in ("cpu", "memory", "ephemeral-storage")
)
PAGES = ("limits.hugepages-", "requests.hugepages-")
_CPU = ("1m", "1")
_BYTES = ("1", "1k", "1M", "1G", "1T", "1P", "1E", "1Ki", "1Mi", "1Gi", "1Ti", "1Pi", "1Ei")
_EXPONENT = re.compile("[eE][+-]?[0-9]")


def is_known(resource: str) -> bool:
    """Whether there is such a request or limit."""
    return resource in RESOURCES or resource.startswith(PAGES)


def units(resource: str) -> tuple[str, ...]:
    """What the amount can be divided by."""
    return _CPU if resource.endswith(".cpu") else _BYTES


def divides(resource: str, divisor: Any) -> bool:
    """Whether the divisor is a unit, as written after simplification (``validateContainerResourceDivisor``)."""
    quantity = quantities.of(divisor)
    if not quantity or quantity == 1:
        return True  # none given, or not a quantity at all
    text = str(divisor)
    if resource.endswith(".cpu"):
        return quantity * 1000 == 1 and "e" not in text.lower()
    if text.endswith("i"):
        return any(quantity == 1024**power for power in range(1, 7))
    return any(quantity == 1000**power for power in range(1, 7)) and not _EXPONENT.search(text)
