"""Objects that others name: slips and other namespaces everywhere, what is not shown where a site promises all."""

from __future__ import annotations

import pytest

from tests.belonging.manifests import config_map, findings, ingress, page, pod, service, told, variable
from tests.helpers import fenced, rules

MISSING = "missing-object"
WANTS = pod(variable())
"""A Pod that wants the ConfigMap settings."""


def test_a_slip_of_the_pen() -> None:
    text = page(config_map(), pod(variable("setings")))
    assert told(text) == [(MISSING, "warning", 15, "setings")]
    (found,) = findings(text)
    assert "did you mean settings (line 6)?" in found.text.en
    assert "是不是 settings（第 6 行）？" in found.text.zh
    assert [(at.place.span.line, at.text.en) for at in found.related] == [(6, "ConfigMap settings is here")]


def test_a_slip_of_what_a_command_makes() -> None:
    made = fenced("kubectl -n shop create configmap \\\n  settings --from-literal=color=blue\n", "bash")
    text = f"# 标题\n\n{made}\n{fenced(pod(variable('setings')))}"
    assert told(text) == [(MISSING, "warning", 13, "setings")]
    (found,) = findings(text)
    assert "did you mean settings (line 5)?" in found.text.en
    assert [(at.place.span.line, at.place.span.column) for at in found.related] == [(5, 3)]


@pytest.mark.parametrize(
    ("shown", "named"),
    [("web-1", "web-2"), ("web-v1", "web"), ("shop-a", "shop-b"), ("app1", "app"), ("db", "dc"), ("front", "cellar")],
)
def test_names_of_two_objects(shown: str, named: str) -> None:
    assert told(page(config_map(metadata=f"{{name: {shown}}}"), pod(variable(named)))) == []


def test_an_object_in_another_namespace() -> None:
    in_a = config_map(metadata="{name: settings, namespace: a}")
    text = page(in_a, pod(variable(), metadata="{name: b, namespace: b}"))
    assert told(text) == [(MISSING, "warning", 15, "settings")]
    (found,) = findings(text)
    assert "lies in the namespace a (line 6), but this names one in b" in found.text.en
    assert told(page(in_a, WANTS)) == []


def test_an_object_of_another_group_is_another_one() -> None:
    front = "apiVersion: GROUP/v1\nkind: Gateway\nmetadata: {name: front, namespace: a}\nspec: {}\n"
    route = "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: web, namespace: b}\n"
    route += "spec: {parentRefs: [{name: front}]}\n"
    of_istio = page(front.replace("GROUP", "networking.istio.io"), route)
    assert MISSING not in rules(of_istio)
    assert MISSING in rules(page(front.replace("GROUP", "gateway.networking.k8s.io"), route))
    assert MISSING in rules(page(front.replace("apiVersion: GROUP/v1\n", ""), route))


ROLES = "apiVersion: rbac.authorization.k8s.io/v1\nkind: {}\nmetadata: {{name: reader}}\n"
BINDING = (
    "apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: {name: reader}\n"
    "roleRef: {apiGroup: rbac.authorization.k8s.io, kind: KIND, name: reader}\n"
)
CERT = (
    "apiVersion: cert-manager.io/v1\nkind: Certificate\nmetadata: {name: web}\n"
    "spec: {secretName: web-tls, dnsNames: [example.com], issuerRef: {name: letsencrypt}}\n"
)
ISSUER = "apiVersion: cert-manager.io/v1\nkind: ClusterIssuer\nmetadata: {name: letsencrypt}\nspec: {selfSigned: {}}\n"


@pytest.mark.parametrize(
    ("shown", "names", "said"),
    [
        (
            ROLES.format("Role"),
            BINDING.replace("KIND", "ClusterRole"),
            "is of kind Role (line 6), and this names one of kind ClusterRole",
        ),
        (ROLES.format("ClusterRole"), BINDING.replace("KIND", "Role"), "is of kind ClusterRole (line 6)"),
        (ISSUER, CERT, "is of kind ClusterIssuer (line 6), and this names one of kind Issuer"),
    ],
)
def test_the_name_of_an_object_of_the_other_kind(shown: str, names: str, said: str) -> None:
    (found,) = (each for each in findings(page(shown, names)) if each.rule == MISSING)
    assert said in found.text.en
    assert [at.place.span.line for at in found.related] == [6]
    right = ROLES.format("Role") + "---\n" + ROLES.format("ClusterRole")
    assert MISSING not in rules(page(right, BINDING.replace("KIND", "ClusterRole")))


def test_a_key_of_a_secret_is_asked_of_a_config_map() -> None:
    secret = "apiVersion: v1\nkind: Secret\nmetadata: {name: settings}\nstringData: {color: blue}\n"
    (found,) = findings(page(secret, WANTS))
    assert (found.rule, found.field) == (MISSING, "spec.containers[0].env[0].valueFrom.configMapKeyRef.name")
    assert "settings is of kind Secret (line 6), and this names one of kind ConfigMap" in found.text.en
    assert findings(page(secret.replace("color", "size"), WANTS)) == []
    assert findings(page(secret, pod(variable(source="secretKeyRef")))) == []


def test_what_lies_in_no_namespace_is_in_none() -> None:
    role = "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: reader, namespace: a}\n"
    binding = "apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: {name: reader, namespace: b}\n"
    binding += "roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader}\n"
    assert MISSING not in rules(page(role, binding))


def test_a_namespace_that_the_field_says() -> None:
    bot = "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: bot, namespace: SPACE}\n"
    binding = (
        "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: {name: bot}\n"
        "roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}\n"
        "subjects: [{kind: ServiceAccount, name: bot, namespace: ci}, {kind: Group, name: a:b, "
        "apiGroup: rbac.authorization.k8s.io}]\n"
    )
    assert told(page(bot.replace("SPACE", "ci"), binding), strict=True) == []
    assert [each[:2] for each in told(page(bot.replace("SPACE", "cd"), binding))] == [(MISSING, "warning")]


def test_what_is_not_shown_is_told_where_all_is_promised() -> None:
    assert told(page(WANTS)) == []
    assert told(page(WANTS), strict=True) == [(MISSING, "error", 8, "settings")]
    assert told(page(config_map(), WANTS), strict=True) == []
    (found,) = findings(page(WANTS), strict=True)
    assert 'external="ConfigMap/settings"' in found.text.en
    assert 'external="ConfigMap/settings"' in found.text.zh


def test_a_file_promises_nothing() -> None:
    assert told(f"{config_map()}---\n{pod(variable('other'))}", path="all.yaml", strict=True) == []


HERE = "kubectl apply -f - <<'EOF'\n" + config_map() + "EOF\n"
CERTIFICATE = (
    "apiVersion: cert-manager.io/v1\nkind: Certificate\nmetadata: {name: web}\n"
    "spec: {secretName: settings, dnsNames: [a.example.com], issuerRef: {name: own}}\n---\n"
    "apiVersion: cert-manager.io/v1\nkind: Issuer\nmetadata: {name: own}\nspec: {selfSigned: {}}\n"
)
ISSUED = (
    "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: web, annotations: {cert-manager.io/issuer: a}}\n"
)
ISSUED += "spec: {tls: [{hosts: [a.example.com], secretName: settings}], rules: [{host: a.example.com}]}\n"
STATEFUL = (
    "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db}\nspec:\n  serviceName: web\n"
    "  selector: {matchLabels: {app: web}}\n"
    "  template: {metadata: {labels: {app: web}}, spec: {containers: [{name: db, image: nginx}]}}\n"
    "  volumeClaimTemplates: [{metadata: {name: data}, spec: {accessModes: [ReadWriteOnce], "
    "resources: {requests: {storage: 1Gi}}}}]\n"
)
FROM_SECRET = pod(variable(source="secretKeyRef"))
THERE = {
    "in a here-document": (fenced(HERE, "bash"), WANTS),
    "made by a command": (fenced("kubectl create configmap settings --from-literal=color=blue\n", "bash"), WANTS),
    "of another sort": (fenced("kubectl create secret generic settings --from-file=color\n", "bash"), FROM_SECRET),
    "exposed": (
        fenced("$ kubectl expose deployment/web --port 80\n", 'console external="Deployment/web"'),
        ingress(),
    ),
    "exposed by name": (
        fenced("kubectl expose deployment api --name web --port 80\n", 'bash external="Deployment/api"'),
        ingress(),
    ),
    "a certificate": (fenced(CERTIFICATE), FROM_SECRET),
    "an issued certificate": (fenced(ISSUED), FROM_SECRET),
    "generated": (fenced("configMapGenerator: [{name: settings, literals: [color=blue]}]\n"), WANTS),
    "a claim of a StatefulSet": (
        fenced(service()) + fenced(STATEFUL),
        pod(volumes="persistentVolumeClaim: {claimName: data-db-0}"),
    ),
    "wrong, but there": (fenced(config_map() + "dat: {}\n", 'yaml expect="unknown-field"'), WANTS),
    "in an answer": (
        fenced('{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "settings"}}\n', "json"),
        WANTS,
    ),
    "optional": ("", pod(variable(more=", optional: true"))),
    "a placeholder": ("", pod(variable("<name>"))),
    "beside a placeholder": (fenced(config_map(metadata="{name: <name>}")), WANTS),
    "everywhere": ("", pod(more="serviceAccountName: default", volumes="configMap: {name: kube-root-ca.crt}")),
    "a class": ("", pod(more="priorityClassName: gold")),
    "of the site": ("", pod(variable("of-the-site", source="secretKeyRef"))),
}


@pytest.mark.parametrize(("before", "text"), THERE.values(), ids=THERE)
def test_what_is_there_without_being_shown(before: str, text: str) -> None:
    found = rules_of(f"# 标题\n\n{before}\n{fenced(text)}")
    assert found == []


def rules_of(text: str) -> list[str]:
    return [finding.rule for finding in findings(text, strict=True)]


def test_a_wrong_example_may_name_the_other_kind() -> None:
    role = "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: reader}\n"
    binding = (
        "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: {name: reader}\n"
        "roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}\n"
    )
    wrong = fenced(binding, 'yaml expect="cluster-binding-to-role"')
    assert rules(page(role) + "\n" + wrong) == []
    assert MISSING in rules(page(role, binding))


def test_a_wrong_example_need_not_be_complete() -> None:
    assert told("# 标题\n\n" + fenced(WANTS + "spce: {}\n", 'yaml expect="unknown-field"'), strict=True) == []
    assert told("# 标题\n\n" + fenced(WANTS, f'yaml expect="{MISSING}"'), strict=True) == []
    assert rules("# 标题\n\n" + fenced(WANTS, f'yaml expect="{MISSING}"')) == ["expectation-not-met"]


@pytest.mark.parametrize("info", ['yaml fragment="Pod"', 'yaml patch="Pod"', 'yaml output="kubectl get pod"'])
def test_parts_and_outputs_are_not_asked(info: str) -> None:
    assert told("# 标题\n\n" + fenced(WANTS, info), strict=True) == []
