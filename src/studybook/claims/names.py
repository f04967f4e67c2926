"""Names of Kubernetes that the prose of a page writes as code, and whether they exist.

``matchLabelKeys`` and ``TopologySpread`` look like a field and a kind, ``--dry-run`` like a flag,
``spec.strategy.type`` like a way to a field, ``kubectl rollout undo`` like a command. What the examples of the page
write themselves is theirs to prove; all other names are looked up (`vocabulary.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kubefence.commands.grammar import Command, program
from kubefence.findings import Text
from kubefence.nearest import nearest
from studybook.claims import fields, gates, prose, vocabulary

_WORD = re.compile(r"(?<![\w/-])(?:[a-z]+[A-Z]\w*|[A-Z][a-z]+[A-Z]\w*)(?![\w/-])")
_FLAG = re.compile(r"(?<![\w-])--([a-z][a-z0-9-]+)")
_WAY = re.compile(r"(?<![\w/.-])\.?((?:spec|status|metadata)(?:\.[a-zA-Z]\w*|\[[^\]]*\])+)(?![\w/-])")
_ALIKE = 0.85
"""How alike a name is that may have been meant."""
_COMMAND = re.compile(r"(kubectl|helm)((?: [a-z][a-z-]*)+)")
Found = tuple[str, Text]
"""A name, and that it is unknown."""


def problems(page: str) -> Iterator[tuple[int, Text]]:
    """Line and fault of every name that does not exist."""
    shown = frozenset(re.findall(r"[\w-]+", "\n".join(prose.fenced(page))))
    gated = {mention.name for mention in gates.mentions(page)}  # `gates.py` tells of those
    for line, code in prose.code(page):
        for name, text in (*_words(code), *_flags(code), *_ways(code), *_commands(code)):
            if name not in shown and name not in gated:
                yield line, text


def _words(code: str) -> Iterator[Found]:
    for word in _WORD.findall(code):
        if word not in vocabulary.words():
            yield word, _unknown("字段、类型或取值", "field, kind or value", word, _like(word, vocabulary.words()))


def _flags(code: str) -> Iterator[Found]:
    for flag in _FLAG.findall(code):
        if flag not in vocabulary.flags():
            yield flag, _unknown("命令行参数", "flag", f"--{flag}", _like(flag, vocabulary.flags(), "--"))


def _ways(code: str) -> Iterator[Found]:
    for way in _WAY.findall(code):
        if way not in vocabulary.ways() and not fields.exists(way):
            yield way, _unknown("字段路径", "way to a field", way, "")


def _commands(code: str) -> Iterator[Found]:
    found = _COMMAND.match(code)
    if found is None:
        return
    table = program(found[1]).commands
    path = ""
    for word in found[2].split():
        if word in table[path].children:
            path = f"{path} {table[path].children[word]}".strip()
        elif not path or _only_groups(table[path]):
            name = f"{found[1]} {path} {word}".replace("  ", " ")
            if name not in vocabulary.commands():
                yield name, _unknown("命令", "command", name, _like(word, frozenset(table[path].children)))
            return


def _only_groups(command: Command) -> bool:
    """Whether a command does nothing itself."""
    return bool(command.children) and command.path in _GROUPS


_GROUPS = frozenset({"auth", "certificate", "cluster-info", "config", "rollout", "set", "top"})
"""Commands of which only those below them do something."""


def _like(word: str, known: frozenset[str], before: str = "") -> str:
    other = nearest(word, known, _ALIKE)
    return f"{before}{other}" if other else ""


def _unknown(zh: str, en: str, name: str, like: str) -> Text:
    """That a name is unknown, with the one that it may be."""
    asked = Text(f"，是不是 {like}？", f"; did you mean {like}?") if like else Text("。", ".")
    return Text(
        f"没有叫 {name} 的{zh}{asked.zh}确有其名就写进 src/studybook/claims/words.toml",
        f"there is no {en} {name}{asked.en} If there is, write it into src/studybook/claims/words.toml",
    )
