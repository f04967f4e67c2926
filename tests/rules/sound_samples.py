"""The sound objects that have much in them, in the folder ``samples``, to be taken apart and spoiled."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml


def objects() -> Iterator[dict[str, Any]]:
    """Each of them, as JSON has it."""
    for file in sorted(Path(__file__).with_name("samples").glob("*.yaml")):
        for document in yaml.safe_load_all(file.read_text(encoding="utf-8")):
            yield json.loads(json.dumps(document, default=str))
