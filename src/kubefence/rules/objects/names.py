"""Every object has a name, and the name has the form of its kind (``ValidateObjectMeta``)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kubefence.findings import Severity, Text
from kubefence.formats.names import LABEL_LENGTH, dns1035_label, dns1123_label, dns1123_subdomain, path_segment
from kubefence.problems import Problem
from kubefence.rules.engine.model import Check, Rule, Site, Tables
from kubefence.rules.objects.forms import of_form
from kubefence.rules.objects.kinds import KINDS, Kind, stands_alone
from kubefence.rules.vocabulary.values import Form, shown
from kubefence.rules.vocabulary.versions import only

_POD = """\
apiVersion: v1
kind: Pod
metadata:
  name: {name}
spec:
  containers:
    - name: app
      image: registry.example.com/app:1.0.0
"""

INVALID_NAME = Rule(
    id="invalid-name",
    title=Text("名称不合规", "a name that is not allowed"),
    why=Text(
        "名称会成为网址、DNS 记录和主机名的一部分。多数对象用 DNS 子域名：小写字母、数字、- 和 .，首尾是字母或数字；"
        "命名空间、Service 和 StatefulSet 还不能有 .。大写字母和下划线都会被服务器拒绝。",
        "Names become parts of URLs, DNS records and host names. Most objects have a DNS subdomain: lower-case "
        "letters, digits, - and ., a letter or digit at both ends; a Namespace, Service or StatefulSet has no dot "
        "either. The server refuses capitals and underscores.",
    ),
    fix=Text("按消息里的写法改名，如 my-app。", "Rename it as the message says, such as my-app."),
    source="https://kubernetes.io/zh-cn/docs/concepts/overview/working-with-objects/names/",
    wrong=_POD.format(name="My_App"),
    right=_POD.format(name="my-app"),
)

NO_HOSTNAME = Rule(
    id="name-unfit-for-hostname",
    title=Text("名称不能直接用作主机名", "a name that makes no host name"),
    why=Text(
        "Pod 的主机名取自这个名称。名称里有 . 或超过 63 个字符时，主机名会被截断或改写，服务器给出警告。",
        "Pods get their host names from it. With a dot in it or more than 63 characters the host name is cut or "
        "changed; the server warns of it.",
    ),
    fix=Text("只用小写字母、数字和 -，不超过 63 个字符。", "Use lower-case letters, digits and -, at most 63."),
    source="https://kubernetes.io/zh-cn/docs/concepts/workloads/pods/#working-with-pods",
    wrong=_POD.format(name="web.v1"),
    right=_POD.format(name="web-v1"),
    severity=Severity.WARNING,
)


_PODS = ("core.v1.Pod", "core.v1.ReplicationController", "apps.v1.Deployment", "apps.v1.ReplicaSet")
_LIMITED_ELSEWHERE = ("batch.v1.CronJob", "batch.v1.Job")
"""Kinds that make Pods as well, but for which a long name is an error of its own."""
_LONGEST_BASE, _RANDOM = 58, "xxxxx"
"""How much of generateName is kept, and what stands for the characters that follow it (``SimpleNameGenerator``)."""
_COMPOSED = Text(
    "这种对象的名称由 spec 决定，不能生成；写 name",
    "spec says what the object is called, so its name cannot be generated; give a name",
)


def named(kind: Kind) -> Check:
    """``metadata.name`` or ``generateName`` is given, and has the form of its kind."""

    def check(site: Site) -> Iterator[Problem]:
        if not stands_alone(site) or _ordinary(site.value.get("metadata"), kind):
            return
        metadata = site.child("metadata") or Site({}, (*site.path, "metadata"), "", site.root, site)
        given = metadata.value.get("name")
        if isinstance(given, str) and given:
            yield from _formed(metadata, "name", given, kind, given)
        prefix = metadata.text("generateName")
        if prefix and not kind.generated:
            yield _misnamed(metadata, "generateName", prefix, _COMPOSED, "")
        elif prefix:
            made = () if given else (prefix[:_LONGEST_BASE] + _RANDOM,)
            yield from _formed(metadata, "generateName", prefix, kind, _masked(prefix, kind), *made)
        elif given in (None, "") and kind.name_given and not site.partial:
            yield from metadata.missing(
                "name", "写上名称，或用 generateName", "give the object a name, or generateName"
            )

    return check


def _ordinary(metadata: Any, kind: Kind) -> bool:
    """Whether all is well, as nearly always: a right name, and no generateName."""
    if not isinstance(metadata, dict) or "generateName" in metadata:
        return False
    name = metadata.get("name")
    return bool(isinstance(name, str) and name and path_segment(name) is None and kind.form(name) is None)


def _masked(prefix: str, kind: Kind) -> str:
    """A prefix as it is judged by itself: a dash at its end is fine (``maskTrailingDash``)."""
    if kind.form is path_segment:
        return prefix + "x"
    return prefix[:-2] + "a" if len(prefix) > 1 and prefix.endswith("-") else prefix


def _formed(metadata: Site, field: str, written: str, kind: Kind, *judged: str) -> Iterator[Problem]:
    """At most one problem of what is written, which is ``judged`` in one or two ways."""
    for name in judged:
        wrong = path_segment(name) or kind.form(name)
        if wrong:
            yield _misnamed(metadata, field, written, wrong, of_form(written, kind.form))
            return


def _misnamed(metadata: Site, field: str, written: str, wrong: Text, meant: str) -> Problem:
    zh, en = (f"；如 {meant}", f"; such as {meant}") if meant else ("", "")
    return metadata.problem(
        INVALID_NAME.id,
        field,
        f"名称 {shown(written)} 不合规：{wrong.zh}{zh}",
        f"the name {shown(written)} is not allowed: {wrong.en}{en}",
    )


def _named_by_a_label(site: Site) -> bool:
    metadata = site.value.get("metadata")
    name = metadata.get("name") if isinstance(metadata, dict) else None
    return isinstance(name, str) and dns1123_label(name) is None


def fit_for_a_hostname(site: Site) -> Iterator[Problem]:
    """``WarningsOnCreate`` of Pods and of what makes Pods: the name should be a label."""
    metadata = site.child("metadata") if not _named_by_a_label(site) else None
    name = metadata.text("name") if metadata and stands_alone(site) else ""
    if not metadata or not name or dns1123_subdomain(name):
        return  # right, or wrong altogether and so refused
    if len(name) <= LABEL_LENGTH or site.definition not in _LIMITED_ELSEWHERE:
        yield metadata.problem(
            NO_HOSTNAME.id,
            "name",
            f"名称 {shown(name)} 会用作 Pod 的主机名，有 . 或超过 63 个字符时会被改写",
            f"the name {shown(name)} becomes a host name; with a dot or more than 63 characters it is changed",
            severity=Severity.WARNING,
        )


def named_after(form: Form, *, version: Text) -> Check:
    """A stricter form that earlier versions asked for, where only that one is not met."""

    def check(site: Site) -> Iterator[Problem]:
        metadata = site.child("metadata")
        name = metadata.text("name") if metadata and stands_alone(site) else ""
        wrong = form(name) if name and KINDS[site.definition].form(name) is None else None
        if wrong and metadata:
            yield _misnamed(metadata, "name", name, Text(f"{version.zh}{wrong.zh}", f"{version.en}{wrong.en}"), "")

    return check


_UNTIL_RELAXED = Text("Kubernetes 1.35 及更早版本", "up to Kubernetes 1.35 ")
_services = only(named_after(dns1035_label, version=_UNTIL_RELAXED), until="1.35")  # RelaxedServiceNameValidation

TABLES = Tables(
    rules=(INVALID_NAME, NO_HOSTNAME),
    checks={
        **{definition: (named(kind),) for definition, kind in KINDS.items()},
        "core.v1.Service": (named(KINDS["core.v1.Service"]), _services),
        **{pods: (named(KINDS[pods]), fit_for_a_hostname) for pods in (*_PODS, *_LIMITED_ELSEWHERE)},
    },
)
