"""Many files are verified in several processes; nobody but the clock sees it."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from kubefence import Config, Page, Verifier
from kubefence.edge import cli, jobs, pool
from kubefence.edge.verified import Pending, Verified
from tests.helpers import CONFIG_MAP, WRONG_CONFIG_MAP, fenced

MANY = 3 * jobs.MANY


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for number in range(MANY):
        text = WRONG_CONFIG_MAP if number % 7 == 0 else CONFIG_MAP
        name = f"{number:04}.md" if number % 2 else f"{number:04}.yaml"
        (tmp_path / name).write_text(fenced(text) if number % 2 else text, encoding="utf-8")
    (tmp_path / "broken.md").write_bytes(b"\xff\xfe\x00")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, Any]:
    status = cli.main([".", "--format", "json", *options])
    document = json.loads(capsys.readouterr().out)
    del document["summary"]["seconds"]
    return status, document


def test_the_same_report_in_the_same_order(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, three = told(capsys, "--no-cache", "--jobs", "1"), told(capsys, "--no-cache", "--jobs", "3")
    assert one == three
    assert one[0] == 1
    assert one[1]["summary"]["pages"] == MANY + 1
    assert [found["path"] for found in one[1]["findings"]] == sorted(found["path"] for found in one[1]["findings"])


def test_what_other_processes_found_is_remembered(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "mkdocs.yml").write_text("site_name: a\ndocs_dir: .\n", encoding="utf-8")
    first = told(capsys, "--jobs", "2")
    monkeypatch.setattr(Verifier, "verify", lambda self, page: pytest.fail(f"{page.path} is verified once more"))
    assert told(capsys, "--jobs", "2") == first


def test_pages_are_verified_elsewhere() -> None:
    own = Verifier(Config())
    pages = [Page(f"{number}.yaml", CONFIG_MAP, markdown=False) for number in range(100)]
    given: list[Pending] = [Verified(own.verify(pages[0])), *pages[1:]]
    with pool.Pool(2, len(pages), own, lambda: own) as processes:
        workers = {each.pid for each in processes._pool._processes.values()}
        assert [done.report for done in processes.verified(given)] == [own.verify(page) for page in pages]
    assert len(workers) == 2
    assert os.getpid() not in workers


def test_a_process_gets_many_small_files_or_a_few_large_ones() -> None:
    small = [Page(f"{number}.yaml", "a", markdown=False) for number in range(5)]
    large = [Page(f"{number}.yaml", "a" * 150_000, markdown=False) for number in range(3)]
    assert [len(batch) for batch in pool.batches(small, 2)] == [2, 2, 1]
    assert [len(batch) for batch in pool.batches(large, 64)] == [2, 1]
    assert [page for batch in pool.batches(small, 64) for page in batch] == small
    assert list(pool.batches([], 64)) == []


def test_few_files_need_no_other_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "Pool", lambda *_: pytest.fail("a process is started"))
    own = Verifier(Config())
    for count, most in ((jobs.MANY - 1, 8), (10_000, 1)):
        with jobs.verifying(count, most, own, lambda: own) as verify:
            [done] = verify([Page("a.yaml", CONFIG_MAP, markdown=False)])
        assert done.report.findings == ()


@pytest.mark.parametrize("written", ["0", "-1", "two", "1.5", "99999", "٣"])
def test_no_number_of_processes(written: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main([".", "--jobs", written])
    assert ended.value.code == 2
    assert f"a whole number from 1 to 256 is needed, not '{written}'" in capsys.readouterr().err
