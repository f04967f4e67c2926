"""Bad input, as somebody meets it who runs the command: what is wrong, where, and what to do, in both languages."""

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from kubefence.edge import cli
from tests.helpers import CONFIG_MAP, DEPLOYMENT, fenced

HEAD = "# 页\n\n"


class Bad(NamedTuple):
    """Content of a file, and what has to be said of it."""

    text: str | bytes
    rule: str
    line: int
    column: int
    en: str
    zh: str
    name: str = "docs/a.md"


def page(text: str, info: str = "yaml") -> str:
    return HEAD + fenced(text, info)


BOMB = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))

MISPLACED = (
    "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  ports:\n    - port: 80\n  targetPort: 8080\n"
)

INPUTS: dict[str, Bad] = {
    "tab in a page": Bad(page(f"{CONFIG_MAP}data:\n\ta: b\n"), "tab-indentation", 9, 1, "spaces only", "只允许空格"),
    "tab in a file": Bad(f"{CONFIG_MAP}data:\n\ta: b\n", "yaml-syntax", 6, 1, "spaces only", "只允许空格", "a.yaml"),
    "indentation": Bad(page(f"{CONFIG_MAP}data:\n  a: b\n    c: d\n"), "yaml-syntax", 10, 6, "indentation", "缩进"),
    "indentation, readable": Bad(page(MISPLACED), "unknown-field", 11, 3, "check the indentation", "检查缩进"),
    "duplicate key": Bad(
        page(f"{CONFIG_MAP}data: {{}}\ndata: {{}}\n"), "duplicate-key", 9, 1, "keep one", "只保留一个"
    ),
    "two objects": Bad(page(CONFIG_MAP + DEPLOYMENT), "missing-separator", 8, 1, "add a line ---", "补上一行 ---"),
    "unclosed fence": Bad(f"{HEAD}```yaml\n{CONFIG_MAP}", "unclosed-fence", 3, 1, "add a line ```", "补一行 ```"),
    "refused opener": Bad(
        page(CONFIG_MAP, 'yaml titel="a"'), "refused-fence", 3, 1, "did you mean title?", "是不是 title？"
    ),
    "binary": Bad(b"\x7fELF\x02\x01\x01\0\0\0", "not-utf8", 1, 8, "binary file", "二进制文件"),
    "not UTF-8": Bad(HEAD.encode() + b"caf\xe9\n", "not-utf8", 3, 4, "save the file as UTF-8", "另存为 UTF-8"),
    "ten megabytes": Bad(page(CONFIG_MAP + "#" * 10 * 2**20), "too-large", 3, 1, "show only the part", "只留下"),
    "ten megabytes in a file": Bad(
        CONFIG_MAP + "# x\n" * 2_500_000, "too-large", 1, 1, "show only the part", "只留下", "a.yaml"
    ),
    "alias bomb": Bad(page(BOMB), "alias-bomb", 8, 5, "write out what is meant", "直接写出内容"),
    "nesting": Bad(page("a: " + "[" * 100_000), "too-deep", 4, 203, "check brackets", "检查括号"),
    "a shell block of 10,000 lines": Bad(
        page("kubectl get pods\n" * 9_999 + "kubectl gett pods", "bash"),
        "unknown-command",
        *(10_003, 9),
        "did you mean get?",
        "是不是 get？",
    ),
    "a here-document in a function in a loop": Bad(
        page(f"for n in a b; do\nf() {{\nkubectl apply -f - <<E\n{CONFIG_MAP}dat: {{}}\nE\n}}\ndone", "bash"),
        "unknown-field",
        *(11, 1),
        "did you mean data?",
        "是不是 data？",
    ),
    "a command of 64 KB": Bad(
        page(f"kubectl get pods -l 'a=b{',c=d' * 16_000},'", "bash"), "invalid-flag-value", 4, 21, "at the end", "末尾"
    ),
    "a patch of 64 KB": Bad(
        page('kubectl patch cm a -p \'{"data":{' + '"k":"v",' * 8_000 + "}", "bash"),
        "shell-syntax",
        *(4, 23),
        "' is missing here",
        "缺少 '",
    ),
    "a command that never ends": Bad(
        page("kubectl get pods" + " | tee a" * 8_000, "bash"), "shell-syntax", 4, 1, "several blocks", "几个代码块"
    ),
    "nesting by lines": Bad(
        page("\n".join(" " * n + "a:" for n in range(1_000))), "too-deep", 204, 201, "check brackets", "检查括号"
    ),
    "empty block": Bad(page(""), "empty-block", 3, 1, "write a manifest or remove it", "写上清单，或删掉它"),
    "only comments": Bad(page("# a\n\n# b\n"), "empty-block", 3, 1, "nothing but comments", "只有注释"),
    "missing snippet": Bad(HEAD + '--8<-- "gone.md"\n', "missing-snippet", 3, 1, "does not exist: gone.md", "不存在"),
    "snippet outside": Bad(
        HEAD + '--8<-- "../../../secret.md"\n', "barred-snippet", 3, 1, "outside of the repository", "在仓库之外"
    ),
    "missing snippet in a block": Bad(
        page('--8<-- "gone.yaml"'), "missing-snippet", 4, 1, "does not exist: gone.yaml", "不存在"
    ),
    "unknown version": Bad(
        f"---\ntitle: a\nk8s: '1.20'\n---\n{fenced(CONFIG_MAP)}",
        "invalid-range",
        3,
        1,
        "no schema for Kubernetes 1.20; known are",
        "没有 Kubernetes 1.20 的 schema；已知的是",
    ),
    "elision": Bad(page(f"{CONFIG_MAP}data:\n  ...\n  a: b\n"), "elision", 9, 3, "# ...", "# ..."),
    "template": Bad(page(f"{CONFIG_MAP}{{{{ if .Values.a }}}}\ndata: {{}}\n"), "yaml-syntax", 8, 1, "helm", "helm"),
    "template in a file": Bad(
        f"{CONFIG_MAP}data:\n  a: {{{{ .Values.a }}}}\n", "yaml-syntax", 6, 6, "helm", "helm", "a.yaml"
    ),
    "placeholder in a file": Bad(
        CONFIG_MAP.replace("web", "<your-name>"), "invalid-name", 4, 9, "lower-case letters", "小写字母", "a.yaml"
    ),
    "no kind": Bad(page("a: b\n"), "not-identified", 4, 1, 'skip="reason"', 'skip="原因"'),
}


@pytest.mark.parametrize("bad", INPUTS.values(), ids=INPUTS.keys())
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_bad_input(
    bad: Bad, lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mkdocs.yml").write_text("site_name: a\n", encoding="utf-8")
    (tmp_path.parent / "secret.md").write_text("秘密\n", encoding="utf-8")
    file = tmp_path / bad.name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(bad.text if isinstance(bad.text, bytes) else bad.text.encode())
    status = cli.main([bad.name, "--no-cache", "--strict", "--format", "json", "--lang", lang])
    printed = capsys.readouterr()
    errors: list[dict[str, Any]] = [
        finding for finding in json.loads(printed.out)["findings"] if finding["severity"] == "error"
    ]
    assert [(e["path"], e["rule"], e["line"], e["column"]) for e in errors] == [
        (bad.name, bad.rule, bad.line, bad.column)
    ]
    assert (bad.en if lang == "en" else bad.zh) in errors[0]["message"]
    assert (status, printed.err) == (1, "")


@pytest.mark.parametrize("name", ["bundle.yaml", "docs/a.md"])
@pytest.mark.parametrize(("lang", "said"), [("en", "more than 32 MiB; make several of it"), ("zh", "超过 32 MiB")])
def test_a_bundle_of_fifty_megabytes(
    name: str,
    lang: str,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It is not read at all, and what stands beside it is."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: a\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text(f"{CONFIG_MAP}dat: {{}}\n", encoding="utf-8")
    with (tmp_path / name).open("w", encoding="utf-8") as file:
        while file.tell() < 50 * 2**20:
            file.write(f"---\n{CONFIG_MAP}" * 10_000)
    assert cli.main([name, "b.yaml", "--no-cache", "--format", "json", "--lang", lang]) == 1
    found = json.loads(capsys.readouterr().out)["findings"]
    assert [(each["path"], each["rule"], each["line"]) for each in found] == [
        ("b.yaml", "unknown-field", 5),
        (name, "too-large", 1),
    ]
    assert said in found[1]["message"]


def test_a_bundle_of_thousands_of_documents_is_judged_by_each_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    right = "".join(f"---\n{CONFIG_MAP.replace('web', f'web-{number}')}" for number in range(4_000))
    (tmp_path / "a.yaml").write_text(f"{right}---\n{CONFIG_MAP}dat: {{}}\n", encoding="utf-8")
    assert cli.main(["a.yaml", "--no-lint", "--format", "json", "--lang", "en"]) == 1
    [found] = json.loads(capsys.readouterr().out)["findings"]
    assert (found["rule"], found["line"]) == ("unknown-field", right.count("\n") + 6)
    assert "did you mean data?" in found["message"]


def test_text_of_a_manifest_is_never_shown_from_outside_of_the_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    site = tmp_path / "site"
    (site / "docs").mkdir(parents=True)
    (tmp_path / "secret.yaml").write_text("apiVersion: v1\nkind: Secret\npassword: hunter2\n", encoding="utf-8")
    (site / "mkdocs.yml").write_text("site_name: a\n", encoding="utf-8")
    monkeypatch.chdir(site)
    for target in ("../secret.yaml", str(tmp_path / "secret.yaml"), "docs/../../secret.yaml"):
        (site / "docs" / "a.md").write_text(fenced(f'--8<-- "{target}"'), encoding="utf-8")
        assert cli.main(["docs", "--no-cache"]) == 1
        printed = capsys.readouterr().out
        assert "barred-snippet" in printed
        assert "hunter2" not in printed
