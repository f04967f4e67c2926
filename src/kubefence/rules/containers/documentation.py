"""The rules of containers that have a name of their own: what is wrong, why, and what to write."""

from __future__ import annotations

from textwrap import indent

from kubefence.findings import Severity, Text
from kubefence.rules.engine.model import Rule

_DOCS = "https://kubernetes.io/zh-cn/docs/"


def _pod(container: str, spec: str = "") -> str:
    """A Pod whose only container has these fields, and whose spec has those."""
    return f"""\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
{indent(spec, "  ")}  containers:
    - name: app
      image: registry.example.com/app:1.0.0
{indent(container, "      ")}"""


def _pod_of_two(port: str) -> str:
    """A Pod of two containers with a named port each: ``http`` and this."""
    return _pod("ports:\n  - name: http\n    containerPort: 8080\n") + (
        "    - name: sidecar\n      image: registry.example.com/sidecar:1.0.0\n"
        f"      ports:\n        - name: {port}\n          containerPort: 9090\n"
    )


HOST_PORT_MISMATCH = Rule(
    id="host-port-mismatch",
    title=Text("使用节点网络时 hostPort 与 containerPort 不同", "a hostPort that differs on the network of the node"),
    why=Text(
        "hostNetwork: true 时容器直接监听节点的端口，没有端口映射，两个数必须相同，否则 API 服务器拒绝。",
        "With hostNetwork the container listens on the node itself and nothing is mapped, so both numbers "
        "have to be the same; the API server refuses anything else.",
    ),
    fix=Text("让 hostPort 等于 containerPort，或删掉 hostPort。", "Give both the same number, or remove hostPort."),
    source=_DOCS + "reference/kubernetes-api/workload-resources/pod-v1/#ports",
    wrong=_pod("ports:\n  - containerPort: 8080\n    hostPort: 80\n", "hostNetwork: true\n"),
    right=_pod("ports:\n  - containerPort: 8080\n    hostPort: 8080\n", "hostNetwork: true\n"),
)
DUPLICATE_PORT = Rule(
    id="duplicate-port",
    title=Text("同一个 Pod 里重复声明了端口", "a port that a Pod declares twice"),
    why=Text(
        "同一个 Pod 的容器共用一个网络，一个端口只能由一个进程监听。API 服务器会接受，但发出警告。",
        "The containers of a Pod share one network, where one process can listen on a port. "
        "The API server accepts it with a warning.",
    ),
    fix=Text("删掉重复的声明，或换一个端口。", "Remove one of them, or choose another port."),
    source=_DOCS + "concepts/services-networking/",
    wrong=_pod("ports:\n  - name: http\n    containerPort: 8080\n  - name: web\n    containerPort: 8080\n"),
    right=_pod("ports:\n  - name: http\n    containerPort: 8080\n  - name: metrics\n    containerPort: 9090\n"),
    severity=Severity.WARNING,
)
AMBIGUOUS_PORT_NAME = Rule(
    id="ambiguous-port-name",
    title=Text("两个容器的端口同名", "one name for ports of two containers"),
    why=Text(
        "Service 和探针按名称找端口时只会用到第一个，另一个被忽略。API 服务器自 1.33 起给出警告。",
        "A Service or a probe that selects the port by name gets the first one, never the other. "
        "The API server warns of it since 1.33.",
    ),
    fix=Text("给其中一个换个名字。", "Give one of them another name."),
    source=_DOCS + "concepts/services-networking/service/#field-spec-ports",
    wrong=_pod_of_two("http"),
    right=_pod_of_two("metrics"),
    severity=Severity.WARNING,
)
_PROBED = "ports:\n  - name: http\n    containerPort: 8080\nreadinessProbe:\n  httpGet:\n    path: /\n    port: {}\n"
UNDECLARED_PORT = Rule(
    id="undeclared-port",
    title=Text("探针的端口名容器没有声明", "a probe of a port that the container does not declare"),
    why=Text(
        "探针按名称写端口时，kubelet 在同一个容器的 ports 里找它；找不到探针就一直失败：容器不会就绪，或被反复重启。"
        "API 服务器不检查。",
        "The kubelet looks for a port that a probe names among those of the same container. Without one the probe "
        "always fails: the container never gets ready, or restarts again and again. The API server does not check.",
    ),
    fix=Text("改成容器 ports 里的名字，或写端口号。", "Write a name out of the ports of the container, or the number."),
    source=_DOCS + "tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#use-a-named-port",
    wrong=_pod(_PROBED.format("htp")),
    right=_pod(_PROBED.format("http")),
    severity=Severity.WARNING,
)
IGNORED_FIELD = Rule(
    id="ignored-field",
    title=Text("写了但不起作用的字段", "a field that has no effect"),
    why=Text(
        "API 服务器接受这个字段，却会丢弃它，或者缺了它所依赖的字段而不起作用，结果与所写的不同。",
        "The API server takes the field, but drops it, or it does nothing without the field that it goes with, "
        "so what runs is not what is written.",
    ),
    fix=Text("补上消息里说的字段，或删掉它。", "Add the field that the message names, or remove this one."),
    source=_DOCS + "reference/kubernetes-api/workload-resources/pod-v1/#ports",
    wrong=_pod("ports:\n  - containerPort: 8080\n    hostIP: 127.0.0.1\n"),
    right=_pod("ports:\n  - containerPort: 8080\n    hostPort: 8080\n    hostIP: 127.0.0.1\n"),
    severity=Severity.WARNING,
)
HIDDEN_VARIABLE = Rule(
    id="hidden-variable",
    title=Text("环境变量写了两次", "an environment variable given twice"),
    why=Text(
        "后一个会盖住前一个。API 服务器发出警告，kubectl apply 合并时还可能丢掉其中之一。",
        "The later one hides the earlier. The API server warns, and kubectl apply may drop one of them.",
    ),
    fix=Text("只保留一个，或改名。", "Keep one of them, or rename it."),
    source=_DOCS + "tasks/inject-data-application/define-environment-variable-container/",
    wrong=_pod("env:\n  - name: MODE\n    value: debug\n  - name: MODE\n    value: release\n"),
    right=_pod("env:\n  - name: MODE\n    value: release\n"),
    severity=Severity.WARNING,
)
PROBE_WITHOUT_HANDLER = Rule(
    id="probe-without-handler",
    title=Text("探针没有说明如何检查", "a probe that does not say what to check"),
    why=Text(
        "探针必须是 exec、httpGet、tcpSocket 或 grpc 中的一种，只写时间和次数时服务器拒绝。",
        "A probe is one of exec, httpGet, tcpSocket and grpc; the server refuses one that has times and counts only.",
    ),
    fix=Text("补上一种检查方式。", "Add one way to check."),
    source=_DOCS + "tasks/configure-pod-container/configure-liveness-readiness-startup-probes/",
    wrong=_pod("readinessProbe:\n  periodSeconds: 5\n"),
    right=_pod("readinessProbe:\n  httpGet:\n    path: /healthz\n    port: 8080\n  periodSeconds: 5\n"),
)
HOOK_WITHOUT_HANDLER = Rule(
    id="hook-without-handler",
    title=Text("生命周期回调没有说明做什么", "a lifecycle hook that does nothing"),
    why=Text(
        "postStart 和 preStop 必须是 exec、httpGet 或 sleep 中的一种，空的回调会被服务器拒绝。",
        "postStart and preStop are one of exec, httpGet and sleep; the server refuses an empty hook.",
    ),
    fix=Text("补上一种动作，或删掉这个回调。", "Add one action, or remove the hook."),
    source=_DOCS + "concepts/containers/container-lifecycle-hooks/",
    wrong=_pod("lifecycle:\n  preStop: {}\n"),
    right=_pod("lifecycle:\n  preStop:\n    sleep:\n      seconds: 5\n"),
)
