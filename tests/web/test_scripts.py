"""The scripts of ``web/``: their types fit, their own tests pass, each module fits one screen."""

from __future__ import annotations

import subprocess
from pathlib import Path

import playwright
import pytest

from tests.site.conftest import ROOT

WEB = ROOT / "web"
MODULES = sorted(WEB.rglob("*.ts"))
NODE = Path(playwright.__file__).parent / "driver" / "node"
"""The one that the browser's driver brings: new enough to run TypeScript, wherever the tests run."""
LINES = 220
"""More than that is not seen at a glance."""


def run(*command: str | Path) -> str:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("project", [".", "offline/worker"])
def test_types_fit(project: str) -> None:
    (checker,) = (ROOT / "node_modules" / "@typescript").glob("*/lib/tsc")
    run(checker, "--project", WEB / project)


def test_a_wrong_type_is_found(tmp_path: Path) -> None:
    (checker,) = (ROOT / "node_modules" / "@typescript").glob("*/lib/tsc")
    (tmp_path / "wrong.ts").write_text("export const grade: 1 | 2 = 3;\n", encoding="utf-8")
    settings = f'{{"extends": "{WEB / "tsconfig.json"}", "include": ["*.ts"]}}'
    (tmp_path / "tsconfig.json").write_text(settings, encoding="utf-8")
    with pytest.raises(AssertionError, match=r"wrong\.ts.*TS2322"):
        run(checker, "--project", tmp_path)


@pytest.mark.parametrize("module", sorted(WEB.glob("tests/*.test.ts")), ids=lambda path: path.stem)
def test_units(module: Path) -> None:
    said = run(NODE, "--test", "--test-reporter=tap", module)
    assert "# fail 0" in said
    assert "# pass 0" not in said


def test_each_module_fits_one_screen() -> None:
    sizes = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8").count("\n") for path in MODULES}
    assert len(sizes) > 10
    assert {name: size for name, size in sizes.items() if size > LINES and "/tests/" not in name} == {}
