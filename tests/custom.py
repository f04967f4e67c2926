"""A rule of others, as a module that its owners would write, and a package that installs it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, NamedTuple

from kubefence.custom import Tables
from tests.helpers import DEPLOYMENT

UNPINNED = DEPLOYMENT.replace("web:1.0.0", "web:latest")
MODULE = f'''
from kubefence.custom import Rule, Severity, Site, Tables, Text

def pinned(container: Site):
    image = container.text("image")
    if image.endswith(":latest"):
        zh, en = "镜像没有固定版本", "the image has no fixed version"
        yield container.problem("example-latest", "image", zh, en, severity=Severity.WARNING)

TABLES = Tables(
    rules=(
        Rule(
            id="example-latest",
            title=Text("镜像没有固定版本", "an image without a fixed version"),
            why=Text("两次部署可能得到不同的程序。", "Two rollouts may get two programs."),
            fix=Text("写明版本。", "Name a version."),
            source="https://example.com/handbook/images",
            wrong="""{UNPINNED}""",
            right="""{DEPLOYMENT}""",
            severity=Severity.WARNING,
        ),
    ),
    checks={{"core.v1.Container": (pinned,)}},
)
'''


def loaded(source: str) -> Any:
    names: dict[str, Any] = {}
    exec(source, names)
    return names["TABLES"]


TABLES: Tables = loaded(MODULE)
[RULE] = TABLES.rules


class Distribution(NamedTuple):
    """A package with rules, installed into a folder that is on the path."""

    folder: Path
    name: str = "example_rules"

    def install(self, source: str, value: str = "", version: str = "1.0") -> None:
        (self.folder / f"{self.name}.py").write_text(source, encoding="utf-8")
        for old in self.folder.glob(f"{self.name}-*.dist-info"):
            shutil.rmtree(old)
        info = self.folder / f"{self.name}-{version}.dist-info"
        info.mkdir(exist_ok=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {self.name}\nVersion: {version}\n")
        (info / "entry_points.txt").write_text(f"[kubefence.rules]\nexample = {value or self.name}\n")
