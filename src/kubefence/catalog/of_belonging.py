"""Notes on rules about objects that belong together: what one names, and what the other one has."""

from __future__ import annotations

from kubefence.catalog.note import CONFIG_MAP, Note, fenced
from kubefence.findings import Severity, Text

_SETTINGS = CONFIG_MAP.replace("web", "web-config") + "data:\n  color: blue\n"
_POD = """\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: nginx
      image: nginx:1.30
      env:
        - name: COLOR
          valueFrom:
            configMapKeyRef:
              name: {name}
              key: {key}
"""
_SERVICE = """\
apiVersion: v1
kind: Service
metadata:
  name: web
  labels:
    app: {label}
spec:
  selector:
    app: web
  ports:
    - name: http
      port: 80
"""
_INGRESS = """\
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  defaultBackend:
    service:
      name: web
      port:
        number: {port}
"""
_GATEWAY = """\
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: front
spec:
  gatewayClassName: example
  listeners:
    - name: http
      port: 80
      protocol: HTTP
"""
_ROUTE = """\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: web
spec:
  parentRefs:
    - name: front
      sectionName: {listener}
"""
_MONITOR = """\
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  endpoints:
    - port: http
"""
_CLAIM = """\
apiVersion: v1
kind: ServiceAccount
metadata:
  name: web
imagePullSecrets:
  - name: registry
"""


def _page(*objects: str) -> str:
    return "\n".join(map(fenced, objects))


NOTES = {
    "missing-object": Note(
        Text(
            "示例引用了另一个对象，这一页却没有它：名字差一个字母，或者在另一个命名空间里。照着做的人会得到"
            "一直启动不了的 Pod，或者没有后端的入口；API 服务器不检查引用。"
            "只有要求页面写全的站点（strict）才会因为根本没有写出这个对象而报错。",
            "The example names another object that the page does not have: a letter differs, or it is in another "
            "namespace. Whoever follows the page gets a Pod that never starts, or an entry without a back end; the API "
            "server does not look. That an object is not shown at all is told only where a site promises to show all "
            "(strict).",
        ),
        Text(
            '改成页面里的名字，把对象写出来，或用 external="种类/名称" 说明它在别处：'
            "写在代码块上、页面的 front matter 里，或配置里。",
            'Write the name that the page has, show the object, or say with external="Kind/name" that it is elsewhere: '
            "on the fence, in the front matter of the page, or in the configuration.",
        ),
        _page(_SETTINGS, _POD.format(name="web-confg", key="color")),
        _page(_SETTINGS, _POD.format(name="web-config", key="color")),
        Severity.WARNING,
    ),
    "missing-key": Note(
        Text(
            "Pod 引用的键，ConfigMap 或 Secret 里没有；kubelet 因此启动不了容器。API 服务器不检查。",
            "The Pod names a key that the ConfigMap or Secret does not have, so the kubelet cannot start the "
            "container. The API server does not look.",
        ),
        Text(
            "改成那里有的键，或把键补上；可有可无的写 optional: true。",
            "Write a key that is there, or add it; or say optional: true.",
        ),
        _page(_SETTINGS, _POD.format(name="web-config", key="colour")),
        _page(_SETTINGS, _POD.format(name="web-config", key="color")),
        Severity.WARNING,
    ),
    "missing-port": Note(
        Text(
            "引用的端口，Service（或选中的 Pod）没有声明，流量到不了后端。这里要写 Service 的 port，不是容器的端口。",
            "The Service, or the Pods that are selected, have no such port, so nothing reaches the back end. What is "
            "meant is the port of the Service, not that of the container.",
        ),
        Text("改成那里有的端口号或名字。", "Write the number or the name of a port that is there."),
        _page(_SERVICE.format(label="web"), _INGRESS.format(port=8080)),
        _page(_SERVICE.format(label="web"), _INGRESS.format(port=80)),
        Severity.WARNING,
    ),
    "missing-listener": Note(
        Text(
            "路由指定的监听器，Gateway 没有；路由不会被接受。",
            "The route names a listener that the Gateway does not have, so the route is not accepted.",
        ),
        Text("改成 Gateway 的监听器名。", "Write the name of a listener of the Gateway."),
        _page(_GATEWAY, _ROUTE.format(listener="https")),
        _page(_GATEWAY, _ROUTE.format(listener="http")),
        Severity.WARNING,
    ),
    "selector-without-match": Note(
        Text(
            "选择算符选不中同名的那个对象：标签不一样。ServiceMonitor 选的是 Service 自己的标签（metadata.labels），"
            "不是它的选择算符；PodDisruptionBudget、NetworkPolicy、PodMonitor 选的是 Pod 的标签。",
            "The selector does not select the object of the same name: its labels differ. A ServiceMonitor selects by "
            "the labels of the Service itself (metadata.labels), not by its selector; a PodDisruptionBudget, a "
            "NetworkPolicy and a PodMonitor select by those of Pods.",
        ),
        Text("让选择算符的每一项都在对方的标签里。", "Give the other one each label of the selector."),
        _page(_SERVICE.format(label="front"), _MONITOR),
        _page(_SERVICE.format(label="web"), _MONITOR),
        Severity.WARNING,
    ),
    "duplicate-object": Note(
        Text(
            "同一份清单里，同一个对象写了两次：kubectl apply 之后只剩后一个，kubectl create 会在第二个上报错。",
            "The same manifest has the same object twice: after kubectl apply only the second one is left, and kubectl "
            "create fails at it.",
        ),
        Text(
            "改名，删掉一个，或者把两个版本分到两个代码块。",
            "Rename one, remove one, or put the two versions into two blocks.",
        ),
        fenced(f"{CONFIG_MAP}---\n{CONFIG_MAP}"),
        fenced(f"{CONFIG_MAP}---\n{CONFIG_MAP.replace('web', 'api')}"),
        Severity.WARNING,
    ),
    "unused-external": Note(
        Text(
            "external 声明了在别处的对象，但没有示例引用它，或者页面自己就有。声明留着会掩盖以后的错误。",
            "external says of an object that it is elsewhere, but no example names it, or the page has it itself. "
            "If it stays, it will hide later mistakes.",
        ),
        Text("从 external 里删掉它。", "Remove it from external."),
        fenced(_CLAIM, 'yaml external="Secret/registry, Secret/db"'),
        fenced(_CLAIM, 'yaml external="Secret/registry"'),
    ),
    "malformed-external": Note(
        Text("external 的写法是“种类/名称”。", "external takes Kind/name."),
        Text(
            '写成 external="Secret/db, ConfigMap/app-*"：种类用大写开头的全名，名称末尾可以用 *。',
            'Write external="Secret/db, ConfigMap/app-*": kinds by their whole names, * at the end of '
            "a name where several are meant.",
        ),
        fenced(_CLAIM, 'yaml external="registry"'),
        fenced(_CLAIM, 'yaml external="Secret/registry"'),
    ),
}
