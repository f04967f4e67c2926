"""Rules that many definitions share; what exactly is asked for stands in the message of each finding."""

from __future__ import annotations

from kubefence.findings import Text
from kubefence.rules.engine.model import Rule, Tables

_POD = """\
apiVersion: v1
kind: Pod
metadata:
  name: {name}
spec:
  containers:
    - name: app
      image: registry.example.com/app:1.0.0
      ports:
        - containerPort: {port}
      env:
        - name: MODE
          {env}
"""

OUT_OF_RANGE = Rule(
    id="out-of-range",
    title=Text("数字超出允许的范围", "a number outside of its range"),
    why=Text(
        "端口、次数、时间和权重都有上下限，超出时 API 服务器拒绝整个对象。",
        "Ports, counts, times and weights have bounds; the API server refuses an object that exceeds one.",
    ),
    fix=Text("改成消息里给出的范围内的数。", "Write a number of the range that the message gives."),
    source="https://kubernetes.io/zh-cn/docs/reference/kubernetes-api/workload-resources/pod-v1/",
    wrong=_POD.format(name="web", port=70000, env="value: debug"),
    right=_POD.format(name="web", port=7000, env="value: debug"),
)
MUTUALLY_EXCLUSIVE = Rule(
    id="mutually-exclusive",
    title=Text("互斥的字段同时出现", "fields that exclude each other"),
    why=Text(
        "这些字段说的是同一件事的不同做法，服务器不会替你选，而是拒绝。",
        "The fields are different ways to say one thing; the server does not choose, it refuses.",
    ),
    fix=Text("只保留其中一个。", "Keep one of them."),
    source="https://kubernetes.io/zh-cn/docs/reference/kubernetes-api/workload-resources/pod-v1/#environment-variables",
    wrong=_POD.format(
        name="web",
        port=8080,
        env="value: debug\n          valueFrom:\n            fieldRef:\n              fieldPath: metadata.name",
    ),
    right=_POD.format(
        name="web", port=8080, env="valueFrom:\n            fieldRef:\n              fieldPath: metadata.name"
    ),
)

INVALID_FORMAT = Rule(
    id="invalid-format",
    title=Text("值的写法不对", "a value that is not written as it has to be"),
    why=Text(
        "地址、主机名、时间表、路径等有固定写法，写错的值服务器无法使用，因此拒绝。",
        "Addresses, schedules and paths have a form of their own; the server refuses what it could not use.",
    ),
    fix=Text("按消息里说明的写法改正。", "Write it as the message says."),
    source="https://kubernetes.io/zh-cn/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax",
    wrong="""\
apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  schedule: "0 25 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: report
              image: registry.example.com/report:1.0.0
""",
    right="""\
apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  schedule: "25 0 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: report
              image: registry.example.com/report:1.0.0
""",
)
DUPLICATE_ENTRY = Rule(
    id="duplicate-entry",
    title=Text("列表里有重复的条目", "a list with an entry given twice"),
    why=Text(
        "容器、卷、端口等条目以名称或键区分，重复的条目无法区分，服务器拒绝。",
        "Entries such as containers, volumes and ports are told apart by a name or key, so it may stand only once.",
    ),
    fix=Text("改名，或删掉多余的一条。", "Rename one of them, or remove it."),
    source="https://kubernetes.io/zh-cn/docs/reference/kubernetes-api/workload-resources/pod-v1/#volumes",
    wrong="""\
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - name: http
      port: 80
    - name: http
      port: 8080
""",
    right="""\
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - name: http
      port: 80
    - name: http-alt
      port: 8080
""",
)
FORBIDDEN_FIELD = Rule(
    id="forbidden-field",
    title=Text("字段在这里不允许出现", "a field that may not be given here"),
    why=Text(
        "字段存在，但与同一对象的其他设置不相容，服务器拒绝。",
        "The field exists, but not together with what the object says elsewhere, so the server refuses it.",
    ),
    fix=Text("删掉这个字段，或改正与它冲突的设置。", "Remove the field, or change the setting that it conflicts with."),
    source="https://kubernetes.io/zh-cn/docs/concepts/workloads/controllers/deployment/#strategy",
    wrong="""\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  strategy:
    type: Recreate
    rollingUpdate:
      maxSurge: 1
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: app
          image: registry.example.com/app:1.0.0
""",
    right="""\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  strategy:
    type: Recreate
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: app
          image: registry.example.com/app:1.0.0
""",
)
UNKNOWN_REFERENCE = Rule(
    id="unknown-reference",
    title=Text("引用了对象里没有的名字", "a name that refers to nothing in the object"),
    why=Text(
        "挂载、设备等按名称引用同一个 Pod 里的条目，找不到时服务器拒绝。",
        "Mounts and devices name entries of the same Pod; the server refuses a name that is not there.",
    ),
    fix=Text("改成已有的名字，或补上被引用的条目。", "Write a name that exists, or add the entry."),
    source="https://kubernetes.io/zh-cn/docs/concepts/storage/volumes/",
    wrong="""\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: app
      image: registry.example.com/app:1.0.0
      volumeMounts:
        - name: data
          mountPath: /data
  volumes:
    - name: cache
      emptyDir: {}
""",
    right="""\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: app
      image: registry.example.com/app:1.0.0
      volumeMounts:
        - name: cache
          mountPath: /data
  volumes:
    - name: cache
      emptyDir: {}
""",
)

TABLES = Tables(
    rules=(OUT_OF_RANGE, MUTUALLY_EXCLUSIVE, INVALID_FORMAT, DUPLICATE_ENTRY, FORBIDDEN_FIELD, UNKNOWN_REFERENCE)
)
