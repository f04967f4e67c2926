"""Names of resources, as ``pkg/apis/core/helper`` tells them apart: ``cpu``, ``hugepages-2Mi``, ``nvidia.com/gpu``."""

from __future__ import annotations

from collections.abc import Collection

from kubefence.findings import Text
from kubefence.formats.names import qualified_name

HUGE_PAGES = "hugepages-"
STANDARD = frozenset(("cpu", "memory", "ephemeral-storage"))
"""What a container can ask for without a prefix, besides huge pages."""


def is_native(name: str) -> bool:
    """Whether Kubernetes itself owns the name (``IsNativeResource``)."""
    return "/" not in name or "kubernetes.io/" in name


def is_huge_pages(name: str) -> bool:
    """Whether it names huge pages (``IsHugePageResourceName``)."""
    return name.startswith(HUGE_PAGES)


def are_huge_pages_alone(names: Collection[str]) -> bool:
    """Whether there are huge pages, and neither cpu nor memory with them (``validateResourceRequirements``)."""
    return any(map(is_huge_pages, names)) and "cpu" not in names and "memory" not in names


def is_extended(name: str) -> bool:
    """Whether it is a resource that others define (``IsExtendedResourceName``)."""
    return not is_native(name) and not name.startswith("requests.") and not qualified_name(f"requests.{name}")


def is_overcommitted(name: str) -> bool:
    """Whether a request may be lower than the limit (``IsOvercommitAllowed``)."""
    return is_native(name) and not is_huge_pages(name)


def container_resource(name: str) -> Text | None:
    """A resource that a container can ask for (``validateContainerResourceName``)."""
    wrong = qualified_name(name)
    if wrong:
        return wrong
    if "/" not in name:
        if name in STANDARD or is_huge_pages(name):
            return None
        return Text(
            "容器只有 cpu、memory、ephemeral-storage 和 hugepages-<大小>；其他资源要带域名，如 nvidia.com/gpu",
            "a container has cpu, memory, ephemeral-storage and hugepages-<size>; "
            "any other resource needs a domain, such as nvidia.com/gpu",
        )
    if is_native(name) or is_extended(name):
        return None
    return Text(
        "扩展资源的名字不能以 requests. 开头，域名不能过长",
        "an extended resource does not start with requests., and its domain is not that long",
    )
