"""Terms are explained where a page first uses them: a link to the glossary that says what the term means.

Only running text has them: in headings, questions, tables, code and links a term is no place to stop at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from html import escape

from studybook.terms.glossary import Term

_COMMON = """\
Pod、Deployment、Job、CronJob、etcd、kubelet、Secret、ConfigMap、API 服务器、控制平面、节点、服务、端点、卷、\
标签、注解、控制器、命名空间、工作负载、调度器、请求、限制、过滤、打分、驱逐、扩缩、审计、悬决、干扰、抢占、租约、宽限期、监视、监听"""
COMMON = frozenset(_COMMON.split("、"))
"""What every page says, or what means other things as well: tags of images, the control plane of a mesh, a filter."""
OTHER = ("选主机", "会话亲和性")
"""Words that have the letters of a term in them, and are none."""
AN_END = '<h2 id="参考资料"'
_TAG = re.compile(r"""(<!--.*?-->|<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>)""", re.DOTALL)
_NAME = re.compile(r"<(/?)([a-z][a-z0-9]*)")
_VOID = frozenset(("br", "hr", "img", "input", "wbr"))
_TEXT = frozenset(("p", "li"))
_NOT = re.compile("a|abbr|button|code|figure|h[1-6]|kbd|pre|script|style|summary|svg|table")
_NOT_CLASS = re.compile(r'\sclass="[^"]*\b(?:choice|ordering|item|proof|proof-seal|admonition-title|footnote)\b')
"""Questions to answer without help, what the build says of an example, titles."""


class Explainer:
    """Explains terms of a glossary."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms: Mapping[str, Term] = {form: term for term in terms for form in term.forms if form not in COMMON}
        longest_first = sorted((*self._terms, *OTHER), key=lambda form: (-len(form), form))
        self._form = re.compile("|".join(map(_bounded, longest_first)))

    def explained(self, html: str, page: str, address: Callable[[str], str]) -> str:
        """The content of a page with its terms; ``address`` is that of an anchor of the glossary, seen from there."""
        body, end, rest = html.partition(AN_END)
        known = {term for term in self._terms.values() if term.page == page}
        parts = _TAG.split(body)
        stack: list[tuple[str, bool]] = []
        for at, part in enumerate(parts):
            if at % 2:
                _step(stack, part)
            elif _running(stack):
                parts[at] = self._form.sub(lambda found: self._linked(found[0], known, address), part)
        return "".join(parts) + end + rest

    def _linked(self, form: str, known: set[Term], address: Callable[[str], str]) -> str:
        term = self._terms.get(form)
        if term is None or term in known:
            return form
        known.add(term)
        return f'<a class="term" href="{escape(address(term.anchor))}" title="{escape(term.said)}">{form}</a>'


def with_anchors(html: str, anchors: Mapping[str, str]) -> str:
    """The content of the glossary, in which each row can be linked to."""

    def named(row: re.Match[str]) -> str:
        anchor = anchors.get(_TAG.sub("", row[2]).strip())
        return f'<tr id="{anchor}">{row[1]}{row[2]}' if anchor else row[0]

    return re.sub(r"<tr>(\s*<td[^>]*>)(.*?)(?=</td>)", named, html, flags=re.DOTALL)


def _bounded(form: str) -> str:
    """The pattern of a form; Latin words stand for themselves, not within others, paths or addresses."""
    before = r"(?<![A-Za-z0-9_./-])" if form[0].isascii() else ""
    after = r"(?![A-Za-z0-9_/-]|\.[A-Za-z0-9_])" if form[-1].isascii() else ""
    return before + re.escape(form) + after


def _step(stack: list[tuple[str, bool]], tag: str) -> None:
    """What surrounds the text behind a tag: names of elements, and whether terms have no place in them."""
    if not (found := _NAME.match(tag)) or found[2] in _VOID or tag.endswith("/>"):
        return
    if not found[1]:
        stack.append((found[2], bool(_NOT.fullmatch(found[2]) or _NOT_CLASS.search(tag))))
    elif any(name == found[2] for name, _ in stack):
        while stack.pop()[0] != found[2]:
            pass


def _running(stack: list[tuple[str, bool]]) -> bool:
    return not any(outside for _, outside in stack) and any(name in _TEXT for name, _ in stack)
