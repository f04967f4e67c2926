"""What pages say of features that they do not call by their gate, by the table ``features.toml``.

``从 v1.35 起为 Beta（KEP-5307）`` is about the gates of that KEP; ``| 用启动探针 | v1.20 GA |`` about the gate of
what it names in words. Several gates can stand for a feature, and a sentence can name several features: what it claims
is sound if it is so of one of them. Only claims with a version count, since words are rarely about a feature alone.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kubefence.findings import Text
from studybook.claims import gates

_KEP = re.compile(r"KEP-(\d+)")


class Table(NamedTuple):
    """What features are called, each with its gates."""

    keps: Mapping[str, tuple[str, ...]]
    """The numbers of proposals."""
    words: Mapping[str, tuple[str, ...]]


class Mention(NamedTuple):
    """Features in a sentence, with what it claims."""

    line: int
    called: tuple[str, ...]
    gates: tuple[str, ...]
    """Theirs; one of them has to be what is claimed."""
    claims: tuple[gates.Claim, ...]


@cache
def table() -> Table:
    """``features.toml``."""
    read = tomllib.loads(Path(__file__).with_name("features.toml").read_text(encoding="utf-8"))
    return Table(*({called: tuple(names) for called, names in read[part].items()} for part in Table._fields))


def problems(page: str) -> Iterator[tuple[int, Text]]:
    """Line and fault of every feature that is not what a page says."""
    for mention in mentions(page):
        for claim in mention.claims:
            if not any(gates.holds(name, claim) for name in mention.gates):
                yield mention.line, gates.otherwise("、".join(mention.called), mention.gates, claim)


def mentions(page: str) -> Iterator[Mention]:
    """Every feature of the table that the prose of a page claims something of."""
    for sentence in gates.sentences(page):
        found = gates.claims(sentence.text, sentence.version, begins=sentence.begins)
        said = tuple(claim for claim in found if claim.version)
        if said:
            yield from (Mention(sentence.line, called, names, said) for called, names in _called(sentence.text))


def _called(text: str) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """What a sentence calls features: each proposal by itself, all words together with all else that it names."""
    keps = {f"KEP-{number}": table().keps[number] for number in _KEP.findall(text) if number in table().keps}
    yield from (((kep,), names) for kep, names in keps.items())
    words = {word: names for word, names in table().words.items() if word in text}
    if words:
        groups = (*words.values(), *keps.values(), gates.known(text))
        yield tuple(words), tuple(dict.fromkeys(name for names in groups for name in names))
