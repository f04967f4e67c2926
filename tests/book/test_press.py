"""Typst runs in a process of its own: what it keeps of a book must not stay behind."""

import subprocess
import sys
from pathlib import Path

import pytest

from studybook.book.pdf.press import FAULT, PressError, pressed

NOON = 1_800_000_000


def template(folder: Path, text: str) -> Path:
    file = folder / "a.typ"
    file.write_text(f'#set document(title: "a")\n#set text(lang: "en")\n{text}\n', encoding="utf-8")
    return file


def test_a_document_that_reads_what_lies_beside_it(tmp_path: Path) -> None:
    (tmp_path / "b.json").write_text('{"c": "d"}', encoding="utf-8")
    file = template(tmp_path, '= #json("b.json").c')
    made = pressed(file, [], NOON)
    assert made.startswith(b"%PDF")
    assert made == pressed(file, [], NOON)


def test_what_typst_says_is_handed_on(tmp_path: Path) -> None:
    with pytest.raises(PressError, match="unknown variable: nothing"):
        pressed(template(tmp_path, "#nothing"), [], NOON)


def test_a_process_that_ends_in_another_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ended = subprocess.CompletedProcess([], -9, "", "x" * 1_000)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: ended)
    with pytest.raises(PressError) as caught:
        pressed(template(tmp_path, "a"), [], NOON)
    assert str(caught.value) == f"-9 {'x' * 500}"
    assert ended.returncode != FAULT


def test_typst_is_never_loaded_here(tmp_path: Path) -> None:
    """It would keep some twenty megabytes of each small book, and hundreds of the real one."""
    file = template(tmp_path, "a")
    program = (
        "import sys; from pathlib import Path; from studybook.book.pdf import typeset; "
        f"typeset.pressed(Path({str(file)!r}), [], {NOON}); print(*(name for name in sys.modules if 'typst' in name))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
