"""Jobs: which indexes are enough for success (``validateSuccessPolicy``)."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.findings import Text
from kubefence.formats.go_integer import integer
from kubefence.problems import Problem
from kubefence.rules.engine.model import Site, Tables
from kubefence.rules.vocabulary.values import shown
from kubefence.rules.workloads.job_modes import completions_of

MOST_RULES, LONGEST_INDEXES = 20, 64 * 1024


def policy(spec: Site) -> Iterator[Problem]:
    """Rules that name indexes, or a number of them, within the completions."""
    found = spec.child("successPolicy")
    if found is None or spec.text("completionMode") != "Indexed":
        return
    if found.value.get("rules") == []:
        yield found.problem("missing-field", "rules", "至少要有一条规则", "at least one rule is needed")
    if len(found.items("rules")) > MOST_RULES:
        yield found.problem(
            "out-of-range", "rules", f"最多 {MOST_RULES} 条规则", f"there can be at most {MOST_RULES} rules"
        )
    completions = completions_of(spec)
    for rule in found.children("rules") if completions is not None else ():
        yield from _rule(rule, completions or 0)


def _rule(rule: Site, completions: int) -> Iterator[Problem]:
    indexes, count = rule.value.get("succeededIndexes"), rule.number("succeededCount")
    if indexes is None and not rule.has("succeededCount"):
        yield rule.problem(
            "missing-field",
            (),
            "规则要写 succeededCount 或 succeededIndexes",
            "a rule needs succeededCount or succeededIndexes",
        )
    most, of = completions, ("completions", "completions")
    if isinstance(indexes, str):
        total = counted(indexes, completions)
        if isinstance(total, Text):
            yield rule.problem(
                "invalid-format",
                "succeededIndexes",
                f"{shown(indexes)} 的写法不对：{total.zh}",
                f"{shown(indexes)}: {total.en}",
            )
        elif total < most:
            most, of = total, ("succeededIndexes 的个数", "the number of succeededIndexes")
    if count is not None and not 0 <= count <= most:
        yield rule.problem(
            "out-of-range",
            "succeededCount",
            f"succeededCount 不能是 {count}，应在 0 到 {most} 之间（{of[0]}）",
            f"succeededCount cannot be {count}, it has to lie between 0 and {most} ({of[1]})",
        )


def counted(indexes: str, completions: int) -> int | Text:
    """``validateIndexesFormat``: how many indexes ``0,2-4`` are, or what is wrong with it."""
    if len(indexes) > LONGEST_INDEXES:
        return Text(f"不超过 {LONGEST_INDEXES} 个字符", f"at most {LONGEST_INDEXES} characters")
    total, last = 0, None
    for interval in indexes.split(",") if indexes else ():
        ends = [integer(end) for end in interval.split("-")]
        low, high = ends[0], ends[-1]
        if low is None or high is None or len(ends) > 2:
            return Text("应为用逗号隔开的索引或区间，如 0,2-4", "it has to be indexes or ranges, such as 0,2-4")
        if high >= completions or low >= completions:
            return Text(f"索引应小于 completions {completions}", f"indexes are below the completions, {completions}")
        if (len(ends) == 2 and low >= high) or (last is not None and last >= low):
            return Text("索引要从小到大排列", "indexes have to be in ascending order")
        total, last = total + high - low + 1, high
    return total


TABLES = Tables(checks={"batch.v1.JobSpec": (policy,)})
