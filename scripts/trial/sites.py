"""Sites of others, as small as they can be, and the commands that make and check them."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

PAGE = "docs/index.md"
RIGHT = """\
# A page

An example:

```yaml
apiVersion: v1
kind: ConfigMap
metadata:
  name: web
data:
  level: info
```
"""
WRONG = RIGHT.replace("\ndata:", "\ndat:")
LINE = 10
PLACE = f":{LINE}:1"
"""Where a page is wrong, as every adapter has to say it behind the name of the page."""
RULE = "unknown-field"


class Trial(NamedTuple):
    """A way to use kubefence."""

    about: str
    packages: tuple[str, ...]
    """What is installed besides the wheel."""
    files: Mapping[str, str]
    """The settings of the site."""
    commands: tuple[str, ...]
    """What makes and checks it, one after the other, until one fails; ``{repository}`` is that of kubefence."""
    page: str = PAGE
    """What findings call the page."""

    def lay(self, folder: Path, page: str) -> None:
        """Write the site with this page."""
        for name, text in {**self.files, PAGE: page}.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


_PLUGIN = "site_name: A site\nplugins: [kubefence]\n"
_MARKDOWN = (
    "from pathlib import Path; from markdown import markdown; "
    f"markdown(Path('{PAGE}').read_text(), extensions=['pymdownx.superfences', 'kubefence'])"
)
_SHOWN = "[{kubefence: {marks: true, report: report.md, manifests: manifests}}]"
_IS_SHOWN = (
    "from pathlib import Path; page, site = Path('site/index.html').read_text(), Path('site'); "
    "assert 'verified v1.25' in page and 'manifests/index/configmap-web.yaml' in page; "
    "assert 'kind: ConfigMap' in (site / 'manifests/index/configmap-web.yaml').read_text(); "
    "assert 'ConfigMap web' in (site / 'report/index.html').read_text()"
)
TRIALS: Mapping[str, Trial] = {
    "command": Trial("the command on Markdown", (), {}, ("kubefence docs",)),
    "mkdocs": Trial("the plugin in MkDocs", ("mkdocs",), {"mkdocs.yml": _PLUGIN}, ("mkdocs build --strict",)),
    "properdocs": Trial(
        "the plugin in ProperDocs",
        ("properdocs", "properdocs-theme-mkdocs"),
        {"properdocs.yml": f"{_PLUGIN}theme: mkdocs\n"},
        ("properdocs build --strict",),
    ),
    "shown": Trial(
        "the plugin with all that readers see",
        ("mkdocs",),
        {
            "mkdocs.yml": f"{_PLUGIN.replace('[kubefence]', _SHOWN)}site_url: https://example.com/\n",
            "docs/report.md": "# All\n",
        },
        ("mkdocs build --strict", f"python -c {shlex.quote(_IS_SHOWN)}"),
    ),
    "markdown": Trial(
        "the extension of Python-Markdown", (), {"render.py": _MARKDOWN}, ("python render.py",), "<markdown>"
    ),
    "sphinx": Trial(
        "the HTML of Sphinx with MyST",
        ("sphinx", "myst-parser"),
        {"docs/conf.py": 'project = "A site"\nextensions = ["myst_parser"]\n'},
        ("sphinx-build --quiet --fail-on-warning docs site", "kubefence site site --sources docs"),
    ),
    "zensical": Trial(
        "the HTML of Zensical",
        ("zensical",),
        {"zensical.toml": '[project]\nsite_name = "A site"\n'},
        ("zensical build", "kubefence site site --sources docs"),
    ),
    "pre-commit": Trial(
        "the hook of pre-commit",
        ("pre-commit",),
        {},
        ("git init --quiet", "git add docs", "pre-commit try-repo {repository} kubefence --color never"),
    ),
}
"""All ways that are documented."""
