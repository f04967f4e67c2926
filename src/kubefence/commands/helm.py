"""What each command of helm asks of its arguments (``helm.sh/helm/v4/pkg/cmd``, ``v3/cmd/helm``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kubefence.commands.call import Call, Check
from kubefence.commands.fault import Fault
from kubefence.commands.of_arguments import count, nothing
from kubefence.commands.of_flags import one_of_values
from kubefence.findings import Text

_OUTPUT = one_of_values("output", "table", "json", "yaml")
_RELEASE = count(1, 1, "RELEASE")
_CHART = count(1, 1, "CHART")


def installed(call: Call) -> Iterator[Fault]:
    """``install``: a name and a chart, or a chart whose name is made up."""
    yield from count(1, 2, "NAME CHART")(call)
    if len(call.arguments) == 1 and not call.open and not call.has("generate-name", "name-template"):
        zh = "helm install 要名称和 Chart 两个参数，或写 --generate-name"
        en = "helm install needs a NAME and a CHART, or --generate-name"
        yield Fault("wrong-arguments", call.arguments[0].place, Text(zh, en))


CHECKS: Mapping[str, Sequence[Check]] = {
    "install": (installed,),
    "upgrade": (count(2, 2, "RELEASE CHART"),),
    "template": (count(1, 2, "NAME CHART"),),
    "uninstall": (count(1, None, "RELEASE"),),
    "list": (nothing(),),
    "status": (_RELEASE,),
    "history": (_RELEASE,),
    "test": (_RELEASE,),
    "rollback": (count(1, 2, "RELEASE REVISION"),),
    "get all": (_RELEASE,),
    "get hooks": (_RELEASE,),
    "get manifest": (_RELEASE,),
    "get metadata": (_RELEASE,),
    "get notes": (_RELEASE,),
    "get values": (_RELEASE,),
    "show all": (_CHART,),
    "show chart": (_CHART,),
    "show crds": (_CHART,),
    "show readme": (_CHART,),
    "show values": (_CHART,),
    "create": (count(1, 1, "NAME"),),
    "package": (count(1, None, "CHART"),),
    "pull": (count(1, None, "CHART"),),
    "push": (count(2, 2, "CHART REMOTE"),),
    "verify": (count(1, 1, "PATH"),),
    "version": (nothing(),),
    "dependency build": (count(0, 1, "CHART"),),
    "dependency list": (count(0, 1, "CHART"),),
    "dependency update": (count(0, 1, "CHART"),),
    "repo add": (count(2, 2, "NAME URL"),),
    "repo index": (count(1, 1, "DIR"),),
    "repo list": (nothing(),),
    "repo remove": (count(1, None, "NAME"),),
    "registry login": (count(1, 1, "HOST"),),
    "registry logout": (count(1, 1, "HOST"),),
}


def checks(path: str) -> Sequence[Check]:
    """What is asked of a command."""
    return (*CHECKS.get(path, ()), _OUTPUT)
