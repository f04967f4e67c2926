"""pymdown-extensions has no public way to ask where a fence is, so private parts of it are used.

Each test is about one of them. When a new version fails here, its changes have to be read, `fences.py`
mended where needed, and `SUPPORTED` widened; until then the message says what is different.
"""

import inspect
import re
from typing import Any

import pymdownx
import pytest
from markdown import Markdown
from pymdownx import snippets, superfences

from kubefence.errors import UnsupportedSuperfences
from kubefence.markdown.fences import SUPPORTED, FenceExtension, require_supported
from tests.helpers import fenced

VERSION = f"pymdown-extensions {pymdownx.__version__}"


def changed(what: str) -> str:
    return f"{VERSION} changed {what}, which kubefence.markdown relies on; see {__name__}"


def preprocessor(**config: Any) -> Any:
    md = Markdown(extensions=["pymdownx.superfences"], extension_configs={"pymdownx.superfences": config})
    return md.preprocessors["fenced_code_block"]


def test_the_installed_version_is_one_that_is_known() -> None:
    low, high = SUPPORTED
    assert low <= pymdownx.__version_info__[:2] < high, f"{VERSION} is outside of SUPPORTED = {SUPPORTED}"
    require_supported()


@pytest.mark.parametrize("version", [(10, 99), (14, 0), (99, 0)])
def test_any_other_version_is_refused_by_name(version: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pymdownx, "__version_info__", version)
    monkeypatch.setattr(pymdownx, "__version__", ".".join(map(str, version)))
    with pytest.raises(UnsupportedSuperfences, match=f"{version[0]}.{version[1]} is installed"):
        FenceExtension().extendMarkdown(Markdown(extensions=["pymdownx.superfences"]))


@pytest.mark.parametrize("extensions", [[], ["fenced_code"], ["pymdownx.superfences", "fenced_code"]])
def test_without_superfences_pages_cannot_be_read(extensions: list[str]) -> None:
    with pytest.raises(UnsupportedSuperfences, match=r"pymdownx\.superfences"):
        Markdown(extensions=[*extensions, FenceExtension()])


def test_the_preprocessor_is_registered_under_its_name() -> None:
    assert isinstance(preprocessor(), superfences.SuperFencesBlockPreprocessor), changed("its registration")


@pytest.mark.parametrize(
    ("owner", "name", "parameters"),
    [
        (superfences.SuperFencesBlockPreprocessor, "_store", ["self", "source", "code", "start", "end"]),
        (superfences.SuperFencesBlockPreprocessor, "search_nested", ["self", "lines"]),
        (superfences.SuperFencesBlockPreprocessor, "reassemble", ["self", "lines"]),
        (superfences, "highlight_validator", ["language", "inputs", "options", "attrs", "md"]),
        (snippets.SnippetPreprocessor, "__init__", ["self", "config", "md"]),
        (snippets.SnippetPreprocessor, "run", ["self", "lines"]),
        (snippets.SnippetPreprocessor, "parse_snippets", ["self", "lines", "file_name", "is_url", "is_section"]),
        (snippets.SnippetPreprocessor, "get_snippet_path", ["self", "path"]),
        (snippets.SnippetPreprocessor, "read_lines", ["self", "path"]),
        (snippets.SnippetPreprocessor, "extract_section", ["self", "section", "lines"]),
    ],
)
def test_a_function_that_is_wrapped_has_its_parameters(owner: Any, name: str, parameters: list[str]) -> None:
    function = getattr(owner, name, None)
    assert function is not None, changed(f"{owner.__name__}.{name} (it is gone)")
    assert list(inspect.signature(function).parameters) == parameters, changed(f"{owner.__name__}.{name}")


def test_every_fence_has_a_validator_and_a_formatter() -> None:
    custom = [{"name": "x", "class": "x", "format": superfences.fence_div_format}]
    entries = preprocessor(custom_fences=custom).extension.superfences
    assert [entry["name"] for entry in entries] == ["superfences", "x"], changed("the list of fences")
    assert all(callable(entry["validator"]) and callable(entry["formatter"]) for entry in entries), changed("a fence")


def test_what_is_known_of_a_fence_when_it_is_stored() -> None:
    seen: dict[str, Any] = {}
    found = preprocessor()
    original = found._store

    def store(source: str, code: str, start: int, end: int) -> None:
        original(source, code, start, end)
        seen.update(
            source=source,
            start=start,
            end=end,
            lang=found.lang,
            fence=found.fence,
            ws=found.ws,
            width=found.ws_virtual_len,
            first=found.first,
            placeholder=found.stack[-1][0],
            kept=list(found.extension.stash.stash),
        )

    found._store = store
    found.run(["文", "> ~~~~ {.yaml data-a=1}", "> a: b", "> ~~~~", ""])
    key = seen["placeholder"].removeprefix("> ")[1:-1]
    assert seen == {
        "source": "> a: b\n",
        "start": 1,
        "end": 4,
        "lang": "yaml",
        "fence": "~~~~",
        "ws": "> ",
        "width": 2,
        "first": "> ~~~~ {.yaml data-a=1}",
        "placeholder": f"> \x02{key}\x03",
        "kept": [key],
    }, changed("what it knows of a fence while it stores one")


def test_what_stands_for_fences_is_put_into_their_places_as_superfences_does_it() -> None:
    lines = ["a", *fenced("x").split("\n"), "b", *fenced("y\n\nz", "text").split("\n")]
    shown = []
    for more in ([], [FenceExtension()]):
        preprocessor = Markdown(extensions=["pymdownx.superfences", *more]).preprocessors["fenced_code_block"]
        shown.append(re.sub("\x02[^\x03]+\x03", "…", "\n".join(preprocessor.run(lines))))
    assert shown[0] == shown[1] == "a\n…\n\nb\n…\n", changed("how it puts a page together")


def test_a_fence_in_indented_code_leaves_the_stash() -> None:
    md = Markdown(extensions=["pymdownx.superfences"])
    md.convert("文\n\n    ```yaml\n    a: b\n    ```\n")
    superfences: Any = md.preprocessors["fenced_code_block"]
    assert superfences.extension.stash.stash == {}, changed("how it takes back a fence in indented code")


def test_snippets_ask_for_the_lines_of_the_page_one_by_one(tmp_path: Any) -> None:
    (tmp_path / "a.md").write_text("x\n", encoding="utf-8")
    asked: list[str] = []

    class Watched(snippets.SnippetPreprocessor):  # type: ignore[misc]  # the class it extends has no types
        def get_snippet_path(self, path: str) -> Any:
            asked.append(path)
            return super().get_snippet_path(path)

    md = Markdown(
        extensions=["pymdownx.snippets"], extension_configs={"pymdownx.snippets": {"base_path": [str(tmp_path)]}}
    )
    extension = next(e for e in md.registeredExtensions if isinstance(e, snippets.SnippetExtension))
    lines = Watched(extension.getConfigs(), md).run(['--8<-- "a.md"', '--8<-- "b.md"', "y"])
    assert (asked, lines) == (["a.md", "b.md"], ["x", "", "y"]), changed("how it expands includes")
