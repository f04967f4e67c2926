"""The rules of custom resource definitions that have a name of their own."""

from __future__ import annotations

from kubefence.findings import Text
from kubefence.rules.engine.model import Rule

_DOCS = "https://kubernetes.io/zh-cn/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/"
_HEAD = """\
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: {name}
spec:
  group: shop.example.com
  scope: Namespaced
  names:
    plural: orders
    singular: order
    kind: Order
  versions:
    - name: v1
      served: true
      storage: {storage}
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              properties:
"""


def _crd(fields: str, name: str = "orders.shop.example.com", storage: str = "true") -> str:
    """A definition whose spec has these fields."""
    lines = "".join(f"                {line}\n" for line in fields.splitlines())
    return _HEAD.format(name=name, storage=storage) + lines


_REPLICAS = "replicas:\n  type: integer\n"
_RIGHT = _crd(_REPLICAS)
_ITEMS = """\
items:
  type: array
  x-kubernetes-list-type: map
  x-kubernetes-list-map-keys: ["name"]
  items:
    type: object
    {required}
    properties:
      name:
        type: string
"""

NAME = Rule(
    id="crd-name",
    title=Text("CRD 的名称不是 复数名.组", "the name of a CRD is not plural.group"),
    why=Text(
        "CRD 的名称由 spec.names.plural 和 spec.group 组成，集群靠它保证资源名不冲突，写成别的会被拒绝。",
        "The name of a CRD is made of spec.names.plural and spec.group, which keeps resource names apart.",
    ),
    fix=Text("把 metadata.name 写成 `<plural>.<group>`。", "Write metadata.name as `<plural>.<group>`."),
    source=_DOCS + "#create-a-customresourcedefinition",
    wrong=_crd(_REPLICAS, name="order.shop.example.com"),
    right=_RIGHT,
)
STORAGE = Rule(
    id="crd-storage-version",
    title=Text("CRD 的存储版本不是恰好一个", "a CRD without exactly one storage version"),
    why=Text(
        "所有对象以同一个版本写入 etcd，因此必须有且只有一个版本的 storage 为 true。",
        "All objects are written to etcd in one version, so exactly one has storage: true.",
    ),
    fix=Text("只给一个版本写 storage: true，其余写 false。", "Give one version storage: true, and the others false."),
    source="https://kubernetes.io/zh-cn/docs/tasks/extend-kubernetes/custom-resources/"
    "custom-resource-definition-versioning/",
    wrong=_crd(_REPLICAS, storage="false"),
    right=_RIGHT,
)
UNTYPED = Rule(
    id="schema-without-type",
    title=Text("CRD 模式里的字段没有类型", "a field of a CRD schema without type"),
    why=Text(
        "v1 的模式必须是结构化的：根、每个字段和每个列表项都要有 type，服务器才能剪除未知字段。",
        "A schema of v1 is structural: its root and every field and item have a type, so unknown fields can be pruned.",
    ),
    fix=Text(
        "补上 type；值可以是数字或字符串时写 x-kubernetes-int-or-string: true。",
        "Give it a type; for numbers or strings write x-kubernetes-int-or-string: true.",
    ),
    source=_DOCS + "#specifying-a-structural-schema",
    wrong=_crd("replicas:\n  description: 副本数\n"),
    right=_crd("replicas:\n  description: 副本数\n  type: integer\n"),
)
NOT_STRUCTURAL = Rule(
    id="schema-not-structural",
    title=Text("allOf、anyOf、oneOf、not 里改变了结构", "structure inside allOf, anyOf, oneOf or not"),
    why=Text(
        "结构化模式在这些组合里只能写取值限制；类型、默认值和说明要写在外面，用到的字段也要在外面声明。",
        "In a structural schema these hold value constraints only; types, defaults and fields are declared outside.",
    ),
    fix=Text(
        "把结构移到组合之外，里面只留 required、minimum、enum 等限制。", "Move the structure out of the combination."
    ),
    source=_DOCS + "#specifying-a-structural-schema",
    wrong=_crd("replicas:\n  type: integer\n  oneOf:\n    - type: integer\n      minimum: 1\n    - maximum: 0\n"),
    right=_crd("replicas:\n  type: integer\n  oneOf:\n    - minimum: 1\n    - maximum: 0\n"),
)
DEFAULT = Rule(
    id="schema-default",
    title=Text("默认值不符合自己的模式", "a default that its own schema refuses"),
    why=Text(
        "默认值会写进每个缺少该字段的对象，因此必须通过它所在字段的校验，也不能带模式之外的字段。",
        "A default is put into every object that lacks the field, so it has to be valid there, without unknown fields.",
    ),
    fix=Text("改默认值，或改字段的模式。", "Change the default, or the schema of the field."),
    source=_DOCS + "#defaulting",
    wrong=_crd("replicas:\n  type: integer\n  minimum: 1\n  default: 0\n"),
    right=_crd("replicas:\n  type: integer\n  minimum: 1\n  default: 1\n"),
)
LIST_MAP_KEY = Rule(
    id="list-map-key",
    title=Text("列表的键不是必填字段", "a key of a list that may be missing"),
    why=Text(
        "x-kubernetes-list-type: map 按键区分各项，键缺失就无法区分，因此键必须必填或有默认值，且是简单类型。",
        "A list of type map tells its items apart by keys, so these are required or have a default.",
    ),
    fix=Text("把键加入 items.required，或给它默认值。", "Add the key to items.required, or give it a default."),
    source="https://kubernetes.io/zh-cn/docs/reference/using-api/server-side-apply/#merge-strategy",
    wrong=_crd(_ITEMS.replace("    {required}\n", "")),
    right=_crd(_ITEMS.format(required='required: ["name"]')),
)
APPROVAL = Rule(
    id="crd-without-approval",
    title=Text("受保护的组缺少批准注解", "a protected group without approval"),
    why=Text(
        "*.k8s.io 和 *.kubernetes.io 归 Kubernetes 社区所有，在其中定义资源要有 API 评审的链接。",
        "The groups *.k8s.io and *.kubernetes.io belong to the Kubernetes community; a review has to be named.",
    ),
    fix=Text(
        "改用自己的域名；确属社区 API 时写注解 api-approved.kubernetes.io。",
        "Use a domain of your own; for an API of the community add the annotation api-approved.kubernetes.io.",
    ),
    source="https://kubernetes.io/zh-cn/docs/reference/labels-annotations-taints/",
    wrong=_crd(_REPLICAS, name="orders.shop.k8s.io").replace("group: shop.example.com", "group: shop.k8s.io"),
    right=_RIGHT,
)
_HOSTS = """\
hosts:
  type: array{items}
  x-kubernetes-validations:
    - rule: self.all(host, host.contains('.'))
  items:
    type: string{length}
"""
COSTLY = Rule(
    id="costly-expression",
    title=Text("校验规则的开销可能过大", "an expression that may cost too much"),
    why=Text(
        "服务器按模式允许的最大长度估算每条规则最坏情况下的开销，一条规则或全部规则合计超过上限的 CRD 被拒绝。"
        "没有上限的列表和字符串按 3 MiB 的请求能装下多少来算。",
        "The server estimates what a rule costs with the largest values that the schema allows, and refuses a CRD in "
        "which one rule, or all of them together, exceed a limit. Lists and strings without a limit count as large as "
        "a request of 3 MiB can be.",
    ),
    fix=Text(
        "给规则涉及的列表加 maxItems，映射加 maxProperties，字符串加 maxLength。",
        "Set maxItems for the lists that the rule goes through, maxProperties for maps and maxLength for strings.",
    ),
    source="https://kubernetes.io/zh-cn/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/"
    "#resource-use-by-validation-functions",
    wrong=_crd(_HOSTS.format(items="", length="")),
    right=_crd(_HOSTS.format(items="\n  maxItems: 16", length="\n    maxLength: 253")),
)
RULES = (NAME, STORAGE, UNTYPED, NOT_STRUCTURAL, DEFAULT, LIST_MAP_KEY, APPROVAL, COSTLY)
