"""A page with a broken example is not published, and a build that fails changes nothing."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.site.conftest import ROOT, build, small_site

GOOD = """\
# Page

```yaml title="pod.yaml" hl_lines="2"
apiVersion: v1
kind: Pod
metadata:
  name: good
spec:
  containers:
    - name: app
      image: nginx:1.30
```
"""
BROKEN = GOOD.replace("containers:", "container:")
WRONG_ON_PURPOSE = GOOD.replace('title="pod.yaml"', 'expect="unknown-field"').replace("spec:", "spec:\n  container: []")
FRAGMENT = '# Page\n\n```{.yaml fragment="Service.spec" title="spec"}\ntype: ClusterIP\n```\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small site with the configuration and the hooks of the real one."""
    return small_site(tmp_path, {"index.md": GOOD, "other.md": FRAGMENT})


def published(project: Path) -> dict[str, bytes]:
    folder = project / "site"
    return {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


def built(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return build(*arguments, root=project)


def test_a_good_site_is_published(project: Path) -> None:
    assert built(project).returncode == 0
    assert "index.html" in published(project)
    assert not list(project.glob(".site.*"))


def test_the_search_index_needs_no_dictionary(project: Path, tmp_path: Path) -> None:
    """Where one is installed, it would be kept in the temporary folder, under a name that anybody could have taken."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    (project / "docs" / "index.md").write_text(GOOD + "\n容器编排\n", encoding="utf-8")
    assert build(root=project, TMPDIR=str(temporary)).returncode == 0
    index = (project / "site/search/search_index.json").read_text(encoding="utf-8")
    assert "容器编排" in index
    assert "\u200b" not in index
    assert list(temporary.iterdir()) == []


def test_options_stay_out_of_the_html(project: Path) -> None:
    (project / "docs" / "index.md").write_text(GOOD + WRONG_ON_PURPOSE[7:], encoding="utf-8")
    assert built(project).returncode == 0
    html = (project / "site" / "index.html").read_text(encoding="utf-8")
    other = (project / "site" / "other" / "index.html").read_text(encoding="utf-8")
    assert 'class="filename">pod.yaml' in html
    assert 'class="hll"' in html
    for option in ("fragment", "expect=", "skip="):
        assert option not in html + other


def test_an_error_fails_the_build_and_leaves_the_old_site(project: Path) -> None:
    assert built(project).returncode == 0
    before = published(project)
    (project / "docs" / "other.md").write_text(BROKEN, encoding="utf-8")
    done = built(project)
    assert done.returncode != 0
    assert "docs/other.md:9:3" in done.stderr
    assert "unknown-field" in done.stderr
    assert published(project) == before
    assert not list(project.glob(".site.*"))


def test_the_command_finds_the_same(project: Path) -> None:
    (project / "docs" / "other.md").write_text(BROKEN, encoding="utf-8")
    done = built(project)
    command = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "validate_manifests.py"), "docs"],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    assert command.returncode == 1
    findings = [line for line in command.stdout.split("\n") if line.startswith("docs/")]
    assert findings
    for finding in findings:
        assert finding in done.stderr


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a warning in strict mode", GOOD + "\n[nowhere](nowhere.md)\n"),
        ("a style warning in strict mode", GOOD.replace("name: good", "name:   good")),
        ("a missing include", GOOD + '\n--8<-- "docs/nowhere.yaml"\n'),
        ("an include from outside", GOOD + '\n--8<-- "../../etc/hostname"\n'),
        ("a fence without an end", GOOD + "\n```yaml\napiVersion: v1\n"),
        ("bytes that are no text", None),
    ],
)
def test_whatever_fails_leaves_the_old_site(project: Path, name: str, text: str | None) -> None:
    assert built(project).returncode == 0
    before = published(project)
    (project / "docs" / "index.md").write_bytes(b"# x \xff\xfe" if text is None else text.encode())
    done = built(project, "--strict")
    assert done.returncode != 0, name
    assert "Traceback" not in done.stderr
    assert published(project) == before


def test_the_seal_finds_a_block_that_nobody_verified(project: Path) -> None:
    hook = project / "sneak.py"
    hook.write_text(
        "def on_page_content(html, **_):\n"
        "    return html + '<pre><code class=\"language-yaml\">kind: Sneaked</code></pre>'\n",
        encoding="utf-8",
    )
    configuration = project / "mkdocs.yml"
    text = configuration.read_text(encoding="utf-8")
    configuration.write_text(text.replace("hooks: [", f"hooks: [{hook}, "), encoding="utf-8")
    done = built(project)
    assert done.returncode != 0
    assert "kind: Sneaked" in done.stderr
    assert not (project / "site").exists()


def test_a_later_hook_that_changes_an_example_breaks_the_seal(project: Path) -> None:
    hook = project / "change.py"
    hook.write_text(
        "def on_page_markdown(markdown, **_):\n    return markdown.replace('nginx:1.30', 'nginx')\n", encoding="utf-8"
    )
    configuration = project / "mkdocs.yml"
    text = configuration.read_text(encoding="utf-8")
    configuration.write_text(text.replace("hooks: [", f"hooks: [{hook}, "), encoding="utf-8")
    done = built(project)
    assert done.returncode != 0
    assert "never verified" in done.stderr


def test_a_site_without_any_block_fails(project: Path) -> None:
    for page in ("index.md", "other.md"):
        (project / "docs" / page).write_text("# Nothing\n", encoding="utf-8")
    done = built(project)
    assert done.returncode != 0
    assert "no-blocks" in done.stderr


@contextmanager
def serving(project: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    server = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--no-livereload", "-a", f"127.0.0.1:{port}"],
        cwd=project,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield server
    finally:
        server.send_signal(signal.SIGINT)  # as from a terminal: then it removes what it has built
        server.communicate(timeout=20)


def fetched(address: str, server: subprocess.Popen[str]) -> str:
    for _ in range(150):
        assert server.poll() is None, server.stderr and server.stderr.read()
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return str(answer.read().decode("utf-8"))
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the server does not answer")


def test_serve_goes_on_and_shows_findings_beside_their_block(project: Path, free_port: int) -> None:
    (project / "docs" / "index.md").write_text(
        GOOD + '\n[nowhere](nowhere.md)\n\n--8<-- "docs/nowhere.yaml"\n\n' + BROKEN[7:], encoding="utf-8"
    )
    with serving(project, free_port) as server:
        html = fetched(f"http://127.0.0.1:{free_port}/", server)
    good, _, rest = html.partition("container</span>")
    assert "proof-finding--error" in rest
    assert "unknown-field" in rest
    assert "missing-snippet" in good, "what belongs to no block is shown at the top"
    assert not (project / "site").exists(), "serving publishes nothing"


def adopter(root: Path, text: str) -> Path:
    """A site that knows nothing of ours but the plugin."""
    (root / "mkdocs.yml").write_text("site_name: Adopter\ntheme: readthedocs\nplugins: [kubefence]\n", encoding="utf-8")
    (root / "docs").mkdir()
    (root / "docs" / "index.md").write_text(text, encoding="utf-8")
    return root


def test_the_plugin_is_all_that_a_site_needs(tmp_path: Path) -> None:
    done = built(adopter(tmp_path, GOOD))
    assert done.returncode == 0, done.stderr
    html = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert 'class="filename">pod.yaml' in html, "superfences is turned on"


def test_a_mistake_stops_the_site_of_an_adopter_at_its_line(tmp_path: Path) -> None:
    done = built(adopter(tmp_path, BROKEN))
    assert done.returncode != 0
    assert "docs/index.md:9:3: " in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "turned off with enabled: false, so nothing is verified"),
        ("zh", "已用 enabled: false 关闭，什么也不核对"),
    ],
)
def test_a_plugin_that_is_turned_off_says_so(tmp_path: Path, language: str, said: str) -> None:
    adopter(tmp_path, BROKEN)
    plugin = f"kubefence: {{enabled: !ENV [VERIFIED, true], lang: {language}}}"
    (tmp_path / "mkdocs.yml").write_text(f"site_name: a\ntheme: readthedocs\nplugins: [{plugin}]\n", encoding="utf-8")
    done = build("--strict", root=tmp_path, VERIFIED="false")
    assert done.returncode == 0, done.stderr
    assert done.stderr.count(f"INFO    -  kubefence: {said}\n") == 1
    assert (tmp_path / "site" / "index.html").exists()
    done = build(root=tmp_path)
    assert done.returncode == 1
    assert "docs/index.md:9:3: " in done.stderr
    assert said not in done.stderr
