"""What a hook knows of one build is forgotten at the next: MkDocs loads hooks once and builds while it serves."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from studybook.builds import Builds
from tests.helpers import loaded_script

FRAME = "<iframe src='a'></iframe>"


def test_every_build_has_an_object_of_its_own_and_all_have_one_command() -> None:
    builds = Builds[list[str]](list)
    assert not builds.serving
    builds.start("serve")
    first = builds.begin()
    first.append("a page")
    assert builds.now is first
    assert builds.begin() == []
    assert builds.serving
    builds.start("build")
    assert not builds.serving


def test_faults_of_one_build_are_not_those_of_the_next(tmp_path: Path) -> None:
    policy: Any = loaded_script("policy", "hooks")
    config: Any = SimpleNamespace(site_dir=str(tmp_path), plugins={}, theme={})
    page: Any = SimpleNamespace(content=FRAME, file=File("a.md", str(tmp_path), str(tmp_path), use_directory_urls=True))
    (tmp_path / "a.md").write_text("# a\n", encoding="utf-8")
    policy.on_startup(command="build", dirty=False)
    policy.on_config(config)
    policy.on_page_context({}, page, config, None)
    with pytest.raises(PluginError):
        policy.on_post_build(config)
    policy.on_config(config)
    policy.on_post_build(config)


def test_style_sheets_are_joined_anew(tmp_path: Path) -> None:
    lean: Any = loaded_script("lean", "hooks")
    config: Any = SimpleNamespace(theme={}, site_dir=str(tmp_path))
    lean.on_files(Files([]), config)
    lean.builds.now.sheets["a.css",] = "all.css", ""
    lean.on_files(Files([]), config)
    lean.on_post_build(config)
    assert list(tmp_path.iterdir()) == []


def test_what_the_index_is_shown_of_a_page_is_its_own_again_afterwards() -> None:
    plain_text: Any = loaded_script("plain_text", "hooks")
    before, after = plain_text.on_page_context.methods
    meta = {"title": "a <b>", "tags": ["<i>"], "short": "c"}
    page: Any = SimpleNamespace(meta=dict(meta), title="a <b>", content="<p>", toc=[])
    context: dict[str, object] = {"page": page}
    before(context, page=page)
    assert page.meta == {"title": "a &lt;b&gt;", "tags": ["&lt;i&gt;"], "short": "c"}
    after(context, page=page)
    assert (page.meta, page.title) == (meta, "a <b>")
    assert context == {"page": page}
