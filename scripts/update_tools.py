#!/usr/bin/env python3
"""Regenerate the tables of programs that no package carries, from public repositories.

    python scripts/update_tools.py WEBSITE ETCD KUSTOMIZE CRI_TOOLS            write src/kubefence/commands/data/
    python scripts/update_tools.py WEBSITE ETCD KUSTOMIZE CRI_TOOLS --check    only compare, exit 1 if it differs

Each is a clone, bare or not: kubernetes/website has the reference of kubeadm, etcd-io/etcd the sources of etcdctl and
etcdutl, kubernetes-sigs/kustomize those of kustomize, kubernetes-sigs/cri-tools those of crictl. What is read so may
lack something, which the tables say (``"sure": false``). ``tools.json`` has the commits.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import tool_commands
from tool_commands import Files, Rows, Sources
from update_commands import Flag, kept, table

_REFERENCE = "content/en/docs/reference/setup-tools/kubeadm/generated"
_HELP = Flag("h", "bool", bare=True)


class Clone:
    """A repository on this machine, as it is at its newest commit."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def git(self, *arguments: str) -> str:
        """What git prints."""
        done = subprocess.run(["git", "-C", str(self._path), *arguments], capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(f"{self._path}: git {arguments[0]}: {done.stderr.strip()}")
        return done.stdout

    def files(self, below: str, ending: str) -> Files:
        """The texts in a folder, without tests."""
        names = self.git("ls-tree", "-r", "--name-only", "HEAD", "--", below).splitlines()
        wanted = [name for name in names if name.endswith(ending) and not name.endswith("_test.go")]
        if not wanted:
            sys.exit(f"{self._path}: there is nothing in {below}")
        return {name: self.text(name) for name in wanted}

    def text(self, name: str) -> str:
        """One file."""
        return self.git("show", f"HEAD:{name}")

    def found(self, name: str, pattern: str) -> str:
        """The first group of a pattern in a file."""
        found = re.search(pattern, self.text(name), re.MULTILINE)
        if found is None:
            sys.exit(f"{self._path}: {name} has no {pattern}")
        return found[1]


def _written(version: str, rows: Rows, *, prefixes: bool = False, one_dash: bool = False) -> dict[str, Any]:
    rows[""] = rows[""]._replace(flags={**rows[""].flags, "help": _HELP})
    return {"sure": False, "prefixes": prefixes, "one_dash": one_dash, **table({version: rows})}


def _month(clone: Clone) -> str:
    """What stands for a version where the sources do not say which they are."""
    year, month, _ = clone.git("log", "-1", "--format=%cs", "HEAD").split("-")
    return f"{year}.{int(month)}"


def tables(website: Clone, etcd: Clone, kustomize: Clone, cri_tools: Clone) -> dict[str, Any]:
    """What the files are to hold, by their names."""
    kubernetes = website.found("hugo.toml", r'^latest = "v([\d.]+)"')
    of_etcd = etcd.found("api/version/version.go", r'Version\s+= "(\d+\.[1-9]\d*)')
    etcdctl, etcdutl = etcd.files("etcdctl", ".go"), etcd.files("etcdutl", ".go")
    of_kustomize = Sources(kustomize.files("kustomize/commands", ".go"))
    crictl = cri_tools.files("cmd/crictl", ".go")
    clones = {
        "kubernetes/website": website,
        "etcd-io/etcd": etcd,
        "kubernetes-sigs/kustomize": kustomize,
        "kubernetes-sigs/cri-tools": cri_tools,
    }
    return {
        "kubeadm.json": _written(kubernetes, tool_commands.of_pages(website.files(_REFERENCE, ".md"))),
        "etcdctl.json": _written(of_etcd, Sources(etcdctl).rows(etcdctl["etcdctl/ctlv3/ctl.go"]), prefixes=True),
        "etcdutl.json": _written(of_etcd, Sources(etcdutl).rows(etcdutl["etcdutl/ctl.go"]), prefixes=True),
        "kustomize.json": _written(_month(kustomize), of_kustomize.rows(of_kustomize.body("NewDefaultCommand"))),
        "crictl.json": _written(
            _month(cri_tools), tool_commands.of_urfave(crictl, "cmd/crictl/main.go"), one_dash=True
        ),
        "tools.json": {name: clone.git("rev-parse", "HEAD").strip() for name, clone in clones.items()},
    }


def main() -> int:
    """Write or compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("website", "etcd", "kustomize", "cri_tools"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    paths = (options.website, options.etcd, options.kustomize, options.cri_tools)
    return kept(tables(*map(Clone, paths)), check=options.check)


if __name__ == "__main__":
    raise SystemExit(main())
