"""Notes on rules about custom resources: what of them can be known, and what cannot."""

from __future__ import annotations

from kubefence.catalog.note import Note, fenced
from kubefence.findings import Severity, Text

_ROCKET = "apiVersion: space.example.com/v1\nkind: Rocket\nmetadata:\n  name: saturn\n"

NOTES = {
    "unchecked-kind": Note(
        why=Text(
            "定制资源的模式在它的 CRD 里。不认识 CRD 时，只能核对每个对象都有的部分：名称、标签、注解。",
            "The schema of a custom resource is in its CRD. Without that only what every object has can be checked: "
            "names, labels, annotations.",
        ),
        fix=Text(
            "把 CRD 放在同一页，或用 crds 选项指出 CRD 的文件；类型拼错就改正。",
            "Show the CRD on the page, or name its file with the option crds; mend the kind where it is misspelled.",
        ),
        wrong=fenced(_ROCKET),
        right=fenced(_ROCKET, 'yaml skip="rockets"'),
        severity=Severity.NOTE,
    ),
}
