"""Commands on pages: which lines of a block are commands, and where on the page a mistake stands."""

import pytest

from kubefence import Config, Page, verify
from kubefence.findings import Finding, Severity
from tests.helpers import CONFIG_MAP, fenced


def found(page: str, **options: object) -> list[Finding]:
    return verify([Page("a.md", page)], Config(**options)).findings  # type: ignore[arg-type]  # names of its fields


def told(page: str) -> list[tuple[str, int, int]]:
    return [(each.rule, each.span.line, each.span.column) for each in found(page)]


PLACES: dict[str, tuple[str, str, tuple[str, int, int]]] = {
    "the first line": ("bash", "kubectl gett pods", ("unknown-command", 2, 9)),
    "behind wide letters": ("bash", "echo 你好; kubectl gett pods", ("unknown-command", 2, 18)),
    "a line that goes on": ("bash", "kubectl get pods \\\n  --oops", ("unknown-flag", 3, 3)),
    "a word that goes on": (
        "bash",
        "kubectl get pods -o json\\\npath='{.a}'\nkubectl gett pods",
        ("unknown-command", 4, 9),
    ),
    "a prompt": ("console", "$ kubectl gett pods\nNAME   READY", ("unknown-command", 2, 11)),
    "a prompt with a name": ("console", "ann@host:~$ kubectl gett pods", ("unknown-command", 2, 21)),
    "a prompt of two signs": ("console", "$> kubectl gett pods", ("unknown-command", 2, 12)),
    "a prompt that goes on": ("console", "$ kubectl get pods \\\n>   --oops", ("unknown-flag", 3, 5)),
    "a prompt among commands": ("bash", "$ kubectl gett pods", ("unknown-command", 2, 11)),
    "behind a here-document": (
        "bash",
        "cat <<EOF\nkubectl gett pods\nEOF\nkubectl gett pods",
        ("unknown-command", 5, 9),
    ),
    "before a here-document": ("bash", f"kubectl aply -f - <<EOF\n{CONFIG_MAP}EOF", ("unknown-command", 2, 9)),
    "a program by its path": ("bash", "/usr/local/bin/kubectl gett pods", ("unknown-command", 2, 24)),
    "by a relative one": ("bash", "./kubectl gett pods", ("unknown-command", 2, 11)),
    "as somebody else": ("bash", "sudo -u ann kubectl gett pods", ("unknown-command", 2, 21)),
    "on another machine": ("bash", "ssh -p 2222 ann@node-1 kubectl gett pods", ("unknown-command", 2, 32)),
    "in a container of Docker": (
        "bash",
        "docker exec -it kind-control-plane kubectl gett pods",
        ("unknown-command", 2, 44),
    ),
    "given to a shell": ("bash", "bash -lc 'kubectl gett pods'", ("unknown-command", 2, 19)),
    "given to one in a container": ("bash", 'kubectl exec web -- sh -c "a; helm instal b"', ("unknown-command", 2, 36)),
    "given to another machine": ("bash", "ssh node-1 'sudo kubectl gett pods'", ("unknown-command", 2, 26)),
    "run again and again": ("bash", "watch -n 1 'kubectl gett pods'", ("unknown-command", 2, 21)),
    "run at the end": ("bash", "trap 'kubectl delte pod web' EXIT", ("unknown-command", 2, 15)),
    "of minikube": ("bash", "minikube -p dev kubectl -- gett pods", ("unknown-command", 2, 28)),
    "of each name": ("bash", "xargs -n 1 -I {} kubectl gett {}", ("unknown-command", 2, 26)),
    "within a time": ("bash", "timeout -k 5 60 kubectl gett pods", ("unknown-command", 2, 25)),
    "a name in wide letters": ("bash", "ｋｕｂｅｃｔｌ get pods", ("typographic-sign", 2, 1)),
    "a space that is none": ("bash", "kubectl\u00a0get pods", ("typographic-sign", 2, 1)),
    "an argument in wide letters": ("bash", "kubectl get ｐods", ("typographic-sign", 2, 13)),
    "behind a here-document in quotes": (
        "bash",
        f"ssh node 'cat <<EOF > a.yaml\n{CONFIG_MAP}EOF'\nkubectl gett pods",
        ("unknown-command", 3 + CONFIG_MAP.count("\n") + 1, 9),
    ),
    "behind its operator": ("bash", f"kubectl apply -f - <<EOF --oops\n{CONFIG_MAP}EOF", ("unknown-flag", 2, 26)),
}


@pytest.mark.parametrize(("language", "text", "place"), PLACES.values(), ids=PLACES)
def test_where_it_stands(language: str, text: str, place: tuple[str, int, int]) -> None:
    assert told(fenced(text, language)) == [place]


def test_in_a_list() -> None:
    assert told("1. 先看\n\n    ```bash\n    kubectl gett pods\n    ```\n") == [("unknown-command", 4, 13)]


@pytest.mark.parametrize(
    "text",
    [
        "NAME   READY\nweb    1/1",  # what was printed is no command where only prompts are
        "kubectl gett pods",
        "# kubectl aply is a typing error",
    ],
)
def test_what_is_printed_is_no_command(text: str) -> None:
    assert told(fenced(f"$ true\n{text}", "console")) == []


def test_output_among_commands() -> None:
    [finding] = found(fenced("kubectl get pods\nNAME   READY   STATUS\nweb    1/1     Running", "bash"))
    assert (finding.rule, finding.severity, finding.span.line) == ("output-among-commands", Severity.WARNING, 3)


@pytest.mark.parametrize(
    "line",
    [
        "sudo snap install kubectl --classic",
        "sudo install -m 0755 kubectl /usr/local/bin/kubectl",
        "sudo mv ./kubectl /usr/local/bin/kubectl",
        "sudo apt-get install -y kubelet kubeadm kubectl",
        "xargs -I {} cp {} kubectl --oops",
        "docker cp kubectl node:/usr/local/bin/kubectl",
        "time make kubectl --oops",
    ],
)
def test_a_program_that_is_installed_is_not_called(line: str) -> None:
    assert told(fenced(line, "bash")) == []


@pytest.mark.parametrize("printed", ["deployment.apps/web created", "Error from server (NotFound): pods", "NAME  AGE"])
def test_what_kubectl_prints(printed: str) -> None:
    assert [rule for rule, *_ in told(fenced(f"kubectl get pods\n{printed}", "bash"))] == ["output-among-commands"]


def test_a_flag_of_some_versions() -> None:
    page = fenced("kubectl explain pods --recursive --max-depth=2", "bash")
    assert told(page) == [] or found(page)[0].versions
    [finding] = found("---\nk8s: '1.30'\n---\n" + fenced("kubectl autoscale deployment a --max=2 --cpu=80%", "bash"))
    assert finding.rule == "unknown-flag"
    assert "since kubectl 1." in finding.text.en


def test_what_cannot_be_read_is_a_note_and_an_error_where_a_check_was_promised() -> None:
    page = fenced("kubectl get (TYPE | TYPE/NAME)", "bash")
    assert [each.severity for each in found(page)] == [Severity.NOTE]
    assert [each.severity for each in found(page, strict=True)] == [Severity.ERROR]


def test_a_wrong_command_can_be_shown_as_one() -> None:
    assert told(fenced("kubectl get pods --export", 'bash expect="unknown-flag"')) == []


def test_a_block_that_is_skipped() -> None:
    assert told(fenced("kubectl get pods --export", 'bash skip="the syntax of 2015"')) == []


def test_thousands_of_lines() -> None:
    assert len(told(fenced("kubectl gett pods\n" * 3_000, "bash"))) == 3_000


def test_a_long_line() -> None:
    assert told(fenced("kubectl get pods " + "a " * 30_000 + "--oops", "bash")) == [("unknown-flag", 2, 60_018)]


@pytest.mark.parametrize(
    "line",
    [
        "for ctx in a b; do kubectl --context=${ctx} delete -f web.yaml; done",
        "kubectl --context ${CTX} -n$NS apply -k web",
        "kubectl apply -f https://example.com/[previous installed version]/web.yaml",
        "NAME=${name of the user}\nkubectl get pods -n ${name of a/b}",
        "kubectl $VERB -f web.yaml",
        "helm upgrade web ./chart --wait <--more-flags> <other options>",
        "kubectl get pods {{ extra_flags }} <any flags>",
        "kubectl $FLAGS apply -f web.yaml",
        "kubectl get hrbr",
        "kubectl get bod",
        "kubectl describe berth north\nEvents:\n  Normal  Moored  9s (x2 over 10s)  harbour/berth  Moored",
    ],
)
def test_what_is_not_known_of_a_line_is_no_mistake(line: str) -> None:
    assert [each for each in found(fenced(line, "bash")) if each.severity is Severity.ERROR] == []


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("kubectl --context=${ctx} delte -f web.yaml", "unknown-command"),
        ("kubectl --context=${ctx} delete --oops -f web.yaml", "unknown-flag"),
        ("kubectl get pdos", "unknown-resource-name"),
        ("kubectl get depolyments", "unknown-resource-name"),
    ],
)
def test_what_is_known_beside_it_is_judged(line: str, rule: str) -> None:
    assert [each.rule for each in found(fenced(line, "bash"))] == [rule]


def test_a_binary_in_a_block_is_told_a_hundred_times_and_then_no_more() -> None:
    *each, last = found(fenced("cat web.yaml " + "\x01\u200b " * 30_000, "bash"))
    assert [one.rule for one in each] == ["hidden-character"] * 100
    assert "something that is no text" in last.text.en
