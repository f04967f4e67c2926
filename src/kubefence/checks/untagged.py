"""A manifest in a fence without a language: it is read as what it plainly is, and the author is told to write that."""

from __future__ import annotations

import re

from kubefence.blocks import Block
from kubefence.findings import Finding, Severity, Text
from kubefence.markdown.openers import nested_opener

_HEADS = ("apiVersion:", "kind:")
_KEY = re.compile(r"[\w.-]+:(?:\s|$)")


def read_as(block: Block) -> Block:
    """The block with the language that it should have; the block itself where that is not plain."""
    language = "" if block.language else _language(block)
    return block._replace(language=language, untagged=True) if language else block


def _language(block: Block) -> str:
    lines = block.text.split("\n")
    if not all(any(line.startswith(head) for line in lines) for head in _HEADS):
        return ""
    if nested_opener(block.text, block.fence, indented=False) is not None:
        return ""  # it was never closed
    if "<<" in block.text:
        return "bash"
    first = next(line for line in lines if line.strip() and not line.startswith(("#", "---")))
    return "yaml" if _KEY.match(first) else ""  # else an answer of the server, say, with its headers


def finding(block: Block) -> Finding:
    """That a block has no language, and which it was read as."""
    said = Text(
        f"这里有清单，但代码块没有标明语言；写成 ```{block.language}",
        f"there is a manifest in this block without a language; write ```{block.language}",
    )
    return Finding("untagged-manifest", Severity.NOTE, block.opener, said)
