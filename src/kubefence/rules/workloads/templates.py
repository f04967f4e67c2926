"""The template of a controller: Pods that never end, and what only a Pod of its own may have."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.findings import Text
from kubefence.problems import Problem
from kubefence.rules.engine.model import Rule, Site, Tables, when
from kubefence.rules.vocabulary.values import shown

CONTROLLERS = (
    "apps.v1.DeploymentSpec",
    "apps.v1.ReplicaSetSpec",
    "apps.v1.StatefulSetSpec",
    "apps.v1.DaemonSetSpec",
    "core.v1.ReplicationControllerSpec",
)

_DEPLOYMENT = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      restartPolicy: {policy}
      containers:
        - name: nginx
          image: nginx:1.30
"""

RESTART_POLICY = Rule(
    id="controller-restart-policy",
    title=Text("长期运行的工作负载写了 Never 或 OnFailure", "a long-running workload with Never or OnFailure"),
    why=Text(
        "Deployment、StatefulSet、DaemonSet 等要让 Pod 一直运行，模板的 restartPolicy 只能是 Always。",
        "Deployments, StatefulSets, DaemonSets and the like keep their Pods running, so their templates have to "
        "say Always.",
    ),
    fix=Text(
        "删掉 restartPolicy（默认就是 Always）；只运行一次的任务改用 Job。",
        "Remove restartPolicy, Always is the default; use a Job for what runs once.",
    ),
    source="https://kubernetes.io/zh-cn/docs/concepts/workloads/controllers/deployment/#pod-template",
    wrong=_DEPLOYMENT.format(policy="Never"),
    right=_DEPLOYMENT.format(policy="Always"),
)


@when("template.spec.restartPolicy", "template.spec.activeDeadlineSeconds")
def lasting(controller: Site) -> Iterator[Problem]:
    """``ValidatePodTemplateSpecForReplicaSet`` and its like: restart always, and no deadline."""
    template = controller.child("template")
    pod = template.child("spec") if template is not None else None
    if pod is None:
        return
    policy = pod.text("restartPolicy")
    if policy in ("Never", "OnFailure"):
        yield pod.problem(
            RESTART_POLICY.id,
            "restartPolicy",
            f"restartPolicy 不能是 {shown(policy)}，这里只能是 Always",
            f"restartPolicy cannot be {shown(policy)}, only Always is possible here",
        )
    if pod.has("activeDeadlineSeconds"):
        yield pod.problem(
            "forbidden-field",
            "activeDeadlineSeconds",
            "长期运行的 Pod 不能有期限：删掉 activeDeadlineSeconds，或改用 Job",
            "Pods that keep running have no deadline: remove activeDeadlineSeconds, or use a Job",
        )


@when("spec.ephemeralContainers")
def without_ephemeral_containers(template: Site) -> Iterator[Problem]:
    """``ValidatePodTemplateSpec``: ephemeral containers join a running Pod only."""
    pod = template.child("spec")
    if pod is not None and pod.items("ephemeralContainers"):
        yield pod.problem(
            "forbidden-field",
            "ephemeralContainers",
            "模板里不能写临时容器：用 kubectl debug 加到正在运行的 Pod 上",
            "a template cannot have ephemeral containers: kubectl debug adds them to a running Pod",
        )


TABLES = Tables(
    rules=(RESTART_POLICY,),
    checks={
        **dict.fromkeys(CONTROLLERS, (lasting,)),
        "core.v1.PodTemplateSpec": (without_ephemeral_containers,),
    },
)
