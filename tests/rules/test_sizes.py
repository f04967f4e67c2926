"""How long lists and mappings may be: at the bound all is well, one more is wrong."""

import pytest
from sizes import Size, addresses, empty, entries, named, names, numbers

JOB, POD, SERVICE = "batch/v1/Job", "v1/Pod", "v1/Service"
SLICE, RESOURCES = "discovery.k8s.io/v1/EndpointSlice", "resource.k8s.io/v1/ResourceSlice"
CLAIM, DEVICE_CLASS = "resource.k8s.io/v1/ResourceClaim", "resource.k8s.io/v1/DeviceClass"
WORKLOAD = "scheduling.k8s.io/v1alpha3/Workload"
POLICY = "admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy"
WEBHOOK = "admissionregistration.k8s.io/v1/ValidatingWebhookConfiguration"
DEFINITION = "apiextensions.k8s.io/v1/CustomResourceDefinition"
CONTAINER, DEVICE = "spec.containers[0]", "spec.devices[0]"
FAILURE, SUCCESS = "spec.podFailurePolicy.rules", "spec.successPolicy.rules"
CLASS = "storage.k8s.io/v1/StorageClass"
VALID = "requestPolicy.validValues"
TAINT = {"key": "a", "effect": "NoSchedule"}

LISTS = [
    Size(SLICE, "endpoints", empty, 1000),
    Size(SLICE, "endpoints[0].addresses", addresses, 100),
    Size(SLICE, "ports", empty, 20000),
    Size(SLICE, "endpoints[0].hints.forZones", named, 8),
    Size(SLICE, "endpoints[0].hints.forNodes", named, 8),
    Size(SERVICE, "spec.clusterIPs", addresses, 2, beside={"spec.clusterIP": "10.0.0.1"}),
    Size("networking.k8s.io/v1/ServiceCIDR", "spec.cidrs", lambda n: ["10.0.0.0/8", "fd00::/64", "10.1.0.0/16"][:n], 2),
    Size(POD, "spec.dnsConfig.nameservers", addresses, 3),
    Size(POD, "spec.dnsConfig.searches", names, 32),
    Size(POD, f"{CONTAINER}.restartPolicyRules", empty, 20),
    Size(POD, f"{CONTAINER}.restartPolicyRules[0].exitCodes.values", numbers, 255),
    Size(JOB, FAILURE, empty, 20),
    Size(JOB, f"{FAILURE}[0].onExitCodes.values", numbers, 255),
    Size(JOB, f"{FAILURE}[0].onPodConditions", lambda n: [{"type": name} for name in names(n)], 20),
    Size(JOB, SUCCESS, empty, 20, beside={"spec.completionMode": "Indexed"}),
    Size(RESOURCES, "spec.devices", named, 128),
    Size(RESOURCES, "spec.devices", lambda n: [{"name": f"a{i}", "taints": [TAINT]} for i in range(n)], 64),
    Size(
        RESOURCES,
        "spec.devices",
        lambda n: [{"name": f"a{i}", "consumesCounters": [{"counterSet": "a"}]} for i in range(n)],
        64,
    ),
    Size(RESOURCES, "spec.sharedCounters", named, 8),
    Size(RESOURCES, "spec.sharedCounters[0].counters", lambda n: {name: {"value": "1"} for name in names(n)}, 32),
    Size(
        RESOURCES,
        f"{DEVICE}.consumesCounters[0].counters",
        lambda n: {name: {"value": "1"} for name in names(n)},
        32,
    ),
    Size(RESOURCES, f"{DEVICE}.taints", lambda n: [TAINT] * n, 16),
    Size(RESOURCES, f"{DEVICE}.consumesCounters", lambda n: [{"counterSet": name} for name in names(n)], 2),
    Size(RESOURCES, f"{DEVICE}.bindingConditions", names, 4),
    Size(RESOURCES, f"{DEVICE}.bindingFailureConditions", names, 4),
    Size(RESOURCES, f"{DEVICE}.attributes", lambda n: {name: {"int": 1} for name in names(n)}, 32, at=DEVICE),
    Size(RESOURCES, f"{DEVICE}.capacity", lambda n: {name: {"value": 1} for name in names(n)}, 32, at=DEVICE),
    Size(
        RESOURCES,
        f"{DEVICE}.capacity",
        lambda n: {name: {"value": 1} for name in names(n)},
        22,
        beside={f"{DEVICE}.attributes": {f"b{i}": {"int": 1} for i in range(10)}},
        at=DEVICE,
    ),
    Size(
        RESOURCES,
        f"{DEVICE}.capacity.memory.{VALID}",
        lambda n: [str(number) for number in numbers(n)],
        10,
        beside={
            f"{DEVICE}.allowMultipleAllocations": True,
            f"{DEVICE}.capacity.memory.value": "99",
            f"{DEVICE}.capacity.memory.requestPolicy.default": "1",
        },
    ),
    Size(DEVICE_CLASS, "spec.selectors", empty, 32),
    Size(DEVICE_CLASS, "spec.config", empty, 32),
    Size(CLAIM, "spec.devices.requests", named, 32),
    Size(CLAIM, "spec.devices.constraints", empty, 32),
    Size(CLAIM, "spec.devices.config", empty, 32),
    Size(CLAIM, "spec.devices.constraints[0].requests", names, 32),
    Size(CLAIM, "spec.devices.config[0].requests", names, 32),
    Size(CLAIM, "spec.devices.requests[0].firstAvailable", named, 8),
    Size(CLAIM, "spec.devices.requests[0].exactly.selectors", empty, 32),
    Size(CLAIM, "spec.devices.requests[0].exactly.tolerations", empty, 16),
    Size(CLAIM, "spec.devices.requests[0].firstAvailable[0].selectors", empty, 32),
    Size(CLAIM, "spec.devices.requests[0].firstAvailable[0].tolerations", empty, 16),
    Size(WORKLOAD, "spec.podGroupTemplates", named, 8),
    Size(WORKLOAD, "spec.podGroupTemplates[0].resourceClaims", named, 4),
    Size("scheduling.k8s.io/v1alpha3/PodGroup", "spec.resourceClaims", named, 4),
    Size(POLICY, "spec.auditAnnotations", lambda n: [{"key": name} for name in names(n)], 20),
    Size(POLICY, "spec.matchConditions", named, 64),
    Size(WEBHOOK, "webhooks[0].matchConditions", named, 64),
    Size(DEFINITION, "spec.versions[0].selectableFields", lambda n: [{"jsonPath": f".spec.a{i}"} for i in range(n)], 8),
    Size(CLASS, "parameters", entries, 512),
    Size("storage.k8s.io/v1/VolumeAttributesClass", "parameters", entries, 512),
]


@pytest.mark.parametrize("size", LISTS, ids=lambda size: f"{size.kind} {size.place} {size.most}")
def test_the_most_is_right_and_one_more_is_wrong(size: Size) -> None:
    assert not size.broken(size.most)
    assert size.broken(size.most + 1)
