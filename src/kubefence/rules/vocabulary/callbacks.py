"""Where the API server calls out to: the client configuration of webhooks (``k8s.io/apiserver/pkg/util/webhook``)."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.formats.names import dns1035_label
from kubefence.formats.urls import service_path, webhook_url
from kubefence.problems import Problem
from kubefence.rules.engine.model import Check, FieldCheck, Site
from kubefence.rules.vocabulary.lists import unique
from kubefence.rules.vocabulary.mappings import lacking, required
from kubefence.rules.vocabulary.values import must_have_form, must_lie_in, shown

REVIEWS = ("v1", "v1beta1")
"""Versions of AdmissionReview that the API server can send."""


def one_way(config: Site) -> Iterator[Problem]:
    """Exactly one of ``url`` and ``service``."""
    if config.has("url") and config.has("service"):
        yield config.problem(
            "mutually-exclusive", (), "url 和 service 只能写一个", "only one of url and service can be given"
        )
    elif not config.has("url") and not config.has("service") and not config.partial:
        yield lacking(config, "missing-field", "", "必须写 url 或 service", "url or service is required")


def reviews(field: str) -> Check:
    """``validateAdmissionReviewVersions``: at least one that the API server knows."""

    def check(site: Site) -> Iterator[Problem]:
        given = ["" if version is None else version for version in site.items(field)]
        versions = [version for version in given if isinstance(version, str)]
        yield from unique(site, field)
        for index, version in enumerate(given):
            wrong = dns1035_label(version) if isinstance(version, str) else None
            if wrong:
                at = (field, index)
                yield site.problem(
                    "invalid-format", at, f"{shown(version)}：{wrong.zh}", f"{shown(version)}: {wrong.en}"
                )
        if versions and not set(versions) & set(REVIEWS):
            yield site.problem(
                "invalid-value",
                field,
                f"{field} 至少要有 v1 或 v1beta1，否则服务器无法调用它",
                f"{field} needs v1 or v1beta1, else the server cannot call it",
            )

    return check


SERVICE_CHECKS: tuple[Check, ...] = (required("name", "namespace"),)
SERVICE_FIELDS: dict[str, tuple[FieldCheck, ...]] = {
    "path": (must_have_form("invalid-format", service_path),),
    "port": (must_lie_in(1, 65535),),
}
URL: tuple[FieldCheck, ...] = (must_have_form("invalid-format", webhook_url),)
