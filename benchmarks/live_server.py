#!/usr/bin/env python3
"""What a running API server says of small manifests of ours, and what kubefence says of the same.

    kubectl proxy --port 8001 &
    python benchmarks/live_server.py [--server http://127.0.0.1:8001] [--show 20]

The manifests are the examples of the rules and the sound samples of the tests, as they are and spoiled in one place
after the other: those behind ``tests/rules/verdicts``, which only say what a change of a rule changes. The server is
asked for a dry run with strict validation, so nothing is created but the namespaces that the manifests name: use a
cluster for trying, of a version that kubefence knows. Not compared is what the server refuses for something that is in
the cluster or that the cluster lacks, and what it does not look at in a dry run: the range of node ports, a preset
``resourceVersion``. Prints how many had the same verdict, and the others.
"""

from __future__ import annotations

import argparse
import http.client
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from kubefence import Config, Page, Verifier, VersionError
from kubefence.findings import Severity
from kubefence.rules.engine import registry

sys.path.append(str(Path(__file__).resolve().parent.parent / "scripts"))

from probes import inside, ways
from update_verdicts import SAMPLES, documents

OF_THE_CLUSTER = re.compile(
    r"already exists|not found$|no PriorityClass|error looking up service account|exceeded quota"
    r"|RuntimeClass .* not found|not configured on this cluster|not configured for dual-stack"
)
"""Refusals that another cluster would not give."""
NOT_IN_A_DRY_RUN = frozenset({"node-port-out-of-range", "preset-resource-version"})
_GROUP = re.compile(r"[a-z0-9.-]+(/[a-z0-9]+)?")
_NAMESPACE = re.compile(r"[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?")


class Spoiled(NamedTuple):
    """A manifest, what it was made from, and where and how it was spoiled."""

    origin: str
    place: str
    way: str
    manifest: Any


class Server:
    """An API server behind ``kubectl proxy``."""

    def __init__(self, url: str) -> None:
        self._connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
        self._resources = cache(self._read_resources)
        self._namespaces = {"default"}

    def version(self) -> str:
        """``1.36``; raises `OSError` where nobody answers, `KeyError` where it is no API server."""
        answer = self._ask("GET", "/version")[1]
        return f"{answer['major']}.{answer['minor'].rstrip('+')}"

    def refusal(self, manifest: Any) -> str | None:
        """Why it does not take a manifest, "" where it does, None where it cannot be asked."""
        resource = self._resource(manifest)
        if resource is None:
            return None
        path, namespaced = resource
        if namespaced:
            namespace = (manifest.get("metadata") or {}).get("namespace") or "default"
            if not isinstance(namespace, str) or not _NAMESPACE.fullmatch(namespace):
                return None
            self._make(namespace)
            path = path.replace("{namespace}", namespace)
        status, answer = self._ask("POST", f"{path}?dryRun=All&fieldValidation=Strict", manifest)
        return "" if status in (200, 201) else str(answer.get("message", status))

    def _resource(self, manifest: Any) -> tuple[str, bool] | None:
        group, kind = manifest.get("apiVersion"), manifest.get("kind")
        if not isinstance(group, str) or not isinstance(kind, str) or not _GROUP.fullmatch(group):
            return None
        if not isinstance(manifest.get("metadata", {}), dict | None):
            return None
        return self._resources(group).get(kind)

    def _read_resources(self, group: str) -> dict[str, tuple[str, bool]]:
        """Kind to where it is created, and whether in a namespace."""
        root = f"/apis/{group}" if "/" in group else f"/api/{group}"
        listed = self._ask("GET", root)[1].get("resources", [])
        return {
            each["kind"]: (
                f"{root}/namespaces/{{namespace}}/{each['name']}" if each["namespaced"] else f"{root}/{each['name']}",
                each["namespaced"],
            )
            for each in listed
            if "/" not in each["name"] and "create" in each["verbs"]
        }

    def _make(self, namespace: str) -> None:
        if namespace not in self._namespaces:
            self._ask("POST", "/api/v1/namespaces", {"metadata": {"name": namespace}})
            self._namespaces.add(namespace)

    def _ask(self, method: str, path: str, body: Any = None) -> tuple[int, dict[str, Any]]:
        sent = None if body is None else json.dumps(body, ensure_ascii=False).encode()
        self._connection.request(method, path, sent, {"Content-Type": "application/json"})
        with self._connection.getresponse() as response:
            read = response.read()
        try:
            return response.status, json.loads(read)
        except ValueError:
            return response.status, {"message": read.decode("utf-8", "replace")}


def spoiled() -> Iterator[Spoiled]:
    """Each manifest once, first as it is."""
    texts = [(rule.id, text) for rule in registry.rules() if not rule.k8s for text in (rule.right, rule.wrong)]
    texts += [(file.stem, file.read_text(encoding="utf-8")) for file in sorted(SAMPLES.glob("*.yaml"))]
    seen: set[str] = set()
    for origin, text in texts:
        for document in documents(text):
            whole = [Spoiled(origin, "", "", document)] if isinstance(document, dict) else []
            parts = [
                Spoiled(origin, place, way, made)
                for place, value in (inside(document) if whole else ())
                for way, made in ways(document, place, value)
            ]
            for each in (*whole, *parts):
                key = json.dumps(each.manifest, sort_keys=True)
                if isinstance(each.manifest, dict) and key not in seen:
                    seen.add(key)
                    yield each


def main(arguments: list[str] | None = None) -> int:
    """Compare; 1 where the server cannot be asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", default="http://127.0.0.1:8001", help="what kubectl proxy listens on")
    parser.add_argument("--show", type=int, default=20, metavar="N", help="how many other verdicts to print")
    options = parser.parse_args(arguments)
    server = Server(options.server)
    try:
        version = server.version()
        verifier = Verifier(Config(version, lint=None))
    except (OSError, http.client.HTTPException, KeyError) as error:
        said = "no API server" if isinstance(error, KeyError) else error
        print(f"{options.server}: {said}: start kubectl proxy, and name its address with --server", file=sys.stderr)
        return 1
    except VersionError as error:
        print(f"{options.server}: {error}", file=sys.stderr)
        return 1
    counted: Counter[str] = Counter()
    others: list[str] = []
    for each in spoiled():
        refusal = server.refusal(each.manifest)
        report = verifier.verify(Page("asked.json", json.dumps(each.manifest, ensure_ascii=False), markdown=False))
        rules = {finding.rule for finding in report.findings if finding.severity is Severity.ERROR}
        if refusal is None or OF_THE_CLUSTER.search(refusal) or "off-by-default" in rules or rules & NOT_IN_A_DRY_RUN:
            counted["not compared"] += 1
        elif bool(refusal) == bool(rules):
            counted["same"] += 1
        else:
            counted["other"] += 1
            said = refusal or "taken, but " + ", ".join(sorted(rules))
            others.append(f"{each.origin} {each.place} {each.way}: {said[:160]}")
    compared = counted["same"] + counted["other"]
    print(f"Kubernetes {version}: {compared:,} manifests, {counted['not compared']:,} not compared")
    print(f"same verdict  {counted['same'] / max(compared, 1):.3%}  ({counted['other']} differ)")
    print(*others[: options.show], sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
