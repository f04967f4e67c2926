"""Objects that the commands of a page name, and whether the page has them: who follows the page can run them.

An object is there if a manifest or an output of the page names it, if a command of the page makes it, if a controller
makes it of one that is there (Pods of a Deployment, claims of a StatefulSet), or if every cluster has it. Nodes are
whatever the reader's nodes are called, and a block that says 换成 asks the reader to put own names into it. What is
searched for in a list of objects has to be named elsewhere on the page.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from typing import NamedTuple

from kubefence.findings import Text

EVERYWHERE = {
    "kubernetes": "the Service of the API server",
    "kube-dns": "the Service of the cluster's DNS",
    "coredns": "its Deployment and configuration, as kubeadm makes them",
    "kube-proxy": "its DaemonSet and configuration, as kubeadm makes them",
    "kube-scheduler": "its Lease",
    "kube-controller-manager": "its Lease",
}
"""Names of objects that a cluster has without the page, and what they are."""

KINDS = re.compile(
    r"(pod|deployment|statefulset|daemonset|replicaset|job|cronjob|service|ingress|configmap|secret|persistentvolumeclaim"
    r"|persistentvolume|namespace|node|horizontalpodautoscaler|poddisruptionbudget|networkpolicy|storageclass|role"
    r"|serviceaccount|rolebinding|clusterrole|clusterrolebinding|endpointslice|lease|gateway|httproute|resourceclaim"
    r"|limitrange|resourcequota|priorityclass)(s|es)?$|(po|deploy|sts|ds|rs|svc|cm|pvc|pv|ns|no|hpa|pdb|netpol|sc|sa)$"
)
"""What stands before the name of an object. A kind of an extension counts where it is written ``kind/name``."""

_VALUED = {"-n", "-l", "-L", "-o", "-c", "-f", "-p", "-k", "--namespace", "--selector", "--tail", "--timeout", "--for"}
_NAME = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?$")
_BLOCK = re.compile(r"^( *)(`{3,})([^\n]*)\n(.*?)^\1\2$", re.M | re.S)
_GENERATED = re.compile(r"(-[a-z0-9]{5,10})?-[a-z0-9]{5}|-\d+|-[a-z0-9]{5,10}")


class Named(NamedTuple):
    """An object in a command."""

    line: int
    kind: str
    name: str


def problems(page: str) -> Iterator[tuple[int, Text]]:
    """Line and fault of every object that a command names and the page does not have."""
    for line, name in missing(page):
        yield (
            line,
            Text(
                f"这一页的清单、输出和命令里都没有名为 {name} 的对象",
                f"no manifest, output or command of this page has an object called {name}",
            ),
        )


def missing(page: str) -> Iterator[tuple[int, str]]:
    """Line and name of every object that a command of a page names and the page does not have."""
    known = _known(page)
    before: list[str] = []
    for line, words in _commands(page):
        for named in _named(line, words):
            if not (re.match(r"no(de|$)", named.kind) or "kube-node-lease" in words or _is_there(named.name, known)):
                yield named.line, named.name
        is_sought = words[0] == "grep" and before[:2] == ["kubectl", "get"] and _NAME.match(words[-1])
        if is_sought and page.count(words[-1]) < 2:
            yield line, words[-1]
        before = words


def _is_there(name: str, known: set[str]) -> bool:
    return name in known or any(
        name.startswith(maker) and _GENERATED.fullmatch(name, len(maker)) for maker in known if len(maker) > 2
    )


def _known(page: str) -> set[str]:
    """Names in manifests, words in outputs, what commands make, and claims that a StatefulSet has templates of."""
    known = set(EVERYWHERE)
    declared: set[str] = set()
    for _, _, info, content in _BLOCK.findall(page):
        if info.startswith("yaml"):
            declared.update(re.findall(r"^\s*(?:- )?name:\s*[\"']?([\w.-]+)", content, re.M))
        elif not info.startswith("bash"):
            known.update(re.split(r"[^a-z0-9.-]+", content))
    known |= declared | {f"{claim}-{holder}" for claim in declared for holder in declared}
    for _, words in _commands(page):
        if words[0] == "kubectl" and {"create", "run", "expose"} & set(words[:4]):
            known.update(word for word in words if _NAME.match(word))
    return known


def _named(line: int, words: list[str]) -> Iterator[Named]:
    """The objects that a command of kubectl names."""
    if words[0] != "kubectl":
        return
    before = ""
    skip = False
    for word in words[1:]:
        if skip or word.startswith("-"):
            if word == "--":
                return
            skip, before = not skip and word in _VALUED, ""
            continue
        kind, slash, name = word.partition("/")
        if slash and _NAME.match(kind) and _NAME.match(name):
            yield Named(line, kind, name)
        elif before and _NAME.match(word):
            yield Named(line, before, word)
        before = word if KINDS.match(word) else ""


def _commands(page: str) -> Iterator[tuple[int, list[str]]]:
    """Every simple command in the shell blocks of a page, as its words, with its line."""
    for block in _BLOCK.finditer(page):
        if not block[3].startswith("bash") or "换成" in block[4]:
            continue
        first = page.count("\n", 0, block.start(4)) + 1
        lines = re.sub(r"\\\n", "\x00 ", re.sub(r"^\s*#.*$", "", block[4], flags=re.M)).splitlines()
        for text in lines:
            for part in re.split(r"(?<!\\)[|;]|&&|\$\(|\)", text.replace("\x00", " ")):
                words = _words(part)
                if words:
                    yield first, words
            first += 1 + text.count("\x00")


def _words(part: str) -> list[str]:
    try:
        words = shlex.split(part, comments=True)
    except ValueError:  # quotes that reach over what it was split at
        words = part.split()
    return words[1:] if words[:1] == ["sudo"] else words
