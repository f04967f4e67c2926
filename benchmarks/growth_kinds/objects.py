"""Files of YAML: more of how they are written, and what stands in many objects."""

from __future__ import annotations

from growth_kinds.documents import of_yaml
from growth_kinds.kind import CONFIG_MAP, CONTAINER, CRD, DATA, Kind

KINDS = of_yaml(
    a_long_key=Kind("x", CONFIG_MAP + "data:\n  ", ": v\n"),
    words_of_a_key=Kind("x ", CONFIG_MAP + "data:\n  ", ": v\n"),
    quoted_keys=Kind('  "k{n}": v\n', DATA),
    a_long_key_in_quotes=Kind("x ", CONFIG_MAP + 'data:\n  "', '": v\n'),
    a_folded_text=Kind("    word word\n", DATA + "  a: >-\n"),
    blank_lines_of_a_text=Kind("\n", DATA + "  a: |+\n    x\n"),
    texts=Kind("  k{n}: |\n    a\n", DATA),
    a_text_that_is_indented_further_and_further=Kind("    a\n      b\n", DATA + "  a: |\n"),
    lists_on_lines=Kind("- - - a\n", ""),
    aliases_in_a_list=Kind("*a, ", DATA + "  a: &a v\n  b: [", "]\n"),
    merges_of_an_alias=Kind("  k{n}: {<<: *a}\n", DATA + "  a: &a {b: c}\n"),
    an_anchor_and_many_merges=Kind("*a, ", "a: &a {b: c}\nd:\n  <<: [", "]\n"),
    anchors_on_a_line=Kind("&a ", DATA + "  a: "),
    ampersands=Kind("&", DATA + "  a: "),
    stars=Kind("*", DATA + "  a: "),
    exclamation_marks=Kind("!", DATA + "  a: "),
    tags_on_a_line=Kind("!a ", DATA + "  a: "),
    percent_signs=Kind("%", DATA + "  a: "),
    at_signs=Kind("@", DATA + "  a: "),
    tabs_between_values=Kind("a\t", DATA + "  a: "),
    tabs_that_indent=Kind("\ta: b\n", DATA),
    tabs_in_a_text=Kind("\t", DATA + "  a: |\n    x"),
    comments_of_many_kinds=Kind("  #a\n# b\n    #c\n", CONFIG_MAP),
    hashes=Kind("#", CONFIG_MAP),
    hashes_in_values=Kind("a# #", DATA + "  a: "),
    line_ends_of_windows=Kind("  k{n}: v\r\n", DATA),
    carriage_returns=Kind("\r", CONFIG_MAP, "\n"),
    byte_order_marks=Kind("\ufeff", CONFIG_MAP),
    null_characters=Kind("\x00", CONFIG_MAP),
    documents_with_byte_order_marks=Kind("\ufeff---\na: b\n"),
    dates=Kind("  k{n}: 2024-01-01T00:00:00Z\n", DATA),
    booleans=Kind("  k{n}: yes\n", DATA),
    nulls=Kind("  k{n}: ~\n", DATA),
    floats=Kind("  k{n}: 1e{n}\n", DATA),
    tagged_numbers=Kind("  k{n}: !!int a\n", DATA),
    sets=Kind("  ? k{n}\n", DATA),
    pairs_in_a_list=Kind("k{n}: v, ", DATA + "  a: [", "]\n"),
    lists_over_lines=Kind("  a,\n", CONFIG_MAP + "data: [", "]\n"),
    objects_over_lines=Kind("  k{n}: v,\n", CONFIG_MAP + "data: {", "}\n"),
    brackets_that_close=Kind("]", DATA + "  a: "),
    braces_that_close=Kind("}", DATA + "  a: "),
    commas=Kind(",", DATA + "  a: "),
    separators_in_a_text=Kind("    ---\n", DATA + "  a: |\n"),
    text_behind_documents=Kind("--- |\n a\n"),
    escapes_of_letters=Kind("\\u4e2d", DATA + '  a: "', '"\n'),
    wrong_escapes=Kind("\\q", DATA + '  a: "', '"\n'),
    wrong_escapes_in_many_values=Kind('  k{n}: "\\q"\n', DATA),
    annotations=Kind("    k{n}: v\n", CONFIG_MAP + "  annotations:\n"),
    a_large_annotation=Kind("x ", CONFIG_MAP + "  annotations:\n    a: "),
    json_in_an_annotation=Kind(
        '{"a":', CONFIG_MAP + "  annotations:\n    kubectl.kubernetes.io/last-applied-configuration: '", "'\n"
    ),
    finalizers=Kind("  - a.b/c{n}\n", CONFIG_MAP + "  finalizers:\n"),
    managed_fields=Kind(
        "  - {manager: a{n}, operation: Apply, fieldsType: FieldsV1, fieldsV1: {}}\n", CONFIG_MAP + "  managedFields:\n"
    ),
    init_containers=Kind("  - {name: i{n}, image: b}\n", CONTAINER + "  initContainers:\n"),
    environments=Kind("    - {secretRef: {name: a{n}}}\n", CONTAINER + "    envFrom:\n"),
    references_between_variables=Kind("    - {name: A{n}, value: $(A)$(B)}\n", CONTAINER + "    env:\n"),
    terms_of_affinity=Kind(
        "        - {topologyKey: a, labelSelector: {matchLabels: {a: b{n}}}}\n",
        CONTAINER + "  affinity:\n    podAffinity:\n      requiredDuringSchedulingIgnoredDuringExecution:\n",
    ),
    values_of_a_selector=Kind(
        "a{n}, ",
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec:\n  selector:\n"
        "    matchExpressions:\n    - {key: a, operator: In, values: [",
        "]}\n  template: {metadata: {labels: {a: a1}}, spec: {containers: [{name: a, image: b}]}}\n",
    ),
    requirements_of_a_selector=Kind(
        "    - {key: a{n}, operator: Exists}\n",
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec:\n  template: {metadata: {"
        "labels: {a: a1}}, spec: {containers: [{name: a, image: b}]}}\n  selector:\n"
        "    matchExpressions:\n",
    ),
    items_of_a_volume=Kind(
        "      - {key: a{n}, path: b{n}}\n",
        CONTAINER + "  volumes:\n  - name: a\n    configMap:\n      name: a\n      items:\n",
    ),
    sources_of_a_volume=Kind(
        "      - {configMap: {name: a{n}}}\n", CONTAINER + "  volumes:\n  - name: a\n    projected:\n      sources:\n"
    ),
    claims=Kind("  - {name: a{n}, resourceClaimName: b}\n", CONTAINER + "  resourceClaims:\n"),
    claim_templates=Kind(
        "  - {metadata: {name: a{n}}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}\n",
        "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: a}\nspec:\n  serviceName: a\n"
        "  selector: {matchLabels: {a: b}}\n  template: {metadata: {labels: {a: b}}, spec: {"
        "containers: [{name: a, image: b}]}}\n  volumeClaimTemplates:\n",
    ),
    metrics=Kind(
        "  - {type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 50}}}\n",
        "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: a}\nspec:\n"
        "  maxReplicas: 3\n  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}\n"
        "  metrics:\n",
    ),
    paths_of_an_ingress=Kind(
        "      - {path: /a{n}, pathType: Prefix, backend: {service: {name: a, port: {number: 80}}}}\n",
        "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: a}\nspec:\n  rules:\n"
        "  - host: a.example.com\n    http:\n      paths:\n",
    ),
    subjects=Kind(
        "- {kind: ServiceAccount, name: a{n}, namespace: b}\n",
        "apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: {name: a}\nroleRef: {"
        "apiGroup: rbac.authorization.k8s.io, kind: Role, name: a}\nsubjects:\n",
    ),
    webhooks=Kind(
        "- {name: a{n}.example.com, admissionReviewVersions: [v1], sideEffects: None, clientConfig: {"
        "url: 'https://a.example.com'}}\n",
        "apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingWebhookConfiguration\nmetadata: {"
        "name: a}\nwebhooks:\n",
    ),
    limits=Kind(
        "  - {type: Container, max: {cpu: 1}, min: {cpu: 1}}\n",
        "apiVersion: v1\nkind: LimitRange\nmetadata: {name: a}\nspec:\n  limits:\n",
    ),
    quotas=Kind(
        "    count/a{n}.example.com: 1\n", "apiVersion: v1\nkind: ResourceQuota\nmetadata: {name: a}\nspec:\n  hard:\n"
    ),
    addresses_of_endpoints=Kind(
        "10.0.0.1, ",
        "apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: {name: a}\naddressType: IPv4\n"
        "endpoints:\n- addresses: [",
        "]\n",
    ),
    pods_of_a_service=Kind(
        "---\n"
        + CONTAINER.replace("name: web\nspec", "name: web{n}\n  labels: {app: web}\nspec")
        + "    ports: [{name: p{n}, containerPort: 80}]\n",
        "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec:\n  selector: {app: web}\n"
        "  ports: [{port: 80, targetPort: http}]\n",
    ),
    services_with_node_ports=Kind(
        "---\napiVersion: v1\nkind: Service\nmetadata: {name: a{n}}\nspec: {type: NodePort, "
        "ports: [{port: 80, nodePort: 30000}]}\n"
    ),
    policies_with_bindings=Kind(
        "---\napiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicyBinding\n"
        "metadata: {name: a{n}}\nspec: {policyName: b, validationActions: [Deny]}\n"
    ),
    nested_schemas=Kind("{type: object, properties: {a: ", CRD + "        properties:\n          a: ", "", most=60),
    schemas_of_lists=Kind(
        "          p{n}: {type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [a], "
        "items: {type: object, required: [a], properties: {a: {type: string}}}}\n",
        CRD + "        properties:\n",
    ),
    a_default_of_many_fields=Kind(
        "k{n}: a, ",
        CRD + "        properties: {a: {type: object, additionalProperties: {type: string}, default: {",
        "}}}\n",
    ),
)
