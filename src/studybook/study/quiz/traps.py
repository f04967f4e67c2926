"""Manifests that look wrong and are taken, with twins of other kinds that are not: edits that people make.

A row stands here only if a real API server (v1.36, default admission, strict fields) was seen to take the edit on
each of its kinds. The texts are ours; whether one is taken is asked of the engine like of any other, and a test holds
the two against each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import yaml

from studybook.study.quiz.hosts import HOSTS

Edit = Callable[[str], str]
_DOCS = "https://kubernetes.io/zh-cn/docs/"
_CONTAINER = f"{_DOCS}reference/kubernetes-api/workload-resources/pod-v1/"
_NAMES = f"{_DOCS}concepts/overview/working-with-objects/names/"


class Trap(NamedTuple):
    """An edit, on which kinds it is taken, and why."""

    id: str
    kinds: str
    edit: Edit
    why: str
    source: str
    refused: str = ""
    """Kinds on which it is not taken: there the engine says why."""


def below(beginning: str, *lines: str) -> Edit:
    """Put lines below the first that begins so, as far in as that."""
    return lambda text: _put(text, beginning, lines, 1)


def above(beginning: str, *lines: str) -> Edit:
    """Put lines above the first that begins so."""
    return lambda text: _put(text, beginning, lines, 0)


def instead(beginning: str, *lines: str) -> Edit:
    """Put lines in its place, and in that of what is further in."""
    return lambda text: _put(_without(text, beginning), beginning, lines, None)


def _put(text: str, beginning: str, lines: tuple[str, ...], offset: int | None) -> str:
    old = text.splitlines()
    at = next(n for n, line in enumerate(old) if line.lstrip(" -").startswith(beginning))
    blanks = len(old[at]) - len(old[at].lstrip(" -"))
    new = [f"{' ' * blanks}{line}" for line in lines]
    end = at + 1 if offset is None else at + offset
    old[at if offset is None else end : end] = new
    return "\n".join(old) + "\n"


def _without(text: str, beginning: str) -> str:
    """The text without what is further in than the first line that begins so."""
    old = text.splitlines()
    at = next(n for n, line in enumerate(old) if line.lstrip(" -").startswith(beginning))
    blanks = len(old[at]) - len(old[at].lstrip(" "))
    end = next((n for n in range(at + 1, len(old)) if len(old[n]) - len(old[n].lstrip()) <= blanks), len(old))
    return "\n".join([*old[: at + 1], *old[end:]]) + "\n"


def renamed(change: Callable[[str], str]) -> Edit:
    """Give the object another name; what is called like it stays."""

    def edit(text: str) -> str:
        line = next(line for line in text.splitlines() if line.startswith("  name: "))
        name = line.removeprefix("  name: ")
        return text.replace(line, f"  name: {change(name)}", 1)

    return edit


def both(*edits: Edit) -> Edit:
    """One after the other."""

    def edit(text: str) -> str:
        for each in edits:
            text = each(text)
        return text

    return edit


def _last_first(text: str) -> str:
    """The keys of the object from the last to the first."""
    parts: list[str] = []
    for line in text.splitlines(keepends=True):
        if line[0] not in " -":
            parts.append(line)
        else:
            parts[-1] += line
    return "".join(reversed(parts))


def _on_one_line(text: str) -> str:
    """The spec in braces."""
    head, _, spec = text.partition("spec:\n")
    value = yaml.safe_load(spec)
    return f"{head}spec: {yaml.safe_dump(value, default_flow_style=True, width=10_000, sort_keys=False)}"


TRAPS: tuple[Trap, ...] = (
    Trap(
        "env-twice",
        "Pod Deployment StatefulSet CronJob",
        below("image:", "env:", "  - name: LOG_LEVEL", "    value: info", "  - name: LOG_LEVEL", "    value: debug"),
        "`env` 里同名的变量不算错：API 服务器会收下（给一条警告），容器里生效的是后写的那一个。",
        _CONTAINER,
    ),
    Trap(
        "volume-without-source",
        "Pod Deployment DaemonSet Job",
        both(
            above("containers:", "volumes:", "  - name: scratch"),
            below("image:", "volumeMounts:", "  - name: scratch", "    mountPath: /scratch"),
        ),
        "只写名字的卷会被默认成 `emptyDir: {}`，所以能收下；数据随 Pod 一起消失。",
        f"{_DOCS}concepts/storage/volumes/",
    ),
    Trap(
        "port-twice",
        "Pod Deployment DaemonSet",
        below("image:", "ports:", "  - containerPort: 8080", "  - containerPort: 8080"),
        "`containerPort` 主要是说明，重复的端口号能收下（给一条警告）；必须互不相同的是端口的名字。",
        _CONTAINER,
    ),
    Trap(
        "probe-of-no-port",
        "Pod Deployment StatefulSet",
        below("image:", "readinessProbe:", "  httpGet:", "    path: /ready", "    port: http"),
        "API 服务器只看端口名的形式，不看容器有没有这个名字的端口；kubelet 探测时才会失败。",
        f"{_DOCS}tasks/configure-pod-container/configure-liveness-readiness-startup-probes/",
    ),
    Trap(
        "negative-grace-period",
        "Pod Deployment CronJob",
        above("containers:", "terminationGracePeriodSeconds: -10"),
        "负数能收下，被当成 1 秒；这是早年留下的兼容行为。",
        _CONTAINER,
    ),
    Trap(
        "digit-in-env-name",
        "Pod Deployment CronJob",
        below("image:", "env:", "  - name: 1ST_ADMIN", "    value: root"),
        "v1.34 起变量名放宽到 `=` 之外的可打印 ASCII 字符，数字开头也收；shell 未必能引用它。",
        f"{_DOCS}tasks/inject-data-application/define-environment-variable-container/",
    ),
    Trap(
        "blank-before-image",
        "Deployment StatefulSet Job",
        instead("image:", 'image: " registry.example.com/team/app:1.4.0"'),
        "在 Pod 模板里，API 服务器不检查镜像名前后的空格；到建 Pod 时才会被拒绝，所以工作负载建好了却没有 Pod。",
        f"{_DOCS}concepts/containers/images/",
        refused="Pod",
    ),
    Trap(
        "no-replicas",
        "Deployment StatefulSet",
        instead("replicas:", "replicas: 0"),
        "副本数可以是 0：对象照样创建，只是一个 Pod 也不建。",
        f"{_DOCS}concepts/workloads/controllers/deployment/",
    ),
    Trap(
        "status-given",
        "Pod Deployment Service PersistentVolumeClaim",
        lambda text: f"{text}status: {{}}\n",
        "创建时写 `status` 不算错，API 服务器丢掉它，由控制器来填。",
        f"{_DOCS}concepts/overview/working-with-objects/",
    ),
    Trap(
        "creation-timestamp-null",
        "Deployment Role ConfigMap",
        below("name:", "creationTimestamp: null"),
        "`kubectl create --dry-run=client -o yaml` 曾经就这样输出。空值等于没写，服务器会填上真正的时间。",
        f"{_DOCS}concepts/overview/working-with-objects/",
    ),
    Trap(
        "generated-name",
        "Job Pod ConfigMap",
        instead("name:", "generateName: import-"),
        "`generateName` 代替 `name`：服务器在后面接上随机的几位。它只能用于 `create`，`apply` 需要名字。",
        f"{_DOCS}reference/using-api/api-concepts/",
    ),
    Trap(
        "digit-first",
        "Deployment ConfigMap NetworkPolicy Namespace",
        renamed(lambda name: f"7{name}"),
        "这类对象的名字可以以数字开头：用小写字母、数字和连字符（不少种类还可以有点），首尾是字母或数字。",
        _NAMES,
    ),
    Trap(
        "dot-in-name",
        "Deployment DaemonSet ConfigMap StorageClass",
        renamed(lambda name: f"{name}.v2"),
        "这类对象的名字按 DNS 子域名检查，可以有点。Service 和命名空间的名字要能当一节域名，就不行。",
        _NAMES,
        refused="Service Namespace",
    ),
    Trap(
        "policy-of-all-pods",
        "NetworkPolicy",
        lambda text: _cut(text, "podSelector:"),
        "不写 `podSelector` 等于空的选择算符：选中命名空间里的全部 Pod。",
        f"{_DOCS}concepts/services-networking/network-policies/",
    ),
    Trap(
        "namespace-on-cluster-object",
        "PersistentVolume StorageClass ClusterRole PriorityClass",
        below("name:", "namespace: default"),
        "集群级对象不属于任何命名空间，写了也不报错：API 服务器忽略它。",
        f"{_DOCS}concepts/overview/working-with-objects/namespaces/",
    ),
    Trap(
        "empty-value",
        "ConfigMap",
        instead("log.level:", "log.level:"),
        "空着的值是 null，在 `data` 里被当成空字符串。",
        f"{_DOCS}concepts/configuration/configmap/",
    ),
    Trap(
        "empty-annotations",
        "Pod Service Ingress PodDisruptionBudget",
        below("name:", "annotations:"),
        "可选字段写成空值（null）等于没写。",
        f"{_DOCS}concepts/overview/working-with-objects/annotations/",
    ),
    Trap(
        "empty-label",
        "Deployment PersistentVolumeClaim HorizontalPodAutoscaler",
        below("name:", "labels:", '  canary: ""'),
        "标签的值可以是空字符串，键不可以。",
        f"{_DOCS}concepts/overview/working-with-objects/labels/",
    ),
    Trap(
        "keys-in-another-order",
        "Deployment HorizontalPodAutoscaler Role",
        _last_first,
        "YAML 映射里键的次序没有意义，`kind` 写在最后也一样。",
        f"{_DOCS}concepts/overview/working-with-objects/",
    ),
    Trap(
        "spec-in-braces",
        "PodDisruptionBudget Service PersistentVolumeClaim",
        _on_one_line,
        "花括号是 YAML 的流式写法，与缩进写法同义。",
        f"{_DOCS}concepts/overview/working-with-objects/",
    ),
    Trap(
        "service-without-selector",
        "Service",
        lambda text: _cut(text, "selector:"),
        "没有选择算符的 Service 合法：名单由别人写（自己建 EndpointSlice），常用来接集群外的后端。",
        f"{_DOCS}concepts/services-networking/service/",
        refused="Deployment DaemonSet",
    ),
    Trap(
        "budget-without-selector",
        "PodDisruptionBudget",
        lambda text: _cut(text, "selector:"),
        "`selector` 不是必填：在 `policy/v1` 里，不写它就一个 Pod 也不选。",
        f"{_DOCS}tasks/run-application/configure-pdb/",
    ),
    Trap(
        "set-without-service",
        "StatefulSet",
        lambda text: _cut(text, "serviceName:"),
        "`serviceName` 不是必填；不写就没有管 Pod 网络标识的无头服务，Pod 仍按序号创建。",
        f"{_DOCS}concepts/workloads/controllers/statefulset/",
    ),
)


def _cut(text: str, beginning: str) -> str:
    """The text without this key and what is further in."""
    lines = _without(text, beginning).splitlines()
    at = next(n for n, line in enumerate(lines) if line.lstrip(" -").startswith(beginning))
    return "\n".join([*lines[:at], *lines[at + 1 :]]) + "\n"


def manifests() -> Iterator[tuple[Trap, str, str]]:
    """Each trap on each of its kinds, taken or not: the row, the kind, the text."""
    for trap in TRAPS:
        for kind in (*trap.kinds.split(), *trap.refused.split()):
            yield trap, kind, trap.edit(HOSTS[kind])
