"""What puts an admission policy to use (``validateValidatingAdmissionPolicyBindingSpec``)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from kubefence.findings import Text
from kubefence.formats.names import dns1035_label, dns1123_subdomain, kind_name, path_segment
from kubefence.problems import Problem
from kubefence.rules.admission.matching import VERSIONS
from kubefence.rules.admission.policies import mutable_requests
from kubefence.rules.engine.model import Site, Tables, when
from kubefence.rules.vocabulary.lists import unique
from kubefence.rules.vocabulary.mappings import lacking, required
from kubefence.rules.vocabulary.values import must_be_one_of, must_have_form


def parameter(ref: Site) -> Iterator[Problem]:
    """``validateParamRef``: by name or by selector, and what happens when there is none."""
    if ref.text("name") and ref.has("selector"):
        yield ref.problem(
            "mutually-exclusive",
            "selector",
            "name 和 selector 只能写一个",
            "only one of name and selector can be given",
        )
    elif not ref.text("name") and not ref.has("selector") and not ref.partial:
        yield lacking(ref, "missing-field", "", "必须写 name 或 selector", "name or selector is required")


def actions(spec: Site) -> Iterator[Problem]:
    """``validateValidationActions``: a warning besides a denial would say the same twice."""
    given = [action for action in spec.items("validationActions") if isinstance(action, str)]
    if "Deny" in given and "Warn" in given:
        yield spec.problem(
            "mutually-exclusive",
            "validationActions",
            "Deny 和 Warn 不能同时使用：拒绝时已经说明原因",
            "Deny and Warn exclude each other: a denial already says why",
        )


def group_version(text: str) -> Text | None:
    """``validateParamKind``: ``v1`` or ``group/v1``; the server takes ``/v1`` for ``v1``."""
    group, _, version = text.rpartition("/")
    if not dns1035_label(version) and not (group and dns1123_subdomain(group)):
        return None
    return Text("应为 版本 或 组/版本，如 v1、rules.example.com/v1", "it has to be v1 or group/v1")


def _of(kind: str, *fields: str) -> tuple[str, ...]:
    return tuple(".".join(("admissionregistration", version, kind, *fields)) for version in VERSIONS)


TABLES = Tables(
    checks={
        **dict.fromkeys(_of("ParamRef"), (parameter, required("parameterNotFoundAction"))),
        **dict.fromkeys(_of("ParamKind"), (required("apiVersion", "kind"),)),
        **dict.fromkeys(
            _of("ValidatingAdmissionPolicyBindingSpec"),
            (
                required("policyName", "validationActions"),
                actions,
                when("validationActions")(partial(unique, field="validationActions")),
            ),
        ),
        **dict.fromkeys(_of("MutatingAdmissionPolicyBindingSpec"), (required("policyName"), mutable_requests)),
    },
    fields={
        **dict.fromkeys(_of("ParamRef", "name"), (must_have_form("invalid-name", path_segment),)),
        **dict.fromkeys(_of("ParamRef", "parameterNotFoundAction"), (must_be_one_of(("Deny", "Allow")),)),
        **dict.fromkeys(_of("ParamKind", "apiVersion"), (must_have_form("invalid-format", group_version, empty=True),)),
        **dict.fromkeys(_of("ParamKind", "kind"), (must_have_form("invalid-name", kind_name, empty=True),)),
        **{
            name: (must_have_form("invalid-name", dns1123_subdomain, empty=True),)
            for policy in ("Validating", "Mutating")
            for name in _of(f"{policy}AdmissionPolicyBindingSpec", "policyName")
        },
    },
)
