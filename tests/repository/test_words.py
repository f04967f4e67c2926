"""One word, one thing: what rules are written with has names that no rule has, too."""

import ast
from collections.abc import Iterator
from pathlib import Path

STUDYBOOK = Path(__file__).parents[2] / "src" / "studybook"
RULES = Path(__file__).parents[2] / "src" / "kubefence" / "rules"
VOCABULARY = RULES / "vocabulary"


def named(file: Path) -> Iterator[str]:
    """What a module defines for others."""
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node.name


def words() -> dict[str, str]:
    """The functions of the vocabulary, each with its module."""
    return {word: file.name for file in sorted(VOCABULARY.glob("*.py")) for word in named(file)}


def test_a_word_of_the_vocabulary_is_in_one_module() -> None:
    every = [word for file in VOCABULARY.glob("*.py") for word in dict.fromkeys(named(file))]
    assert len(every) > 30
    assert sorted(every) == sorted(set(every))


def test_no_rule_is_called_like_a_word_of_the_vocabulary() -> None:
    others = [file for file in RULES.glob("*/*.py") if file.parent != VOCABULARY]
    assert [f"{file.relative_to(RULES)}: {name}" for file in others for name in named(file) if name in words()] == []


def test_studybook_has_one_base_of_errors() -> None:
    """Whoever runs a command catches that, and gives its sentence to a reader.

    `press.py` is a program of its own besides, and imports nothing; `typeset.py` tells what it says as one of them.
    """
    classes = [
        (file.name, node)
        for file in STUDYBOOK.rglob("*.py")
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef)
    ]
    bases = {(name, node.name) for name, node in classes if any(ast.unparse(b) == "Exception" for b in node.bases)}
    assert bases == {("errors.py", "StudybookError"), ("press.py", "PressError")}
