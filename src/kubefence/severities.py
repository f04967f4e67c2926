"""How severe the findings of a rule are where the configuration says so, instead of the rule itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kubefence.findings import Finding, Severity, Text
from kubefence.nearest import suggestion

OFF = "off"
STYLE = "yamllint:"
"""What ids of rules about style begin with."""
LEVELS = (*(severity.value for severity in Severity), OFF)
"""What the option may say of a rule."""
FIXED = frozenset(
    {
        *("alias-bomb", "barred-file", "barred-snippet", "include-bomb", "internal-error", "no-blocks", "not-utf8"),
        *("too-deep", "too-intricate", "too-large", "unreadable-file"),
    }
)
"""Rules of what was not looked at at all, or must not be: nobody can know what would be accepted with them."""


def weighed(findings: Iterable[Finding], levels: Mapping[str, str]) -> Iterator[Finding]:
    """The findings, as severe as ``levels`` has it by rule, without those that are off."""
    for finding in findings:
        level = levels.get(finding.rule)
        if level is None:
            yield finding
        elif level != OFF:
            yield finding._replace(severity=Severity(level))


def unfit(rule: str, known: Iterable[str]) -> Text | None:
    """Why the severity of this rule cannot be said, None where it can; ``known`` are the rules that there are."""
    if rule in FIXED:
        return Text(
            f"{rule} 是没能核对或不许读取的，它的严重程度不能改；用 exclude 排除那些文件",
            f"{rule} is about what was not looked at, so its severity is fixed; leave such files out with exclude",
        )
    names = sorted(known)
    if rule in names or rule.startswith(STYLE):
        return None
    zh, en = suggestion(rule, names, 0.5)
    return Text(f"没有规则 {rule!r:.60}{zh}", f"there is no rule {rule!r:.60}{en}")
