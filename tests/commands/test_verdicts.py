"""Lines of kubectl and helm, right and wrong: which rule a wrong one breaks, and at which word."""

import pytest

from kubefence.commands.judge import judged
from kubefence.findings import Severity
from kubefence.versions import parse_version
from tests.commands.right_lines import RIGHT
from tests.commands.wrong_lines import WRONG

V = tuple(map(parse_version, ("1.35", "1.36", "1.37")))


@pytest.mark.parametrize("line", RIGHT.splitlines())
def test_right(line: str) -> None:
    assert list(judged(line, V)) == []


@pytest.mark.parametrize(("line", "expected"), WRONG.items(), ids=WRONG)
def test_wrong(line: str, expected: tuple[str, str]) -> None:
    [(versions, fault)] = judged(line, V)
    rule, at = expected
    assert (fault.rule, _shown(line, fault.place)) == (rule, at)
    assert versions in ((), V)
    assert fault.text.zh
    assert fault.text.en


ADVICE = {
    "kubectl get pods --all-namespace": "; did you mean --all-namespaces?",
    "kubectl get pods -all-namespaces": "; did you mean --all-namespaces?",
    "kubectl get pods --Watch": "; did you mean --watch?",
    "helm install web ./chart --create-namespaces": "; did you mean --create-namespace?",
    "kubectl get pods --zz": "kubectl get has no flag --zz",
    "kubectl rollout statuss deployment/web": "; did you mean status?",
}


@pytest.mark.parametrize(("line", "advice"), ADVICE.items(), ids=ADVICE)
def test_advice_is_written_as_it_is_to_be_typed(line: str, advice: str) -> None:
    [(_, fault)] = judged(line, V)
    assert fault.text.en.endswith(advice)


def test_what_only_the_older_program_takes_is_a_warning() -> None:
    [(versions, fault)] = judged("helm repo add web https://example.com --no-update", V)
    assert (versions, fault.rule, fault.severity) == ((), "unknown-flag", Severity.WARNING)
    assert fault.text.en.endswith("helm 3.17 was the last to have it")


def _shown(text: str, place: tuple[int, int, int, int]) -> str:
    line, start, _, end = place
    return text.split("\n")[line][start:end]
