"""What each command of kubectl asks of its arguments, beyond what the flag library reads.

A row of `CHECKS` is a command with its checks; each is a small function of `kubefence.commands.of_*`. The facts are
those of ``k8s.io/kubectl/pkg/cmd``: the functions ``Complete`` and ``Validate`` of each command.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kubefence.commands import of_texts, of_verbs
from kubefence.commands.call import Check
from kubefence.commands.of_arguments import count, files, nothing
from kubefence.commands.of_flags import (
    BOOLEANS,
    TEMPLATES,
    apart,
    applied,
    bounded,
    format_of_output,
    needs,
    one_of,
    one_of_values,
    only_one_of,
    patterned,
    required,
    shown,
    started,
)
from kubefence.commands.of_resources import changes, environment, resources
from kubefence.commands.of_texts import formed
from kubefence.commands.of_verbs import executed, logs, mapped_ports

_PRINTED = ("json", "yaml", "kyaml", "name", *TEMPLATES)
_LISTED = (*_PRINTED, "wide", "custom-columns", "custom-columns-file")
_DRY = one_of_values("dry-run", "none", "server", "client", *BOOLEANS)
_CASCADE = one_of_values("cascade", "background", "orphan", "foreground", *BOOLEANS)
_VALIDATE = one_of_values("validate", "strict", "warn", "ignore", *BOOLEANS)
_FILES = apart("kustomize", "filename", "recursive")
"""``FilenameOptions.validate`` of ``k8s.io/cli-runtime/pkg/resource``."""
_COMMON = (_DRY, _CASCADE, _VALIDATE, _FILES, of_texts.selected, of_texts.templated)
"""Checks of flags that mean the same wherever they are."""
_ONE_NAME = count(1, 1, "NAME")
_NAME_BEFORE = count(1, 1, "NAME", before_dash=True)
"""A name; behind ``--`` stands a command for the container."""
_ENV = apart("from-env-file", "from-file", "from-literal")
_PULL = one_of_values("image-pull-policy", "Always", "IfNotPresent", "Never")

CHECKS: Mapping[str, Sequence[Check]] = {
    "get": (
        resources(),
        format_of_output(*_LISTED),
        of_texts.sorted_by,
        shown,
        needs("output-watch-events", "watch", "watch-only"),
    ),
    "describe": (resources(),),
    "delete": (
        apart("now", "grace-period"),
        apart("all", "selector", "field-selector"),
        resources(named="selected"),
        format_of_output("name"),
    ),
    "edit": (resources(), format_of_output(*_PRINTED)),
    "patch": (
        one_of("patch", "patch-file"),
        one_of_values("type", "strategic", "merge", "json"),
        resources(named="always"),
        format_of_output(*_PRINTED),
    ),
    "label": (changes("label"), of_texts.labelled, format_of_output(*_PRINTED)),
    "annotate": (changes("annotation"), format_of_output(*_PRINTED)),
    "scale": (required("replicas"), resources(named="selected"), format_of_output(*_PRINTED)),
    "autoscale": (
        required("max"),
        resources(named="always"),
        apart("cpu", "cpu-percent"),
        bounded,
        formed("cpu", of_texts.target),
        formed("memory", of_texts.target),
        format_of_output(*_PRINTED),
    ),
    "expose": (
        resources(named="always"),
        patterned("port", r"\d+(,\d+)*"),
        one_of_values("type", "ClusterIP", "NodePort", "LoadBalancer", "ExternalName"),
        format_of_output(*_PRINTED),
    ),
    "explain": (count(1, 1, "RESOURCE"), of_verbs.explained, format_of_output("plaintext", "plaintext-openapiv2")),
    "wait": (
        required("for"),
        resources(named="selected"),
        patterned("for", r"(?i)(delete|create|condition=.+|jsonpath=.+)"),
        formed("for", of_texts.waited),
    ),
    "events": (nothing(), format_of_output(*_PRINTED)),
    "rollout status": (
        resources(),
        of_verbs.rolled,
    ),
    "rollout history": (resources(), of_verbs.rolled, format_of_output(*_PRINTED)),
    "rollout undo": (resources(), of_verbs.rolled, format_of_output(*_PRINTED)),
    "rollout restart": (resources(), of_verbs.rolled, format_of_output(*_PRINTED)),
    "rollout pause": (resources(), of_verbs.rolled, format_of_output(*_PRINTED)),
    "rollout resume": (resources(), of_verbs.rolled, format_of_output(*_PRINTED)),
    "set image": (changes("image"), format_of_output(*_PRINTED)),
    "set resources": (
        one_of("limits", "requests"),
        resources(named="selected"),
        formed("limits", of_texts.amounts),
        formed("requests", of_texts.amounts),
        format_of_output(*_PRINTED),
    ),
    "set env": (environment, format_of_output(*_PRINTED)),
    "set selector": (count(1, None, "SELECTOR"), format_of_output(*_PRINTED)),
    "set serviceaccount": (count(1, None, "SERVICE_ACCOUNT"), format_of_output(*_PRINTED)),
    "set subject": (
        one_of("user", "group", "serviceaccount"),
        resources(named="selected"),
        format_of_output(*_PRINTED),
    ),
    "logs": (logs, formed("since-time", of_texts.moment)),
    "exec": (executed,),
    "attach": (count(1, 2, "POD"),),
    "port-forward": (count(2, None, "POD PORT", unless=("filename",)), mapped_ports),
    "cp": (of_verbs.copied,),
    "run": (
        required("image"),
        count(1, None, "NAME", before_dash=True),
        started,
        needs("rm", "stdin", "attach"),
        needs("tty", "stdin"),
        needs("expose", "port"),
        formed("labels", of_texts.equal),
        one_of_values("restart", "Always", "OnFailure", "Never"),
        _PULL,
        format_of_output(*_PRINTED),
    ),
    "debug": (count(1, None, "POD", unless=("filename",), before_dash=True), _PULL),
    "apply": (
        files(),
        needs("force-conflicts", "server-side"),
        needs("subresource", "server-side"),
        needs("prune", "all", "selector"),
        apart("all", "selector"),
        apart("force", "server-side"),
        applied,
        format_of_output(*_PRINTED),
    ),
    "create": (files(), format_of_output(*_PRINTED)),
    "replace": (files(), format_of_output(*_PRINTED)),
    "diff": (files(),),
    "apply edit-last-applied": (resources(),),
    "apply view-last-applied": (resources(), one_of_values("output", "yaml", "json")),
    "apply set-last-applied": (files(),),
    "auth reconcile": (files(),),
    "auth can-i": (of_verbs.asked,),
    "auth whoami": (nothing(),),
    "certificate approve": (count(1, None, "CSR", unless=("filename", "kustomize")),),
    "certificate deny": (count(1, None, "CSR", unless=("filename", "kustomize")),),
    "cordon": (of_verbs.nodes,),
    "uncordon": (of_verbs.nodes,),
    "drain": (of_verbs.nodes,),
    "taint": (of_verbs.tainted,),
    "top node": (count(0, 1, "NODE"), one_of_values("sort-by", "cpu", "memory")),
    "top pod": (count(0, 1, "POD"), one_of_values("sort-by", "cpu", "memory")),
    "api-resources": (
        nothing(),
        one_of_values("sort-by", "name", "kind"),
        format_of_output("wide", "name", "json", "yaml", "kyaml", *TEMPLATES),
    ),
    "api-versions": (nothing(),),
    "version": (nothing(), one_of_values("output", "json", "yaml", "kyaml")),
    "proxy": (nothing(),),
    "kustomize": (count(0, 1, "DIR"),),
    "completion": (count(1, 1, "SHELL"), of_verbs.shells),
    "config current-context": (nothing(),),
    "config view": (nothing(), format_of_output(*_PRINTED)),
    "config use-context": (_ONE_NAME,),
    "config delete-context": (_ONE_NAME,),
    "config delete-cluster": (_ONE_NAME,),
    "config delete-user": (_ONE_NAME,),
    "config rename-context": (count(2, 2, "NAME NAME"),),
    "config set": (count(2, 2, "PROPERTY VALUE"),),
    "config unset": (count(1, 1, "PROPERTY"),),
    "config set-cluster": (_ONE_NAME,),
    "config set-credentials": (_ONE_NAME,),
    "config set-context": (count(1, 1, "NAME", unless=("current",)),),
    "create deployment": (required("image"), _NAME_BEFORE),
    "create job": (only_one_of("image", "from"), _NAME_BEFORE),
    "create cronjob": (required("image", "schedule"), formed("schedule", of_texts.scheduled), _NAME_BEFORE),
    "create configmap": (_ENV, formed("from-literal", of_texts.literal), _ONE_NAME),
    "create namespace": (_ONE_NAME,),
    "create serviceaccount": (_ONE_NAME,),
    "create quota": (formed("hard", of_texts.amounts), _ONE_NAME),
    "create priorityclass": (_ONE_NAME,),
    "create poddisruptionbudget": (
        required("selector"),
        one_of("min-available", "max-unavailable"),
        apart("min-available", "max-unavailable"),
        _ONE_NAME,
    ),
    "create role": (required("verb"), one_of("resource", "resource-name"), _ONE_NAME),
    "create clusterrole": (one_of("verb", "aggregation-rule"), _ONE_NAME),
    "create rolebinding": (only_one_of("clusterrole", "role"), formed("serviceaccount", of_texts.account), _ONE_NAME),
    "create clusterrolebinding": (required("clusterrole"), formed("serviceaccount", of_texts.account), _ONE_NAME),
    "create ingress": (
        one_of("rule", "default-backend"),
        formed("rule", of_texts.rule_of_ingress),
        patterned("default-backend", r"[\w-]+:[\w-]+"),
        _ONE_NAME,
    ),
    "create token": (_ONE_NAME,),
    "create secret generic": (_ENV, formed("from-literal", of_texts.literal), _ONE_NAME),
    "create secret tls": (required("cert", "key"), _ONE_NAME),
    "create secret docker-registry": (one_of("docker-username", "from-file"), _ONE_NAME),
    "create service clusterip": (one_of("tcp", "clusterip"), formed("tcp", of_texts.ports), _ONE_NAME),
    "create service nodeport": (one_of("tcp"), formed("tcp", of_texts.ports), _ONE_NAME),
    "create service loadbalancer": (one_of("tcp"), formed("tcp", of_texts.ports), _ONE_NAME),
    "create service externalname": (required("external-name"), _ONE_NAME),
}
GROUPS = frozenset(
    {"rollout", "set", "config", "auth", "certificate", "top", "plugin", "create secret", "create service"}
)
"""Commands that do nothing by themselves."""


def checks(path: str) -> Sequence[Check]:
    """What is asked of a command."""
    own = CHECKS.get(path, ())
    if path.startswith("create "):
        own = (*own, format_of_output(*_PRINTED))
    return (*own, *_COMMON)
