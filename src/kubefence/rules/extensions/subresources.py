"""How a custom resource is shown, selected, scaled and converted."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.findings import Text
from kubefence.problems import Problem
from kubefence.rules.engine.model import Site, Tables
from kubefence.rules.extensions.fieldpaths import follow, simple_path, steps
from kubefence.rules.vocabulary import callbacks
from kubefence.rules.vocabulary.lists import at_most, unique
from kubefence.rules.vocabulary.mappings import required
from kubefence.rules.vocabulary.values import must_have_form, shown
from kubefence.schema.custom import tree

MAX_SELECTABLE = 8
_SELECTABLE = ("string", "boolean", "integer")
_ELSEWHERE = Text("不能指向元数据，也不能用方括号", "not to metadata, and without square brackets")
_SCALE = {
    "specReplicasPath": (".spec.",),
    "statusReplicasPath": (".status.",),
    "labelSelectorPath": (".spec.", ".status."),
}


def scale(site: Site) -> Iterator[Problem]:
    """``ValidateCustomResourceDefinitionSubresources``: where the numbers and the selector are."""
    for field, prefixes in _SCALE.items():
        path = site.text(field)
        if path and not path.startswith(prefixes):
            zh, en = " 或 ".join(prefixes), " or ".join(prefixes)
            yield site.problem(
                "invalid-format",
                field,
                f"{shown(path)} 应以 {zh} 开头",
                f"{shown(path)} has to start with {en}",
            )


def selectable(version: Site) -> Iterator[Problem]:
    """``ValidateCustomResourceSelectableFields``: plain fields outside of metadata, at most 8."""
    if "selectableFields" not in version.value:
        return
    yield from at_most(version, "selectableFields", MAX_SELECTABLE)
    yield from unique(version, "selectableFields", "jsonPath")
    if version.left_out("schema"):
        return
    outer = version.child("schema")
    schema = outer.mapping("openAPIV3Schema") if outer else {}
    for field in version.children("selectableFields"):
        path = field.text("jsonPath")
        found = follow(schema, path) if path else None
        if found is None:
            yield from field.missing("jsonPath")
        elif isinstance(found, Text) or "[" in path or steps(path)[0] == "metadata":
            wrong = found if isinstance(found, Text) else _ELSEWHERE
            yield field.problem(
                "invalid-format", "jsonPath", f"{shown(path)}：{wrong.zh}", f"{shown(path)}: {wrong.en}"
            )
        elif tree.text(found, "type") not in _SELECTABLE:
            yield field.problem(
                "invalid-format",
                "jsonPath",
                "只能指向 string、boolean 或 integer 字段",
                "it has to lead to a string, boolean or integer",
            )


def conversion(site: Site) -> Iterator[Problem]:
    """``validateCustomResourceConversion``: a webhook for Webhook, and only for it."""
    strategy, webhook = site.text("strategy"), site.child("webhook")
    if strategy not in ("", "None", "Webhook"):
        yield site.problem(
            "invalid-value",
            "strategy",
            f"strategy 不能是 {shown(strategy)}，应为 None 或 Webhook",
            f"strategy cannot be {shown(strategy)}, it has to be None or Webhook",
        )
    if strategy == "Webhook":
        if webhook is None:
            yield from site.missing("webhook")
        elif webhook.child("clientConfig") is None:
            yield from webhook.missing("clientConfig")
    elif webhook is not None and (webhook.has("clientConfig") or webhook.items(_REVIEWS)):
        if site.left_out("strategy"):
            return
        yield site.problem(
            "forbidden-field",
            "webhook",
            "只有 strategy: Webhook 才能写 webhook",
            "a webhook needs strategy: Webhook",
        )


_G = "apiextensions.v1"
_REVIEWS = "conversionReviewVersions"

TABLES = Tables(
    checks={
        f"{_G}.CustomResourceSubresourceScale": (required("specReplicasPath", "statusReplicasPath"), scale),
        f"{_G}.CustomResourceDefinitionVersion": (selectable,),
        f"{_G}.CustomResourceConversion": (required("strategy"), conversion),
        f"{_G}.WebhookConversion": (
            required(_REVIEWS),
            callbacks.reviews(_REVIEWS),
        ),
        f"{_G}.WebhookClientConfig": (callbacks.one_way,),
        f"{_G}.ServiceReference": callbacks.SERVICE_CHECKS,
    },
    fields={
        f"{_G}.CustomResourceColumnDefinition.jsonPath": (must_have_form("invalid-format", simple_path, empty=True),),
        f"{_G}.WebhookClientConfig.url": callbacks.URL,
        **{f"{_G}.ServiceReference.{field}": checks for field, checks in callbacks.SERVICE_FIELDS.items()},
    },
)
