"""Checks of values that are languages of their own: selectors, templates, quantities, schedules."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from kubefence.commands.call import Call, Check
from kubefence.commands.fault import Fault
from kubefence.commands.resources import kind_of, split
from kubefence.commands.words import UNKNOWN, Word
from kubefence.findings import Severity, Text
from kubefence.formats import cron, go_templates, jsonpath, openapi, quantities, selectors
from kubefence.formats.names import label_value, qualified_name
from kubefence.nearest import suggestion
from kubefence.schema.pack import builtin

_RULE = "invalid-flag-value"
Form = Callable[[str], Text | None]
"""What is wrong with a text."""
_LEFT_OUT = re.compile(r"\.{3}|…|\[\w[\w -]*\]$|^\[")
"""A part of a value that stands for another."""


def formed(flag: str, form: Form) -> Check:
    """A flag that is given has to have a value of a form."""

    def check(call: Call) -> Iterator[Fault]:
        for word in _known(call, flag):
            fault = None if _LEFT_OUT.search(word.text) else form(word.text)
            if fault is not None:
                yield _wrong(call, word, f"--{flag}", fault)

    return check


def _known(call: Call, flag: str) -> Iterator[Word]:
    """The values of a flag of which all is known."""
    return (word for word in call.flags.get(flag, ()) if word is not None and word.known)


def _wrong(call: Call, word: Word, what: str, fault: Text) -> Fault:
    return call.wrong(_RULE, word, f"{what}：{fault.zh}", f"{what}: {fault.en}")


# Selectors


def selected(call: Call) -> Iterator[Fault]:
    """``-l`` and ``--field-selector``."""
    if call.command.path == "expose":  # here -l are labels to set, and the selector knows = only
        yield from formed("selector", equal)(call)
        yield from formed("labels", equal)(call)
        return
    yield from formed("selector", selectors.labels)(call)
    yield from formed("pod-selector", selectors.labels)(call)
    yield from formed("field-selector", selectors.fields)(call)
    kinds = [kind_of(builtin(), name) for name in split(call.arguments[0].text)] if call.arguments else []
    if len(kinds) == 1 and kinds[0] in _OF_KIND:
        for word in _known(call, "field-selector"):
            yield from _of_kind(call, word, kinds[0])


_OF_ALL = ("metadata.name", "metadata.namespace")
_OF_KIND: Mapping[str, Sequence[str]] = {
    "Pod": (
        *("spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName", "spec.hostNetwork"),
        *("status.phase", "status.podIP", "status.podIPs", "status.nominatedNodeName"),
    ),
    "Event": (
        *(f"involvedObject.{name}" for name in ("kind", "namespace", "name", "uid", "apiVersion", "resourceVersion")),
        *("involvedObject.fieldPath", "reason", "reportingComponent", "source", "type"),
    ),
    "Secret": ("type",),
    "Namespace": ("status.phase", "name"),
    "ReplicaSet": ("status.replicas",),
    "ReplicationController": ("status.replicas",),
    "Job": ("status.successful",),
    "Node": ("spec.unschedulable",),
    "CertificateSigningRequest": ("spec.signerName",),
    **dict.fromkeys(("Deployment", "StatefulSet", "DaemonSet", "Service", "ConfigMap", "Ingress"), ()),
}
"""The fields by which objects can be selected
(kubernetes.io/docs/concepts/overview/working-with-objects/field-selectors/#list-of-supported-fields)."""


def _of_kind(call: Call, word: Word, kind: str) -> Iterator[Fault]:
    known = (*_OF_ALL, *_OF_KIND[kind])
    for name in selectors.names(word.text):
        if name and name not in known:
            near = suggestion(name, known, 0.6)
            listed = ", ".join(known)
            text = Text(
                f"{kind} 不能按 {name} 选择；可用的是 {listed}{near.zh}",
                f"a {kind} is not selected by {name}; there are {listed}{near.en}",
            )
            yield _wrong(call, word, "--field-selector", text)


def equal(text: str) -> Text | None:
    """What is wrong with labels to set: ``a=b,c=d``."""
    for pair in text.split(","):
        if pair.count("=") != 1:
            return Text(f"{pair!r} 应为 键=值", f"{pair!r} has to be KEY=VALUE")
        key, _, value = pair.partition("=")
        fault = qualified_name(key) or label_value(value)
        if fault is not None:
            return Text(f"{pair!r}：{fault.zh}", f"{pair!r}: {fault.en}")
    return None


def labelled(call: Call) -> Iterator[Fault]:
    """``label``: the key and the value of each label."""
    for word in call.arguments:
        if word.known and "=" in word.text and not _LEFT_OUT.search(word.text):
            fault = equal(word.text) if "," not in word.text else label_value(word.text.partition("=")[2])
            if fault is not None:
                yield _wrong(call, word, word.text, fault)


# Templates


_GO = "go-template"
_OF_KUBECTL = ("exists", "base64decode")


def _template(text: str) -> Text | None:
    return go_templates.template(text, _OF_KUBECTL)


_TEMPLATES: Mapping[str, Form] = {
    _GO: _template,
    "template": _template,
    "jsonpath": jsonpath.template,
    "jsonpath-as-json": jsonpath.template,
    "custom-columns": jsonpath.columns,
}


def templated(call: Call) -> Iterator[Fault]:
    """``-o`` with a template, in its value or in ``--template``."""
    form = _GO
    for word in call.flags.get("output", ()):
        if word is None or UNKNOWN in word.shown:
            return
        form, equals, text = word.shown.partition("=")
        if equals and form in _TEMPLATES and (word.known or form == _GO):
            yield from _judged(call, word, f"-o {form}", form, text)
    for word in call.flags.get("template", ()):
        if word is not None and form in _TEMPLATES and UNKNOWN not in word.shown:
            yield from _judged(call, word, "--template", form, word.shown)


def _judged(call: Call, word: Word, said: str, form: str, text: str) -> Iterator[Fault]:
    text = text.rstrip("\n") if _LEFT_OUT.fullmatch(text) is None else ""
    fault = _TEMPLATES[form](text) if text else None
    if fault is not None:
        yield _wrong(call, word, said, fault)
    elif form.startswith("jsonpath") and jsonpath.is_literal(text):
        yield _doubted(call, word, f"-o {form}='{{{text}}}'")
    elif form != _GO and (key := jsonpath.unescaped_dot(text)):
        domain, _, name = key.partition("/")
        escaped = domain.replace(".", "\\.") + "/" + name
        yield _doubted(call, word, escaped)


def _doubted(call: Call, word: Word, meant: str) -> Fault:
    zh = f"写成 {meant}：没有花括号的会原样输出，没有转义的点会拆开键"
    en = f"write {meant}: what has no braces is printed as it stands, and a dot without a backslash divides a key"
    return call.wrong(_RULE, word, zh, en)._replace(severity=Severity.WARNING)


def sorted_by(call: Call) -> Iterator[Fault]:
    """``--sort-by`` of ``get``: a path."""
    yield from formed("sort-by", jsonpath.relaxed)(call)


def waited(text: str) -> Text | None:
    """What is wrong with ``jsonpath=PATH=VALUE`` as what is waited for."""
    name, _, rest = text.partition("=")
    if name != "jsonpath":
        return None
    parts = re.split(r"(?<!=)=(?!=)", rest)  # a comparison in a condition is no sign of a value
    if len(parts) > _PATH_AND_VALUE or (len(parts) == _PATH_AND_VALUE and not parts[1].strip("'\"")):
        return Text("写成 jsonpath='{.路径}'=值", "it is jsonpath='{.path}'=VALUE")
    if not parts[0]:
        return Text("缺少路径", "there is no path")
    return jsonpath.relaxed(parts[0])


_PATH_AND_VALUE = 2

# Amounts and times


def amounts(text: str) -> Text | None:
    """What is wrong with amounts of resources: ``cpu=200m,memory=512Mi``."""
    for pair in text.split(",") if text else ():
        name, equals, amount = pair.partition("=")
        if not equals or "=" in amount or not name:
            return Text(f"{pair!r} 应为 资源=数量", f"{pair!r} has to be RESOURCE=AMOUNT")
        if quantities.parse(amount) is None:
            return Text(f"{pair!r}：{quantities.WHAT.zh}", f"{pair!r}: {quantities.WHAT.en}")
    return None


def target(text: str) -> Text | None:
    """What is wrong with the amount that an autoscaler aims at: ``70%`` or a quantity."""
    if re.fullmatch(r"\d+%", text) or quantities.parse(text) is not None:
        return None
    return quantities.WHAT


def scheduled(text: str) -> Text | None:
    """What is wrong with the schedule of a CronJob."""
    return cron.schedule(text)


def moment(text: str) -> Text | None:
    """What is wrong with a moment."""
    return None if openapi.is_date_time(text) else Text("写成 2026-01-01T00:00:00Z", "it is like 2026-01-01T00:00:00Z")


_PAIR = re.compile(r"[^=]+=.*", re.DOTALL)
_ACCOUNT = re.compile(r"[^:]+:[^:]+")
_RULE_OF_INGRESS = re.compile(r"[\w*.-]*/.*=[\w-]+:[\w-]+(?:,tls=?(?:[\w-]+)?)?")
_PORTS = re.compile(r"\d{1,5}(?::(?:\d{1,5}|[a-z0-9-]{1,15}))?")


def literal(text: str) -> Text | None:
    """What is wrong with ``KEY=VALUE``."""
    return None if _PAIR.fullmatch(text) else Text(f"{text!r} 应为 键=值", f"{text!r} has to be KEY=VALUE")


def account(text: str) -> Text | None:
    """What is wrong with ``NAMESPACE:NAME`` of ServiceAccounts."""
    wrong = next((each for each in text.split(",") if not _ACCOUNT.fullmatch(each)), None)
    return Text(f"{wrong!r} 应为 命名空间:名称", f"{wrong!r} has to be NAMESPACE:NAME") if wrong is not None else None


def rule_of_ingress(text: str) -> Text | None:
    """What is wrong with ``HOST/PATH=SERVICE:PORT``."""
    if _RULE_OF_INGRESS.match(text):
        return None
    return Text(f"{text!r} 应为 主机/路径=服务:端口", f"{text!r} has to be HOST/PATH=SERVICE:PORT")


def ports(text: str) -> Text | None:
    """What is wrong with ``PORT:TARGET``."""
    wrong = next((each for each in text.split(",") if not _PORTS.fullmatch(each)), None)
    return Text(f"{wrong!r} 应为 端口:目标端口", f"{wrong!r} has to be PORT:TARGET") if wrong is not None else None
