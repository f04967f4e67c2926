"""Labels and annotations (``ValidateLabels``, ``ValidateAnnotations``), of objects and of their templates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kubefence.findings import Severity, Text
from kubefence.formats.names import label_value, qualified_name
from kubefence.problems import Anchor, Problem
from kubefence.rules.engine.model import Rule, Site, Tables, when
from kubefence.rules.vocabulary.values import shown

ANNOTATIONS_SIZE = 256 * 1024
"""Bytes that all annotations of an object may have together (``TotalAnnotationSizeLimitB``)."""

_CONFIG_MAP = """\
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  {field}:
    {entry}
data:
  mode: debug
"""

INVALID_LABEL = Rule(
    id="invalid-label",
    title=Text("标签不合规", "a label that is not allowed"),
    why=Text(
        "标签用来选择对象，键和值都有固定写法：键是可选的域名前缀加名称，值最多 63 个字符，"
        "两者只能用字母、数字、-、_ 和 .，首尾是字母或数字。不合规时服务器拒绝。",
        "Labels select objects, so keys and values have a form: a key is a name with an optional domain before it, "
        "a value has at most 63 characters; both have letters, digits, -, _ and ., a letter or digit at both ends. "
        "The server refuses the rest.",
    ),
    fix=Text("按消息改写；放不下的内容写成注解。", "Write it as the message says; put longer text in an annotation."),
    source="https://kubernetes.io/zh-cn/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set",
    wrong=_CONFIG_MAP.format(field="labels", entry='owner: "my team"'),
    right=_CONFIG_MAP.format(field="labels", entry='owner: "my-team"'),
)
INVALID_ANNOTATION = Rule(
    id="invalid-annotation",
    title=Text("注解不合规", "an annotation that is not allowed"),
    why=Text(
        "注解的键与标签的键写法相同；值可以是任意文本，但一个对象的全部注解不能超过 256 KiB。不合规时服务器拒绝。",
        "Keys of annotations are written like those of labels. A value can be any text, but all annotations of an "
        "object together have at most 256 KiB. The server refuses the rest.",
    ),
    fix=Text(
        "键改成 名称 或 域名/名称；大段内容放进 ConfigMap。",
        "Make the key a name or domain/name; put large texts in a ConfigMap.",
    ),
    source="https://kubernetes.io/zh-cn/docs/concepts/overview/working-with-objects/annotations/#syntax-and-character-set",
    wrong=_CONFIG_MAP.format(field="annotations", entry="on call: alice"),
    right=_CONFIG_MAP.format(field="annotations", entry="on-call: alice"),
)


@when("labels")
def label_entries(metadata: Site) -> Iterator[Problem]:
    """``ValidateLabels``: each key is a qualified name, each value is short and plain."""
    severity = _severity(metadata)
    if severity is None:
        return
    for key, value in metadata.mapping("labels").items():
        wrong = qualified_name(key)
        if wrong:
            said = Text(f"标签的键 {shown(key)} 不合规：{wrong.zh}", f"the label key {shown(key)}: {wrong.en}")
            yield _entry(metadata, INVALID_LABEL.id, "labels", key, said, severity, Anchor.KEY)
        wrong = label_value(value) if isinstance(value, str) else None
        if wrong:
            said = Text(f"标签 {key} 的值 {shown(value)} 不合规：{wrong.zh}", f"{key}: {shown(value)}: {wrong.en}")
            yield _entry(metadata, INVALID_LABEL.id, "labels", key, said, severity, Anchor.VALUE)


@when("annotations")
def annotation_entries(metadata: Site) -> Iterator[Problem]:
    """``ValidateAnnotations``: keys as of labels but in any case, and a limit for all together."""
    severity, given = _severity(metadata), metadata.mapping("annotations")
    if severity is None:
        return
    for key in given:
        wrong = qualified_name(key.lower())
        if wrong:
            said = Text(f"注解的键 {shown(key)} 不合规：{wrong.zh}", f"the annotation key {shown(key)}: {wrong.en}")
            yield _entry(metadata, INVALID_ANNOTATION.id, "annotations", key, said, severity, Anchor.KEY)
    size = sum(len(text.encode(errors="replace")) for pair in given.items() for text in pair if isinstance(text, str))
    if size > ANNOTATIONS_SIZE:
        yield metadata.problem(
            INVALID_ANNOTATION.id,
            "annotations",
            f"注解共有 {size} 字节，最多 {ANNOTATIONS_SIZE} 字节（256 KiB）",
            f"the annotations have {size} bytes, at most {ANNOTATIONS_SIZE} (256 KiB) are possible",
            severity=severity,
        )


def _entry(metadata: Site, rule: str, field: str, key: str, said: Text, severity: Severity, anchor: Anchor) -> Problem:
    """The server names the whole mapping, and leaves out ``metadata`` where it speaks of a template for Pods."""
    holder = metadata.parent
    of_pods = holder is not None and holder.definition == "core.v1.PodTemplateSpec"
    place = metadata.problem(rule, (field, key), said.zh, said.en, anchor=anchor, severity=severity)
    return replace(place, named=(*(metadata.path[:-1] if of_pods else metadata.path), field))


_QUESTIONS = ("authorization.v1.", "authentication.v1.")
_LATER = ("batch.v1.JobTemplateSpec",)


def _severity(metadata: Site) -> Severity | None:
    """How bad a fault is here: nothing looks at the metadata of questions; that of some templates fails later."""
    holder = metadata.parent
    if holder is None:
        return Severity.ERROR
    if holder.definition.startswith(_QUESTIONS):
        return None
    claim_template = holder.parent is not None and holder.parent.definition == "apps.v1.StatefulSetSpec"
    later = claim_template and holder.definition == "core.v1.PersistentVolumeClaim"
    return Severity.WARNING if later or holder.definition in _LATER else Severity.ERROR


TABLES = Tables(
    rules=(INVALID_LABEL, INVALID_ANNOTATION),
    checks={"meta.v1.ObjectMeta": (label_entries, annotation_entries)},
)
