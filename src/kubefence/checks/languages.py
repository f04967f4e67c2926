"""Texts that are called YAML and are of another language, which is the mistake, whatever a parser stumbles over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kubefence.findings import Finding, Severity, Text
from kubefence.positions import TextMap


class Other(NamedTuple):
    """What a text is instead."""

    language: str
    text: Text
    """What to say of it."""

    def finding(self, rule: str, text: str, source: TextMap) -> Finding:
        """That a text is this, told at its first line."""
        number, line = next((number, line) for number, line in enumerate(text.split("\n")) if line.strip())
        return Finding(rule, Severity.NOTE, source.place(number, 0, number, len(line.rstrip())), self.text)


_PROGRAMS = r"kubectl|helm|kustomize|kubeadm|minikube|docker|crictl|curl|wget"
_WORDS = r"kind|cat|echo|export|apt-get|git|cd|mkdir"
_COMMAND = re.compile(
    rf"(?P<prompt>[$#] ?)?(?:sudo )?(?:(?:{_PROGRAMS})(?: (?:[^:]*|[^\s:]+ .*|.*://.*))?|(?:{_WORDS})(?: [^:]*| .*<<.*| .*://.*)?)"
)
"""A line of a shell; ``kind: Pod`` is none."""
_KEY = re.compile(r"\s*(?:- )*[\w.-]+:(?:\s|$)")
_ADDED = re.compile(r"\+\s*\S")
_TABLE = re.compile(r"(?:NAME|NAMESPACE|LAST SEEN)(?: {2,}[A-Z][A-Z0-9() -]*)+")
_TYPED = re.compile(r"\$ [\w./-]+(?: .*)?")
_SET = re.compile(r"[A-Za-z_]\w*=.*")
_SECTION = re.compile(r"\[\[?[\w.\"-]+\]\]?")
_DRAWN = re.compile(r"[\s│]*[├└]──")


def _shell(language: str) -> Other:
    zh = f"这是 shell 命令；把代码块的语言改为 {language}，其中的 here-document 也会被核对"
    en = f"these are shell commands; give the block the language {language}, and here-documents in it are checked, too"
    return Other(language, Text(zh, en))


_SHELL, _CONSOLE = _shell("bash"), _shell("console")
_DIFF = Other(
    "diff",
    Text(
        '这是 diff；把代码块的语言改为 diff，显示的是整份清单时，再加上 skip="原因"',
        'this is a diff; give the block the language diff, with skip="reason" if it shows a whole manifest',
    ),
)
_OUTPUT = Other(
    "text",
    Text(
        "这是命令打印的内容，不是 YAML；把代码块的语言改为 text",
        "this is what a command printed, not YAML; give the block the language text",
    ),
)
_TOML = Other(
    "toml",
    Text("这是 TOML，不是 YAML；把代码块的语言改为 toml", "this is TOML, not YAML; give the block the language toml"),
)
_TREE = Other(
    "text",
    Text(
        "这是画出来的目录，不是 YAML；把代码块的语言改为 text",
        "this is a drawing of folders, not YAML; give the block the language text",
    ),
)


def other_than_yaml(lines: Sequence[str]) -> Other | None:
    """What a text, given by its lines, is instead of YAML."""
    first = ""
    for line in lines:
        if line.strip() and not first:
            first = line.strip()
            found = _COMMAND.fullmatch(first)
            # behind a comment that names a command stands YAML, behind the prompt of root what it printed
            if found and not ((found["prompt"] or "").startswith("#") and any(map(_KEY.match, lines))):
                return _CONSOLE if found["prompt"] else _SHELL
            if _TYPED.fullmatch(first):
                return _CONSOLE
            if _SET.fullmatch(first) and any(map(_COMMAND.fullmatch, lines)):
                return _SHELL
            if _SECTION.fullmatch(first) and any(" = " in each for each in lines):
                return _TOML
            if _TABLE.fullmatch(first):
                return _OUTPUT
        if _ADDED.match(line):  # no line of YAML begins so, but in a text of several lines
            return _DIFF
        if _DRAWN.match(line):
            return _TREE
    return None
