"""One MkDocs build in this process, with the CPU time of each hook and the plugin, as JSON. Called by build.py."""

from __future__ import annotations

import json
import logging
import os
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config

spent: defaultdict[str, float] = defaultdict(float)


def main() -> None:
    """Build with the configuration named on the command line."""
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    if "KUBEFENCE_BENCH_NO_LINT" in os.environ:
        _without_lint()
    config = load_config(sys.argv[1])
    for name, module in getattr(config, "hooks", {}).items():
        for events in config.plugins.events.values():
            for position, method in enumerate(events):
                if getattr(method, "__module__", None) == name or getattr(method, "__globals__", {}) is vars(module):
                    events[position] = _timed(name, method)
    plugin = config.plugins.get("kubefence")
    for events in config.plugins.events.values() if plugin else ():
        for position, method in enumerate(events):
            if getattr(method, "__self__", None) is plugin:
                events[position] = _timed("kubefence", method)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    finally:
        config.plugins.on_shutdown()
    times = os.times()
    total = times.user + times.system + times.children_user + times.children_system
    print(json.dumps({"total": total, "hooks": spent}))


def _timed(name: str, method: Callable[..., Any]) -> Callable[..., Any]:
    def run(*arguments: Any, **keywords: Any) -> Any:
        started = time.process_time()
        try:
            return method(*arguments, **keywords)
        finally:
            spent[name] += time.process_time() - started

    return run


def _without_lint() -> None:
    from kubefence.checks.lint import Linter

    Linter.check = lambda *_: iter(())  # type: ignore[method-assign]  # what is measured is the rest


if __name__ == "__main__":
    main()
