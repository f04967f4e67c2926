"""Objects that need no manifest: commands make them (``kubectl create secret generic db``), or Kustomize does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from kubefence.belonging.fields import met, steps
from kubefence.belonging.made import Made
from kubefence.belonging.targets import GENERATED
from kubefence.commands.arguments import call
from kubefence.commands.call import Call
from kubefence.commands.grammar import program
from kubefence.commands.words import Word, read
from kubefence.positions import TextMap
from kubefence.yamldoc.document import Document

_KUBECTL = frozenset({"kubectl", "k"})
_CREATE = "create "
_LITERAL, _FROM_FILES = "from-literal", ("from-file", "from-env-file")
_KINDS: Mapping[str, str] = {
    "clusterrole": "ClusterRole",
    "clusterrolebinding": "ClusterRoleBinding",
    "configmap": "ConfigMap",
    "cronjob": "CronJob",
    "deployment": "Deployment",
    "ingress": "Ingress",
    "job": "Job",
    "namespace": "Namespace",
    "poddisruptionbudget": "PodDisruptionBudget",
    "priorityclass": "PriorityClass",
    "quota": "ResourceQuota",
    "role": "Role",
    "rolebinding": "RoleBinding",
    "secret": "Secret",
    "service": "Service",
    "serviceaccount": "ServiceAccount",
}
"""The commands below ``kubectl create``, and what they make; ``secret`` and ``service`` have commands of their own."""


def generated(document: Document) -> Iterator[Made]:
    """The objects that Kustomize generates of a kustomization file."""
    for kind, pattern in GENERATED.items():
        for path, name in met(document.value, steps(pattern)):
            yield Made(kind, str(name), partial(document.value_place, path))


def made_by(script: str, source: TextMap) -> Iterator[Made]:
    """The objects that a text of shell makes; ``source`` says where that stands."""
    if "kubectl" not in script and "k " not in script:
        return
    for line in read(script).lines:
        start = next((at for at, word in enumerate(line.words) if word.text in _KUBECTL), None)
        if start is not None:
            table = program("kubectl")
            found = call(table, table.versions[-1], line.words[start:])
            for kind, name, word in _made(found) if found.arguments else ():
                yield Made(kind, name, partial(source.place, *word.place), _keys(found, kind))


def _made(found: Call) -> Iterator[tuple[str, str, Word]]:
    """Kind and name of what a command makes, and the word that says so."""
    path, first = found.command.path, found.arguments[0]
    if path.startswith(_CREATE):
        kind = _KINDS.get(path.removeprefix(_CREATE).partition(" ")[0])
        if kind:
            yield kind, first.text, first
    elif path == "run":
        yield "Pod", first.text, first
        if found.on("expose"):
            yield "Service", first.text, first
    elif path == "expose":
        last = found.arguments[-1]
        yield "Service", found.value("name") or last.text.rpartition("/")[2], last


def _keys(found: Call, kind: str) -> frozenset[str] | None:
    """The keys of a ConfigMap or Secret; None where files give them, or they are not known."""
    literals = found.flags.get(_LITERAL, ())
    if kind not in GENERATED or found.open or found.has(*_FROM_FILES) or not literals:
        return None
    texts = [word.text for word in literals if word is not None and word.known]
    return frozenset(text.partition("=")[0] for text in texts) if len(texts) == len(literals) else None
