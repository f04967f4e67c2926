"""``matchLabelKeys`` and ``mismatchLabelKeys``: labels whose values come from the Pod itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kubefence.findings import Severity, Text
from kubefence.formats.names import qualified_name
from kubefence.problems import Also, Problem
from kubefence.rules.containers.place import of_pod, spec_around
from kubefence.rules.engine.model import Rule, Site
from kubefence.rules.podspec.examples import pod
from kubefence.rules.podspec.parts import of_template, strings
from kubefence.rules.vocabulary.values import shown

_FIELDS = ("matchLabelKeys", "mismatchLabelKeys")


def _spreading(keys: str) -> str:
    return pod(
        f"""\
topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: kubernetes.io/hostname
    whenUnsatisfiable: DoNotSchedule
    labelSelector:
      matchLabels:
        app: web
    matchLabelKeys: [{keys}]
""",
        metadata="labels:\n  app: web\n  release: blue\n",
    )


KEY_IN_SELECTOR = Rule(
    id="label-key-in-selector",
    title=Text("matchLabelKeys 里的键已经在 labelSelector 里", "a key of matchLabelKeys that the labelSelector has"),
    why=Text(
        "服务器把 matchLabelKeys 展开成 labelSelector 的条件；同一个键出现两次没有意义，因此拒绝。",
        "The server turns matchLabelKeys into conditions of the labelSelector; the same key twice makes no sense, "
        "so it is refused.",
    ),
    fix=Text(
        "从 matchLabelKeys 或 labelSelector 中删掉这个键。",
        "Remove the key from matchLabelKeys or from the labelSelector.",
    ),
    source="https://kubernetes.io/zh-cn/docs/concepts/scheduling-eviction/topology-spread-constraints/"
    "#topologyspreadconstraints-field",
    wrong=_spreading("app"),
    right=_spreading("release"),
)


def label_keys(term: Site) -> Iterator[Problem]:
    """``ValidateMatchLabelKeysAndMismatchLabelKeys``, of an affinity term or a spread constraint."""
    if not any(field in term.value for field in _FIELDS):
        return
    for field in _FIELDS:
        if term.items(field) and not term.has("labelSelector") and not term.left_out("labelSelector"):
            yield term.problem(
                "forbidden-field",
                field,
                f"没有 labelSelector 时不能写 {field}",
                f"{field} needs a labelSelector",
            )
            continue
        for index, key in enumerate(term.items(field)):
            wrong = qualified_name(key) if isinstance(key, str) else None
            if wrong:
                yield term.problem(
                    "invalid-label", (field, index), f"键 {shown(key)}：{wrong.zh}", f"{shown(key)}: {wrong.en}"
                )
    yield from _in_both(term)
    yield from _in_selector(term)


def _in_both(term: Site) -> Iterator[Problem]:
    others = term.items("mismatchLabelKeys")
    for index, key in enumerate(term.items("matchLabelKeys")):
        if isinstance(key, str) and key in others:
            yield term.problem(
                "mutually-exclusive",
                ("matchLabelKeys", index),
                f"{shown(key)} 不能同时在 matchLabelKeys 和 mismatchLabelKeys 里",
                f"{shown(key)} cannot be both in matchLabelKeys and in mismatchLabelKeys",
                also=(Also((*term.path, "mismatchLabelKeys"), Text("这里也有", "and here")),),
            )


def _in_selector(term: Site) -> Iterator[Problem]:
    """The selector of a Pod has the values of its labels merged in before it is checked."""
    selector, spec = term.child("labelSelector"), spec_around(term)
    if selector is None:
        return
    keys = [key for key in term.items("matchLabelKeys") if isinstance(key, str)]
    written = Counter(key for key in selector.mapping("matchLabels") if isinstance(key, str))
    written.update(expression.text("key") for expression in selector.children("matchExpressions"))
    labels = strings(spec, "labels") if spec is not None else {}
    for index, key in enumerate(keys):
        merged = keys.count(key) if key in labels else 0
        if written[key] + merged < 2 or (not written[key] and keys.index(key) == index):
            continue
        refused = written[key] > 1 or of_pod(spec)
        if refused or (spec is not None and of_template(spec)):
            severity = Severity.ERROR if refused else Severity.WARNING
            yield _in_the_way(term, selector, index, key, severity) if written[key] else _twice(term, index, severity)


def _in_the_way(term: Site, selector: Site, index: int, key: str, severity: Severity) -> Problem:
    return term.problem(
        KEY_IN_SELECTOR.id,
        ("matchLabelKeys", index),
        f"{shown(key)} 已经在 labelSelector 里，从 matchLabelKeys 删掉它",
        f"{shown(key)} is in the labelSelector already, remove it from matchLabelKeys",
        severity=severity,
        also=(Also(selector.path, Text("选择算符里有它", "the selector has it")),),
    )


def _twice(term: Site, index: int, severity: Severity) -> Problem:
    at = ("matchLabelKeys", index)
    zh, en = "matchLabelKeys 里写了两次，删掉一个", "it is twice in matchLabelKeys, remove one"
    return term.problem("duplicate-entry", at, zh, en, severity=severity)
