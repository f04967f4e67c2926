"""Objects that need no manifest: commands make them (``kubectl create secret generic db``), or Kustomize does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kubefence.belonging.fields import met, steps
from kubefence.belonging.links import GENERATED
from kubefence.belonging.page_objects import Made
from kubefence.commands.arguments import call
from kubefence.commands.call import Call
from kubefence.commands.grammar import program
from kubefence.commands.words import Word, read
from kubefence.yamldoc.document import Json

_KUBECTL = frozenset({"kubectl", "k"})
_CREATE = "create "
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


def generated(value: Json) -> Iterator[Made]:
    """The objects that Kustomize generates of a kustomization file."""
    for kind, pattern in GENERATED.items():
        for _, name in met(value, steps(pattern)):
            yield Made(kind, str(name))


def made_by(script: str) -> Iterator[Made]:
    """The objects that a text of shell makes."""
    if "kubectl" not in script and "k " not in script:
        return
    for line in read(script).lines:
        start = next((at for at, word in enumerate(line.words) if word.text in _KUBECTL), None)
        if start is not None:
            yield from _made(line.words[start:])


def _made(words: tuple[Word, ...]) -> Iterator[Made]:
    table = program("kubectl")
    found = call(table, table.versions[-1], words)
    path = found.command.path
    if path.startswith(_CREATE) and found.arguments:
        kind = _KINDS.get(path.removeprefix(_CREATE).partition(" ")[0])
        if kind:
            yield Made(kind, found.arguments[0].text)
    elif path == "run" and found.arguments:
        yield Made("Pod", found.arguments[0].text)
        if found.on("expose"):
            yield Made("Service", found.arguments[0].text)
    elif path == "expose":
        yield from _exposed(found)


def _exposed(found: Call) -> Iterator[Made]:
    name = found.value("name") or (found.arguments[-1].text.rpartition("/")[2] if found.arguments else None)
    if name:
        yield Made("Service", name)
