"""Files of YAML and JSON: how they are written."""

from __future__ import annotations

from growth_kinds.kind import CONFIG_MAP, CONTAINER, CRD, DATA, DEPLOYMENT, POD, POLICY, PROPERTY, SERVICE, Kind


def of_yaml(**kinds: Kind) -> dict[str, Kind]:
    """Kinds of files by their names."""
    return {name.replace("_", " "): kind._replace(name="file.yaml") for name, kind in kinds.items()}


KINDS = of_yaml(
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
