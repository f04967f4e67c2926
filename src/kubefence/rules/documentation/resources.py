"""The rules of what containers ask for, each with what is wrong, why, and what to write."""

from __future__ import annotations

from kubefence.findings import Severity, Text
from kubefence.rules.engine.model import Rule, Tables

_SOURCE = "https://kubernetes.io/zh-cn/docs/concepts/configuration/manage-resources-containers/"
_TEMPLATE = """\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: app
      image: registry.example.com/app:1.0.0
      resources:
        requests:
          {requests}
        limits:
          {limits}
"""

REQUEST_OVER_LIMIT = Rule(
    id="request-over-limit",
    title=Text("资源请求大于限制", "a request above its limit"),
    why=Text(
        "requests 是调度时保证的量，limits 是运行时允许的量；保证的比允许的多没有意义，服务器拒绝。",
        "Requests are what is guaranteed, limits what is allowed; no more can be guaranteed than is allowed, "
        "so the server refuses it.",
    ),
    fix=Text("降低 requests 或提高 limits。", "Lower the request or raise the limit."),
    source=_SOURCE,
    wrong=_TEMPLATE.format(requests="memory: 512Mi", limits="memory: 256Mi"),
    right=_TEMPLATE.format(requests="memory: 512Mi", limits="memory: 512Mi"),
)
UNKNOWN_RESOURCE = Rule(
    id="unknown-resource",
    title=Text("没有这种资源", "no such resource"),
    why=Text(
        "容器只有 cpu、memory、ephemeral-storage 和 hugepages-<大小>，区分大小写；"
        "GPU 等扩展资源的名字必须带厂商的域名。",
        "A container has cpu, memory, ephemeral-storage and hugepages-<size>, in lower case; the name of an "
        "extended resource such as a GPU has the domain of its vendor.",
    ),
    fix=Text("改正拼写，或写全扩展资源的名字。", "Mend the spelling, or write the whole name."),
    source=_SOURCE + "#extended-resources",
    wrong=_TEMPLATE.format(requests="cpu: 500m", limits="gpu: 1"),
    right=_TEMPLATE.format(requests="cpu: 500m", limits="nvidia.com/gpu: 1"),
)
OVERCOMMITTED_RESOURCE = Rule(
    id="overcommitted-resource",
    title=Text("不能超配的资源，请求与限制不相等", "a request that differs from its limit where it may not"),
    why=Text(
        "扩展资源和大页不能超配：必须写 limits，写了 requests 就必须与它相等。",
        "Extended resources and huge pages cannot be overcommitted: they need a limit, and a request has to equal it.",
    ),
    fix=Text("只写 limits，或把两者写成相等。", "Give the limit only, or make both equal."),
    source=_SOURCE + "#extended-resources",
    wrong=_TEMPLATE.format(requests="nvidia.com/gpu: 1", limits="nvidia.com/gpu: 2"),
    right=_TEMPLATE.format(requests="nvidia.com/gpu: 2", limits="nvidia.com/gpu: 2"),
)
FRACTIONAL_RESOURCE = Rule(
    id="fractional-resource",
    title=Text("只能是整数的资源写成了小数", "a fraction of a resource that comes whole"),
    why=Text(
        "扩展资源按个数分配，不能要半个，服务器拒绝。",
        "Extended resources are counted; nobody gets half of one, so the server refuses it.",
    ),
    fix=Text("写成整数。", "Write a whole number."),
    source=_SOURCE + "#extended-resources",
    wrong=_TEMPLATE.format(requests="cpu: 500m", limits="nvidia.com/gpu: 500m"),
    right=_TEMPLATE.format(requests="cpu: 500m", limits="nvidia.com/gpu: 1"),
)
FRACTIONAL_BYTES = Rule(
    id="fractional-bytes",
    title=Text("内存或存储不是整数个字节", "memory or storage that is not a whole number of bytes"),
    why=Text(
        "单位 m 是千分之一：memory: 512m 是半个字节。想写的多半是 512Mi。服务器接受，但发出警告。",
        "The unit m is a thousandth: memory: 512m is half a byte, and 512Mi was probably meant. "
        "The server accepts it with a warning.",
    ),
    fix=Text("把单位改成 Mi 或 Gi。", "Write Mi or Gi."),
    source=_SOURCE + "#meaning-of-memory",
    wrong=_TEMPLATE.format(requests="memory: 256m", limits="memory: 512Mi"),
    right=_TEMPLATE.format(requests="memory: 256Mi", limits="memory: 512Mi"),
    severity=Severity.WARNING,
)

TABLES = Tables(
    rules=(REQUEST_OVER_LIMIT, UNKNOWN_RESOURCE, OVERCOMMITTED_RESOURCE, FRACTIONAL_RESOURCE, FRACTIONAL_BYTES),
)
