"""What an author can write, of any size: each kind is a unit that is repeated between a beginning and an end.

``{n}`` in a unit is the number of the repetition, so that no two are alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Kind(NamedTuple):
    """One kind of text."""

    unit: str
    before: str = ""
    after: str = ""
    name: str = "page.md"
    """The file that it stands in; its name says how it is read."""
    most: int | None = None
    """The most repetitions that make sense, where something is nested."""

    def text(self, size: int) -> str:
        """About so many characters of it."""
        parts, length, number = [self.before], len(self.before) + len(self.after), 0
        numbered = "{n}" in self.unit
        while length < size and (self.most is None or number < self.most):
            part = self.unit.replace("{n}", str(number)) if numbered else self.unit
            parts.append(part)
            length += len(part)
            number += 1
        return "".join((*parts, self.after))


CONFIG_MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n"
POD = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n"
CONTAINER = POD + "  containers:\n  - name: web\n    image: web:1\n"
SERVICE = "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  ports:\n"
DEPLOYMENT = (
    "---\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web{n}\nspec:\n  selector:\n    matchLabels:\n"
    "      app: web\n  template:\n    metadata:\n      labels:\n        app: web\n    spec:\n      containers:\n"
    "      - name: web\n        image: web:1\n        ports:\n        - name: http\n          containerPort: 80\n"
)
CRD = (
    "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: as.example.com\nspec:\n"
    "  group: example.com\n  scope: Namespaced\n  names: {plural: as, singular: a, kind: A, listKind: AList}\n"
    "  versions:\n  - name: v1\n    served: true\n    storage: true\n    schema:\n      openAPIV3Schema:\n"
    "        type: object\n"
)
PROPERTY = CRD + "        properties:\n          a: {type: string, "
RULE = PROPERTY + "x-kubernetes-validations: [{rule: '"
POLICY = (
    "apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicy\nmetadata:\n  name: a\nspec:\n"
    "  matchConstraints:\n    resourceRules:\n    - {apiGroups: [''], apiVersions: [v1], operations: [CREATE], "
    "resources: [pods]}\n"
)
DATA = CONFIG_MAP + "data:\n"


def _of_yaml(**kinds: Kind) -> dict[str, Kind]:
    return {name.replace("_", " "): kind._replace(name="file.yaml") for name, kind in kinds.items()}


YAML = _of_yaml(
    flow_list=Kind("a, ", CONFIG_MAP + "data: [", "]\n"),
    flow_mapping=Kind("k{n}: v, ", CONFIG_MAP + "data: {", "}\n"),
    keys=Kind("  k{n}: v\n", DATA),
    brackets_that_stay_open=Kind("[", CONFIG_MAP + "data: "),
    brackets_in_brackets=Kind(f"  k{{n}}: {'[' * 100}{']' * 100}\n", DATA),
    braces_that_stay_open=Kind("{a: ", CONFIG_MAP + "data: "),
    dashes_on_a_line=Kind("- ", "a:\n"),
    question_marks=Kind("? "),
    colons=Kind(": "),
    indentation=Kind("  k{n}:\n    l:\n      m:\n        n: o\n", DATA),
    anchors=Kind("  k{n}: &a{n} v\n", DATA),
    an_anchor_over_and_over=Kind("  k{n}: &a v\n", DATA),
    aliases=Kind("  k{n}: *a\n", DATA + "  a: &a v\n"),
    anchors_and_aliases=Kind("  k{n}: &a{n} v\n  l{n}: *a{n}\n", DATA),
    merges=Kind("  k{n}:\n    <<: {a: b}\n", DATA),
    merges_in_one_mapping=Kind("  <<: {a{n}: b}\n", DATA),
    a_list_of_merges=Kind("{a{n}: b}, ", DATA + "  <<: [", "]\n"),
    comments=Kind("# a comment\n", CONFIG_MAP),
    a_long_comment=Kind("x", CONFIG_MAP + "# "),
    comments_behind_values=Kind("  k{n}: v #c\n", DATA),
    documents=Kind("---\n" + CONFIG_MAP.replace("web", "web{n}")),
    the_same_document=Kind("---\n" + CONFIG_MAP),
    empty_documents=Kind("---\n", CONFIG_MAP),
    documents_that_end=Kind("...\n", CONFIG_MAP),
    broken_documents=Kind("---\na: [\n"),
    deployments=Kind(DEPLOYMENT),
    services_of_a_deployment=Kind(
        "---\n"
        + SERVICE.replace("web", "web{n}").replace("  ports:\n", "  selector: {app: web}\n  ports:\n")
        + "  - {port: 80, targetPort: http}\n",
        DEPLOYMENT.replace("{n}", ""),
    ),
    autoscalers=Kind(
        "---\napiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: a{n}}\nspec:\n"
        "  maxReplicas: 3\n  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}\n",
        DEPLOYMENT.replace("{n}", ""),
    ),
    a_list_of_objects=Kind(
        "- {apiVersion: v1, kind: ConfigMap, metadata: {name: a{n}}}\n", "apiVersion: v1\nkind: List\nitems:\n"
    ),
    a_list_of_wrong_objects=Kind(
        "- {apiVersion: v1, kind: ConfigMap, metadata: {name: a{n}}, dat: {}}\n",
        "apiVersion: v1\nkind: List\nitems:\n",
    ),
    a_long_scalar=Kind("x", DATA + "  a: "),
    words=Kind("word ", DATA + "  a: "),
    a_scalar_of_many_lines=Kind("    word word\n", DATA + "  a: b\n"),
    a_block_of_text=Kind("    word word\n", DATA + "  a: |\n"),
    escapes=Kind("\\n", DATA + '  a: "', '"\n'),
    escaped_quotes=Kind("\\'", DATA + '  a: "', '"\n'),
    escaped_quotes_in_many_values=Kind('  k{n}: "\\\'"\n', DATA),
    escaped_slashes=Kind('k{n}: "\\/", ', CONFIG_MAP + "data: {", "}\n"),
    question_marks_in_values=Kind("k{n}: a?b, ", CONFIG_MAP + "data: {", "}\n"),
    a_quote_that_stays_open=Kind("''", DATA + "  a: '"),
    quoted_values=Kind("  k{n}: 'v'\n", DATA),
    unknown_fields=Kind("dat{n}x: {}\n", CONFIG_MAP),
    unknown_fields_of_a_pod=Kind("  contaners{n}: {}\n", POD),
    unknown_fields_of_its_parts=Kind(
        "  - {name: a{n}, image: b, imagePullPolcy{n}: Always}\n", POD + "  containers:\n"
    ),
    fields_that_belong_elsewhere=Kind("  - {name: a{n}, image: b, replicas: 1}\n", POD + "  containers:\n"),
    long_unknown_fields=Kind(f"{'dat' * 300}{{n}}: {{}}\n", CONFIG_MAP),
    unknown_kinds=Kind("---\napiVersion: v1\nkind: Pd{n}\n"),
    unknown_groups=Kind("---\napiVersion: aps{n}/v1\nkind: Deployment\nmetadata: {name: a}\n"),
    unknown_versions=Kind("---\napiVersion: apps/v{n}\nkind: Deployment\nmetadata: {name: a}\n"),
    a_long_kind=Kind("Pod", "apiVersion: v1\nkind: ", "\n"),
    keys_given_twice=Kind("  a: b\n", DATA),
    each_key_twice=Kind("  k{n}: b\n  k{n}: c\n", DATA),
    objects_without_separators=Kind(CONFIG_MAP),
    no_kind=Kind("---\na{n}: b\n"),
    no_kind_and_many_keys=Kind("a{n}: b\n"),
    no_mapping=Kind("- a\n"),
    tags=Kind("  k{n}: !!str v\n", DATA),
    unknown_tags=Kind("  k{n}: !x v\n", DATA),
    binary=Kind("QUFB", DATA + "  a: !!binary "),
    keys_that_are_lists=Kind("  ? [a{n}]\n  : b\n", DATA),
    wrong_types=Kind("  k{n}: 1\n", DATA),
    wrong_values=Kind("  - {name: a{n}, image: b, imagePullPolicy: Alwys}\n", POD + "  containers:\n"),
    values_that_are_far_off=Kind("  - {name: a{n}, image: b, imagePullPolicy: x{n}}\n", POD + "  containers:\n"),
    containers=Kind("  - {name: a{n}, image: b}\n", POD + "  containers:\n"),
    containers_of_one_name=Kind("  - {name: a, image: b}\n", POD + "  containers:\n"),
    ports=Kind("    - {containerPort: 80, name: p{n}}\n", CONTAINER + "    ports:\n"),
    ports_of_one_name=Kind("    - {containerPort: 80, hostPort: 80, name: p}\n", CONTAINER + "    ports:\n"),
    variables=Kind("    - {name: A{n}, value: $(A{n})}\n", CONTAINER + "    env:\n"),
    variables_of_one_name=Kind("    - {name: A, value: b}\n", CONTAINER + "    env:\n"),
    wrong_variables=Kind("    - {name: 'A {n}', value: b}\n", CONTAINER + "    env:\n"),
    mounts=Kind("    - {name: v{n}, mountPath: /a{n}}\n", CONTAINER + "    volumeMounts:\n"),
    mounts_of_one_path=Kind(
        "    - {name: v, mountPath: /a}\n", CONTAINER + "    volumeMounts:\n", "  volumes: [{name: v, emptyDir: {}}]\n"
    ),
    volumes=Kind("  - {name: v{n}, emptyDir: {}}\n", CONTAINER + "  volumes:\n"),
    volumes_of_one_name=Kind("  - {name: v, emptyDir: {}}\n", CONTAINER + "  volumes:\n"),
    tolerations=Kind("  - {key: a{n}, operator: Exists}\n", CONTAINER + "  tolerations:\n"),
    constraints=Kind(
        "  - {maxSkew: 1, topologyKey: a, whenUnsatisfiable: DoNotSchedule}\n",
        CONTAINER + "  topologySpreadConstraints:\n",
    ),
    parameters_of_the_kernel=Kind("    - {name: a, value: b}\n", CONTAINER + "  securityContext:\n    sysctls:\n"),
    host_aliases=Kind("  - {ip: 10.0.0.1, hostnames: [a{n}]}\n", CONTAINER + "  hostAliases:\n"),
    labels=Kind("    k{n}: v\n", CONFIG_MAP + "  labels:\n"),
    wrong_labels=Kind("    'k {n}': v\n", CONFIG_MAP + "  labels:\n"),
    a_long_label=Kind("a-", CONFIG_MAP + "  labels:\n    a: "),
    a_long_name=Kind("a.", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: "),
    owners=Kind(
        "  - {apiVersion: v1, kind: Pod, name: a{n}, uid: u{n}, controller: true}\n",
        CONFIG_MAP + "  ownerReferences:\n",
    ),
    ports_of_a_service=Kind("  - {port: 80, name: a{n}}\n", SERVICE),
    an_address=Kind("1:", SERVICE.replace("  ports:", "  ports: [{port: 80}]\n  externalIPs: ['"), "']\n"),
    a_quantity=Kind("1", CONTAINER + "    resources: {limits: {cpu: '", "'}}\n"),
    a_quantity_of_points=Kind("1.", CONTAINER + "    resources: {limits: {cpu: '", "'}}\n"),
    arguments=Kind("a, ", CONTAINER + "    args: [", "]\n"),
    references_in_an_argument=Kind("$(A", CONTAINER + "    args: ['", "']\n"),
    a_number=Kind("1", DATA + "  a: "),
    a_number_to_the_base_60=Kind(":1", DATA + "  a: 1"),
    a_number_with_separators=Kind("1_", DATA + "  a: "),
    exceptions_of_a_policy=Kind(
        "        - 10.{n}.0.0/16\n",
        "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: a}\nspec:\n  podSelector: {}\n"
        "  ingress:\n  - from:\n    - ipBlock:\n        cidr: 10.0.0.0/8\n        except:\n",
    ),
    hosts_of_an_ingress=Kind(
        "  - host: a{n}.example.com\n    http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: a, "
        "port: {number: 80}}}}]}\n",
        "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: a}\nspec:\n  rules:\n",
    ),
    rules_of_a_role=Kind(
        "- {apiGroups: [''], resources: [pods{n}], verbs: [get]}\n",
        "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: a}\nrules:\n",
    ),
    endpoints=Kind(
        "- addresses: [10.1.2.3]\n",
        "apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: {name: a}\naddressType: IPv4\nendpoints:\n",
    ),
    a_secret=Kind("  k{n}: QUFB\n", "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata:\n"),
    a_schedule=Kind(
        "1,",
        "apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: a}\nspec:\n  schedule: '",
        "1 * * * *'\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          restartPolicy: Never\n"
        "          containers: [{name: a, image: b}]\n",
    ),
    blanks=Kind(" ", CONFIG_MAP, "\n"),
    lines_of_blanks=Kind("    \n", CONFIG_MAP),
    tabs=Kind("\t", CONFIG_MAP, "\n"),
    line_feeds=Kind("\n", CONFIG_MAP),
    templates=Kind("  k{n}: {{ .V }}\n", DATA),
    dots_for_something_left_out=Kind("  ...\n", CONFIG_MAP),
    chinese=Kind("  k{n}: 中文字\n", DATA),
    line_breaks_that_nobody_sees=Kind("  k{n}: v\u2028\n", DATA),
    characters_that_nobody_sees=Kind("  k{n}: v\u200b\n", DATA),
    directives=Kind("%TAG !a{n}! tag:x\n", "", "---\na: b\n"),
    separators_that_go_on=Kind("--- a\n"),
    properties_of_a_definition=Kind("          p{n}: {type: string}\n", CRD + "        properties:\n"),
    wrong_properties=Kind("          p{n}: {type: strng}\n", CRD + "        properties:\n"),
    properties_without_a_type=Kind("          p{n}: {}\n", CRD + "        properties:\n"),
    properties_with_a_default=Kind("          p{n}: {type: string, default: a}\n", CRD + "        properties:\n"),
    a_large_default=Kind(
        "1, ", CRD + "        properties: {a: {type: array, items: {type: integer}, default: [", "]}}\n"
    ),
    required_properties=Kind("p{n}, ", CRD + "        required: [", "]\n"),
    an_enum=Kind("p{n}, ", PROPERTY + "enum: [", "]}\n"),
    an_enum_of_one_value=Kind("p, ", PROPERTY + "enum: [", "]}\n"),
    versions_of_a_definition=Kind(
        "  - {name: v{n}, served: true, storage: false, schema: {openAPIV3Schema: {type: object}}}\n", CRD
    ),
    columns=Kind("    - {name: a{n}, type: string, jsonPath: .a.b}\n", CRD + "    additionalPrinterColumns:\n"),
    a_path_of_a_column=Kind(
        ".a", CRD + "    additionalPrinterColumns:\n    - {name: a, type: string, jsonPath: '", "'}\n"
    ),
    expressions=Kind("        - {rule: 'self.a{n} == 1'}\n", CRD + "        x-kubernetes-validations:\n"),
    validations_of_a_policy=Kind("  - expression: object.metadata.name == 'a{n}'\n", POLICY + "  validations:\n"),
    variables_of_a_policy=Kind(
        "  - {name: a{n}, expression: '1 + {n}'}\n",
        POLICY + "  variables:\n",
        "  validations: [{expression: 'true'}]\n",
    ),
    json=Kind('"k{n}":"v",', '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"data":{', '"z":"z"}}'),
    wrong_json=Kind('"k{n}":1,\n', '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"data":{', '"z":1}}'),
    json_that_breaks_off=Kind('"k{n}":{', '{"apiVersion":"v1","kind":"ConfigMap","data":{'),
    objects_of_json=Kind('{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a{n}"}}\n'),
)
"""Files of YAML and JSON."""

_EXPRESSIONS = {
    "sums": ("+1", "1"),
    "conditions": (" && true", "true"),
    "choices": ("true ? true : ", ""),
    "brackets that stay open": ("(", ""),
    "lists in lists": ("[", ""),
    "negations": ("!", ""),
    "fields": (".a", "self"),
    "indices": ("[0]", "self"),
    "a list": ("1,", "["),
    "a mapping": ("1:1,", "{"),
    "a text": ("a", 'self == "'),
    "a name": ("a", ""),
    "a number": ("1", ""),
    "loops": (".map(x, x)", "[1]"),
    "loops in loops": ("[1].all(x{n}, ", ""),
    "blanks": (" ", "true"),
    "comments": ("//", ""),
}
_PATTERNS = {
    "groups that stay open": "(",
    "groups": "(a)",
    "classes that stay open": "[",
    "classes": "[a]",
    "ranges": "a-z",
    "repetitions": "a*",
    "counted repetitions": "a{1000}",
    "braces": "a{",
    "alternatives": "a|",
    "escapes": "\\d",
    "letters": "a",
    "named groups": "(?P<a>",
    "flags": "(?i",
    "quotations": "\\Q",
    "named classes": "[[:alpha:]",
}
FORMS = {
    **{
        f"expression: {name}": Kind(unit, RULE + before, "'}]}\n", "file.yaml")
        for name, (unit, before) in _EXPRESSIONS.items()
    },
    **{
        f"pattern: {name}": Kind(unit, PROPERTY + "pattern: '", "'}\n", "file.yaml") for name, unit in _PATTERNS.items()
    },
}
"""Expressions and regular expressions in manifests."""


def _fence(text: str, info: str = "yaml") -> str:
    return f"```{info}\n{text}```\n"


_PARSED = "\n\n甲\n\n    ```yaml\n    a: b\n    ```\n"
"""An indented fence, for which the whole page has to be parsed."""
MARKDOWN: Mapping[str, Kind] = {
    "prose": Kind("word word word\n\n"),
    "Chinese prose": Kind("中文中文，`code`、**重点**。\n\n"),
    "one paragraph": Kind("word word word\n"),
    "one line": Kind("word "),
    "blank lines": Kind("\n"),
    "blanks": Kind(" ", "", "\n"),
    "tabs": Kind("\ta\n", "", _PARSED),
    "fences": Kind(_fence(CONFIG_MAP)),
    "fences of text": Kind(_fence("a b\n", "text")),
    "empty fences": Kind("```\n```\n"),
    "fences that stay open": Kind("```yaml\n"),
    "fences of two kinds": Kind("```yaml\n~~~\n"),
    "fences with wrong options": Kind("```yaml foo=bar\na: b\n```\n"),
    "fences with an option misspelt": Kind('```yaml fragmnt{n}="a"\na: b\n```\n'),
    "fences without their language": Kind(_fence(CONFIG_MAP, "")),
    "a long opener": Kind("a=b ", "```yaml ", "\na: b\n```\n"),
    "a long title": Kind("a", '```yaml title="', '"\na: b\n```\n'),
    "classes of a fence": Kind(".a ", "```{ ", "}\na: b\n```\n"),
    "back-ticks": Kind("`"),
    "fences in lists": Kind("- a\n\n    ```yaml\n    a: b\n    ```\n\n"),
    "fences in quotes": Kind("> ```yaml\n> a: b\n> ```\n\n"),
    "fences in tabs": Kind('=== "A"\n\n    ```yaml\n    a: b\n    ```\n\n文\n\n'),
    "fences in notes": Kind("!!! note\n\n    ```yaml\n    a: b\n    ```\n\n"),
    "fences in footnotes": Kind("[^{n}]:\n    ```yaml\n    a: b\n    ```\n\n"),
    "fences in comments": Kind("<!--\n\n```yaml\na: b\n```\n\n-->\n\n"),
    "openers in comments": Kind("<!--\n```yaml x=y\na: b\n```\n-->\n\n"),
    "openers in code": Kind("a\n\n        ```yaml x{n}=y\n        ```\n\n"),
    "openers in raw HTML": Kind("<pre>\n```yaml x=y\n</pre>\n\n"),
    "openers in a fence": Kind("```yaml\n", "````yaml\n", "````\n"),
    "wrong examples": Kind(f'```yaml expect="unknown-field"\n{CONFIG_MAP}dat{{n}}: {{}}\n```\n'),
    "skipped blocks": Kind('```yaml skip="原因"\na: [\n```\n'),
    "fragments": Kind('```yaml fragment="Service.spec"\ntype: NodePort\n```\n'),
    "fragments of nothing": Kind('```yaml fragment="Servic{n}.spec"\ntype: NodePort\n```\n'),
    "what may be fragments": Kind("```yaml\ntype{n}: NodePort\nports: []\n```\n"),
    "a long fragment": Kind("a.", '```yaml fragment="', '"\ntype: NodePort\n```\n'),
    "tabs in YAML": Kind("```yaml\na:\n\tb: c\n```\n"),
    "diagrams": Kind(_fence("graph TD\naccTitle: a\naccDescr: b\na-->b\n", "mermaid")),
    "a long diagram": Kind("accDescr {\n", "```mermaid\n", "```\n"),
    "what looks like a manifest": Kind(_fence("- apiVersion: v1\n  name: a{n}\n", "text")),
    "characters that nobody sees": Kind("a\u200bb\n", "```text\n", "```\n"),
    "lists": Kind("- a\n", "", _PARSED),
    "loose lists": Kind("- a\n\n", "", _PARSED),
    "nested lists": Kind("- a\n    - b\n        - c\n", "", _PARSED),
    "list marks on a line": Kind("- ", "", "a\n" + _PARSED),
    "quotes": Kind("> a\n", "", _PARSED),
    "quotes apart": Kind("> a\n\n", "", _PARSED),
    "quotes in quotes": Kind(">", "", " a\n" + _PARSED),
    "a table": Kind("| `a` | *b* |\n", "| a | b |\n| - | - |\n", _PARSED),
    "a wide table": Kind("| a ", "| a | b |\n| - | - |\n", "|\n" + _PARSED),
    "headings": Kind("# a\n\n", "", _PARSED),
    "headings without blank lines": Kind("# a\n", "", _PARSED),
    "underlined headings": Kind("a\n===\n", "", _PARSED),
    "rules": Kind("---\n", "", _PARSED),
    "indented code": Kind("    code\n\n", "", _PARSED),
    "notes": Kind("!!! note\n    a\n\n", "", _PARSED),
    "content tabs": Kind('=== "a"\n\n    b\n\n', "", _PARSED),
    "definitions": Kind("a\n:   b\n\n", "", _PARSED),
    "attributes": Kind("a {: .b }\n\n", "", _PARSED),
    "attributes of a heading": Kind("{: ", "# ", _PARSED),
    "footnotes": Kind("a[^{n}]\n\n[^{n}]: b\n\n", "", _PARSED),
    "one footnote": Kind("[^1]: a\n\n", "", _PARSED),
    "links": Kind("[a](b.md) "),
    "brackets": Kind("["),
    "pictures": Kind("!["),
    "destinations": Kind("[a]("),
    "destinations in angles": Kind("[a](<"),
    "references": Kind("[a{n}]: b.md\n"),
    "uses of a reference": Kind("[a][b] ", "[b]: c.md\n\n"),
    "code in sentences": Kind("`a` "),
    "code in list items": Kind("- `a` *b*\n"),
    "emphasis": Kind("**a* "),
    "emphasis in emphasis": Kind("*a **b "),
    "escapes": Kind("\\*"),
    "addresses": Kind("<http://a.example> "),
    "entities": Kind("&lt; &#1; "),
    "tags that stay open": Kind("<a "),
    "attributes that stay open": Kind('<div a="'),
    "angles": Kind("<"),
    "comments that stay open": Kind("<!--"),
    "comments": Kind("<!-- a -->\n"),
    "elements": Kind("<div></div>\n\n"),
    "elements in elements": Kind("<div>\n"),
    "elements in sentences": Kind("<span>a</span> "),
    "elements with Markdown": Kind("<div markdown>\n\na\n\n</div>\n\n"),
    "a long tag": Kind("a=b ", "<div ", ">x</div>\n"),
    "sections of another language": Kind("<![CDATA["),
    "scripts": Kind("<script></script>\n"),
    "raw text": Kind("<pre>\n"),
    "metadata": Kind("k{n}: a\n", "---\n", "---\n# a\n"),
    "metadata without end": Kind("a: b\n", "---\n"),
    "a number to the base 60": Kind(":1", "---\na: 1", "\n---\n"),
    "lines of metadata": Kind("    b\n", "k: a\n"),
    "includes of nothing": Kind('--8<-- "x{n}.md"\n'),
    "includes of no path": Kind("../", '--8<-- "', '"\n'),
    "a block of includes": Kind("x{n}.md\n", "--8<--\n", "--8<--\n"),
    "escaped includes": Kind(';--8<-- "x.md"\n'),
    "marks of sections": Kind("a --8<-- [start: x] "),
}
"""Pages."""


def _command(unit: str, before: str = "", after: str = "") -> Kind:
    return Kind(unit, f"```bash\n{before}", f"{after}\n```\n")


SHELL: Mapping[str, Kind] = {
    "a command": _command("kubectl ", "", f"<<EOF\n{CONFIG_MAP}EOF"),
    "a command without -f": _command("kubectl ", "", "<<EOF\nx\nEOF"),
    "-f over and over": _command("kubectl -f ", "", "<<EOF\nx\nEOF"),
    "commands in containers": _command("kubectl -- -f - ", "", "<<EOF\nx\nEOF"),
    "-f and blanks": _command(" ", "kubectl -f", "x <<EOF\nx\nEOF"),
    "pipes": _command("a | ", "", f"cat <<EOF\n{CONFIG_MAP}EOF"),
    "continued lines": _command("kubectl \\\n", "", "<<EOF\nx\nEOF"),
    "continued lines that end documents": _command("cat <<'A\\' \\\nA\\\n"),
    "here-documents": _command(f"cat <<E{{n}}\n{CONFIG_MAP}E{{n}}\n"),
    "here-documents that stay open": _command("cat <<E{n}\n"),
    "here-documents in one": _command(f"kubectl apply -f - <<B{{n}}\n{CONFIG_MAP}B{{n}}\n", "ssh x <<A\n", "A"),
    "operators on a line": _command("cat <<'a'"),
    "operators of other names": _command("<<a{n} ", "cat ", "\nx"),
    "quotes that stay open": _command("<<'"),
    "quotes of two kinds": _command('<<"', "<<'"),
    "angles": _command("<", "", "<<a"),
    "commands": _command("kubectl get pods\n"),
    "prompts": _command("> a: b\n", "$ cat <<EOF\n", "> EOF"),
    "blank lines": _command("\n", "cat <<EOF\n", "x\nEOF"),
    "a large document": _command("  k{n}: v\n", f"cat <<EOF\n{DATA}", "EOF"),
    "variables": _command("  k{n}: $v\n", f"cat <<EOF\n{DATA}", "EOF"),
    "variables in a line": _command("$v ", f"cat <<EOF\n{DATA}  a: ", "\nEOF"),
    "variables in quotes": _command('"$a" ', f"cat <<EOF\n{DATA}  a: |\n    ", "\nEOF"),
    "variables behind a tab": _command("$v ", f"cat <<EOF\n{DATA}  a: |\n    x\t", "\nEOF"),
    "commands in a document": _command("$(a)", f"cat <<EOF\n{DATA}  a: ", "\nEOF"),
    "commands in commands": _command("$(", f"cat <<EOF\n{DATA}  a: ", "\nEOF"),
    "documents in commands": _command("$(cat <<E\n", f"cat <<EOF\n{DATA}  a: ", "\nEOF"),
    "braces that stay open": _command("${", f"cat <<EOF\n{DATA}  a: ", "\nEOF"),
    "back-ticks": _command("`a` ", f"cat <<EOF\n{DATA}  a: |\n    ", "\nEOF"),
    "back-slashes": _command("\\", f"cat <<EOF\n{DATA}  a: ", "\nEOF"),
}
"""Blocks of commands."""

KINDS: Mapping[str, Kind] = {
    f"{group}: {name}": kind
    for group, kinds in {"yaml": YAML, "form": FORMS, "page": MARKDOWN, "shell": SHELL}.items()
    for name, kind in kinds.items()
}
