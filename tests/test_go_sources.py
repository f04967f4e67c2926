"""What is read from Go sources, on small sources of our own."""

from __future__ import annotations

import subprocess
from pathlib import Path
from types import ModuleType

import pytest

from tests.helpers import loaded_script

CORE = """\
package v1

// Protocol defines network protocols supported for things like container ports.
// +enum
type Protocol string

const (
\t// ProtocolTCP is the TCP protocol.
\tProtocolTCP Protocol = "TCP"
\tProtocolNone Protocol = ""
)

// Free is no enum.
type Free string

const FreeOne Free = "one"

// +enum
type PullPolicy string

const PullAlways PullPolicy = "Always"
const PullNever = PullPolicy("Never")

type EphemeralContainerCommon struct {
\t// Image pull policy.
\tImagePullPolicy PullPolicy `json:"imagePullPolicy,omitempty" protobuf:"bytes,14,opt,name=imagePullPolicy"`
}

type EphemeralContainer struct {
\tEphemeralContainerCommon `json:",inline" protobuf:"bytes,1,req"`
\tTargetContainerName string `json:"targetContainerName,omitempty"`
}

type ServicePort struct {
\tProtocol Protocol `json:"protocol,omitempty" protobuf:"bytes,2,opt,name=protocol,casttype=Protocol"`
\tNew      Protocol `json:"notInAnySchema"`
\tName     Free     `json:"name"`
}

type PortStatus struct {
\tProtocol Protocol `json:"protocol"`
}
"""
NETWORKING = """\
package v1

import (
\tcore "k8s.io/api/core/v1"
)

// +enum
type PathType string

const (
\tPathTypeExact = PathType("Exact")
)

type HTTPIngressPath struct {
\tPathType *PathType `json:"pathType" protobuf:"bytes,3,opt,name=pathType"`
}

type NetworkPolicyPort struct {
\tProtocol *core.Protocol `json:"protocol,omitempty"`
}
"""
DISCOVERY = """\
package v1

import "k8s.io/api/core/v1"

const name = "Name"

// +enum
type AddressType string

const (
\tAddressTypeOne  = AddressType(v1.Four) // the one of core
\tAddressTypeName AddressType = name
\tAddressTypeTCP = AddressType(v1.ProtocolTCP)
)

type EndpointSlice struct {
\tAddressType AddressType `json:"addressType"`
\tName string `json:"name"`
}
"""
REGISTER = 'package v1\n\nconst GroupName = "{group}"\n'
LIFE = """\
package v1beta1

func (in *Widget) APILifecycleIntroduced() (major, minor int) {
\treturn 1, 30
}

func (in *Widget) APILifecycleRemoved() (major, minor int) {
\treturn 1, 40
}

func (in *Widget) APILifecycleReplacement() schema.GroupVersionKind {
\treturn schema.GroupVersionKind{Group: "parts.example.com", Version: "v1", Kind: "Widget"}
}

func (in *WidgetList) APILifecycleIntroduced() (major, minor int) {
\treturn 1, 30
}
"""
OLD = {
    "core/v1/types.go": CORE,
    "core/v1/more_types.go": 'package v1\n\nconst Four = four\nconst four Free = "IPv4"\n',
    "discovery/v1/types.go": DISCOVERY,
    "core/v1/register.go": REGISTER.format(group=""),
    "core/v1/zz_generated.prerelease-lifecycle.go": LIFE.replace("Widget", "Pod").replace("1, 30", "1, 0"),
    "core/v1/generated.pb.go": 'package v1\nconst ProtocolX Protocol = "X"\n',
    "core/v1/types_test.go": 'package v1\nconst ProtocolY Protocol = "Y"\n',
    "networking/v1/types.go": NETWORKING.replace(")\n\ntype HTTP", '\tPathTypeOld PathType = "Old"\n)\n\ntype HTTP'),
    "parts/v1beta1/register.go": REGISTER.format(group="parts.example.com"),
    "parts/v1beta1/zz_generated.prerelease-lifecycle.go": LIFE,
}
NEW = {
    "core/v1/types.go": CORE.replace("ProtocolNone", 'ProtocolSCTP Protocol = "SCTP"\n\tProtocolNone'),
    "networking/v1/types.go": NETWORKING,
}
ENUMS = {
    "io.k8s.api.core.v1.EphemeralContainer.imagePullPolicy": {"Always", "Never"},
    "io.k8s.api.core.v1.EphemeralContainerCommon.imagePullPolicy": {"Always", "Never"},
    "io.k8s.api.core.v1.PortStatus.protocol": {"TCP"},
    "io.k8s.api.core.v1.ServicePort.notInAnySchema": {"TCP"},
    "io.k8s.api.core.v1.ServicePort.protocol": {"TCP"},
    "io.k8s.api.discovery.v1.EndpointSlice.addressType": {"IPv4", "Name", "TCP"},
    "io.k8s.api.networking.v1.HTTPIngressPath.pathType": {"Exact", "Old"},
    "io.k8s.api.networking.v1.NetworkPolicyPort.protocol": {"TCP"},
}
LIVES = {
    "parts.example.com/v1beta1/Widget": {
        "introduced": "1.30",
        "removed": "1.40",
        "replacement": "parts.example.com/v1/Widget",
    },
    "v1/Pod": {"introduced": "1.0", "removed": "1.40", "replacement": "parts.example.com/v1/Pod"},
}


@pytest.fixture
def sources() -> ModuleType:
    return loaded_script("go_sources")


def written(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def enums(sources: ModuleType, files: dict[str, str]) -> dict[str, set[str]]:
    return {name: set(values) for name, values in sources.fields(files).items() if values}


@pytest.mark.parametrize("below", ["", "staging/src/k8s.io/api", "usr/share/gocode/src/k8s.io/api"])
def test_checkouts(sources: ModuleType, tmp_path: Path, below: str) -> None:
    """Two releases, an early patch of the first, and something else."""
    written(tmp_path / "v0.35.0" / below, {"core/v1/types.go": CORE.replace("TCP", "Early")})
    written(tmp_path / "v0.35.2" / below, OLD)
    written(tmp_path / "kubernetes-1.36.1" / below, NEW)
    written(tmp_path / "v1.37.0-rc.1" / below, {"core/v1/types.go": CORE.replace("TCP", "Late")})
    written(tmp_path, {"notes.txt": "no release"})
    old, new = sources.read(tmp_path)
    assert (old.minor, new.minor) == (35, 36)
    assert enums(sources, old.files) == ENUMS
    assert sources.fields(old.files)["io.k8s.api.core.v1.ServicePort.name"] == frozenset(), "a field that is no enum"
    assert sources.fields(new.files)["io.k8s.api.core.v1.ServicePort.protocol"] == {"SCTP", "TCP"}
    assert sources.lives(old.files) == LIVES


def test_a_checkout_of_several_parts(sources: ModuleType, tmp_path: Path) -> None:
    register = REGISTER.format(group="apiextensions.k8s.io")
    life = LIFE.replace("Widget", "CustomResourceDefinition")
    there = "v0.36.4/usr/share/gocode/src/k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1beta1"
    written(tmp_path, {f"{there}/register.go": register, f"{there}/zz_generated.prerelease-lifecycle.go": life})
    written(tmp_path / "v0.36.4/usr/share/gocode/src/k8s.io/api", OLD)
    [release] = sources.read(tmp_path)
    assert sources.lives(release.files).keys() == {
        *LIVES,
        "apiextensions.k8s.io/v1beta1/CustomResourceDefinition",
    }


def test_a_clone_with_tags(sources: ModuleType, tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        identity = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", "-C", tmp_path, *identity, *arguments], check=True, capture_output=True)

    git("init")
    for tag, files in (("v0.35.2", OLD), ("v0.36.0", {**OLD, **NEW})):
        written(tmp_path, files)
        git("add", ".")
        git("commit", "-m", tag)
        git("tag", tag)
    git("tag", "v0.37.0-alpha.1")
    old, new = sources.read(tmp_path)
    assert (old.minor, new.minor) == (35, 36)
    assert old.files == {name: text for name, text in OLD.items() if "_test" not in name and ".pb." not in name}
    assert new.files == {**old.files, **NEW}


@pytest.mark.parametrize(
    ("constant", "said"),
    [
        ("v1.Six", "discovery/v1: the value of AddressTypeOne is core/v1.Six, a constant that is not"),
        ("meta.Four", "discovery/v1: the value of AddressTypeOne is meta.Four, a constant that is not"),
        ("AddressTypeOne", "discovery/v1: the value of AddressTypeOne is discovery/v1.AddressTypeOne, a constant"),
    ],
    ids=["not there", "of a package that is not read", "of itself"],
)
def test_constants_that_lead_nowhere(sources: ModuleType, constant: str, said: str) -> None:
    with pytest.raises(sources.Unresolved) as raised:
        sources.fields({**OLD, "discovery/v1/types.go": DISCOVERY.replace("v1.Four", constant)})
    assert str(raised.value).startswith(said)
