"""What the decoder refuses as a quantity (``resource.Quantity.UnmarshalJSON``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kubefence.findings import Text
from kubefence.formats import quantities
from kubefence.problems import Problem
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.rules.vocabulary.values import shown
from kubefence.yamldoc.document import Path

_POD = """\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: app
      image: registry.example.com/app:1.0.0
      resources:
        requests:
          memory: {memory}
"""

INVALID_QUANTITY = Rule(
    id="invalid-quantity",
    title=Text("数量写错了", "a quantity that is none"),
    why=Text(
        "CPU、内存、存储的数量是一个数加 Kubernetes 的单位（m、k、M、G、Ki、Mi、Gi 等），"
        "中间没有空格，也没有 MB、GB 这样的写法。读不懂的数量服务器在解码时就拒绝。",
        "An amount of CPU, memory or storage is a number and a unit of Kubernetes (m, k, M, G, Ki, Mi, Gi …) without "
        "a space; there is no MB or GB. The server refuses what it cannot read.",
    ),
    fix=Text(
        "改成数字加单位，如 500m、0.5、128Mi、1Gi。", "Write a number and a unit, such as 500m, 0.5, 128Mi or 1Gi."
    ),
    source="https://kubernetes.io/zh-cn/docs/reference/kubernetes-api/common-definitions/quantity/",
    wrong=_POD.format(memory="128MB"),
    right=_POD.format(memory="128Mi"),
)

_SLIPS = re.compile(r"\s*([0-9]{1,20}(?:\.[0-9]{1,20})?)\s*([A-Za-z]{0,5})\s*")
_MEANT = {
    "": "",
    "core": "",
    "cores": "",
    "cpu": "",
    **{f"{letter}{end}": letter if letter == "k" else letter.upper() for letter in "kmgtpe" for end in ("", "b")},
    **{f"{letter}i{end}": f"{letter.upper()}i" for letter in "kmgtpe" for end in ("", "b")},
}
"""Units as people write them, in lower case, to the unit that they mean."""


def readable(site: Site, at: Path, value: Any) -> Iterator[Problem]:
    """The value has to be a quantity."""
    if isinstance(value, str) and quantities.of(value) is None:
        meant = _meant(value)
        zh, en = (f"；是不是 {meant}？", f"; did you mean {meant}?") if meant else ("", "")
        what = quantities.WHAT
        yield site.problem(
            INVALID_QUANTITY.id,
            at,
            f"{at[-1]} 的数量 {shown(value)} 写得不对：{what.zh}{zh}",
            f"{at[-1]}: {shown(value)} is no quantity: {what.en}{en}",
        )


def _meant(text: str) -> str:
    found = _SLIPS.fullmatch(text)
    unit = _MEANT.get(found[2].lower()) if found else None
    return f"{found[1]}{unit}" if found and unit is not None else ""


TABLES = Tables(rules=(INVALID_QUANTITY,), types={"api.resource.Quantity": (readable,)})
