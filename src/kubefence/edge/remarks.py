"""The remark that readers see before a block that is wrong on purpose or could not be verified."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import NamedTuple

from kubefence.blocks import Directives
from kubefence.findings import Text
from kubefence.rules.engine import registry
from kubefence.seal import MARK

_WRONG = Text("错误示例：", "Wrong on purpose: ")
_SKIPPED = Text("未经验证：", "Not verified: ")


class Remark(NamedTuple):
    """What is said of a block."""

    text: str
    html: str


Title = Callable[[str], Text | None]
"""Id of a rule to what it is about, None where there is no such rule."""


def remark(
    directives: Directives, lang: str, address: Callable[[str], str | None], title: Title = registry.title
) -> Remark | None:
    """The remark on a block with these options; ``address`` gives the page of a rule, where there is one."""
    if directives.expect:
        known = title(directives.expect)
        said, link = known.in_(lang) if known else directives.expect, address(directives.expect)
        shown = f'<a href="{escape(link)}">{escape(said)}</a>' if link else escape(said)
        return _made("wrong", _WRONG.in_(lang), said, shown)
    if directives.skip:
        return _made("skipped", _SKIPPED.in_(lang), directives.skip, escape(directives.skip))
    return None


def _made(kind: str, label: str, said: str, shown: str) -> Remark:
    return Remark(label + said, f'<p class="{MARK} {MARK}--{kind}" data-search-exclude>{label}{shown}</p>')
