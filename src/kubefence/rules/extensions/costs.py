"""What the expressions of a schema may cost, each and together (``getExpressionCost``, ``TotalCost``)."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence import cel
from kubefence.problems import Problem
from kubefence.rules.extensions import sizes
from kubefence.rules.extensions.celtypes import declared
from kubefence.rules.extensions.documentation import COSTLY
from kubefence.schema.custom import tree
from kubefence.schema.custom.tree import Schema
from kubefence.yamldoc.document import Path

MOST, MOST_TOGETHER = 10_000_000, 100_000_000
"""``StaticEstimatedCostLimit`` and ``StaticEstimatedCRDCostLimit``."""
_MARGIN = 1.25
"""What is little more than a limit is let pass: the server's estimate is not known to the last digit."""


class Budget:
    """What the expressions of one schema cost, as they are met; one that is too costly by itself is not added."""

    def __init__(self) -> None:
        self.spent = 0

    def rule(self, rule: Schema, schema: Schema, path: Path, resource: bool, many: int | None) -> Iterator[Problem]:
        """What is too costly in a rule for something that there may be ``many`` times, None for any number."""
        kind = declared(schema, resource=resource)
        if kind is None:
            return
        often = sizes.REQUEST // (sizes.least(schema) + 1) if many is None else many
        for field, times in (("rule", often), ("messageExpression", 1)):
            cost = cel.at_least(tree.text(rule, field), {"self": kind, "oldSelf": kind}) * times
            if cost <= MOST * _MARGIN:
                self.spent += cost
            else:
                zh = f"最坏情况下的开销约为上限的 {cost // MOST} 倍，值的大小没有足够的限制"
                en = f"in the worst case it costs about {cost // MOST} times the limit, for lack of bounds"
                yield tree.problem(COSTLY.id, (*path, field), zh, en)

    def overdrawn(self, path: Path) -> Iterator[Problem]:
        """The problem that all expressions together cost too much."""
        if self.spent > MOST_TOGETHER * _MARGIN:
            times = self.spent // MOST_TOGETHER
            zh = f"所有校验规则在最坏情况下的开销合计约为上限的 {times} 倍，值的大小没有足够的限制"
            en = f"in the worst case all rules together cost about {times} times the limit, for lack of bounds"
            yield tree.problem(COSTLY.id, path, zh, en)
