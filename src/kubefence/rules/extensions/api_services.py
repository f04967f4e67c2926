"""API services: who answers for a version of a group (``kube-aggregator/pkg/apis/apiregistration/validation``)."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.formats.names import dns1035_label, dns1123_subdomain
from kubefence.problems import Problem
from kubefence.rules.engine.model import Site, Tables
from kubefence.rules.vocabulary.mappings import empty, required
from kubefence.rules.vocabulary.values import must_have_form, must_lie_in


def name(service: Site) -> Iterator[Problem]:
    """``ValidateAPIService``: it is called after its version and group."""
    metadata, spec = service.child("metadata"), service.child("spec")
    if metadata is None or spec is None:
        return
    wanted = f"{spec.text('version')}.{spec.text('group')}"
    if metadata.text("name") not in ("", wanted):
        yield metadata.problem("invalid-name", "name", f"名称应为 {wanted}", f"the name has to be {wanted}")


def spec(site: Site) -> Iterator[Problem]:
    """``ValidateAPIService``: a group for all but the core, and trust that is stated one way."""
    if not site.text("group") and site.text("version") != "v1":
        yield from site.missing("group")
    if not site.text("version"):
        yield from site.missing("version")
    bundle, insecure = not empty(site.value.get("caBundle")), site.flag("insecureSkipTLSVerify")
    if not site.has("service") and not site.left_out("service"):
        given = [field for field, found in (("caBundle", bundle), ("insecureSkipTLSVerify", insecure)) if found]
        for field in given:
            yield site.problem(
                "forbidden-field", field, f"没有 service 时不能写 {field}", f"without service there is no {field}"
            )
    elif bundle and insecure:
        yield site.problem(
            "mutually-exclusive",
            "insecureSkipTLSVerify",
            "已有 caBundle，不能再跳过验证",
            "with a caBundle, verification cannot be skipped",
        )


_SPEC = "apiregistration.v1.APIServiceSpec"

TABLES = Tables(
    checks={
        "apiregistration.v1.APIService": (name,),
        _SPEC: (spec,),
        "apiregistration.v1.ServiceReference": (required("name", "namespace"),),
    },
    fields={
        f"{_SPEC}.group": (must_have_form("invalid-format", dns1123_subdomain, empty=True),),
        f"{_SPEC}.version": (must_have_form("invalid-format", dns1035_label, empty=True),),
        f"{_SPEC}.groupPriorityMinimum": (must_lie_in(1, 20000),),
        f"{_SPEC}.versionPriority": (must_lie_in(1, 1000),),
        "apiregistration.v1.ServiceReference.port": (must_lie_in(1, 65535),),
    },
)
