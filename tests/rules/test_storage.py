"""Volumes, claims, classes and CSI objects: what the API server refuses, warns of and accepts."""

import pytest
from verdicts import judged

BASE = "capacity: {storage: 1Gi}, accessModes: [ReadWriteOnce]"
NFS = "nfs: {server: a, path: /b}"


def volume(spec: str, metadata: str = "name: data") -> str:
    return f"apiVersion: v1\nkind: PersistentVolume\nmetadata: {{{metadata}}}\nspec: {{{spec}}}\n"


VOLUMES: list[tuple[str, set[str]]] = [
    (f"{BASE}, {NFS}", set()),
    (BASE, {"volume-without-source spec"}),
    (f"{BASE}, {NFS}, hostPath: {{path: /data}}", {"several-volume-sources spec.nfs"}),
    (f"{BASE}, {NFS}, flexVolume: {{driver: a/b}}", set()),
    (f"{BASE}, local: {{path: /data}}", {"local-volume-without-affinity spec.nodeAffinity"}),
    (f"{BASE}, local: {{path: /data}}, nodeAffinity: {{}}", {"missing-field spec.nodeAffinity.required"}),
    (f"accessModes: [ReadWriteOnce], {NFS}", {"missing-field spec.capacity"}),
    (f"capacity: {{size: 1Gi}}, accessModes: [ReadWriteOnce], {NFS}", {"invalid-value spec.capacity"}),
    (f"capacity: {{storage: null}}, accessModes: [ReadWriteOnce], {NFS}", {"out-of-range spec.capacity.storage"}),
    (f"capacity: {{storage: 0}}, accessModes: [ReadWriteOnce], {NFS}", {"out-of-range spec.capacity.storage"}),
    (f"capacity: {{storage: 1Gi}}, {NFS}", {"missing-field spec.accessModes"}),
    (
        f"capacity: {{storage: 1Gi}}, accessModes: [ReadWriteOncePod, ReadWriteOnce], {NFS}",
        {"exclusive-access-mode spec.accessModes"},
    ),
    (f"{BASE}, {NFS}, storageClassName: ''", set()),
    (f"{BASE}, {NFS}, storageClassName: Fast", {"invalid-name spec.storageClassName"}),
    (f"{BASE}, {NFS}, volumeMode: ''", {"invalid-value spec.volumeMode"}),
    (f"{BASE}, {NFS}, persistentVolumeReclaimPolicy: ''", set()),
    (
        f"{BASE}, hostPath: {{path: //}}, persistentVolumeReclaimPolicy: Recycle",
        {
            "forbidden-field spec.persistentVolumeReclaimPolicy",
            "recycle-reclaim-policy spec.persistentVolumeReclaimPolicy",
        },
    ),
    (f"{BASE}, {NFS}, volumeAttributesClassName: gold", {"missing-field spec.csi"}),
    # what each kind of volume needs
    (f"{BASE}, nfs: {{server: a, path: b}}", {"invalid-format spec.nfs.path"}),
    (f"{BASE}, nfs: {{server: '', path: /b}}", {"missing-field spec.nfs.server"}),
    (f"{BASE}, hostPath: {{path: /a/../b}}", {"invalid-format spec.hostPath.path"}),
    (f"{BASE}, csi: {{driver: Csi.Example.com, volumeHandle: a}}", set()),
    (f"{BASE}, csi: {{driver: a_b, volumeHandle: a}}", {"invalid-name spec.csi.driver"}),
    (
        f"{BASE}, csi: {{driver: a.b, volumeHandle: a, nodePublishSecretRef: {{name: a}}}}",
        {"missing-field spec.csi.nodePublishSecretRef.namespace"},
    ),
    (f"{BASE}, csi: {{driver: a.b, volumeHandle: a, nodeStageSecretRef: {{name: a}}}}", set()),
    (f"{BASE}, fc: {{targetWWNs: [a], lun: 0}}", set()),
    (f"{BASE}, fc: {{targetWWNs: [a]}}", {"missing-field spec.fc.lun"}),
    (f"{BASE}, fc: {{targetWWNs: [a], lun: 256}}", {"out-of-range spec.fc.lun"}),
    (f"{BASE}, fc: {{targetWWNs: [a], wwids: [b], lun: 1}}", {"mutually-exclusive spec.fc.targetWWNs"}),
    (f"{BASE}, fc: {{}}", {"missing-field spec.fc.targetWWNs"}),
    (f"{BASE}, iscsi: {{targetPortal: a, iqn: 'iqn.2003-01.com.example:disk', lun: 0}}", set()),
    (f"{BASE}, iscsi: {{targetPortal: a, iqn: disk, lun: 0}}", {"invalid-format spec.iscsi.iqn"}),
    (
        f"{BASE}, iscsi: {{targetPortal: a, iqn: 'iqn.2003-01.com.example:disk', lun: 0, chapAuthSession: true}}",
        {"missing-field spec.iscsi.secretRef"},
    ),
    (f"{BASE}, azureDisk: {{diskName: a, diskURI: 'https://a/b.vhd'}}", set()),
    (f"{BASE}, azureDisk: {{diskName: a, diskURI: /subscriptions/a}}", {"invalid-value spec.azureDisk.diskURI"}),
    (f"{BASE}, azureDisk: {{diskName: a, diskURI: /subscriptions/a, kind: Managed}}", set()),
    (
        f"{BASE}, awsElasticBlockStore: {{volumeID: a, partition: 256}}",
        {"out-of-range spec.awsElasticBlockStore.partition"},
    ),
    (
        f"{BASE}, flexVolume: {{driver: a/b, options: {{kubernetes.io/a: b}}}}",
        {"invalid-value spec.flexVolume.options[kubernetes.io/a]"},
    ),
    (f"{BASE}, quobyte: {{registry: a, volume: b}}", {"invalid-format spec.quobyte.registry"}),
    (f"{BASE}, flocker: {{datasetName: a, datasetUUID: b}}", {"mutually-exclusive spec.flocker.datasetUUID"}),
    (f"{BASE}, rbd: {{monitors: [a], image: b}}", {"removed-volume-plugin spec.rbd"}),
]


@pytest.mark.parametrize(("spec", "expected"), VOLUMES)
def test_volume(spec: str, expected: set[str]) -> None:
    assert judged(volume(spec)) == expected


OPTIONS = "volume.beta.kubernetes.io/mount-options"


def test_mount_options_are_for_mounted_volumes() -> None:
    metadata = f"name: data, annotations: {{{OPTIONS}: ro}}"
    assert judged(volume(f"{BASE}, {NFS}", metadata)) == set()
    assert judged(volume(f"{BASE}, hostPath: {{path: /a}}", metadata)) == {
        f"forbidden-field metadata.annotations[{OPTIONS}]"
    }


def claim(spec: str, metadata: str = "name: data") -> str:
    return f"apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {{{metadata}}}\nspec: {{{spec}}}\n"


SIZE = "accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}"
CLAIMS: list[tuple[str, set[str]]] = [
    (SIZE, set()),
    ("accessModes: [ReadWriteOnce]", {"claim-without-size spec.resources"}),
    ("accessModes: [ReadWriteOnce], resources: {limits: {storage: 1Gi}}", {"claim-without-size spec.resources"}),
    (
        "accessModes: [ReadWriteOnce], resources: {requests: {storage: 0}}",
        {"out-of-range spec.resources.requests.storage"},
    ),
    (
        "accessModes: [ReadWriteOnce], resources: {requests: {storage: 1500m}}",
        {"fractional-bytes spec.resources.requests.storage"},
    ),
    *(
        (
            f"accessModes: [ReadWriteOnce], resources: {{requests: {{storage: {size}}}}}",
            {"fractional-bytes spec.resources.requests.storage"},
        )
        for size in ("1001m", "999m", "1.5")
    ),
    ("accessModes: [ReadWriteOnce], resources: {requests: {storage: 2000m}}", set()),
    ("accessModes: [ReadWriteOnce], resources: {requests: {storage: 1.5Gi}}", set()),
    ("resources: {requests: {storage: 1Gi}}", {"missing-field spec.accessModes"}),
    (SIZE + ", storageClassName: ''", set()),
    (SIZE + ", storageClassName: A", {"invalid-name spec.storageClassName"}),
    (SIZE + ", volumeAttributesClassName: A", {"invalid-name spec.volumeAttributesClassName"}),
    (SIZE + ", dataSource: {kind: PersistentVolumeClaim, name: a}", set()),
    (SIZE + ", dataSource: {kind: VolumeSnapshot, name: a, apiGroup: snapshot.storage.k8s.io}", set()),
    (SIZE + ", dataSource: {kind: VolumeSnapshot, name: a}", {"ignored-data-source spec.dataSource"}),
    (SIZE + ", dataSourceRef: {kind: VolumeSnapshot, name: a}", {"invalid-value spec.dataSourceRef.kind"}),
    (SIZE + ", dataSourceRef: {kind: Backup, name: a, apiGroup: b.example.com}", set()),
    (
        SIZE + ", dataSourceRef: {kind: PersistentVolumeClaim, name: a, namespace: b}",
        {"ignored-data-source spec.dataSourceRef"},
    ),
    (
        SIZE
        + ", dataSource: {kind: PersistentVolumeClaim, name: a}, dataSourceRef: {kind: PersistentVolumeClaim, name: b}",
        {"mutually-exclusive spec.dataSource"},
    ),
]


@pytest.mark.parametrize(("spec", "expected"), CLAIMS)
def test_claim(spec: str, expected: set[str]) -> None:
    assert judged(claim(spec)) == expected


def test_claim_without_spec() -> None:
    assert judged("apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: a}\n") == {"missing-field spec"}


def test_old_annotation_of_the_class() -> None:
    name = "volume.beta.kubernetes.io/storage-class"
    text = claim(SIZE, f"name: data, annotations: {{{name}: slow}}")
    assert judged(text) == {f"storage-class-annotation metadata.annotations[{name}]"}


def test_claims_in_templates_are_checked_alike() -> None:
    text = (
        "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers: [{name: a, image: b}]\n"
        "  volumes: [{name: c, ephemeral: {volumeClaimTemplate: {spec: {accessModes: [ReadWriteOnce]}}}}]\n"
    )
    field = "spec.volumes[0].ephemeral.volumeClaimTemplate.spec.resources"
    assert judged(text) == {f"claim-without-size {field}"}


def storage_class(more: str) -> str:
    return f"apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {{name: a}}\n{more}\n"


TERM = "matchLabelExpressions: [{key: topology.kubernetes.io/zone, values: [a]}]"
CLASSES: list[tuple[str, set[str]]] = [
    ("provisioner: kubernetes.io/no-provisioner", set()),
    ("provisioner: CSI.example.com", set()),
    ("provisioner: ''", {"missing-field provisioner"}),
    ("provisioner: a b", {"invalid-name provisioner"}),
    ("provisioner: a\nreclaimPolicy: ''", set()),
    ("provisioner: a\nreclaimPolicy: Recycle", {"invalid-value reclaimPolicy"}),
    ("provisioner: a\nvolumeBindingMode: ''", {"invalid-value volumeBindingMode"}),
    ("provisioner: a\nparameters: {'': a}", {"invalid-format parameters"}),
    ("provisioner: a\nparameters: {a: '" + "x" * 262144 + "'}", {"out-of-range parameters"}),
    (f"provisioner: a\nallowedTopologies: [{{{TERM}}}]", set()),
    (
        f"provisioner: a\nallowedTopologies: [{{{TERM}}}, {{{TERM}}}]",
        {"duplicate-entry allowedTopologies[1].matchLabelExpressions"},
    ),
    (
        "provisioner: a\nallowedTopologies: [{matchLabelExpressions: [{key: a, values: []}]}]",
        {"missing-field allowedTopologies[0].matchLabelExpressions[0].values"},
    ),
    (
        "provisioner: a\nallowedTopologies: [{matchLabelExpressions: [{key: a, values: [b, b]}]}]",
        {"duplicate-entry allowedTopologies[0].matchLabelExpressions[0].values[1]"},
    ),
]


@pytest.mark.parametrize(("more", "expected"), CLASSES)
def test_storage_class(more: str, expected: set[str]) -> None:
    assert judged(storage_class(more)) == expected


def test_attributes_class_needs_parameters() -> None:
    text = "apiVersion: storage.k8s.io/v1\nkind: VolumeAttributesClass\nmetadata: {name: a}\ndriverName: a.b\n"
    assert judged(text) == {"missing-field parameters"}
    assert judged(text + "parameters: {iops: '1'}\n") == set()


def attachment(source: str, more: str = "") -> str:
    return (
        "apiVersion: storage.k8s.io/v1\nkind: VolumeAttachment\nmetadata: {name: a}\n"
        f"spec: {{attacher: a.b, nodeName: n1, source: {{{source}}}{more}}}\n"
    )


INLINE = "csi: {driver: a.b, volumeHandle: c}, accessModes: [ReadWriteOnce]"
ATTACHMENTS: list[tuple[str, set[str]]] = [
    ("persistentVolumeName: a", set()),
    ("", {"missing-field spec.source"}),
    (f"inlineVolumeSpec: {{{INLINE}}}", set()),
    (f"persistentVolumeName: a, inlineVolumeSpec: {{{INLINE}}}", {"mutually-exclusive spec.source"}),
    (
        f"inlineVolumeSpec: {{{INLINE}, capacity: {{storage: 1Gi}}}}",
        {"forbidden-field spec.source.inlineVolumeSpec.capacity"},
    ),
    (
        f"inlineVolumeSpec: {{{INLINE}, volumeMode: Block}}",
        {"forbidden-field spec.source.inlineVolumeSpec.volumeMode"},
    ),
    ("persistentVolumeName: A", {"invalid-name spec.source.persistentVolumeName"}),
]


@pytest.mark.parametrize(("source", "expected"), ATTACHMENTS)
def test_attachment(source: str, expected: set[str]) -> None:
    assert judged(attachment(source)) == expected


def driver(spec: str) -> str:
    return f"apiVersion: storage.k8s.io/v1\nkind: CSIDriver\nmetadata: {{name: a.b}}\nspec: {{{spec}}}\n"


def test_a_long_name_of_a_driver() -> None:
    """Where a driver is named, 63 characters are the limit; the object itself can have any name."""
    assert judged(driver("").replace("a.b", "a" * 253)) == set()
    assert judged(driver("").replace("a.b", "a" * 254)) == {"invalid-name metadata.name"}


DRIVERS: list[tuple[str, set[str]]] = [
    ("fsGroupPolicy: File", set()),
    ("fsGroupPolicy: ''", {"invalid-value spec.fsGroupPolicy"}),
    ("volumeLifecycleModes: [persistent]", {"invalid-value spec.volumeLifecycleModes"}),
    ("tokenRequests: [{audience: a}, {audience: a}]", {"duplicate-entry spec.tokenRequests[1].audience"}),
    (
        "tokenRequests: [{audience: a, expirationSeconds: 599}]",
        {"out-of-range spec.tokenRequests[0].expirationSeconds"},
    ),
    ("nodeAllocatableUpdatePeriodSeconds: 9", {"out-of-range spec.nodeAllocatableUpdatePeriodSeconds"}),
    ("serviceAccountTokenInSecrets: true", {"forbidden-field spec.serviceAccountTokenInSecrets"}),
    ("serviceAccountTokenInSecrets: true, tokenRequests: [{audience: a}]", set()),
]


@pytest.mark.parametrize(("spec", "expected"), DRIVERS)
def test_driver(spec: str, expected: set[str]) -> None:
    assert judged(driver(spec)) == expected


NODES: list[tuple[str, set[str]]] = [
    ("{name: a.b, nodeID: c, topologyKeys: [d, e]}", set()),
    ("{name: a.b, nodeID: ''}", {"missing-field spec.drivers[0].nodeID"}),
    ("{name: a.b, nodeID: c}, {name: a.b, nodeID: c}", {"duplicate-entry spec.drivers[1].name"}),
    ("{name: a.b, nodeID: c, topologyKeys: [d, d]}", {"duplicate-entry spec.drivers[0].topologyKeys"}),
    ("{name: a.b, nodeID: c, allocatable: {count: -1}}", {"out-of-range spec.drivers[0].allocatable.count"}),
]


@pytest.mark.parametrize(("drivers", "expected"), NODES)
def test_csi_node(drivers: str, expected: set[str]) -> None:
    text = f"apiVersion: storage.k8s.io/v1\nkind: CSINode\nmetadata: {{name: a}}\nspec: {{drivers: [{drivers}]}}\n"
    assert judged(text) == expected


def test_storage_capacity() -> None:
    text = "apiVersion: storage.k8s.io/v1\nkind: CSIStorageCapacity\nmetadata: {name: a}\nstorageClassName: fast\n"
    assert judged(text + "capacity: 1Gi\n") == set()
    assert judged(text + "capacity: -1\n") == {"out-of-range capacity"}


@pytest.mark.parametrize(
    "field",
    ["controllerPublishSecretRef", "controllerExpandSecretRef", "nodePublishSecretRef", "nodeExpandSecretRef"],
)
@pytest.mark.parametrize(
    ("secret", "wrong"),
    [
        ("name: a, namespace: b", set()),
        ("name: A, namespace: b", {"invalid-name {}.name"}),
        ("name: a.b, namespace: b", set()),
        ("name: a, namespace: B", {"invalid-name {}.namespace"}),
        ("name: a, namespace: a.b", {"invalid-name {}.namespace"}),
        ("name: a", {"missing-field {}.namespace"}),
        ("namespace: b", {"missing-field {}.name"}),
    ],
)
def test_secrets_of_a_csi_volume(field: str, secret: str, wrong: set[str]) -> None:
    spec = f"{BASE}, csi: {{driver: a.b, volumeHandle: a, {field}: {{{secret}}}}}"
    text = f"apiVersion: v1\nkind: PersistentVolume\nmetadata: {{name: a}}\nspec: {{{spec}}}\n"
    assert judged(text) == {line.format(f"spec.csi.{field}") for line in wrong}
