"""What of a page concerns the rest of a site that is served: a change there leads to a build of everything."""

from pathlib import Path

from kubefence.edge.mkdocs import preview
from tests.custom_resources import ROCKETS
from tests.helpers import CONFIG_MAP, fenced


def head(file: Path, text: str) -> str:
    file.write_text(text, encoding="utf-8")
    return preview._head(file)


def test_of_most_pages_it_is_the_title_and_the_metadata(tmp_path: Path) -> None:
    page = f"---\ntags: [a]\n---\n# Title\n\n{fenced(CONFIG_MAP)}"
    assert head(tmp_path / "a.md", page) == head(tmp_path / "a.md", page + "More.\n")
    assert head(tmp_path / "a.md", page) != head(tmp_path / "a.md", page.replace("Title", "Other"))


def test_of_a_page_that_defines_a_kind_it_is_all_of_it(tmp_path: Path) -> None:
    page = f"# Title\n\n{fenced(ROCKETS)}"
    changed = page.replace("minimum: 1", "minimum: 2")
    assert head(tmp_path / "a.md", page) != head(tmp_path / "a.md", changed)
    spoken_of = "# Title\n\nA CustomResourceDefinition is an object.\n"
    assert head(tmp_path / "a.md", spoken_of) == head(tmp_path / "a.md", spoken_of + "More.\n")
