"""Names of environment variables, as ``k8s.io/apimachinery/pkg/util/validation`` defines them."""

from __future__ import annotations

import re

from kubefence.findings import Text

_RELAXED = re.compile(r"[ -<>-~]+")
_STRICT = re.compile(r"[-._a-zA-Z][-._a-zA-Z0-9]*")


def env_name(text: str) -> Text | None:
    """Printable ASCII without ``=`` (``IsRelaxedEnvVarName``)."""
    if _RELAXED.fullmatch(text):
        return None
    return Text(
        "只能用可打印的 ASCII 字符，不能含有 =，也不能为空", "printable ASCII characters other than =, at least one"
    )


def strict_env_name(text: str) -> Text | None:
    """Letters, digits, ``_``, ``-`` and ``.``, no digit first (``IsEnvVarName``)."""
    if _STRICT.fullmatch(text) and text != "." and not text.startswith(".."):
        return None
    return Text(
        "只能用字母、数字、_、- 和 .，不能以数字或 .. 开头",
        "letters, digits, _, - and ., not starting with a digit or ..",
    )
