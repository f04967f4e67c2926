"""Admission webhooks (``validateValidatingWebhook`` and ``validateMutatingWebhook``)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from kubefence.findings import Text
from kubefence.formats.names import dns1123_subdomain
from kubefence.problems import Problem
from kubefence.rules.engine.model import Rule, Site, Tables, when
from kubefence.rules.vocabulary import callbacks
from kubefence.rules.vocabulary.lists import unique
from kubefence.rules.vocabulary.mappings import needs, required
from kubefence.rules.vocabulary.values import must_have_form, must_lie_in, never_blank, shown

_WEBHOOK = """\
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata:
  name: image-policy
webhooks:
  - name: {name}
    clientConfig:
      service:
        name: image-policy
        namespace: policy
        path: /validate
    rules:
      - operations: ["CREATE"]
        apiGroups: [""]
        apiVersions: ["v1"]
        resources: ["pods"]
    admissionReviewVersions: ["v1"]
    sideEffects: {effects}
"""
_RIGHT = _WEBHOOK.format(name="images.policy.example.com", effects="None")
_SOURCE = "https://kubernetes.io/zh-cn/docs/reference/access-authn-authz/extensible-admission-controllers/"

SHORT_NAME = Rule(
    id="webhook-short-name",
    title=Text("Webhook 的名称不是完整域名", "the name of a webhook is no full domain name"),
    why=Text(
        "Webhook 按完整限定名区分，至少三段，如 images.policy.example.com；服务器拒绝更短的名称。",
        "Webhooks are told apart by fully qualified names of three parts or more; the server refuses shorter ones.",
    ),
    fix=Text("在名称后加上自己的域名。", "Add a domain of your own to the name."),
    source=_SOURCE,
    wrong=_WEBHOOK.format(name="image-policy", effects="None"),
    right=_RIGHT,
)
SIDE_EFFECTS = Rule(
    id="webhook-side-effects",
    title=Text("Webhook 声明了副作用", "a webhook with side effects"),
    why=Text(
        "v1 要求 Webhook 在试运行（dry run）时没有副作用，只接受 None 和 NoneOnDryRun。",
        "In v1 a webhook has no side effects on dry runs, so only None and NoneOnDryRun are possible.",
    ),
    fix=Text("让 Webhook 不产生副作用，写 None 或 NoneOnDryRun。", "Make it so, and write None or NoneOnDryRun."),
    source=_SOURCE + "#side-effects",
    wrong=_WEBHOOK.format(name="images.policy.example.com", effects="Unknown"),
    right=_RIGHT,
)


def full_name(text: str) -> Text | None:
    """``IsFullyQualifiedName``: a domain name of three parts or more."""
    if not dns1123_subdomain(text) and text.count(".") >= 2:
        return None
    return Text(
        "应为至少三段的小写域名，如 images.policy.example.com",
        "it has to be a lower-case domain name of three parts or more, such as images.policy.example.com",
    )


def side_effects(webhook: Site) -> Iterator[Problem]:
    """``noSideEffectClasses``; other words are the schema's business."""
    value = webhook.value.get("sideEffects")
    if isinstance(value, str) and value in ("", "Some", "Unknown"):
        yield webhook.problem(
            SIDE_EFFECTS.id,
            "sideEffects",
            f"sideEffects 不能是 {shown(value)}，应为 None 或 NoneOnDryRun",
            f"sideEffects cannot be {shown(value)}, it has to be None or NoneOnDryRun",
        )


_GROUP = "admissionregistration.v1"
_WEBHOOKS = ("ValidatingWebhook", "MutatingWebhook")

TABLES = Tables(
    rules=(SHORT_NAME, SIDE_EFFECTS),
    checks={
        **{
            f"{_GROUP}.{kind}Configuration": (when("webhooks")(partial(unique, field="webhooks", key="name")),)
            for kind in _WEBHOOKS
        },
        **{
            f"{_GROUP}.{kind}": (
                required("name", "admissionReviewVersions"),
                needs("clientConfig", "sideEffects"),
                never_blank("failurePolicy", "matchPolicy", "reinvocationPolicy"),
                side_effects,
                callbacks.reviews("admissionReviewVersions"),
            )
            for kind in _WEBHOOKS
        },
        f"{_GROUP}.WebhookClientConfig": (callbacks.one_way,),
        f"{_GROUP}.ServiceReference": callbacks.SERVICE_CHECKS,
    },
    fields={
        **{f"{_GROUP}.{kind}.name": (must_have_form(SHORT_NAME.id, full_name, empty=True),) for kind in _WEBHOOKS},
        **{f"{_GROUP}.{kind}.timeoutSeconds": (must_lie_in(1, 30),) for kind in _WEBHOOKS},
        f"{_GROUP}.WebhookClientConfig.url": callbacks.URL,
        **{f"{_GROUP}.ServiceReference.{field}": checks for field, checks in callbacks.SERVICE_FIELDS.items()},
    },
)
