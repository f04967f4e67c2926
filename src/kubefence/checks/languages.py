"""Texts that are called YAML and are of another language, which is the mistake, whatever a parser stumbles over."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kubefence.findings import Text

_COMMAND = re.compile(
    r"(?:[$#] )?(?:sudo )?"
    r"(?:kubectl|helm|kustomize|kubeadm|kind|minikube|docker|crictl|curl|wget|cat|echo|export|apt-get|git|cd|mkdir)"
    r"(?: [^:]*| .*<<.*| .*://.*)?"
)
"""A line of a shell; ``kind: Pod`` is none."""
_ADDED = re.compile(r"\+\s*\S")
_SHELL = Text(
    "这是 shell 命令；把代码块的语言改为 bash，其中的 here-document 也会被核对",
    "these are shell commands; give the block the language bash, and here-documents in it are checked, too",
)
_DIFF = Text(
    '这是 diff；把代码块的语言改为 diff，显示的是整份清单时，再加上 skip="原因"',
    'this is a diff; give the block the language diff, with skip="reason" if it shows a whole manifest',
)


def other_than_yaml(lines: Iterable[str]) -> Text | None:
    """What a text, given by its lines, is instead of YAML."""
    first = ""
    for line in lines:
        if line.strip() and not first:
            first = line.rstrip()
            if _COMMAND.fullmatch(first):
                return _SHELL
        if _ADDED.match(line):  # no line of YAML begins so, but in a text of several lines
            return _DIFF
    return None
