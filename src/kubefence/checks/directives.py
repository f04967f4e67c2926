"""The fence options: what ``skip`` and ``expect`` take away, and when options are wrong themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from kubefence.blocks import Block, Directives, options_of
from kubefence.findings import Finding, Severity, Text
from kubefence.nearest import nearest, suggestion
from kubefence.versions import Version, spoken

_EITHER = (("skip", "expect"), ("skip", "k8s"), ("fragment", "patch"), ("output", "patch"))
"""Options that contradict each other."""


def malformed(block: Block, rules: AbstractSet[str]) -> Iterator[Finding]:
    """What is wrong with the options themselves."""
    given = block.directives
    for name, value in given._asdict().items():
        if value is not None and (not any(map(str.isalnum, value)) or value == name):  # dots tell a reader nothing
            yield _at_opener(
                block,
                "option-without-text",
                Text(f'{name} 要写内容：{name}="…"', f'{name} needs a text: {name}="…"'),
            )
    for name in block.repeated:
        zh, en = f"{name} 写了不止一次，只有最后一次算数；只留一个", f"{name} is given more than once, keep one"
        yield _at_opener(block, "conflicting-options", Text(zh, f"{en}: only the last one counts"))
    for one, other in _EITHER:
        if getattr(given, one) and getattr(given, other):
            said = Text(f"{one} 与 {other} 只能写一个", f"write either {one} or {other}, not both")
            yield _at_opener(block, "conflicting-options", said)
    if given.expect and given.expect.strip() and given.expect not in (*rules, "expect"):
        zh, en = suggestion(given.expect, rules, 0.5)
        yield _at_opener(
            block,
            "unknown-rule",
            Text(f"没有名为 {given.expect} 的规则{zh}", f"there is no rule {given.expect}{en}"),
        )
    yield from _misspelled(block)


def _misspelled(block: Block) -> Iterator[Finding]:
    ours = options_of(block.language)
    for name in sorted(block.options - {block.language}):
        near = nearest(name.lower(), Directives._fields, 0.75)
        if not near or name.startswith("data-"):  # such attributes are for scripts of the site
            continue
        if name == near == "skip":  # in a fence that the site renders in its own way
            text = Text("这种代码块没有选项 skip；删掉它", "such blocks have no option skip; remove it")
        elif near in ours:
            text = Text(f"没有选项 {name}；是不是 {near}？", f"there is no option {name}; did you mean {near}?")
        else:
            text = Text(
                f"选项 {near} 只用于 yaml 和 shell 代码块；删掉 {name}",
                f"the option {near} is for yaml and shell blocks only; remove {name}",
            )
        yield _at_opener(block, "misspelled-option", text)


def applied(block: Block, findings: Sequence[Finding], versions: Sequence[Version]) -> list[Finding]:
    """The findings of a block once its ``skip`` or ``expect`` has had its effect."""
    if block.directives.skip:
        return [] if findings else [_unused_skip(block)]
    if block.directives.expect:
        return _expected(block, block.directives.expect, findings, versions)
    return list(findings)


def _expected(block: Block, rule: str, findings: Sequence[Finding], versions: Sequence[Version]) -> list[Finding]:
    hits = [finding for finding in findings if finding.rule == rule]
    others = [finding for finding in findings if finding not in hits]
    met = {version for hit in hits for version in hit.versions or versions}
    if hits and met >= set(versions):
        return others
    missing = spoken(set(versions) - met)
    zh = f"在 {missing} 上没有" if hits else "没有"
    en = f" in {missing}" if hits else ""
    return [
        *others,
        _at_opener(
            block,
            "expectation-not-met",
            Text(
                f"这个错误示例{zh}违反 {rule}；改正示例或 expect",
                f"this wrong example does not break {rule}{en}; mend the example or its expect",
            ),
        ),
    ]


def wrong_lines(block: Block, findings: Sequence[Finding]) -> tuple[int, ...]:
    """The lines of a wrong example, counted from 0, at which it breaks the rule that it declares."""
    rule = block.directives.expect
    places = {(found.path, found.span.line) for found in findings if found.rule == rule} if rule else ()
    if not places:
        return ()
    lines = ((line, block.map.place(line, 0, line, 1)) for line in range(block.text.count("\n") + 1))
    return tuple(line for line, place in lines if (place.path, place.span.line) in places)


def _unused_skip(block: Block) -> Finding:
    return _at_opener(
        block,
        "unused-skip",
        Text("这个代码块本来就能通过核对；删掉 skip", "this block passes as it is; remove the skip"),
    )


def _at_opener(block: Block, rule: str, text: Text) -> Finding:
    return Finding(rule, Severity.ERROR, block.opener, text)
