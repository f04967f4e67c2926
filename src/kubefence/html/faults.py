"""What an element must not be or do on a page: run script, load from another host, be what is not allowed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kubefence.findings import Text
from kubefence.html import addresses, css, names
from kubefence.html.allowed import Allowed
from kubefence.html.dom import Element
from kubefence.html.rules import HOST, RAW, SCRIPT

_JAVASCRIPT = re.compile(r"|module|importmap|speculationrules|(?:text|application)/(?:x-)?(?:java|ecma|live|j)script.*")
_STYLED = re.compile(r"url|src|image|@|\\", re.IGNORECASE)
UNCLOSED = "/"
"""Stands before the tag of an element whose end is missing, and alone for an end that is too much."""


class Fault(NamedTuple):
    """What is wrong with an element, or with one of its attributes."""

    rule: str
    tag: str
    text: Text
    attribute: str = ""
    value: str = ""
    certain: bool = True
    """False for what an extension may have made: it is a fault only where the author has written it."""


def running(element: Element) -> Iterator[Fault]:
    """What of an element runs script."""
    tag, attributes = element.tag, element.attributes
    if tag == "script" and _JAVASCRIPT.fullmatch(attributes.get("type", "").strip().lower()):
        yield Fault(
            SCRIPT, tag, Text("页面里不能有脚本；删掉 <script>", "a page has no script of its own; remove <script>")
        )
    yield from handlers(element)


def handlers(element: Element) -> Iterator[Fault]:
    """Attributes of an element that run script: those for events, and addresses that are script."""
    tag = element.tag
    for name, value in element.attributes.items():
        if name.lower().startswith("on"):
            text = Text(f"属性 {name} 会运行脚本；删掉它", f"the attribute {name} runs script; remove it")
            yield Fault(SCRIPT, tag, text, name, value)
        elif name in names.ADDRESSES and any(map(addresses.runs_script, _listed(name, value))):
            text = Text("这个地址会运行脚本；改成普通链接", "this address runs script; write a plain link")
            yield Fault(SCRIPT, tag, text, name, value)


def _listed(attribute: str, value: str) -> list[str]:
    """The addresses in an attribute; SVG animates through several."""
    return value.split(";") if attribute == "values" else [value]


def leaving(element: Element) -> Iterator[Fault]:
    """What an element would load from another host."""
    for name, address in _loaded(element):
        host = addresses.elsewhere(address)
        if host:
            yield Fault(HOST, element.tag, from_elsewhere(host), name, element.attributes.get(name, ""))


def from_elsewhere(host: str) -> Text:
    """What to say of something that is loaded from ``host``."""
    return Text(
        f"会从别处（{host}）加载；把文件存进仓库，用相对路径引用",
        f"this is loaded from elsewhere ({host}); store the file in the repository and refer to it by a relative path",
    )


def _loaded(element: Element) -> Iterator[tuple[str, str]]:
    """Attributes with the addresses that a browser loads because of them; "" stands for the element's text."""
    tag, attributes = element.tag, element.attributes
    saying = tag == "link" and not set(attributes.get("rel", "").lower().split()) - names.SAYING
    for name, value in attributes.items():
        if name in names.SETS:
            yield from ((name, address) for address in addresses.candidates(value))
        elif name in names.LOADING:
            if not (saying or (tag in names.FOLLOWED and name != "ping")):
                yield name, value
        elif _STYLED.search(value) and "(" in value:  # style, and in SVG fill, filter and many more
            yield from ((name, address) for address in css.addresses(value))
    if tag == "style" and _STYLED.search(element.text):
        yield from (("", address) for address in css.addresses(element.text))


def forbidden(element: Element, allowed: Allowed) -> Iterator[Fault]:
    """What of an element is not on the allow-list."""
    tag = element.tag
    if tag == "script" and any(fault.attribute == "" for fault in running(element)):
        return
    if not allowed.element(tag):
        yield Fault(RAW, tag, _not_allowed(tag), certain=tag in names.ACTIVE)
        return
    others = [name for name in element.attributes if not (name.startswith("on") or allowed.attribute(tag, name))]
    if others:
        yield Fault(RAW, tag, _not_listed(tag, others), others[0], element.attributes[others[0]], certain=False)
    for name in ("src", "href"):
        value = element.attributes.get(name, "")
        if addresses.scheme(value) == addresses.INLINE and allowed.attribute(tag, name):
            text = Text(
                "内容写在地址里（data:），无法核对；存成文件再引用",
                "the content stands in the address (data:), where nothing checks it; store it as a file",
            )
            yield Fault(RAW, tag, text, name, value)


def _not_listed(tag: str, attributes: list[str]) -> Text:
    listed, entry = ", ".join(attributes), f"{tag}[{' '.join(attributes)}]"
    return Text(
        f"不允许的属性 {listed}；删掉它，或在 allow_html 里列出 {entry}",
        f"what a page may not write: {listed}; remove it, or list {entry} in allow_html",
    )


def _not_allowed(tag: str) -> Text:
    if tag == "pre":
        return Text(
            "代码写成 ``` 代码块，不要用 <pre>：那里的内容不会被核对",
            "write code as a fence, not in <pre>, where nothing checks it",
        )
    if tag not in names.ACTIVE | names.OTHERS:
        return Text(
            f"<{tag}> 会被当成 HTML，读者看不到它；写成代码：`<{tag}>`",
            f"<{tag}> is taken for HTML, so that no reader sees it; write it as code: `<{tag}>`",
        )
    return Text(
        f"不允许的 HTML 元素 <{tag}>；用 Markdown 写，或在 allow_html 里列出它",
        f"<{tag}> is not among the HTML that a page may have; write Markdown, or list it in allow_html",
    )


def unbalanced(tag: str) -> Fault:
    """An element that is never closed, or with "" an end tag too many; `Fault.attribute` stays empty."""
    if tag:
        return Fault(
            RAW, UNCLOSED + tag, Text(f"<{tag}> 没有结束；补上 </{tag}>", f"<{tag}> is never closed; add </{tag}>")
        )
    return Fault(RAW, UNCLOSED, Text("多了一个结束标签；删掉它", "there is an end tag too many; remove it"))


def of_element(element: Element, allowed: Allowed) -> Iterator[Fault]:
    """All faults of an element that stands in the content of a page, the worst first."""
    yield from running(element)
    yield from leaving(element)
    yield from forbidden(element, allowed)


def told(found: Iterable[Fault]) -> list[Fault]:
    """Of the faults of one element those to tell: script, else that it must go, else what is wrong within it."""
    every = list(found)
    worst = [fault for fault in every if fault.rule == SCRIPT] or [fault for fault in every if not fault.attribute]
    by_attribute = {fault.attribute: fault for fault in reversed(worst or every)}
    return sorted(by_attribute.values(), key=every.index)
