"""Texts that are called YAML and are of another language, which is the mistake, whatever a parser stumbles over."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
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
_SPOKEN = re.compile(r"(?:echo|printf) [\"'].*")
"""What no key of a mapping begins with, though it reads as one: ``echo "kind: Pod``."""
_FENCE = re.compile(r"\s*(?:`{3,}|~{3,})")
_TYPED = re.compile(r"\$ [\w./-]+(?: .*)?")
_SET = re.compile(r"[A-Za-z_]\w*=.*")
_SETTING = re.compile(r"[\w.@/*\[\]-]+=.*")
_SECTION = re.compile(r"\[\[?[\w.\"-]+\]\]?")
_DESCRIBED, _SAID = re.compile(r"[A-Z][A-Za-z ]*:(?: {2,}.*)?"), re.compile(r" *[A-Z][A-Za-z ]*: {2,}\S.*")
"""How ``kubectl describe`` begins, and how it puts values beside each other."""
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
_SETTINGS = Other(
    "properties",
    Text(
        "这是 键=值 的设置，不是 YAML；把代码块的语言改为 properties",
        "these are settings like key=value, not YAML; give the block the language properties",
    ),
)
_MARKDOWN = Other(
    "markdown",
    Text(
        "这里显示的是 Markdown，不是 YAML；把外层代码块的语言改为 markdown",
        "this shows Markdown, not YAML; give the outer block the language markdown",
    ),
)
_TREE = Other(
    "text",
    Text(
        "这是画出来的目录，不是 YAML；把代码块的语言改为 text",
        "this is a drawing of folders, not YAML; give the block the language text",
    ),
)


def speaks(text: str) -> bool:
    """Whether a text that may read as YAML says at once that it is a command."""
    return _SPOKEN.match(text.lstrip("\n")) is not None


def other_than_yaml(lines: Sequence[str]) -> Other | None:
    """What a text, given by its lines, is instead of YAML."""
    first = next((line.strip() for line in lines if line.strip()), "")
    begun = next((other for begins, other in _BY_FIRST_LINE if begins(first, lines)), None)
    return begun or next((other for line in lines for sign, other in _BY_ANY_LINE if sign.match(line)), None)


def _is_typed(first: str, lines: Sequence[str]) -> bool:
    """Whether it is a session: behind a comment that names a command stands YAML, behind root's prompt its output."""
    found = _COMMAND.fullmatch(first)
    prompt = found["prompt"] or "" if found else ""
    if prompt.startswith("#"):
        return not any(map(_KEY.match, lines))
    return bool(prompt) or _TYPED.fullmatch(first) is not None


def _is_command(first: str, lines: Sequence[str]) -> bool:
    found = _COMMAND.fullmatch(first)
    if found:
        return not found["prompt"]
    begun = _SPOKEN.match(first) is not None
    return begun or (_SET.fullmatch(first) is not None and any(map(_COMMAND.fullmatch, lines)))


def _is_toml(first: str, lines: Sequence[str]) -> bool:
    return _SECTION.fullmatch(first) is not None and any(" = " in line for line in lines)


def _is_table(first: str, lines: Sequence[str]) -> bool:
    return _TABLE.fullmatch(first) is not None


def _is_described(first: str, lines: Sequence[str]) -> bool:
    return _DESCRIBED.fullmatch(first) is not None and any(map(_SAID.fullmatch, lines))


def _is_settings(first: str, lines: Sequence[str]) -> bool:
    written = [stripped for line in lines if (stripped := line.strip()) and not stripped.startswith("#")]
    return len(written) > 1 and all(map(_SETTING.fullmatch, written))


_BY_FIRST_LINE: Sequence[tuple[Callable[[str, Sequence[str]], bool], Other]] = (
    (_is_typed, _CONSOLE),
    (_is_command, _SHELL),
    (_is_toml, _TOML),
    (_is_table, _OUTPUT),
    (_is_described, _OUTPUT),
    (_is_settings, _SETTINGS),
)
"""What the first line that is not empty tells, given all lines."""
_BY_ANY_LINE = ((_ADDED, _DIFF), (_DRAWN, _TREE), (_FENCE, _MARKDOWN))
"""Lines that YAML never has, but in a text of several lines."""
