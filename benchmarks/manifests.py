"""Manifests to measure with: of a labelled file, of a folder, or made up; no two are the same."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import count, islice
from pathlib import Path
from typing import Any

from kubefence.positions import FileMap
from kubefence.yamldoc.document import Document
from kubefence.yamldoc.load import load


def manifests(source: Path | None, most: int, *, rejected: bool = False) -> list[str]:
    """At most ``most`` texts, each one YAML document and each once.

    ``source`` is a file with one JSON object a line (``text``, and ``verdict`` where an API server has judged
    it: only what it accepted is used, unless ``rejected``), a folder of YAML files, or None for made-up ones.
    Raises `NotLabelled`.
    """
    if source is None:
        return list(islice(made_up(), most))
    found = _files(source) if source.is_dir() else _rows(source, rejected=rejected)
    return list(islice(dict.fromkeys(text for text in found if _single(text)), most))


class NotLabelled(Exception):
    """A file without the rows that are asked for; the message names the place."""


def labelled(file: Path, needed: Sequence[str] = ("text", "verdict")) -> Iterator[dict[str, Any]]:
    """The rows of a file with one JSON object a line, packed or not; raises `NotLabelled`."""
    try:
        with gzip.open(file) if file.suffix == ".gz" else file.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                row = json.loads(line)
                if not isinstance(row, dict) or not all(isinstance(row.get(name), str) for name in needed):
                    raise NotLabelled(f"{file}:{number}: needed is an object with {' and '.join(needed)}, both texts")
                yield row
    except ValueError as error:
        raise NotLabelled(f"{file}: not one JSON object a line: {error}") from error
    except OSError as error:
        raise NotLabelled(f"{file}: {error.strerror or error}") from error


def _rows(file: Path, *, rejected: bool) -> Iterator[str]:
    for row in labelled(file, ("text",)):
        if rejected or row.get("verdict", "accepted") == "accepted":
            yield row["text"]


def _files(folder: Path) -> Iterator[str]:
    for file in sorted(folder.rglob("*.y*ml")):
        if file.is_file():
            yield file.read_text(encoding="utf-8", errors="replace")


def _single(text: str) -> bool:
    documents = list(load(text, FileMap("")))
    return len(documents) == 1 and isinstance(documents[0], Document)


def made_up() -> Iterator[str]:
    """Endless valid manifests of the usual kinds, in which names, labels, images and numbers all differ."""
    for number in count():
        yield _TEMPLATES[number % len(_TEMPLATES)].replace("@", str(number)).replace("%", str(1024 + number % 28000))


def written(texts: Iterable[str], folder: Path) -> None:
    """Write each text to a file of its own."""
    for number, text in enumerate(texts):
        (folder / f"{number}.yaml").write_text(text, encoding="utf-8")


_TEMPLATES = (
    """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web-@
  labels:
    app.kubernetes.io/name: web-@
    app.kubernetes.io/version: "1.@"
spec:
  replicas: 3
  selector:
    matchLabels:
      app.kubernetes.io/name: web-@
  template:
    metadata:
      labels:
        app.kubernetes.io/name: web-@
    spec:
      containers:
        - name: server-@
          image: registry.example.com/team/web:1.@
          ports:
            - name: http
              containerPort: %
          env:
            - name: GREETING_@
              value: hello @
          resources:
            requests:
              cpu: 10@m
              memory: 64Mi
            limits:
              memory: 128Mi
          readinessProbe:
            httpGet:
              path: /ready/@
              port: http
          volumeMounts:
            - name: settings
              mountPath: /etc/web-@
      volumes:
        - name: settings
          configMap:
            name: web-@
""",
    """\
apiVersion: v1
kind: Service
metadata:
  name: web-@
  labels:
    app.kubernetes.io/name: web-@
spec:
  type: ClusterIP
  selector:
    app.kubernetes.io/name: web-@
  ports:
    - name: http-@
      port: 80
      targetPort: %
      protocol: TCP
""",
    """\
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings-@
data:
  level: debug-@
  limit: "@"
  application.properties: |
    port=%
    greeting=hello @
""",
    """\
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: site-@
spec:
  ingressClassName: nginx
  tls:
    - hosts:
        - site-@.example.com
      secretName: site-@-tls
  rules:
    - host: site-@.example.com
      http:
        paths:
          - path: /shop/@
            pathType: Prefix
            backend:
              service:
                name: web-@
                port:
                  number: %
""",
    """\
apiVersion: batch/v1
kind: CronJob
metadata:
  name: report-@
spec:
  schedule: "5 3 * * *"
  concurrencyPolicy: Forbid
  jobTemplate:
    spec:
      backoffLimit: 2
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: report
              image: registry.example.com/report:2.@
              args:
                - --day
                - "@"
              securityContext:
                runAsNonRoot: true
                runAsUser: %
""",
    """\
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web-@
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: web-@
  minReplicas: 2
  maxReplicas: %
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: 70
""",
    """\
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: store-@
spec:
  serviceName: store-@
  replicas: 3
  selector:
    matchLabels:
      app: store-@
  template:
    metadata:
      labels:
        app: store-@
    spec:
      terminationGracePeriodSeconds: 30
      containers:
        - name: store
          image: registry.example.com/store:3.@
          ports:
            - name: client
              containerPort: %
          volumeMounts:
            - name: data
              mountPath: /var/lib/store-@
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes:
          - ReadWriteOnce
        resources:
          requests:
            storage: 1@Mi
""",
    """\
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: allow-@
spec:
  podSelector:
    matchLabels:
      app: store-@
  policyTypes:
    - Ingress
  ingress:
    - from:
        - podSelector:
            matchLabels:
              role: client-@
      ports:
        - protocol: TCP
          port: %
""",
    """\
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: reader-@
  namespace: team-@
rules:
  - apiGroups:
      - ""
    resources:
      - pods
      - pods/log
    resourceNames:
      - web-@
    verbs:
      - get
      - list
""",
)
