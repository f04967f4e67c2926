"""What the scripts of the site are told of the quiz: what there is in one file, the manifests in several."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from kubefence.rules.engine import registry
from studybook.study.questions.bank import Bank
from studybook.study.questions.model import LEVELS
from studybook.study.questions.published import as_script
from studybook.study.quiz.collection import Asked
from studybook.study.quiz.model import Found

TOGETHER = 24
"""Manifests of one file, of which a round of ten asks for some."""

Address = Callable[[str], str]
"""The address of the page of a rule, from the root of the site; empty where there is none."""


def files(asked: Sequence[Asked], bank: Bank, versions: str, address: Address) -> Mapping[str, str]:
    """The scripts, by their names below the folder of scripts."""
    parts = [asked[first : first + TOGETHER] for first in range(0, len(asked), TOGETHER)]
    made = {
        f"quiz/{number}.js": as_script("manifests", dict(_manifest(each, address) for each in part), merged=True)
        for number, part in enumerate(parts)
    }
    index = {
        "versions": versions,
        "topics": [[topic.slug, topic.name] for topic in bank.vocabulary.topics],
        "levels": [[level.id, level.name] for level in LEVELS],
        "manifests": [
            [each.manifest.candidate.id, number, *each.topics] for number, part in enumerate(parts) for each in part
        ],
        "items": [
            [item.id, item.kind, page.id, item.level, *item.topics] for page in bank.pages for item in page.items
        ],
    }
    return {"quiz.js": as_script("quiz", index), **made}


def _manifest(asked: Asked, address: Address) -> tuple[str, Mapping[str, Any]]:
    made, candidate = asked.manifest, asked.manifest.candidate
    said: dict[str, Any] = {
        "text": candidate.text,
        "taken": made.taken,
        "lines": list(made.lines),
        "found": [_found(found, address) for found in made.found],
        "changes": [list(change) for change in made.changes] if not made.taken else [],
        "why": candidate.why,
        "source": candidate.source,
        "question": asked.question,
    }
    if candidate.about and not made.found:
        said["about"] = [_title(candidate.about), address(candidate.about)]
    return candidate.id, {key: value for key, value in said.items() if value not in ("", [])}


def _found(found: Found, address: Address) -> Mapping[str, Any]:
    said = {
        "line": found.line,
        "field": found.field,
        "text": found.text,
        "refused": found.refused,
        "rule": _title(found.rule),
        "url": address(found.rule),
    }
    return {key: value for key, value in said.items() if value != ""}


def _title(rule: str) -> str:
    title = registry.title(rule)
    return title.zh if title else rule
