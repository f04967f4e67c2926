#!/usr/bin/env python3
"""Start a rule: a module with everything that one needs, entered into the index, with its page, its examples proven.

    python scripts/new_rule.py ID [--in FOLDER]        or: make rule ID=my-rule IN=podspec

ID names the wrong pattern, as in ``selector-mismatch``. FOLDER is a domain below src/kubefence/rules; without one it is
podspec. What has to be written is marked 待写; a test fails as long as that stands anywhere.
"""

from __future__ import annotations

import argparse
import keyword
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from kubefence.nearest import suggestion
from kubefence.rules.engine import registry

ROOT = Path(__file__).resolve().parent.parent
RULES = ROOT / "src" / "kubefence" / "rules"
NO_DOMAINS = frozenset({"documentation", "engine", "vocabulary"})
_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
LONGEST = 50

TEMPLATE = '''\
"""待写: what these rules are about, and the function of the API server that says so."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.findings import Text
from kubefence.problems import Problem
from kubefence.rules.engine.model import Rule, Site, Tables, when

_POD = """\\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostname: {{hostname}}
  containers:
    - name: app
      image: registry.example.com/app:1.0.0
"""

RULE = Rule(
    id="{id}",
    title=Text("待写：什么不对", "待写: what is wrong"),
    why=Text("待写：服务器怎么做，会出什么问题。", "待写: what the server does about it, what would go wrong."),
    fix=Text("待写：应该怎么写。", "待写: what to write."),
    source="https://kubernetes.io/zh-cn/docs/concepts/workloads/pods/",
    wrong=_POD.format(hostname="wrong"),
    right=_POD.format(hostname="right"),
)


@when("hostname")
def check(spec: Site) -> Iterator[Problem]:
    """待写: what has to hold."""
    if spec.text("hostname") == "wrong":
        yield spec.problem(RULE.id, "hostname", "待写：这里怎么改", "待写: what to write here")


TABLES = Tables(rules=(RULE,), checks={{"core.v1.PodSpec": (check,)}})
'''


class Refused(Exception):
    """Why no rule is started; one sentence."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the module, the index and the page, and run the tests of the rule; the exit code of the script."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("id", metavar="ID")
    parser.add_argument("--in", dest="domain", metavar="FOLDER", default="podspec")
    options = parser.parse_args(arguments)
    try:
        path = module(options.id, options.domain or "podspec")
    except Refused as error:
        print(f"new_rule: {error}", file=sys.stderr)
        return 2
    path.write_text(TEMPLATE.format(id=options.id), encoding="utf-8", newline="\n")
    print(f"written: {path.relative_to(ROOT)}", flush=True)
    failed = _run("scripts/update_rules.py") or _run(
        "-m", "pytest", "-q", "-n0", "tests/rules/test_examples.py", "-k", options.id
    )
    if not failed:
        print("Now write what is marked 待写 in it, then run scripts/update_rules.py and these tests again")
    return failed


def module(name: str, domain: str) -> Path:
    """The file of a new rule; raises `Refused` for a name or a folder that cannot be."""
    if not name:
        raise Refused("name the rule after the mistake, as in: make rule ID=selector-mismatch IN=workloads")
    if not _ID.fullmatch(name) or len(name) > LONGEST or keyword.iskeyword(name):
        raise Refused(
            f"{name!r:.60} cannot be the id of a rule; write lower-case words with hyphens between them, "
            f"at most {LONGEST} characters, as in selector-mismatch"
        )
    if name in registry.ids():
        raise Refused(f"there is a rule {name} already; `kubefence --explain {name}` says what it is about")
    if domain not in domains():
        near = suggestion(domain, domains(), 0.6).en or f"; there are {', '.join(domains())}"
        raise Refused(f"src/kubefence/rules has no folder {domain!r:.60} for rules{near}")
    path = RULES / domain / f"{name.replace('-', '_')}.py"
    if path.exists():
        raise Refused(f"{path.relative_to(ROOT)} is there already; write the rule in it, or give it another id")
    return path


def domains() -> list[str]:
    """The folders that rules stand in."""
    return sorted(path.parent.name for path in RULES.glob("*/__init__.py") if path.parent.name not in NO_DOMAINS)


def _run(*command: str) -> int:
    return subprocess.run([sys.executable, *command], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
