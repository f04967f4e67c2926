"""Where the API server calls out to: the client configuration of webhooks (``k8s.io/apiserver/pkg/util/webhook``)."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.formats.urls import service_path, webhook_url
from kubefence.problems import Problem
from kubefence.rules.engine.model import Check, FieldCheck, Site
from kubefence.rules.vocabulary.mappings import lacking, required
from kubefence.rules.vocabulary.values import must_have_form, must_lie_in


def one_way(config: Site) -> Iterator[Problem]:
    """Exactly one of ``url`` and ``service``."""
    if config.has("url") and config.has("service"):
        yield config.problem(
            "mutually-exclusive", (), "url 和 service 只能写一个", "only one of url and service can be given"
        )
    elif not config.has("url") and not config.has("service") and not config.partial:
        yield lacking(config, "missing-field", "", "必须写 url 或 service", "url or service is required")


SERVICE_CHECKS: tuple[Check, ...] = (required("name", "namespace"),)
SERVICE_FIELDS: dict[str, tuple[FieldCheck, ...]] = {
    "path": (must_have_form("invalid-format", service_path),),
    "port": (must_lie_in(1, 65535),),
}
URL: tuple[FieldCheck, ...] = (must_have_form("invalid-format", webhook_url),)
