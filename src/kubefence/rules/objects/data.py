"""What ConfigMaps and Secrets hold: keys that can be names of files, and not too much of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kubefence.findings import Text
from kubefence.formats.base64_text import decoded
from kubefence.formats.names import config_key
from kubefence.problems import Also, Anchor, Problem
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.rules.vocabulary.values import shown

MOST = 1024 * 1024
"""Bytes that all values may have together (``MaxSecretSize``)."""

_CONFIG_MAP = """\
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  {key}: "debug: true"
"""

INVALID_KEY = Rule(
    id="invalid-data-key",
    title=Text("ConfigMap 或 Secret 的键不合规", "a key of a ConfigMap or Secret that is not allowed"),
    why=Text(
        "挂载成卷时，每个键是一个文件名，所以只能用字母、数字、-、_ 和 .，不能有 / 和空格。不合规时服务器拒绝。",
        "In a volume each key is the name of a file, so it has letters, digits, -, _ and . only, no / and no space. "
        "The server refuses any other.",
    ),
    fix=Text(
        "改键名；要放进子目录，就在卷的 items 里写 path。",
        "Rename the key; for a file in a subdirectory give a path in items of the volume.",
    ),
    source="https://kubernetes.io/zh-cn/docs/concepts/configuration/configmap/#configmap-object",
    wrong=_CONFIG_MAP.format(key="conf/app.yaml"),
    right=_CONFIG_MAP.format(key="app.yaml"),
)


def keys(field: str, holder: Site) -> Iterator[Problem]:
    """``IsConfigMapKey`` for each key of one mapping."""
    for key in holder.mapping(field):
        wrong = config_key(key)
        if wrong:
            yield holder.problem(
                INVALID_KEY.id,
                (field, key),
                f"键 {shown(key)} 不合规：{wrong.zh}",
                f"the key {shown(key)} is not allowed: {wrong.en}",
                anchor=Anchor.KEY,
                named=("data", key) if field == "stringData" else (),
            )


def config_map(holder: Site) -> Iterator[Problem]:
    """``ValidateConfigMap``."""
    yield from keys("data", holder)
    yield from keys("binaryData", holder)
    for key in holder.mapping("data"):
        if key in holder.mapping("binaryData"):
            yield holder.problem(
                "duplicate-entry",
                ("data", key),
                f"键 {key} 在 data 和 binaryData 里都有：只保留一处",
                f"the key {key} is in data and in binaryData: keep one",
                anchor=Anchor.KEY,
                also=(Also((*holder.path, "binaryData", key), Text("也在这里", "also here"), Anchor.KEY),),
            )
    size = sum(_length(value) for value in holder.mapping("data").values())
    yield from within_limit(holder, "data", size + _decoded_length(holder.mapping("binaryData")))


def secret(holder: Site) -> Iterator[Problem]:
    """``ValidateSecret``, apart from what the type of the Secret asks for; stringData goes over data."""
    yield from keys("data", holder)
    yield from keys("stringData", holder)
    plain = holder.mapping("stringData")
    rest = {key: value for key, value in holder.mapping("data").items() if key not in plain}
    size = sum(_length(value) for value in plain.values()) + _decoded_length(rest)
    yield from within_limit(holder, "stringData" if plain else "data", size)


def within_limit(holder: Site, field: str, size: int) -> Iterator[Problem]:
    """All values together have at most 1 MiB."""
    if size > MOST:
        yield holder.problem(
            "out-of-range",
            field,
            f"内容共有 {size} 字节，最多 {MOST} 字节（1 MiB）：拆成几个对象，或改用卷",
            f"this holds {size} bytes, at most {MOST} (1 MiB) are possible: split it, or use a volume",
            anchor=Anchor.KEY,
        )


def _length(value: Any) -> int:
    return len(value.encode(errors="replace")) if isinstance(value, str) else 0


def _decoded_length(values: Mapping[str, Any]) -> int:
    """Bytes behind base64; what is none counts for nothing, the decoder refuses it."""
    return sum(len(decoded(value) or b"") for value in values.values() if isinstance(value, str))


TABLES = Tables(
    rules=(INVALID_KEY,),
    checks={"core.v1.ConfigMap": (config_map,), "core.v1.Secret": (secret,)},
)
