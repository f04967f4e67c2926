"""What a configuration accepts may be published, with MkDocs and with the command for finished sites."""

from __future__ import annotations

import json
import logging
import shutil
from html import escape
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from kubefence.edge import cli
from tests.helpers import CONFIG_MAP, WRONG_CONFIG_MAP, fenced, indented

BASELINE = "known.json"
UNTAGGED = "```\n" + CONFIG_MAP + "```\n"
OTHER = fenced(CONFIG_MAP, "text")
IN_PROSE = "文\n\n" + indented(CONFIG_MAP, 4)
IN_HTML = f"文\n\n<pre><code>{escape(CONFIG_MAP).replace('kind', '&#107;ind')}</code></pre>\n"
"""What only the finished page shows."""
WRONG = fenced(WRONG_CONFIG_MAP)


class Site:
    """A site of MkDocs in a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.write("mkdocs.yml", "site_name: a\ntheme: {name: mkdocs}\nplugins: [kubefence]\n")
        self.write("docs/index.md", "# a\n\n" + fenced(CONFIG_MAP))

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def configure(self, **options: Any) -> None:
        text = "".join(f"{name} = {json.dumps(value)}\n" for name, value in options.items() if name != "severity")
        levels = "".join(f'{json.dumps(rule)} = "{level}"\n' for rule, level in options.get("severity", {}).items())
        self.write("kubefence.toml", f"{text}[severity]\n{levels}")

    def build(self, caplog: pytest.LogCaptureFixture) -> list[str]:
        """What the build says is wrong; nothing where the site was published."""
        shutil.rmtree(self.root / "site", ignore_errors=True)
        caplog.clear()
        with caplog.at_level(logging.ERROR, "mkdocs"):
            config = load_config(str(self.root / "mkdocs.yml"))
            config.plugins.on_startup(command="build", dirty=False)
            try:
                build(config)
            except Abort:
                pass
            finally:
                config.plugins.on_shutdown()
        assert (self.root / "site" / "index.html").is_file() == (not caplog.messages)
        return caplog.messages

    def published(self, name: str) -> str:
        return (self.root / "site" / name / "index.html").read_text("utf-8")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return Site(tmp_path)


def test_pages_that_are_left_out_are_published_as_they_are(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    for name, page in {"wrong": WRONG, "untagged": UNTAGGED, "html": IN_HTML}.items():
        site.write(f"docs/old/{name}.md", f"# {name}\n\n{page}")
    assert site.build(caplog)
    site.configure(exclude=["docs/old/"])
    assert site.build(caplog) == []
    assert '<span class="nt">dat</span>' in site.published("old/wrong")
    assert "data-kubefence" not in site.published("old/wrong")


def test_another_page_is_guarded_all_the_same(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    site.write("docs/old/wrong.md", f"# a\n\n{WRONG}")
    site.configure(exclude=["docs/old/"])
    site.write("docs/new.md", f"# a\n\n{IN_HTML}")
    [line] = [line for line in site.build(caplog) if "new.md" in line]
    assert "[not-verified]" in line


@pytest.mark.parametrize("page", [WRONG, UNTAGGED, OTHER, IN_PROSE], ids=["wrong", "untagged", "text", "prose"])
def test_what_the_baseline_has_is_published_and_a_new_mistake_is_not(
    site: Site, page: str, caplog: pytest.LogCaptureFixture
) -> None:
    site.write("docs/a.md", f"# a\n\n{page}")
    site.configure(baseline=BASELINE)
    assert cli.main(["--write-baseline", "--no-cache"]) == 0
    assert site.build(caplog) == []
    site.write("docs/a.md", f"# a\n\n{page}\n文\n\n" + fenced(WRONG_CONFIG_MAP.replace("dat:", "dta:")))
    first, *_ = site.build(caplog)
    assert "docs/a.md" in first
    assert "there is no field dta" in first


def test_what_only_the_finished_site_shows_is_written_by_a_build(
    site: Site, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.write("docs/a.md", f"# a\n\n{IN_HTML}")
    site.configure(baseline=BASELINE)
    assert cli.main(["--write-baseline", "--no-cache"]) == 0
    [told, _] = site.build(caplog)
    assert "[not-verified]" in told
    monkeypatch.setenv("KUBEFENCE_WRITE_BASELINE", "1")
    assert site.build(caplog) == []
    monkeypatch.delenv("KUBEFENCE_WRITE_BASELINE")
    assert site.build(caplog) == []
    assert cli.main(["--write-baseline", "--no-cache"]) == 0  # the command sees no site, and forgets nothing of it
    assert site.build(caplog) == []
    site.write("docs/b.md", f"# b\n\n{IN_HTML}")
    [told, _] = site.build(caplog)
    assert "docs/b.md" in told


def test_rules_that_weigh_less_stop_no_build(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    site.write("docs/a.md", f"# a\n\n{WRONG}\n{OTHER}")
    site.configure(severity={"unknown-field": "warning", "not-verified": "off"})
    assert site.build(caplog) == []
    site.configure(severity={"unknown-field": "warning"})
    assert site.build(caplog) == [], "nobody has promised that what is called text is verified"
    site.configure(severity={"unknown-field": "warning"}, strict=True)
    assert [line for line in site.build(caplog) if "[not-verified]" in line]


def test_a_finished_site_of_another_generator(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    (site.root / "mkdocs.yml").unlink()
    html = f'<pre><code class="language-yaml">{escape(WRONG_CONFIG_MAP)}</code></pre>'
    site.write("public/a.html", html)
    site.write("public/api/b.html", html.replace("web", "other"))
    site.write("docs/a.md", WRONG)
    command = ["site", "public", "--sources", "docs", "--no-cache", "--lang", "en", "--no-lint"]
    assert cli.main(command) == 1
    site.configure(exclude=["public/api", "docs/a.md"])
    assert cli.main(command) == 0
    site.configure(baseline=BASELINE)
    assert cli.main([*command, "--write-baseline"]) == 0
    assert cli.main(command) == 0
    site.write("public/c.html", html.replace("web", "third"))
    capsys.readouterr()
    assert cli.main([*command, "--format", "json"]) == 1
    [finding] = json.loads(capsys.readouterr().out)["findings"]
    assert finding["rule"] == "not-verified"
    assert "public/c.html" in finding["message"]
