"""Files in volumes: where they lie and who may read them (``validateKeyToPath``, ``ValidateLocalNonReservedPath``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kubefence.findings import Text
from kubefence.formats.paths import descending_path
from kubefence.problems import Problem
from kubefence.rules.engine.model import FieldCheck, Rule, Site, Tables
from kubefence.rules.podspec.examples import with_volume
from kubefence.rules.vocabulary.mappings import required
from kubefence.rules.vocabulary.values import must_have_form
from kubefence.yamldoc.document import Path

LARGEST_MODE = 0o777
_OCTAL = re.compile(r"[0-7]?([0-7]{3})")
"""A mode without its 0; a fourth digit, of set-user-ID and the like, is not for files in volumes."""

FILE_MODE = Rule(
    id="file-mode-out-of-range",
    title=Text("文件权限超出 0777", "a file mode above 0777"),
    why=Text(
        "YAML 里 0644 是八进制，644 是十进制（等于八进制 1204）。权限只能在 0 到 0777 之间，API 服务器拒绝其他值。",
        "In YAML 0644 is octal, but 644 is decimal, which is 1204 in octal. A mode lies between 0 and 0777; "
        "the API server refuses the rest.",
    ),
    fix=Text("在前面加上 0，写成八进制：0644。", "Put a 0 before it, to make it octal: 0644."),
    source="https://kubernetes.io/zh-cn/docs/concepts/configuration/secret/#secret-files-permissions",
    wrong=with_volume("secret:\n  secretName: tls\n  defaultMode: 644\n"),
    right=with_volume("secret:\n  secretName: tls\n  defaultMode: 0644\n"),
)


def file_mode(site: Site, at: Path, value: Any) -> Iterator[Problem]:
    """Permission bits, which people write without the 0 that makes them octal."""
    if not isinstance(value, int) or isinstance(value, bool) or 0 <= value <= LARGEST_MODE:
        return
    found = _OCTAL.fullmatch(str(value))
    zh, en = (f"，是不是 0{found[1]}（八进制）？", f", did you mean 0{found[1]}, in octal?") if found else ("", "")
    yield site.problem(
        FILE_MODE.id,
        at,
        f"{at[-1]} 不能是 {value}，应在 0 到 0777（八进制）之间{zh}",
        f"{at[-1]} cannot be {value}, it has to lie between 0 and 0777 in octal{en}",
    )


def local_path(text: str) -> Text | None:
    """A relative path that does not begin with ``..`` (``ValidateLocalNonReservedPath``)."""
    wrong = descending_path(text)
    if wrong is None and text.startswith(".."):
        return Text("不能以 .. 开头", "it cannot start with ..")
    return wrong


below_volume: FieldCheck = must_have_form("invalid-format", local_path, empty=True)
_MODES = (
    "ConfigMapVolumeSource.defaultMode",
    "DownwardAPIVolumeSource.defaultMode",
    "ProjectedVolumeSource.defaultMode",
    "SecretVolumeSource.defaultMode",
    "DownwardAPIVolumeFile.mode",
    "KeyToPath.mode",
)
_PATHS = ("DownwardAPIVolumeFile.path", "KeyToPath.path")

TABLES = Tables(
    rules=(FILE_MODE,),
    checks={
        "core.v1.KeyToPath": (required("key", "path"),),
        "core.v1.SecretVolumeSource": (required("secretName"),),
        "core.v1.ConfigMapVolumeSource": (required("name"),),
    },
    fields={
        **{f"core.v1.{field}": (file_mode,) for field in _MODES},
        **{f"core.v1.{field}": (below_volume,) for field in _PATHS},
    },
)
