"""Advice works when it is followed, and what follows from a mistake is not told beside it."""

from textwrap import indent

import pytest

from tests.helpers import CONFIG_MAP, DEPLOYMENT, findings

POD = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: web\n"
VOLUMES = "  volumes:\n    - name: data\n"
CLAIM = """\
apiVersion: resource.k8s.io/v1
kind: ResourceClaim
metadata:
  name: gpu
spec:
  devices:
    requests:
      - name: gpu
"""
SCALER = """\
apiVersion: autoscaling/v1
kind: HorizontalPodAutoscaler
metadata:
  name: web
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
  maxReplicas: 3
"""
INGRESS = """\
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  defaultBackend:
    serviceName: web
    servicePort: 80
"""


def said(text: str, k8s: str = "1.35-1.37") -> list[str]:
    return [finding.text.en for finding in findings(text, "a.yaml", k8s=k8s) if finding.severity == "error"]


FIELDS = {
    "misspelt": (DEPLOYMENT.replace("replicas", "replcas"), "replcas; did you mean replicas?"),
    "misspelt and required": (POD.replace("image", "imag"), "imag; did you mean image?"),
    "a part of the name": (POD + VOLUMES + "      secret: {name: db}\n", "name; did you mean secretName?"),
    "a name for a reference": (
        POD + VOLUMES + "      cephfs: {monitors: [a], secretName: db}\n",
        "secretName; write secretRef: {name: …}",
    ),
    "at the wrong level": (
        POD + VOLUMES + "      secretName: db\n",
        "secretName; secretName belongs under spec.volumes.secret; check the indentation",
    ),
    "a label": (CONFIG_MAP + "  app: web\n", "app; app belongs under metadata.labels; check the indentation"),
    "of the metadata": (
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {}\nname: web\n",
        "name; name belongs under metadata; check the indentation",
    ),
    "out-dented": (
        POD.replace("spec:", "dnsPolicy: Default\nspec:"),
        "dnsPolicy; dnsPolicy belongs under spec; check the indentation",
    ),
    "that volume mounts need": (
        POD + "      volumeMounts: [{name: data, mountPath: /data}]\nvolumes:\n  - name: data\n    emptyDir: {}\n",
        "volumes; volumes belongs under spec; check the indentation",
    ),
    "of another version of the kind": (
        SCALER + "  metrics:\n    - type: Resource\n      resource: {name: cpu, target: {type: Value, value: 1}}\n",
        "metrics; autoscaling/v2 has metrics: write apiVersion: autoscaling/v2",
    ),
    "of an old form": (
        POD + "  resourceClaims:\n    - name: gpu\n      source: {resourceClaimName: gpu}\n",
        "source; it exists only in Kubernetes 1.26–1.30; write what it holds one level up, without it",
    ),
    "split into objects": (
        INGRESS,
        "there are no fields serviceName, servicePort; "
        "write service.name for serviceName, write service.port.number for servicePort",
    ),
    "that belong together": (
        CLAIM + "        deviceClassName: gpu.example.com\n        allocationMode: ExactCount\n        count: 1\n",
        "there are no fields deviceClassName, allocationMode, count; "
        "they belong under spec.devices.requests.exactly; check the indentation",
    ),
    "of a map": (
        DEPLOYMENT.replace("    matchLabels:\n      app: web", "    app: web"),
        "app; app belongs under spec.selector.matchLabels; check the indentation",
    ),
    "after blanks that do not indent": (
        POD.replace("      image: web", "\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0image: web"),
        "the blanks before it are no plain ones",
    ),
    "with nothing like it": (POD + "      zebra: 1\n", "there is no field zebra"),
}


@pytest.mark.parametrize(("text", "told"), FIELDS.values(), ids=FIELDS.keys())
def test_an_unknown_field_is_one_finding(text: str, told: str) -> None:
    [message] = said(text)
    assert message.endswith(told) or told in message


CLAIMED = """\
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: web}
spec:
  accessModes: [ReadWriteOnce]
  resources: {requests: {storage: 1Gi}}
"""
EMPTY = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  "
WRONG_INSIDE = {
    "a list that may not be empty": (EMPTY + "container: []\n", "container; did you mean containers?"),
    "in another case": (EMPTY + "Containers: []\n", "Containers; did you mean containers?"),
    "null": (EMPTY + "container:\n", "container; did you mean containers?"),
    "an item": (EMPTY + "container: [{imag: web}]\n", "container; did you mean containers?"),
    "of the wrong type": (EMPTY + "container: {name: web}\n", "container; did you mean containers?"),
    "of the wrong type, where a map takes it": (EMPTY + "container: web\n", "container; did you mean containers?"),
    "a word of a few": (POD + "  restartPolcy: Sometimes\n", "restartPolcy; did you mean restartPolicy?"),
    "a number that is too small": (DEPLOYMENT.replace("replicas: 2", "replcas: -1"), "did you mean replicas?"),
    "a number that is necessary": (SCALER.replace("maxReplicas: 3", "maxReplica: 0"), "did you mean maxReplicas?"),
    "a name": (CONFIG_MAP.replace("name: web", "nam: A_B"), "nam; did you mean name?"),
    "a name that is necessary": (POD.replace("- name: web", "- naem: A B"), "naem; did you mean name?"),
    "an empty text": (POD.replace("image: web", "imag: ''"), "imag; did you mean image?"),
    "an object that lacks something": (POD + VOLUMES + "      configmap: {}\n", "configmap; did you mean configMap?"),
    "a list of a claim": (CLAIMED.replace("accessModes: [ReadWriteOnce]", "accessMode: []"), "accessModes?"),
    "what is missing in it": (CLAIMED.replace("resources: {requests: {storage: 1Gi}}", "resource: {}"), "resources?"),
    "a number where what it needs is elsewhere": (
        "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {port: 80}\n",
        "port; port belongs under spec.ports; check the indentation",
    ),
}


@pytest.mark.parametrize(("text", "told"), WRONG_INSIDE.values(), ids=WRONG_INSIDE.keys())
def test_a_name_is_told_though_its_value_is_wrong_too(text: str, told: str) -> None:
    [message] = said(text)
    assert message.endswith(told)


@pytest.mark.parametrize(("value", "named"), [("Default", True), ("Sometimes", False)])
def test_half_a_name_is_told_only_with_a_value_that_it_may_have(value: str, named: bool) -> None:
    [message] = said(POD + f"  policy: {value}\n")
    assert message.endswith("did you mean dnsPolicy?") is named


TYPES = {
    "a number for a text": (CONFIG_MAP + "data: {a: 1}\n", "not an integer 1; put the value in quotes"),
    "a text for a number": (DEPLOYMENT.replace("replicas: 2", "replicas: '2'"), "not a string 2; remove the quotes"),
    "a word for a number": (DEPLOYMENT.replace("replicas: 2", "replicas: two"), "not a string two"),
    "an object for a list": (
        POD.replace("    - name: web\n      image: web", "    name: web\n    image: web"),
        "must be a list, not an object; each item of a list starts with -",
    ),
    "objects by name for a list": (
        POD.replace("    - name: web\n      image: web", "    web:\n      image: web"),
        "write a list whose items have a name: - name: web",
    ),
    "values by name for a list": (POD + "      env: {MODE: debug}\n", "whose items have a name: - name: MODE"),
    "a list for an object": (
        DEPLOYMENT.replace("    matchLabels:", "    - matchLabels:").replace(
            "      app: web\n  t", "        app: web\n  t"
        ),
        "must be an object, not a list; remove the leading -",
    ),
    "a list of a value that would be wrong, too": (POD + "  restartPolicy: [Always|Never]\n", "a string, not a list"),
    "a list of a value": (POD + "  restartPolicy: [Always]\n", "write the value alone, not as a list"),
    "a field among names": (
        "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec:\n  selector:\n    app: web\n"
        "    ports: [{port: 80}]\n",
        "ports must be a string, not a list; ports belongs under spec; check the indentation",
    ),
    "a name for an object": (
        POD + "      envFrom: [{configMapRef: web}]\n",
        "must be an object, not a string web; write {name: web}",
    ),
}


@pytest.mark.parametrize(("text", "told"), TYPES.values(), ids=TYPES.keys())
def test_a_wrong_type_is_one_finding(text: str, told: str) -> None:
    [message] = said(text)
    assert message.endswith(told)


ONCE = {
    "an empty item": (POD.replace("    - name", "    -\n    - name"), "item 1 of containers is empty"),
    "an empty item that makes a name necessary": (
        "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 80}, null]}\n",
        "item 2 of ports is empty; fill it in or remove it",
    ),
    "what is missing, and what is missing in it": (
        "apiVersion: batch/v1\nkind: Job\nmetadata: {name: a}\nspec: {template: {spec: null}}\n",
        "spec is empty, but it is a required field",
    ),
    "a value that is out of place, and out of range": (
        DEPLOYMENT.replace("    spec:\n", "    spec:\n      activeDeadlineSeconds: 0\n"),
        "Pods that keep running have no deadline",
    ),
    "a label that is wrong, and so does not meet its selector": (
        DEPLOYMENT.replace("      labels:\n        app: web", "      labels:\n        app: <web>"),
        'app: "<web>"',
    ),
    "two references to one name": (
        POD + indent("volumeMounts: [{name: a, mountPath: /a}, {name: a, mountPath: /b}]\n", "      "),
        'there is no volume "a"',
    ),
    "a pair that is not there": (
        "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ntype: kubernetes.io/tls\n",
        "needs the key tls.crt and tls.key",
    ),
}


@pytest.mark.parametrize(("text", "told"), ONCE.values(), ids=ONCE.keys())
def test_what_follows_from_a_mistake_is_not_told(text: str, told: str) -> None:
    [message] = said(text)
    assert told in message


TWO = {
    "of one rule at one place": (
        POD + "      resources: {requests: {cpu: 2, memory: 2Gi}, limits: {cpu: 1, memory: 1Gi}}\n"
    ),
    "in one mapping": DEPLOYMENT.replace("replicas: 2", "replcas: 2\n  paussed: true"),
    "in two containers": POD.replace("image", "imag") + "    - name: other\n      imag: other\n",
}


@pytest.mark.parametrize("text", TWO.values(), ids=TWO.keys())
def test_two_mistakes_are_two_findings(text: str) -> None:
    assert len(said(text)) == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (POD + "  restartPolicy: onfailure\n", "did you mean OnFailure?"),
        (DEPLOYMENT.replace("    spec:\n", "    spec:\n      restartPolicy: onfailure\n"), "Always, Never, OnFailure"),
        (POD + "  restartPolicy: sometimes\n", "Always, Never, OnFailure"),
    ],
)
def test_a_value_that_is_alike_is_told_where_it_is_possible(text: str, told: str) -> None:
    [message] = said(text)
    assert message.endswith(told)


def test_a_field_of_another_kubernetes_is_not_called_a_slip() -> None:
    [message] = said(POD + "      restartPolicyRules: []\n", k8s="1.33")
    assert message == "there is no field restartPolicyRules; it exists only in Kubernetes 1.34–1.37"


def test_advice_is_tried_a_bounded_number_of_times() -> None:
    fields = "".join(f"  replicass{number}: 1\n" for number in range(300))
    assert len(said(DEPLOYMENT.replace("  replicas: 2\n", fields))) == 300


def test_a_pair_of_which_nothing_is_any_good_is_warned_of_once() -> None:
    """``tls.X509KeyPair`` of the server gives one error for the two."""
    head = "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ntype: kubernetes.io/tls\n"
    for data in ("{tls.crt: '', tls.key: ''}", "{tls.crt: YQ==, tls.key: YQ==}"):
        [finding] = findings(f"{head}data: {data}\n", "a.yaml")
        assert (finding.severity, finding.field) == ("warning", "data[tls.crt]")
