"""Code that would take minutes to colour: found by counting, before anything colours it.

The lexers of Pygments look for the end of many a token from each beginning, to the end of the line or of the block.
Of some it is known which characters those are; of the others each may be one. What is allowed takes a few seconds at
the worst. Listings in the design documents of Kubernetes, with up to 27,000 characters, take a thirtieth of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial

from kubefence.blocks import folded
from kubefence.findings import Text
from kubefence.markdown.fences import Fence

MOST = 5e8
"""Steps that all the code of a page may take together."""

Steps = Callable[[str], float]
"""How many characters are looked at, that again and again counted each time."""


def too_much(fences: Iterable[Fence]) -> Fence | None:
    """The block with which a page has too much to colour."""
    total = 0.0
    for fence in fences:
        total += steps(fence.language, fence.text)
        if total > MOST:
            return fence
    return None


def steps(language: str, text: str) -> float:
    """What it takes to colour a text of a language."""
    lexer = _lexers().get(folded(language))
    return _STEPS.get(lexer, _from_each_character)(text) if lexer else 0


def told(language: str) -> Text:
    """What to say of such a block."""
    return Text(
        f"这么长、这么复杂的 {language} 代码，Pygments 要花几分钟才能着色；只留下要说明的部分，或把长行拆开",
        f"Pygments would take minutes to colour so much {language}, or such long lines; "
        "show only the part that matters, or break the lines",
    )


def _once(_: str) -> float:
    return 0


def _from_each_character(text: str, times: int = 1) -> float:
    """From each to the end, and blanks before it more often."""
    return times * len(text) ** 2 + 8 * sum(len(run) ** 2 for run in _BLANKS.findall(text))


def _far(text: str) -> float:
    """Of lexers that look from each character to each other, and there to all the rest."""
    return len(text) ** 3 / 25


def _of_words(text: str) -> float:
    """Words with nothing between them may be the type of something, from each line on and to each end."""
    return _from_each_character(text) + sum(map(_far, _WORDS.findall(text))) / 10


def _from(signs: str) -> Steps:
    """From each of these signs to the end."""
    pattern = re.compile(signs)
    return lambda text: len(text) * len(pattern.findall(text))


def _of_shell(text: str) -> float:
    """From each here-document to its delimiter; where that is missing to the end, once for each of its beginnings."""
    total, next_ = 0.0, dict[str, int]()
    for found in reversed(list(_WORD.finditer(text)) if "<<" in text else []):
        operator, word = found.groups()
        if operator:
            end, length = next_.get(word), len(word)
            looked_at = (len(text) - found.start(2)) * (length + 1) if end is None else end - found.end()
            total += looked_at * (1 + length / 500)  # more than one character may have to be compared
        next_[word] = found.start(2)
    return total


def _of_session(text: str) -> float:
    """Each line may be a prompt, and what is behind it are commands."""
    prompts = sum(len(line) * (len(line) + len(_HOST.findall(line)) * line.count("]")) for line in text.split("\n"))
    return _of_shell(text) + prompts


def _of_yaml(text: str) -> float:
    """From each word of its own to the end of the line, in search of a colon."""
    return sum(len(line) * len(_YAML_WORD.findall(line)) for line in text.split("\n"))


_BLANKS = re.compile(r"\s{30,}")
_WORD = re.compile(r"(<<-?\s*'?\\?)?(\w+)")
_HOST = re.compile("[@:]")
_WORDS = re.compile(r"[\w\s.<>,?@\[\]]+")
_YAML_WORD = re.compile(r"[-&*!|>@%`:]|[^\S \n]")
_SLOW = {
    "amdgpu": 7, "androidbp": 2, "apacheconf": 2, "aspectj": 2, "basemake": 2, "devicetree": 5, "fan": 9, "html+ng2": 3,
    "janet": 3, "java": 2, "kal": 4, "livescript": 2, "make": 2, "nemerle": 9, "ng2": 3, "registry": 2, "sas": 2,
    "systemd": 2, "terraform": 3, "zeek": 4,
}  # fmt: skip
"""Lexers that do more for each character, measured with 2.21: how many times as much as most."""
_STEPS: Mapping[str, Steps] = {
    "bash": _of_shell,
    "console": _of_session,
    "csharp": _of_words,
    "diff": _once,
    "go": _from(r'\\"|/[*\\]'),
    "json": _once,
    "output": _once,
    "text": _once,
    "yaml": _of_yaml,
    **dict.fromkeys(("autohotkey", "autoit", "easytrieve", "xpp"), _far),
    **{name: partial(_from_each_character, times=times) for name, times in _SLOW.items()},
}
"""By the first name of a lexer."""


@cache
def _lexers() -> Mapping[str, str]:
    """The names of languages that are coloured, each with the first name of its lexer."""
    try:
        from pygments.lexers import get_all_lexers  # without it nothing is coloured
    except ImportError:
        return {}
    return {alias.casefold(): names[0] for _, names, _, _ in get_all_lexers(plugins=False) for alias in names}
