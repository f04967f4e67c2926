"""Placeholders: a value that a reader has to fill in fits any format and type; everything else is checked."""

import pytest

from kubefence import Config, Page, verify
from kubefence.findings import Severity
from kubefence.options import Unfit
from tests.helpers import CONFIG_MAP, DEPLOYMENT, fenced, findings, rules, told

PLACEHOLDERS = (
    "<name>",
    "<your name>",
    "<名称>",
    "${NAME}",
    "${NAME:-web}",
    "{{ name }}",
    "{{name}}",
    "{{ .Values.name }}",
    '{{ include "x" . }}',
    "{{< param name >}}",
    "{name}",
    "{your-name}",
    "{ your name }",
    "[your-name]",
    "YOUR_NAME",
    "REPLACE_ME",
    "CHANGEME",
    "NAME_HERE",
    "@NAME@",
    "%NAME%",
    "XXXX",
    "[A|B]",
    "[YOUR_NAME]",
    "{ { your name } }",
    "*****",
    "[REDACTED]",
)


@pytest.mark.parametrize("placeholder", PLACEHOLDERS)
@pytest.mark.parametrize("around", ["{}", '"{}"', "a-{}", "{}.example"])
def test_a_placeholder_fits_any_format(placeholder: str, around: str) -> None:
    value = around.replace("{}", placeholder.replace('"', "'"))
    text = CONFIG_MAP.replace("web", value) + "dat: {}\n"
    assert told(fenced(text)) == [("unknown-field", 6, "dat")]


@pytest.mark.parametrize("placeholder", [*PLACEHOLDERS, "A | B", "...", "[...]", "| ..."])
def test_a_placeholder_fits_any_type(placeholder: str) -> None:
    text = DEPLOYMENT.replace("replicas: 2", f"replicas: {placeholder}") + f"          ports: {placeholder}\n"
    assert told(fenced(text + f"          prots: {placeholder}\n")) == [("unknown-field", 20, "prots")]


@pytest.mark.parametrize("placeholder", ["<key>", "${KEY}", "{{ key }}", "{key}", "YOUR_KEY"])
def test_a_key(placeholder: str) -> None:
    labels = f"  labels:\n    {placeholder}: a\n    app.{placeholder}/b: 1\n    c: 2\n    {placeholder}: b\n"
    assert told(fenced(CONFIG_MAP + labels)) == [("wrong-type", 8, "1"), ("wrong-type", 9, "2")]


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        (("app: web\n  template", "app: <name>\n  template"), []),
        (("app: web\n  template", "app: api\n  template"), ["selector-mismatch"]),
        (("image: registry", "volumeMounts: [{name: <a>, mountPath: /a}]\n          image: registry"), []),
        (("1.0.0\n", "1.0.0\n          volumeMounts: [{name: a, mountPath: /a}]\n      volumes: [{name: <a>}]\n"), []),
        (("name: web\nspec", "name: web\n  namespace: <ns>\nspec"), []),
        (("/web:1.0.0", "/<image>:<tag>"), []),
        (("/web:1.0.0", "/web: 1"), ["yaml-syntax"]),
        (("  name: web\nspec", "  name: <web\nspec"), ["invalid-name"]),
        (("  name: web\nspec", "  name: $(NAME)\nspec"), ["invalid-name"]),
        (("  name: web\nspec", "  name: $NAME\nspec"), ["invalid-name"]),
    ],
)
def test_what_depends_on_a_placeholder(change: tuple[str, str], wanted: list[str]) -> None:
    assert rules(fenced(DEPLOYMENT.replace(*change))) == wanted


SERVICE = "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec:\n  selector: {app: api}\n  ports: [{port: 80}]\n"


@pytest.mark.parametrize(
    ("deployment", "wanted"),
    [
        (DEPLOYMENT, ["service-selects-nothing"]),
        (DEPLOYMENT.replace("app: web", "app: <app>"), []),
        (DEPLOYMENT.replace("        app: web\n", "        # ...\n"), []),
    ],
)
def test_objects_beside_each_other(deployment: str, wanted: list[str]) -> None:
    assert rules(fenced(f"{SERVICE}---\n{deployment}")) == wanted
    assert rules(fenced(SERVICE) + "\n" + fenced(deployment)) == wanted


def test_a_secret() -> None:
    text = "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata:\n  a: <base64>\n  b: MjI...\n  c: enable!\n"
    assert told(fenced(text)) == [("invalid-base64", 8, "enable!")]


@pytest.mark.parametrize("value", ["a@[PROJECT]", "[TEAM]@[PROJECT]", "[TEAM].example", "[TEAM]-web"])
def test_brackets_within_a_text_are_no_list(value: str) -> None:
    assert told(fenced(f"{CONFIG_MAP}  annotations:\n    a: {value}\n    b: 1\n")) == [("wrong-type", 8, "1")]


def test_brackets_around_one_word_are_a_list() -> None:
    added = "          securityContext:\n            capabilities: {drop: [ALL], add: [NET_ADMIN], ad: [SYS_TIME]}\n"
    assert told(fenced(DEPLOYMENT + added)) == [("unknown-field", 20, "ad")]


@pytest.mark.parametrize(("found", "strict", "wrong"), [(True, False, 0), (True, True, 1), (False, False, 1)])
def test_a_file_that_was_only_met_in_a_folder(*, found: bool, strict: bool, wrong: int) -> None:
    page = Page("a.yaml", CONFIG_MAP.replace("web", "<name>") + "dat: {}\n", markdown=False, found=found)
    told = [each.rule for each in verify([page], Config(lint=None, strict=strict)).findings]
    assert told == ["invalid-name"] * wrong + ["unknown-field"]


def test_a_snippet_in_raw_marks() -> None:
    page = Page("a.yaml", f"{{% raw %}}\n{CONFIG_MAP}dat: {{}}\n{{% endraw %}}\n", markdown=False, found=True)
    [finding] = verify([page], Config(lint=None)).findings
    assert (finding.rule, finding.span.line) == ("unknown-field", 6)


def test_an_expression_is_read_whatever_it_speaks_of() -> None:
    text = """\
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: {name: a}
spec:
  matchConstraints:
    resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
  validations:
    - expression: <expression>
    - expression: object.metadata.name != '<name>'
    - expression: object.metadata.name =! '<name>'
"""
    assert [(finding.rule, finding.span.line) for finding in findings(fenced(text))] == [("invalid-expression", 11)]


def test_a_template_of_several_texts_is_none() -> None:
    text = f"{CONFIG_MAP}{{{{- if .Values.a }}}}\ndata: {{}}\n{{{{- end }}}}\n"
    assert told(fenced(text)) == [("yaml-syntax", 6, "{{")]


def test_an_object_of_an_unknown_kind() -> None:
    [finding] = findings(fenced(CONFIG_MAP.replace("ConfigMap", "<kind>")))
    assert finding.severity is Severity.NOTE


def test_patterns_of_a_site() -> None:
    page = Page("a.md", fenced(CONFIG_MAP.replace("web", "~name~")))
    assert [each.rule for each in verify([page], Config(lint=None)).findings][-1] == "invalid-name"
    config = Config(lint=None, placeholders=("~[a-z]+~",))
    assert "invalid-name" not in [each.rule for each in verify([page], config).findings]


@pytest.mark.parametrize(
    ("pattern", "en"),
    [("[", "no regular expression"), ("a*", "an empty text fits it"), ("(a)", "write groups as (?:…)")],
)
def test_a_pattern_that_cannot_be_used(pattern: str, en: str) -> None:
    with pytest.raises(Unfit) as caught:
        Config.of({"placeholders": ["~a~", pattern]}, str)
    assert caught.value.path == ("placeholders", 1)
    assert en in caught.value.text.en


# Here-documents


def heredoc(before: str, text: str) -> str:
    return fenced(f"{before}kubectl apply -f - <<EOF\n{text}EOF\n", "bash")


@pytest.mark.parametrize(
    "before",
    ["NAME=web\n", "export NAME=web\n", "$ NAME='web'\n", 'A=b NAME="web"; C=d\n', "NAME=api\nNAME=web && A=b\n"],
)
def test_variables_that_a_block_sets_are_put_in(before: str) -> None:
    text = DEPLOYMENT.replace("        app: web\n", "        app: ${NAME}x\n").replace("replicas: 2", "replica: $NAME")
    number = before.count("\n")
    assert told(heredoc(before, text)) == [
        ("unknown-field", number + 8, "replica"),
        ("selector-mismatch", number + 15, "${NAME}x"),
    ]


@pytest.mark.parametrize("variable", ["$LINES", "${LINES}", "    ${LINES}"])
def test_a_variable_on_a_line_of_its_own_may_hold_many_lines(variable: str) -> None:
    text = f"{CONFIG_MAP}data:\n  a: |+\n{variable}\ndat: {{}}\n"
    assert [(rule, line) for rule, line, _ in told(heredoc("", text))] == [
        ("shell-expansion", 9),
        ("unknown-field", 10),
    ]


def test_a_variable_that_is_known_holds_what_it_holds() -> None:
    found = told(heredoc("A=b\n", f"{CONFIG_MAP}data:\n  a: |+\n$A\n"))
    assert [rule for rule, _, _ in found] == ["yaml-syntax"]


@pytest.mark.parametrize(("value", "wanted"), [("3", []), ("three", [("wrong-type", 9, "$N")]), ("$(count)", [])])
def test_a_number(value: str, wanted: list[tuple[str, int, str]]) -> None:
    assert told(heredoc(f"N={value}\n", DEPLOYMENT.replace("replicas: 2", "replicas: $N"))) == wanted


@pytest.mark.parametrize("before", ["", "NAME=web kubectl get pods\n", "echo NAME=web\n"])
def test_a_variable_that_is_not_set_is_told(before: str) -> None:
    text = CONFIG_MAP.replace("web", "$NAME")
    assert told(heredoc(before, text)) == [("shell-expansion", before.count("\n") + 6, "$NAME")]


@pytest.mark.parametrize("before", ["for NAME in a b; do :; done\n", "read -r NAME\n", "NAME=$(hostname)\n"])
def test_a_variable_whose_value_is_not_known(before: str) -> None:
    assert told(heredoc(before, CONFIG_MAP.replace("web", "$NAME"))) == []


def test_what_runs_in_the_shell_is_read_as_a_text() -> None:
    text = CONFIG_MAP + "data:\n  a: `date`\n  b: $(date)\n  c: 1\n"
    assert told(heredoc("", text)) == [
        ("shell-expansion", 8, "`date`"),
        ("shell-expansion", 9, "$(date)"),
        ("wrong-type", 10, "1"),
    ]
