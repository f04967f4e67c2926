"""The rules that a site may ask its pages to keep, by their ids."""

from __future__ import annotations

from collections.abc import Iterable

from kubefence.errors import Unusable
from kubefence.nearest import suggestion

SCRIPT, RAW, HOST = "script-in-page", "raw-html", "other-host"
RULES = (SCRIPT, RAW, HOST)


def chosen(rules: Iterable[str]) -> frozenset[str]:
    """The rules that are asked for; raises `Unusable` for one that there is not."""
    asked = frozenset(rules)
    for rule in sorted(asked.difference(RULES)):
        (zh, en), known = suggestion(rule, RULES, 0.6), ", ".join(RULES)
        raise Unusable(
            f"page_rules 没有 {rule!r:.60}；可用的是 {known}{zh}",
            f"page_rules has no {rule!r:.60}; there are {known}{en}",
        )
    return asked
