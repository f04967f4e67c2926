"""Scripts become bundles: the same for the same sources, made anew when one changes, refused when one is broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from studybook import bundle
from studybook.bundle import BundleError, Bundles, named
from tests.site.conftest import ROOT

SAYS = 'import { word } from "./common/words.ts";\ndocument.title = word;\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("node_modules", "requirements"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "web" / "common").mkdir(parents=True)
    (tmp_path / "web" / "page.ts").write_text(SAYS, encoding="utf-8")
    (tmp_path / "web" / "common" / "words.ts").write_text('export const word: string = "看答案";\n', encoding="utf-8")
    return tmp_path


def test_a_bundle_is_one_classic_script_without_names_for_others(root: Path) -> None:
    text = Bundles(root).text("page.ts")
    assert text.startswith("(()=>{")
    assert "看答案" in text
    assert str(root) not in text


def test_the_same_sources_give_the_same_bytes(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "project"
    elsewhere.mkdir()
    for path in root.iterdir():
        (elsewhere / path.name).symlink_to(path)
    assert Bundles(elsewhere).text("page.ts") == Bundles(root).text("page.ts")


def test_what_is_made_is_kept_until_a_source_changes(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Bundles(root).text("page.ts")
    monkeypatch.setattr(bundle, "_program", lambda _: pytest.fail("nothing has changed"))
    (root / "web" / "tests").mkdir()
    (root / "web" / "tests" / "page.test.ts").touch()
    assert Bundles(root).text("page.ts") == first
    monkeypatch.undo()
    (root / "web" / "common" / "words.ts").write_text('export const word = "想起";\n', encoding="utf-8")
    assert "想起" in Bundles(root).text("page.ts")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("const a = ;\n", r'Unexpected ";"[\s\S]*web/page\.ts:1:10'),
        ('import "./nowhere.ts";\n', r'Could not resolve "\./nowhere\.ts"[\s\S]*web/page\.ts:1:7'),
    ],
)
def test_a_mistake_is_told_with_its_place(root: Path, source: str, said: str) -> None:
    (root / "web" / "page.ts").write_text(source, encoding="utf-8")
    with pytest.raises(BundleError, match=said):
        Bundles(root).text("page.ts")


def test_a_machine_without_the_bundler_is_told_how_to_get_it(root: Path) -> None:
    (root / "node_modules").unlink()
    with pytest.raises(BundleError, match=r"esbuild is missing; run scripts/setup\.sh"):
        Bundles(root).text("page.ts")


def test_a_name_changes_with_the_text() -> None:
    assert named("page", "a") != named("page", "b")
    assert named("page", "a") == named("page", "a") == "page.ca978112.js"
