"""What the decoder refuses in a field of bytes, such as ``data`` of a Secret (``illegal base64 data``)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kubefence.findings import Text
from kubefence.formats.base64_text import decoded
from kubefence.problems import Problem
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.rules.vocabulary.values import shown
from kubefence.yamldoc.document import Path

_SECRET = """\
apiVersion: v1
kind: Secret
metadata:
  name: database
{field}:
  password: s3cr3t
"""

INVALID_BASE64 = Rule(
    id="invalid-base64",
    title=Text("不是 base64", "not base64"),
    why=Text(
        "Secret 的 data、ConfigMap 的 binaryData 和各种 caBundle 存的是字节，在 YAML 里必须写成 base64；"
        "写明文时服务器在解码时就拒绝，或者把它当作别的内容。",
        "data of a Secret, binaryData of a ConfigMap and every caBundle hold bytes, which YAML can only give as "
        "base64. The server refuses plain text there, or takes it for something else.",
    ),
    fix=Text(
        "用 base64 编码（echo -n 内容 | base64）；Secret 的明文可以改写到 stringData。",
        "Encode it (echo -n text | base64); plain text of a Secret can go into stringData instead.",
    ),
    source="https://kubernetes.io/zh-cn/docs/concepts/configuration/secret/#restriction-names-data",
    wrong=_SECRET.format(field="data"),
    right=_SECRET.format(field="stringData"),
)


def readable(site: Site, at: Path, value: Any) -> Iterator[Problem]:
    """The value has to be base64."""
    if isinstance(value, str) and decoded(value) is None:
        advice = _SECRET_ADVICE if site.definition == "core.v1.Secret" else _ADVICE
        yield site.problem(
            INVALID_BASE64.id,
            at,
            f"{at[-1]} 的值 {shown(value)} 不是 base64：{advice.zh}",
            f"{at[-1]}: {shown(value)} is not base64: {advice.en}",
            named=at[:-1],  # of an entry in a map the decoder names the map
        )


_ADVICE = Text("编码后再写", "encode it")
_SECRET_ADVICE = Text("编码后再写，或把明文写到 stringData", "encode it, or write plain text in stringData")

TABLES = Tables(rules=(INVALID_BASE64,), types={"format:byte": (readable,)})
