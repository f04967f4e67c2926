"""Texts of a certain form in manifests: expressions, patterns, quantities, schedules, certificates, addresses."""

from __future__ import annotations

from growth_kinds.kind import CONFIG_MAP, CONTAINER, CRD, POD, POLICY, PROPERTY, RULE, Kind

_TLS = (
    "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ntype: kubernetes.io/tls\nstringData:\n"
    "  tls.key: a\n  tls.crt: |\n"
)
_SCHEDULE = "apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: a}\nspec:\n  schedule: '"
_AFTER_A_SCHEDULE = (
    "'\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          restartPolicy: Never\n"
    "          containers: [{name: a, image: b}]\n"
)
_VALIDATION = POLICY + "  validations: [{expression: '"
_CIDR = (
    "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: a}\nspec:\n  podSelector: {}\n"
    "  ingress: [{from: [{ipBlock: {cidr: '"
)
_HOST = "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: a}\nspec:\n  rules:\n  - host: '"


def _file(unit: str, before: str = "", after: str = "'\n") -> Kind:
    return Kind(unit, before, after, "file.yaml")


def _expression(unit: str, before: str = "", after: str = "") -> Kind:
    return _file(unit, RULE + before, after + "'}]}\n")


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
_SHORT = {
    **{
        f"expression: {name}": Kind(unit, RULE + before, "'}]}\n", "file.yaml")
        for name, (unit, before) in _EXPRESSIONS.items()
    },
    **{
        f"pattern: {name}": Kind(unit, PROPERTY + "pattern: '", "'}\n", "file.yaml") for name, unit in _PATTERNS.items()
    },
}

KINDS = {
    **_SHORT,
    "quantity: digits and a point": _file("1", CONTAINER + "    resources: {limits: {cpu: '1.", "'}}\n"),
    "quantity: zeros": _file("0", CONTAINER + "    resources: {limits: {cpu: '", "1'}}\n"),
    "quantity: an exponent": _file("9", CONTAINER + "    resources: {limits: {cpu: '1e", "'}}\n"),
    "quantity: letters": _file("Ki", CONTAINER + "    resources: {limits: {cpu: '1", "'}}\n"),
    "quantity: signs": _file("-", CONTAINER + "    resources: {limits: {cpu: '", "1'}}\n"),
    "quantities": Kind(
        "      a.example.com/a{n}: 1\n", CONTAINER + "    resources:\n      limits:\n", name="file.yaml"
    ),
    "cron: ranges": _file("1-2,", _SCHEDULE, "1 * * * *" + _AFTER_A_SCHEDULE),
    "cron: steps": _file("*/2,", _SCHEDULE, "* * * * *" + _AFTER_A_SCHEDULE),
    "cron: fields": _file("* ", _SCHEDULE, _AFTER_A_SCHEDULE),
    "cron: blanks": _file(" ", _SCHEDULE + "*", "* * * *" + _AFTER_A_SCHEDULE),
    "cron: digits": _file("9", _SCHEDULE, " * * * *" + _AFTER_A_SCHEDULE),
    "cron: a time zone": _file("a/", _SCHEDULE + "TZ=", " * * * * *" + _AFTER_A_SCHEDULE),
    "cron: letters": _file("JAN,", _SCHEDULE + "* * * ", "* *" + _AFTER_A_SCHEDULE),
    "certificate: lines": Kind(
        "    QUFBQUFB\n", _TLS + "    -----BEGIN CERTIFICATE-----\n", "    -----END CERTIFICATE-----\n", "file.yaml"
    ),
    "certificate: one line": Kind(
        "QUFB", _TLS + "    -----BEGIN CERTIFICATE-----\n    ", "\n    -----END CERTIFICATE-----\n", "file.yaml"
    ),
    "certificate: many": Kind(
        "    -----BEGIN CERTIFICATE-----\n    QUFB\n    -----END CERTIFICATE-----\n", _TLS, "", "file.yaml"
    ),
    "certificate: beginnings": Kind("    -----BEGIN CERTIFICATE-----\n", _TLS, "", "file.yaml"),
    "certificate: beginnings on a line": Kind("-----BEGIN ", _TLS + "    ", "\n", "file.yaml"),
    "certificate: dashes": Kind("-", _TLS + "    ", "\n", "file.yaml"),
    "certificate: headers": Kind(
        "    a: b\n", _TLS + "    -----BEGIN CERTIFICATE-----\n", "    -----END CERTIFICATE-----\n", "file.yaml"
    ),
    "certificate: authorities": Kind(
        "QUFB",
        "apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingWebhookConfiguration\nmetadata: {"
        "name: a}\nwebhooks:\n- name: a.example.com\n  admissionReviewVersions: [v1]\n"
        "  sideEffects: None\n  clientConfig: {url: 'https://a.example.com', caBundle: '",
        "'}\n",
        "file.yaml",
    ),
    "certificate: a request": Kind(
        "QUFB",
        "apiVersion: certificates.k8s.io/v1\nkind: CertificateSigningRequest\nmetadata: {name: a}\n"
        "spec:\n  signerName: a.b/c\n  usages: [client auth]\n  request: '",
        "'\n",
        "file.yaml",
    ),
    "address: groups": _file(":1", _CIDR, "/8'}}]}]\n"),
    "address: dots": _file("1.", _CIDR, "/8'}}]}]\n"),
    "address: zeros": _file("0", _CIDR, ".0.0.0/8'}}]}]\n"),
    "address: slashes": _file("/8", _CIDR + "10.0.0.0", "'}}]}]\n"),
    "host: labels": _file("a.", _HOST, "example.com'\n"),
    "host: stars": _file("*.", _HOST, "example.com'\n"),
    "host: hyphens": _file("-", _HOST, "'\n"),
    "path: segments": _file(
        "/a",
        "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: a}\nspec:\n"
        "  rules: [{http: {paths: [{pathType: Prefix, backend: {service: {name: a, port: {"
        "number: 80}}}, path: '",
        "'}]}}]\n",
    ),
    "path: dots": _file(
        "/..",
        "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: a}\nspec:\n"
        "  rules: [{http: {paths: [{pathType: Prefix, backend: {service: {name: a, port: {"
        "number: 80}}}, path: '",
        "'}]}}]\n",
    ),
    "image: parts": _file("a/", POD + "  containers:\n  - name: a\n    image: '", "'\n"),
    "image: colons": _file("a:", POD + "  containers:\n  - name: a\n    image: '", "'\n"),
    "image: hex": _file("a0", POD + "  containers:\n  - name: a\n    image: 'a@sha256:", "'\n"),
    "label: dots": _file("a.", CONFIG_MAP + "  labels: {'", "/a': b}\n"),
    "label: slashes": _file("a/", CONFIG_MAP + "  labels: {'", "': b}\n"),
    "label: value": _file("a-", CONFIG_MAP + "  labels: {a: '", "-'}\n"),
    "field path": _file(".a", CONTAINER + "    env: [{name: A, valueFrom: {fieldRef: {fieldPath: 'metadata", "'}}}]\n"),
    "field path: brackets": _file(
        "['a']", CONTAINER + '    env: [{name: A, valueFrom: {fieldRef: {fieldPath: "metadata.labels', '"}}}]\n'
    ),
    "duration": _file("1h", CRD + "        properties: {a: {type: string, format: duration, default: '", "'}}\n"),
    "duration: digits": _file(
        "1", CRD + "        properties: {a: {type: string, format: duration, default: '", "h'}}\n"
    ),
    "date": _file("1", CRD + "        properties: {a: {type: string, format: date-time, default: '", "'}}\n"),
    "email": _file("a@", CRD + "        properties: {a: {type: string, format: email, default: '", "'}}\n"),
    "uri": _file("a:/", CRD + "        properties: {a: {type: string, format: uri, default: '", "'}}\n"),
    "hostname": _file("a-", CRD + "        properties: {a: {type: string, format: hostname, default: '", "'}}\n"),
    "uuid": _file("a-", CRD + "        properties: {a: {type: string, format: uuid, default: '", "'}}\n"),
    "ipv6": _file("1:", CRD + "        properties: {a: {type: string, format: ipv6, default: '", "'}}\n"),
    "cidr": _file("1/", CRD + "        properties: {a: {type: string, format: cidr, default: '", "'}}\n"),
    "byte": _file("QUFB", CRD + "        properties: {a: {type: string, format: byte, default: '", "'}}\n"),
    "creditcard": _file("4 ", CRD + "        properties: {a: {type: string, format: creditcard, default: '", "'}}\n"),
    "isbn": _file("1-", CRD + "        properties: {a: {type: string, format: isbn, default: '", "'}}\n"),
    "rgbcolor": _file("1,", CRD + "        properties: {a: {type: string, format: rgbcolor, default: '", "'}}\n"),
    "pattern and a default": _file(
        "a", CRD + "        properties: {a: {type: string, pattern: '^(a|aa)+$', default: '", "b'}}\n"
    ),
    "json path: brackets": _file(
        "[", CRD + "    additionalPrinterColumns:\n    - {name: a, type: string, jsonPath: '", "'}\n"
    ),
    "json path: filters": _file(
        "[?(@.a==1)]", CRD + "    additionalPrinterColumns:\n    - {name: a, type: string, jsonPath: '.a", "'}\n"
    ),
    "json path: quotes": _file(
        '["a"]', CRD + "    additionalPrinterColumns:\n    - {name: a, type: string, jsonPath: '.a", "'}\n"
    ),
    "expression: macros": _expression("has(self.a) && ", "", "true"),
    "expression: escapes": _expression("\\\\", 'self == "', '"'),
    "expression: raw texts": _expression("a", 'self == r"', '"'),
    "expression: triple quotes": _expression("a", 'self == """', '"""'),
    "expression: quotes": _expression('"', ""),
    "expression: adjacent comparisons": _expression(" == 1", "1"),
    "expression: nested conditions": _expression("(true ? ", "", ""),
    "expression: calls": _expression(".contains(self)", "self"),
    "expression: calls in calls": _expression("size(", "", ""),
    "expression: messages": _expression("A{a: ", ""),
    "expression: in": _expression(" in [1]", "1"),
    "expression: comparisons": _expression(" < 1 && 1", "1"),
    "expression: maps": _expression("{1: ", ""),
    "expression: minus": _expression("-", "", "1"),
    "expression: dots": _expression(".", ""),
    "expression: optional": _expression(".?a", "self"),
    "expression: binds": _expression("cel.bind(x{n}, 1, ", ""),
    "expression: chains of loops": _expression(".filter(x, x == x)", "[1]"),
    "expression: matches": _expression("(a+)+", 'self.matches("', '")'),
    "expression: ids": _expression("a{n} + ", ""),
    "policy: loops in loops": Kind("[1].all(x{n}, ", _VALIDATION, "'}]\n", "file.yaml"),
    "policy: fields": Kind(".spec", _VALIDATION + "object", "'}]\n", "file.yaml"),
    "policy: conditions": Kind(" && object.spec.a == 1", _VALIDATION + "true", "'}]\n", "file.yaml"),
    "policy: message expressions": Kind(
        " + 'a'",
        "".join([POLICY, '  validations: [{expression: "true", messageExpression: "\'a\'']),
        '"}]\n',
        "file.yaml",
    ),
    "pattern: classes in classes": Kind("[[:a:]", PROPERTY + "pattern: '", "'}\n", "file.yaml"),
    "pattern: groups that match": Kind("(?:", PROPERTY + "pattern: '", "'}\n", "file.yaml"),
    "pattern: unicode classes": Kind("\\pL", PROPERTY + "pattern: '", "'}\n", "file.yaml"),
    "pattern: hex": Kind("\\x{", PROPERTY + "pattern: '", "'}\n", "file.yaml"),
    "pattern: nested repetitions": Kind("(?:a{2}){2}", PROPERTY + "pattern: '", "'}\n", "file.yaml"),
    "pattern: repetitions of repetitions": Kind("{2}", PROPERTY + "pattern: '(a)", "'}\n", "file.yaml"),
    "pattern: stars": Kind("*", PROPERTY + "pattern: 'a", "'}\n", "file.yaml"),
    "pattern: negated": Kind("[^", PROPERTY + "pattern: '", "'}\n", "file.yaml"),
}
