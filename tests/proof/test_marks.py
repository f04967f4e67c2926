"""The mark below a block says in words how it stands, whether that is good or not."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from kubefence.proof.marks import Link, mark
from kubefence.proof.words import State, details, label, state
from tests.helpers import CONFIG_MAP, DEPLOYMENT, WRONG_CONFIG_MAP
from tests.proof.standing import block
from tests.proof.test_standing import KUBELET, OLD_HPA, ROUTE, SIDECAR, UNKNOWN

MARKS = {
    "proven": (DEPLOYMENT, "yaml", State.PROVEN, "已核对 v1.25–v1.37", "verified v1.25–v1.37"),
    "a range that ends": (SIDECAR, "yaml", State.PROVEN, "已核对 v1.28–v1.37", "verified v1.28–v1.37"),
    "a part": (
        "containers: [{name: a, image: 'b:1'}]\n",
        "yaml",
        State.PROVEN,
        "片段已核对 v1.25–v1.37",
        "part verified",
    ),
    "a configuration": (KUBELET, "yaml", State.PROVEN, "配置已核对 v1.29–v1.37", "configuration verified"),
    "left out": (DEPLOYMENT + "          # ...\n", "yaml", State.PARTLY, "v1.37，部分除外", "v1.37, in part"),
    "custom": (ROUTE, "yaml", State.PARTLY, "gateway-api v1.6.1 核对，部分除外", "verified against"),
    "commands": (
        "kubectl get pods\n",
        "bash",
        State.PROVEN,
        "kubectl 命令已核对 v1.26–v1.37",
        "kubectl commands verified",
    ),
    "of others too": ("kubectl get pods | jq .\n", "bash", State.PARTLY, "kubectl 命令已核对 v1.26–v1.37", "kubectl"),
    "helm": ("helm repo update\n", "bash", State.PROVEN, "helm 3、4 命令已核对", "helm 3, 4 commands verified"),
    "wrong": (OLD_HPA, 'yaml expect="removed-api"', State.WRONG, "v1.26–v1.37 都有这个错误", "wrong in v1.26–v1.37"),
    "failed": (WRONG_CONFIG_MAP, "yaml", State.FAILED, "没有通过核对", "it did not pass"),
    "not checked": (
        UNKNOWN,
        "yaml",
        State.UNCHECKED,
        "未核对：acme.example.com/v1 的 Rocket",
        "not checked: Rocket in",
    ),
    "commands of others": ("docker ps\n", "bash", State.UNCHECKED, "未核对：docker", "not checked: docker"),
    "no command": ("# nothing\n", "bash", State.UNCHECKED, "未核对：里面没有能核对的命令", "not checked: there is no"),
    "another language": ("package a\n", "go", State.UNCHECKED, "未核对：go", "not checked: go"),
}


@pytest.mark.parametrize(("text", "info", "how", "zh", "en"), MARKS.values(), ids=MARKS)
def test_how_a_block_stands_is_said_in_both_languages(text: str, info: str, how: State, zh: str, en: str) -> None:
    found = block(text, info)
    assert state(found) is how
    assert zh in label(found).zh
    assert en in label(found).en
    for lang, said in (("zh", zh), ("en", en)):
        root = LexborHTMLParser(mark(found, lang)).css_first(f".proof-seal--{how}")
        assert root is not None
        assert said in root.text()
        assert "data-search-exclude" in root.attributes


UNMARKED = {
    "what is skipped says so above": ("a: [\n", 'yaml skip="a template"'),
    "a diagram": ("flowchart LR\n  a --> b\n", "mermaid"),
    "what a program printed": ("NAME  READY\n", "text"),
    "what says no language": ("whatever\n", ""),
}


@pytest.mark.parametrize(("text", "info"), UNMARKED.values(), ids=UNMARKED)
def test_no_mark_where_nobody_would_expect_one(text: str, info: str) -> None:
    assert mark(block(text, info), "zh") == ""


def test_reasons_unfold_and_a_file_can_be_taken() -> None:
    link = Link("web & co.yaml", "../m/web.yaml", "https://example.org/m/web.yaml?a&b")
    root = LexborHTMLParser(mark(block(SIDECAR), "zh", link))
    assert [line.text() for line in root.css("details li")] == [
        "v1.25–v1.27 不接受：没有字段 spec.initContainers[0].restartPolicy",
        "kubectl apply -f https://example.org/m/web.yaml?a&b",
    ]
    [file] = root.css("a[download]")
    assert (file.attributes["href"], file.text()) == ("../m/web.yaml", "下载 web & co.yaml")


def test_without_reasons_there_is_nothing_to_unfold() -> None:
    assert "<details" not in mark(block(CONFIG_MAP), "en", Link("a.yaml", "a.yaml"))


def test_the_reasons_are_told_in_both_languages() -> None:
    [told] = details(block("kubectl auth whoami\n", "bash"))
    assert told.zh == "v1.26 不接受：kubectl auth 没有子命令 whoami"
    assert told.en.startswith("v1.26 refuse it: ")
