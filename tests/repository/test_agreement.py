"""The benchmark that compares verdicts with those of an API server: what it counts, and what it refuses to read."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import CONFIG_MAP, DEPLOYMENT, WRONG_CONFIG_MAP, loaded_script

WRONG = DEPLOYMENT.replace("replicas: 2", "replicas: -2")
ROWS: list[dict[str, Any]] = [
    {"id": "right", "verdict": "accepted", "text": CONFIG_MAP},
    {"id": "found", "verdict": "rejected", "text": WRONG, "causes": [{"field": "spec.replicas"}]},
    {"id": "elsewhere", "verdict": "rejected", "text": WRONG, "causes": [{"field": "spec.template.metadata.labels"}]},
    {"id": "missed", "verdict": "rejected", "text": CONFIG_MAP, "kind": "ConfigMap", "message": "it is full"},
    {"id": "alarm", "verdict": "accepted", "text": WRONG_CONFIG_MAP, "kind": "ConfigMap"},
    {"id": "second", "verdict": "accepted", "text": f"{WRONG_CONFIG_MAP}---\n{CONFIG_MAP}", "doc": 1},
    {"id": "custom", "verdict": "unknown_kind", "text": "apiVersion: example.com/v1\nkind: A\n"},
    {"id": "beta", "verdict": "rejected", "text": CONFIG_MAP, "beta_api": True},
]


def run(file: Path, monkeypatch: pytest.MonkeyPatch, *more: str) -> None:
    monkeypatch.setattr("sys.argv", ["agreement.py", str(file), *more])
    loaded_script("agreement", "benchmarks").main()


@pytest.mark.parametrize("name", ["rows.jsonl", "rows.jsonl.gz"])
def test_what_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    data = "".join(f"{json.dumps(row)}\n" for row in ROWS).encode()
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    run(tmp_path / name, monkeypatch)
    out = capsys.readouterr().out
    figures = {line[:22].strip(): line[22:].strip() for line in out.splitlines() if not line.startswith(" ")}
    assert figures["rows"] == "6"
    assert figures["same verdict"] == "66.667%  (2 differ)"
    assert figures["found of the rejected"] == "66.667%  (2 of 3)"
    assert figures["false alarms"] == "1 of 3 accepted"
    assert figures["field named"] == "50.00%  (1 of 2)"
    assert "missed: ConfigMap: it is full  (e.g. missed)" in out
    assert "false alarm: ConfigMap: unknown-field: dat  (e.g. alarm)" in out
    assert "other field: spec.template.metadata.labels / out-of-range spec.replicas  (e.g. elsewhere)" in out


def test_rows_that_differ_are_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text("".join(f"{json.dumps(row)}\n" for row in ROWS), encoding="utf-8")
    run(file, monkeypatch, "--show", "ConfigMap")
    shown = [line for line in capsys.readouterr().out.splitlines() if line.startswith("===")]
    assert shown == ["=== missed rejected: it is full", "=== alarm accepted: "]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "no row is about a kind"),
        ("no JSON\n", "not one JSON object a line"),
        ('{"text": "a", "verdict": "accepted"}\n[]\n', "rows.jsonl:2: needed is an object with text and verdict"),
        ('{"text": 1, "verdict": "accepted"}\n', "rows.jsonl:1: needed"),
        (None, "rows.jsonl: No such file"),
    ],
)
def test_files_that_are_not_labelled_rows(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    content: str | None,
    reason: str,
) -> None:
    file = tmp_path / "rows.jsonl"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    with pytest.raises(SystemExit, match="2"):
        run(file, monkeypatch)
    assert reason in capsys.readouterr().err
