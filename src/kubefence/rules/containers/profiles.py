"""Seccomp and AppArmor profiles, of containers and of whole Pods."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.findings import Text
from kubefence.formats.paths import descending_path
from kubefence.formats.white_space import trimmed
from kubefence.problems import Problem
from kubefence.rules.engine.model import Check, Site, Tables
from kubefence.rules.vocabulary.mappings import required
from kubefence.rules.vocabulary.values import Form, shown

_PROFILE_LENGTH = 4095
_FIELD = "localhostProfile"


def app_armor_name(text: str) -> Text | None:
    """A profile that is loaded on the node (``ValidateAppArmorProfileField``)."""
    if text != trimmed(text):
        return Text("首尾不能有空白", "no white space around it")
    if not text:
        return Text("不能为空", "it cannot be empty")
    if len(text.encode()) > _PROFILE_LENGTH:
        return Text(f"不超过 {_PROFILE_LENGTH} 字节", f"at most {_PROFILE_LENGTH} bytes")
    return None


def local_profile(form: Form) -> Check:
    """A profile of the node is named if, and only if, the type is Localhost."""

    def check(profile: Site) -> Iterator[Problem]:
        kind, name = profile.text("type"), profile.value.get(_FIELD)
        if kind == "Localhost" and name is None:
            yield from profile.missing(_FIELD, "type 为 Localhost 时要写它", "it is needed where the type is Localhost")
        elif kind not in ("Localhost", "") and name is not None:
            yield profile.problem(
                "forbidden-field",
                _FIELD,
                f"type 为 {kind} 时不能写 {_FIELD}，只有 Localhost 才有",
                f"with the type {kind} there is no {_FIELD}, only with Localhost",
            )
        elif kind == "Localhost" and isinstance(name, str):
            wrong = form(name)
            if wrong:
                zh, en = f"{_FIELD} {shown(name)} 的写法不对：{wrong.zh}", f"{_FIELD} {shown(name)}: {wrong.en}"
                yield profile.problem("invalid-format", _FIELD, zh, en)

    return check


TABLES = Tables(
    checks={
        "core.v1.SeccompProfile": (required("type"), local_profile(descending_path)),
        "core.v1.AppArmorProfile": (required("type"), local_profile(app_armor_name)),
    },
)
