"""What a variable or a file can say of the resources of a container, and what that is divided by."""

import pytest

from kubefence.formats import resource_fields

KINDS = ["cpu", "memory", "ephemeral-storage"]


@pytest.mark.parametrize(
    ("resource", "known"),
    [(f"{kind}.{name}", True) for kind in ("limits", "requests") for name in KINDS]
    + [("limits.hugepages-2Mi", True), ("requests.hugepages-1Gi", True), ("limits.pods", False), ("cpu", False)],
)
def test_resources_that_a_field_names(resource: str, known: bool) -> None:
    assert resource_fields.is_known(resource) is known


@pytest.mark.parametrize(
    ("resource", "divisor", "divides"),
    [
        ("limits.cpu", "1", True),
        ("limits.cpu", "1m", True),
        ("limits.cpu", "2m", False),
        ("limits.cpu", "1k", False),
        ("limits.cpu", "0", True),
        *[
            ("limits.memory", f"1{unit}", True)
            for unit in ("", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei")
        ],
        ("limits.memory", "2Ki", False),
        ("limits.memory", "1m", False),
        ("limits.memory", "1e3", False),
        ("limits.memory", "1000", True),
        ("limits.memory", "1000E", False),
    ],
)
def test_divisors(resource: str, divisor: str, divides: bool) -> None:
    assert resource_fields.divides(resource, divisor) is divides
