"""Custom resource definitions without their schemas, and API services: what the API server refuses and accepts."""

import pytest
from definition_manifests import VERSION, crd, judged

SPECS: list[tuple[str, set[str]]] = [
    (crd(), set()),
    (crd(group="shop"), {"invalid-format spec.group"}),
    (crd(group="shop.k8s.io"), {"crd-without-approval metadata"}),
    (
        crd(group="shop.k8s.io").replace("}\nspec", ", annotations: {api-approved.kubernetes.io: unapproved}}\nspec"),
        set(),
    ),
    (crd(group="shop.x-k8s.io"), set()),
    (crd(names="{plural: orders, kind: order_}"), {"invalid-name spec.names.kind"}),
    (crd(names="{plural: orders, kind: Order, listKind: Order}"), {"invalid-name spec.names.listKind"}),
    (crd(names=f"{{plural: orders, kind: {'O' * 59}}}"), set()),
    (crd(names=f"{{plural: orders, kind: {'O' * 60}}}"), {"invalid-name spec.names.kind"}),
    (crd(names=f"{{plural: orders, kind: {'O' * 63}, listKind: Orders}}"), set()),
    (crd(names="{plural: orders, kind: Order, singular: O}"), {"invalid-name spec.names.singular"}),
    (crd(names="{plural: orders, kind: Order, shortNames: [o, O]}"), {"invalid-name spec.names.shortNames[1]"}),
    (crd(names="{plural: orders, kind: ''}"), {"missing-field spec.names.kind"}),
    (crd(names="{plural: orders, kind: Order, categories: [all]}"), set()),
    (crd(", preserveUnknownFields: true"), {"invalid-value spec.preserveUnknownFields"}),
    (crd(", preserveUnknownFields: false"), set()),
    (crd(versions="[]"), {"crd-storage-version spec.versions"}),
    (
        crd(versions=f"[{VERSION}, {VERSION}]"),
        {"crd-storage-version spec.versions", "duplicate-entry spec.versions[1].name"},
    ),
    (crd(versions=f"[{VERSION}, {VERSION.replace('v1', 'v2').replace('storage: true', 'storage: false')}]"), set()),
    (crd(versions="[{name: v1, served: true, storage: true}]"), {"missing-field spec.versions[0].schema"}),
    (
        crd(versions="[{name: v1, served: true, storage: true, schema: {}}]"),
        {"missing-field spec.versions[0].schema.openAPIV3Schema"},
    ),
    (crd(versions=f"[{VERSION.replace('v1', 'V1')}]"), {"invalid-name spec.versions[0].name"}),
    (
        crd(versions=f"[{VERSION.replace('served', 'deprecationWarning: gone, served')}]"),
        {"forbidden-field spec.versions[0].deprecationWarning"},
    ),
    (
        crd(versions=f"[{VERSION.replace('served', 'deprecated: true, deprecationWarning: gone, served')}]"),
        set(),
    ),
]


@pytest.mark.parametrize(("text", "expected"), SPECS)
def test_definitions(text: str, expected: set[str]) -> None:
    assert judged(text) == expected


def test_the_name_is_plural_and_group() -> None:
    assert "crd-name metadata.name" in judged(crd().replace("name: orders.", "name: order."))


VERSIONS: list[tuple[str, set[str]]] = [
    ("additionalPrinterColumns: [{name: a, type: string, jsonPath: .spec.a}]", set()),
    (
        "additionalPrinterColumns: [{name: a, type: text, jsonPath: spec.a, format: long}]",
        {
            "invalid-value spec.versions[0].additionalPrinterColumns[0].type",
            "invalid-value spec.versions[0].additionalPrinterColumns[0].format",
            "invalid-format spec.versions[0].additionalPrinterColumns[0].jsonPath",
        },
    ),
    ("subresources: {scale: {specReplicasPath: .spec.n, statusReplicasPath: .status.n}}", set()),
    (
        "subresources: {scale: {specReplicasPath: .n, statusReplicasPath: .spec.n, labelSelectorPath: .spec.s}}",
        {
            "invalid-format spec.versions[0].subresources.scale.specReplicasPath",
            "invalid-format spec.versions[0].subresources.scale.statusReplicasPath",
        },
    ),
    ("selectableFields: [{jsonPath: .spec.a}]", {"invalid-format spec.versions[0].selectableFields[0].jsonPath"}),
]


@pytest.mark.parametrize(("fields", "expected"), VERSIONS)
def test_versions(fields: str, expected: set[str]) -> None:
    assert judged(crd(versions=f"[{VERSION[:-1]}, {fields}}}]")) == expected


CONVERSIONS: list[tuple[str, set[str]]] = [
    ("{strategy: None}", set()),
    ("{strategy: Other}", {"invalid-value spec.conversion.strategy"}),
    ("{strategy: Webhook}", {"missing-field spec.conversion.webhook"}),
    (
        "{strategy: Webhook, webhook: {conversionReviewVersions: [v1]}}",
        {"missing-field spec.conversion.webhook.clientConfig"},
    ),
    (
        "{strategy: Webhook, webhook: {conversionReviewVersions: [v1], clientConfig: {url: 'https://a.b/c'}}}",
        set(),
    ),
    (
        "{strategy: Webhook, webhook: {conversionReviewVersions: [v3], clientConfig: {}}}",
        {
            "invalid-value spec.conversion.webhook.conversionReviewVersions",
            "missing-field spec.conversion.webhook.clientConfig",
        },
    ),
    (
        "{strategy: None, webhook: {conversionReviewVersions: [v1]}}",
        {"forbidden-field spec.conversion.webhook"},
    ),
]


@pytest.mark.parametrize(("conversion", "expected"), CONVERSIONS)
def test_conversion(conversion: str, expected: set[str]) -> None:
    assert judged(crd(f", conversion: {conversion}")) == expected


API: list[tuple[str, set[str]]] = [
    ("service: {name: a, namespace: b}, caBundle: AA==", set()),
    ("insecureSkipTLSVerify: true", {"forbidden-field spec.insecureSkipTLSVerify"}),
    (
        "service: {name: a, namespace: b}, caBundle: AA==, insecureSkipTLSVerify: true",
        {"mutually-exclusive spec.insecureSkipTLSVerify"},
    ),
    ("service: {name: a}", {"missing-field spec.service.namespace"}),
    ("service: {name: a, namespace: b, port: 0}", {"out-of-range spec.service.port"}),
]


@pytest.mark.parametrize(("fields", "expected"), API)
def test_api_services(fields: str, expected: set[str]) -> None:
    spec = f"{{group: a.example.com, version: v1, groupPriorityMinimum: 100, versionPriority: 15, {fields}}}"
    text = "apiVersion: apiregistration.k8s.io/v1\nkind: APIService\nmetadata: {name: v1.a.example.com}\n"
    assert judged(f"{text}spec: {spec}\n") == expected
    assert any("metadata.name" in found for found in judged(f"{text.replace('v1.a', 'v2.a')}spec: {spec}\n"))
