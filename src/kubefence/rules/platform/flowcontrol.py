"""Priority and fairness of requests to the API server (``pkg/apis/flowcontrol/validation``)."""

from __future__ import annotations

import math
from collections.abc import Iterator

from kubefence.findings import Text
from kubefence.formats.names import dns1123_label, dns1123_subdomain
from kubefence.problems import Problem
from kubefence.rules.engine.model import FieldCheck, Site, Tables
from kubefence.rules.platform import mandatory
from kubefence.rules.vocabulary.lists import wildcard_alone
from kubefence.rules.vocabulary.mappings import empty, needs, required
from kubefence.rules.vocabulary.values import must_be_one_of, must_have_form, must_lie_in, shown

VERBS = ("get", "list", "create", "update", "delete", "deletecollection", "patch", "watch", "proxy", "*")
SUBJECTS = {"User": "user", "Group": "group", "ServiceAccount": "serviceAccount"}
MAX_QUEUES, MAX_HASH_BITS = 10_000_000, 60
_QUEUES, _HAND = 64, 8
_ZERO_SHARES, _STABLE = "flowcontrol.k8s.io/v1beta3-preserve-zero-concurrency-shares", "flowcontrol.v1."


def precedence(schema: Site) -> Iterator[Problem]:
    """``ValidateFlowSchemaSpec``: the first place belongs to the schema ``exempt``."""
    spec, metadata = schema.child("spec"), schema.child("metadata")
    if spec is not None and spec.number("matchingPrecedence") == 1 and metadata and metadata.text("name") != "exempt":
        yield spec.problem(
            "out-of-range",
            "matchingPrecedence",
            "只有名为 exempt 的 FlowSchema 才能用 1，其余为 2 到 10000",
            "1 belongs to the FlowSchema exempt, for others it is 2 to 10000",
        )


def matches_someone(rule: Site) -> Iterator[Problem]:
    """``ValidateFlowSchemaPolicyRulesWithSubjects``."""
    if empty(rule.value.get("resourceRules")) and empty(rule.value.get("nonResourceRules")):
        yield from rule.missing("resourceRules", "resourceRules 和 nonResourceRules 至少写一个", "or nonResourceRules")


def subject(site: Site) -> Iterator[Problem]:
    """``ValidateFlowSchemaSubject``: the field of its kind, and no other."""
    kind = site.text("kind")
    if kind and kind not in SUBJECTS:
        words = ", ".join(SUBJECTS)
        yield site.problem(
            "invalid-value",
            "kind",
            f"kind 不能是 {shown(kind)}，可选：{words}",
            f"kind cannot be {shown(kind)}, one of: {words}",
        )
        return
    for other, field in SUBJECTS.items():
        if kind == other and not site.has(field):
            yield from site.missing(field)
        elif kind and kind != other and site.has(field):
            zh, en = f"kind 是 {kind}，不能写 {field}", f"with kind {kind} there is no {field}"
            yield site.problem("forbidden-field", field, zh, en)


def account_name(text: str) -> Text | None:
    """``ValidateServiceAccountSubject``: a service account, or all of them."""
    return None if text == "*" else dns1123_subdomain(text)


def policy(rule: Site) -> Iterator[Problem]:
    """``ValidateFlowSchemaResourcePolicyRule`` and the one for other URLs."""
    for field in ("verbs", "apiGroups", "resources", "namespaces", "nonResourceURLs"):
        yield from wildcard_alone(rule, field)
    for verb in ("" if item is None else item for item in rule.items("verbs")):
        if isinstance(verb, str) and verb not in VERBS:
            yield rule.problem("invalid-value", "verbs", f"没有动词 {shown(verb)}", f"there is no verb {shown(verb)}")


def namespaces(rule: Site) -> Iterator[Problem]:
    """A rule for resources says in which namespaces, or that they are of the cluster."""
    if empty(rule.value.get("namespaces")) and not rule.flag("clusterScope"):
        yield from rule.missing("namespaces", "或写 clusterScope: true", "or clusterScope: true")
    yield from _each(rule, "namespaces", lambda text: None if text == "*" else dns1123_label(text))


def urls(rule: Site) -> Iterator[Problem]:
    """``ValidateNonResourceURLPath``."""
    yield from _each(rule, "nonResourceURLs", url_path)


def _each(rule: Site, field: str, form: object) -> Iterator[Problem]:
    for index, item in enumerate(rule.items(field)):
        text = "" if item is None else item
        wrong = form(text) if isinstance(text, str) and callable(form) else None
        if wrong:
            yield rule.problem(
                "invalid-format", (field, index), f"{shown(text)}：{wrong.zh}", f"{shown(text)}: {wrong.en}"
            )


def url_path(text: str) -> Text | None:
    """``/healthz``, ``/apis/*`` or ``*``."""
    stars = text.count("*")
    sound = text.startswith("/") and " " not in text and "//" not in text
    if text in ("*", "/") or (sound and (not stars or (stars == 1 and text.endswith("/*")))):
        return None
    return Text("应以 / 开头，* 只能在末尾的 /* 里", "it starts with /, and * is only at the end, as /*")


def level(configuration: Site) -> Iterator[Problem]:
    """``ValidatePriorityLevelConfigurationSpec``: what belongs to the type."""
    spec, metadata = configuration.child("spec"), configuration.child("metadata")
    if spec is None:
        return
    kind, name = spec.text("type"), metadata.text("name") if metadata else ""
    if name and kind in ("Exempt", "Limited") and (name == "exempt") != (kind == "Exempt"):
        zh, en = (
            "只有名为 exempt 的对象才是 Exempt，反之亦然",
            "Exempt is the type of the object exempt, and of it only",
        )
        yield spec.problem("invalid-value", "type", zh, en)
    for needed, other in (("Limited", "exempt"), ("Exempt", "limited")):
        if kind == needed and spec.has(other):
            zh, en = f"type 是 {kind}，不能写 {other}", f"with type {kind} there is no {other}"
            yield spec.problem("forbidden-field", other, zh, en)
    if kind == "Limited" and not spec.has("limited"):
        yield from spec.missing("limited")


def no_leftover(configuration: Site) -> Iterator[Problem]:
    """An annotation with which v1beta3 tells 0 from nothing, and which has no place in v1."""
    metadata = configuration.child("metadata")
    if metadata and _ZERO_SHARES in metadata.mapping("annotations") and configuration.definition.startswith(_STABLE):
        zh, en = "这个注解只用于 v1beta3，v1 里删掉它", "this annotation is for v1beta3 only, remove it"
        yield metadata.problem("invalid-annotation", ("annotations", _ZERO_SHARES), zh, en)


def response(site: Site) -> Iterator[Problem]:
    """``ValidateLimitResponse``: queues for Queue only."""
    if site.text("type") == "Queue" and not site.has("queuing"):
        yield from site.missing("queuing")
    elif site.text("type") == "Reject" and site.has("queuing"):
        yield site.problem("forbidden-field", "queuing", "Reject 不排队", "with Reject there are no queues")


def queuing(site: Site) -> Iterator[Problem]:
    """``ValidatePriorityLevelQueuingConfiguration``: hands are dealt from the queues, by a hash of 60 bits."""
    queues, hand = site.number("queues") or _QUEUES, site.number("handSize") or _HAND
    if queues < 1 or hand < 1:
        return
    if hand > queues:
        zh, en = f"不能大于 queues（{queues}）", f"it cannot be more than queues ({queues})"
        yield site.problem("out-of-range", "handSize" if site.has("handSize") else (), zh, en)
    elif queues <= MAX_QUEUES and math.ceil(math.log2(queues) * hand) > MAX_HASH_BITS:
        zh, en = f"{queues} 个队列配 {hand} 太大，减小其中一个", f"too much with {queues} queues, make one of them less"
        yield site.problem("out-of-range", "handSize" if site.has("handSize") else (), zh, en)


_VERSIONS = ("v1", "v1beta3")
_CHECKS = {
    "FlowSchema": (needs("spec"), precedence, mandatory.schema),
    "FlowSchemaSpec": (needs("priorityLevelConfiguration"),),
    "PriorityLevelConfigurationReference": (required("name"),),
    "PolicyRulesWithSubjects": (required("subjects"), matches_someone),
    "Subject": (required("kind"), subject),
    "ServiceAccountSubject": (required("name", "namespace"),),
    "UserSubject": (required("name"),),
    "GroupSubject": (required("name"),),
    "ResourcePolicyRule": (required("verbs", "apiGroups", "resources"), policy, namespaces),
    "NonResourcePolicyRule": (required("verbs", "nonResourceURLs"), policy, urls),
    "PriorityLevelConfiguration": (needs("spec"), level, no_leftover, mandatory.level),
    "PriorityLevelConfigurationSpec": (required("type"),),
    "LimitedPriorityLevelConfiguration": (needs("limitResponse"),),
    "LimitResponse": (required("type"), response),
    "QueuingConfiguration": (queuing,),
}
_POSITIVE, _PERCENT, _NATURAL = must_lie_in(0, None), must_lie_in(0, 100), must_lie_in(0, None)
_FIELDS: dict[str, FieldCheck] = {
    "FlowSchemaSpec.matchingPrecedence": must_lie_in(0, 10000),
    "PriorityLevelConfigurationReference.name": must_have_form("invalid-name", dns1123_subdomain, empty=True),
    "FlowDistinguisherMethod.type": must_be_one_of(("ByUser", "ByNamespace"), empty=False),
    "ServiceAccountSubject.name": must_have_form("invalid-name", account_name, empty=True),
    "ServiceAccountSubject.namespace": must_have_form("invalid-name", dns1123_label, empty=True),
    "PriorityLevelConfigurationSpec.type": must_be_one_of(("Exempt", "Limited")),
    "LimitResponse.type": must_be_one_of(("Queue", "Reject")),
    "LimitedPriorityLevelConfiguration.nominalConcurrencyShares": _NATURAL,
    "LimitedPriorityLevelConfiguration.lendablePercent": _PERCENT,
    "LimitedPriorityLevelConfiguration.borrowingLimitPercent": _NATURAL,
    "ExemptPriorityLevelConfiguration.nominalConcurrencyShares": _NATURAL,
    "ExemptPriorityLevelConfiguration.lendablePercent": _PERCENT,
    "QueuingConfiguration.queues": must_lie_in(0, MAX_QUEUES),
    "QueuingConfiguration.handSize": _POSITIVE,
    "QueuingConfiguration.queueLengthLimit": _POSITIVE,
}

TABLES = Tables(
    checks={f"flowcontrol.{version}.{name}": checks for version in _VERSIONS for name, checks in _CHECKS.items()},
    fields={f"flowcontrol.{version}.{name}": (check,) for version in _VERSIONS for name, check in _FIELDS.items()},
)
