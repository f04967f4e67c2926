"""What the schemas and the YAML itself ask for. These rules are enforced elsewhere; here they are explained."""

from __future__ import annotations

from kubefence.findings import Severity, Text
from kubefence.rules.engine.model import Rule, Tables

_OVERVIEW = "https://kubernetes.io/zh-cn/docs/concepts/overview/working-with-objects/"
_DEPRECATION = "https://kubernetes.io/zh-cn/docs/reference/using-api/deprecation-guide/"
_VALIDATION = "https://kubernetes.io/zh-cn/docs/reference/using-api/api-concepts/#setting-the-field-validation-level"


def _config_map(data: str) -> str:
    return f"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: app-config\ndata:\n{data}"


def _service(port: str) -> str:
    return (
        "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  selector:\n    app: web\n"
        f"  ports:\n    - port: 80\n{port}"
    )


def _ingress(path_type: str) -> str:
    return (
        "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: web\nspec:\n  rules:\n    - http:\n"
        f"        paths:\n          - path: /\n{path_type}            backend:\n              service:\n"
        "                name: web\n                port:\n                  number: 80\n"
    )


def _namespace(api_version: str, kind: str) -> str:
    return f"apiVersion: {api_version}\nkind: {kind}\nmetadata:\n  name: team-a\n"


def _budget(api_version: str) -> str:
    return (
        f"apiVersion: {api_version}\nkind: PodDisruptionBudget\nmetadata:\n  name: web\nspec:\n"
        "  minAvailable: 1\n  selector:\n    matchLabels:\n      app: web\n"
    )


def _deployment(api_version: str) -> str:
    return (
        f"apiVersion: {api_version}\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  selector:\n    matchLabels:\n"
        "      app: web\n  template:\n    metadata:\n      labels:\n        app: web\n    spec:\n      containers:\n"
        "        - name: app\n          image: registry.example.com/app:1.0.0\n"
    )


def _device_class(api_version: str) -> str:
    return (
        f"apiVersion: {api_version}\nkind: DeviceClass\nmetadata:\n  name: gpu.example.com\nspec:\n  selectors:\n"
        '    - cel:\n        expression: device.driver == "gpu.example.com"\n'
    )


def _priority_level(api_version: str) -> str:
    return (
        f"apiVersion: {api_version}\nkind: PriorityLevelConfiguration\nmetadata:\n  name: batch\nspec:\n"
        "  type: Limited\n  limited:\n    nominalConcurrencyShares: 10\n    limitResponse:\n      type: Reject\n"
    )


TABLES = Tables(
    rules=(
        Rule(
            id="unknown-field",
            title=Text("没有这个字段", "no such field"),
            why=Text(
                "字段拼错、层级放错，或属于别的版本。严格校验时服务器拒绝；不严格时它被悄悄丢掉，配置不会生效。",
                "The field is misspelled, stands at another level or belongs to another version. With strict "
                "validation the server refuses it; without, it is dropped in silence and has no effect.",
            ),
            fix=Text("按消息里的建议改名，或移到它所属的层级。", "Rename it as the message suggests, or move it."),
            source=_VALIDATION,
            wrong=_service("      tragetPort: 8080\n"),
            right=_service("      targetPort: 8080\n"),
        ),
        Rule(
            id="missing-field",
            title=Text("缺少必填字段", "a required field is missing"),
            why=Text("没有它，对象就不完整，API 服务器拒绝。", "The object is not complete without it."),
            fix=Text("补上消息里说的字段。", "Add the field that the message names."),
            source="https://kubernetes.io/zh-cn/docs/concepts/services-networking/ingress/#path-types",
            wrong=_ingress(""),
            right=_ingress("            pathType: Prefix\n"),
        ),
        Rule(
            id="wrong-type",
            title=Text("值的类型不对", "a value of the wrong type"),
            why=Text(
                "API 对每个字段的类型有规定。没加引号的 true、8080、y、1e3 在 YAML 里不是字符串，"
                "写进 ConfigMap、环境变量和注解会被拒绝。",
                "Every field has a type. true, 8080, y and 1e3 without quotes are no strings in YAML, and are "
                "refused in ConfigMaps, environment variables and annotations.",
            ),
            fix=Text("字符串加引号；数字和布尔值去掉引号。", "Put strings in quotes; take numbers and booleans out."),
            source="https://kubernetes.io/zh-cn/docs/concepts/configuration/configmap/#configmap-object",
            wrong=_config_map("  debug: true\n"),
            right=_config_map('  debug: "true"\n'),
        ),
        Rule(
            id="invalid-value",
            title=Text("值不在允许的范围里", "a value outside of those allowed"),
            why=Text("这些字段只接受固定的几个值，区分大小写。", "Only certain words are allowed, and case counts."),
            fix=Text("从消息列出的值里选一个。", "Choose one of the values that the message lists."),
            source="https://kubernetes.io/zh-cn/docs/reference/networking/service-protocols/",
            wrong=_service("      protocol: tcp\n"),
            right=_service("      protocol: TCP\n"),
        ),
        Rule(
            id="unknown-kind",
            title=Text("没有这种类型", "no such kind"),
            why=Text(
                "类型拼错，或是 Kubernetes 自己的 API 组里没有的类型，服务器不认识它。",
                "The kind is misspelled, or a group of Kubernetes has no such kind: the server does not know it.",
            ),
            fix=Text(
                "改正拼写；配置文件用 skip 写明原因。", "Mend the spelling, or write skip for a configuration file."
            ),
            source=_OVERVIEW,
            wrong=_namespace("v1", "NameSpace"),
            right=_namespace("v1", "Namespace"),
        ),
        Rule(
            id="wrong-api-version",
            title=Text("类型不在这个 API 版本里", "the kind lives in another API version"),
            why=Text("每种类型属于固定的 API 组，组写错就找不到它。", "Every kind belongs to a group of its own."),
            fix=Text("改成消息里给出的 apiVersion。", "Write the apiVersion that the message gives."),
            source=_OVERVIEW,
            wrong=_deployment("v1"),
            right=_deployment("apps/v1"),
        ),
        Rule(
            id="removed-api",
            title=Text("API 已被移除", "an API that was removed"),
            why=Text(
                "旧版本的 API 在弃用期过后被移除，新集群不再提供，应用时报找不到类型。",
                "Old API versions go after their time of deprecation; newer clusters do not know them any more.",
            ),
            fix=Text("换成消息里给出的 API，并按弃用指南调整字段。", "Move to the API that the message names."),
            source=_DEPRECATION,
            wrong=_budget("policy/v1beta1"),
            right=_budget("policy/v1"),
        ),
        Rule(
            id="off-by-default",
            title=Text("服务器默认不提供的 API 版本", "an API version that is off by default"),
            why=Text(
                "Alpha 和 1.24 以后新增的 Beta 版本要由管理员用 --runtime-config 打开，默认的集群报找不到类型。"
                "已有稳定版本可用时是错误；没有时只是警告，因为写它的人必然知道要打开它。",
                "Alphas, and betas that came since 1.24, have to be turned on with --runtime-config; other clusters do "
                "not know the kind. Where a stable version can be written it is an error, else a warning.",
            ),
            fix=Text("换成消息里给出的版本；没有时说明要打开什么。", "Move to the version that the message names."),
            source="https://kubernetes.io/zh-cn/docs/reference/using-api/#api-versioning",
            wrong=_device_class("resource.k8s.io/v1beta2"),
            right=_device_class("resource.k8s.io/v1"),
        ),
        Rule(
            id="deprecated-api",
            title=Text("已弃用的 API 版本", "an API version that is deprecated"),
            why=Text(
                "服务器还提供这个版本，但每次使用都给出警告；到消息里说的版本就会移除。",
                "The server still has the version and warns whenever it is used, until it is removed.",
            ),
            fix=Text("换成消息里给出的版本。", "Move to the version that the message names."),
            source=_DEPRECATION,
            wrong=_priority_level("flowcontrol.apiserver.k8s.io/v1beta3"),
            right=_priority_level("flowcontrol.apiserver.k8s.io/v1"),
            severity=Severity.WARNING,
            k8s="1.31",
        ),
        Rule(
            id="duplicate-key",
            title=Text("同一个键写了两次", "a key given twice"),
            why=Text(
                "YAML 不允许重复的键；宽松的解析器只保留最后一个，前面的内容悄悄丢失。"
                "用 << 合并进来的键，API 服务器也算在内。",
                "YAML allows a key once. Lenient parsers keep the last one, and the rest is lost in silence. The API "
                "server counts what << merges into the mapping as well.",
            ),
            fix=Text("合并成一个，或删掉多余的。", "Merge them, or remove one."),
            source=_VALIDATION,
            wrong=_config_map("  mode: a\n  mode: b\n"),
            right=_config_map("  mode: b\n"),
        ),
        Rule(
            id="missing-separator",
            title=Text("两个对象之间缺少 ---", "two objects without --- between them"),
            why=Text(
                "没有 ---，两个对象会被读成一个，后一个的键覆盖前一个。",
                "Without --- both are read as one object, and the keys of the second replace those of the first.",
            ),
            fix=Text("在第二个 apiVersion 之前加一行 ---。", "Add a line --- before the second apiVersion."),
            source="https://kubernetes.io/zh-cn/docs/concepts/workloads/management/#organizing-resource-configurations",
            wrong=_namespace("v1", "Namespace") + _namespace("v1", "Namespace").replace("team-a", "team-b"),
            right=_namespace("v1", "Namespace") + "---\n" + _namespace("v1", "Namespace").replace("team-a", "team-b"),
        ),
        Rule(
            id="renamed-key",
            title=Text("没加引号的键被读成别的名字", "a key without quotes that is read as another one"),
            why=Text(
                "kubectl 按 YAML 1.1 读键：on、y 是布尔值，1.10 是数字，写进对象的是 true、1.1。"
                "服务器看不到原来的写法，也就不报错。",
                "kubectl reads keys by YAML 1.1: on and y are booleans and 1.10 is a number, so that the object has "
                "true and 1.1. The server never sees what was written, and says nothing.",
            ),
            fix=Text("给这个键加上引号。", "Put the key in quotes."),
            source="https://github.com/kubernetes-sigs/yaml",
            wrong=_config_map("  on: a\n"),
            right=_config_map('  "on": a\n'),
            severity=Severity.WARNING,
        ),
        Rule(
            id="yaml-syntax",
            title=Text("不是合法的 YAML", "not YAML"),
            why=Text(
                "缩进、引号、括号或冒号写错，解析器读不下去。",
                "The parser cannot read on here.",
            ),
            fix=Text("按消息指出的位置改正。", "Mend the place that the message points at."),
            source=_OVERVIEW,
            wrong=_config_map("  url: http: //example.com\n"),
            right=_config_map("  url: http://example.com\n"),
        ),
    )
)
