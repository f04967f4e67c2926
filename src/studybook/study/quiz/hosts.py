"""Small manifests that stand for their kinds, to be changed by the edits of `traps`."""

from __future__ import annotations

from collections.abc import Mapping

_POD = """\
containers:
  - name: app
    image: registry.example.com/team/app:1.4.0
"""
_OF_WORKLOADS = {
    "Deployment": (
        "apps/v1",
        "orders-api",
        "replicas: 2\nselector:\n  matchLabels:\n    app: orders-api\n",
        "app: orders-api",
    ),
    "StatefulSet": (
        "apps/v1",
        "orders-db",
        "serviceName: orders-db\nreplicas: 3\nselector:\n  matchLabels:\n    app: orders-db\n",
        "app: orders-db",
    ),
    "DaemonSet": ("apps/v1", "node-agent", "selector:\n  matchLabels:\n    app: node-agent\n", "app: node-agent"),
    "Job": ("batch/v1", "nightly-import", "backoffLimit: 2\n", ""),
    "CronJob": ("batch/v1", "hourly-report", "schedule: 0 * * * *\n", ""),
}
"""Version, name, what stands beside the template, the label of the template."""


def _indented(text: str, blanks: int) -> str:
    return "".join(f"{' ' * blanks}{line}\n" for line in text.splitlines())


def _workload(kind: str) -> str:
    version, name, beside, label = _OF_WORKLOADS[kind]
    pod = ("restartPolicy: OnFailure\n" if kind in ("Job", "CronJob") else "") + _POD
    labels = f"metadata:\n  labels:\n    {label}\n" if label else ""
    template = f"template:\n{_indented(labels, 2)}  spec:\n{_indented(pod, 4)}"
    if kind == "CronJob":
        template = f"jobTemplate:\n  spec:\n{_indented(template, 4)}"
    head = f"apiVersion: {version}\nkind: {kind}\nmetadata:\n  name: {name}\nspec:\n"
    return head + _indented(beside + template, 2)


HOSTS: Mapping[str, str] = {
    "Pod": f"apiVersion: v1\nkind: Pod\nmetadata:\n  name: debug-shell\nspec:\n{_indented(_POD, 2)}",
    **{kind: _workload(kind) for kind in _OF_WORKLOADS},
    "Service": """\
apiVersion: v1
kind: Service
metadata:
  name: checkout
spec:
  selector:
    app: checkout
  ports:
    - name: http
      port: 80
      targetPort: 8080
""",
    "Ingress": """\
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: storefront
spec:
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: storefront
                port:
                  number: 80
""",
    "NetworkPolicy": """\
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: only-http
spec:
  podSelector:
    matchLabels:
      app: storefront
  policyTypes:
    - Ingress
  ingress:
    - ports:
        - protocol: TCP
          port: 8080
""",
    "ConfigMap": """\
apiVersion: v1
kind: ConfigMap
metadata:
  name: app-settings
data:
  log.level: info
  feature.flags: "beta,dark"
""",
    "PersistentVolume": """\
apiVersion: v1
kind: PersistentVolume
metadata:
  name: archive-nfs
spec:
  capacity:
    storage: 20Gi
  accessModes:
    - ReadWriteMany
  nfs:
    server: nfs.example.com
    path: /exports/archive
""",
    "PersistentVolumeClaim": """\
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: uploads
spec:
  accessModes:
    - ReadWriteOnce
  resources:
    requests:
      storage: 10Gi
""",
    "StorageClass": """\
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: fast-local
provisioner: kubernetes.io/no-provisioner
volumeBindingMode: WaitForFirstConsumer
""",
    "HorizontalPodAutoscaler": """\
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: orders-api
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: orders-api
  minReplicas: 2
  maxReplicas: 8
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: 70
""",
    "PodDisruptionBudget": """\
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: orders-api
spec:
  minAvailable: 1
  selector:
    matchLabels:
      app: orders-api
""",
    "Role": """\
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: config-reader
rules:
  - apiGroups:
      - ""
    resources:
      - configmaps
    verbs:
      - get
      - list
""",
    "ClusterRole": """\
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: node-reader
rules:
  - apiGroups:
      - ""
    resources:
      - nodes
    verbs:
      - get
      - watch
""",
    "PriorityClass": """\
apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata:
  name: batch-low
value: 1000
description: Jobs that can wait.
""",
    "Namespace": """\
apiVersion: v1
kind: Namespace
metadata:
  name: team-blue
""",
}
"""By kind."""
