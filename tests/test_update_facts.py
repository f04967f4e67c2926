"""The script that reads facts from Go sources, run on small sources of our own."""

from __future__ import annotations

import json
import shutil
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
    "io.k8s.api.core.v1.EphemeralContainer.imagePullPolicy": ["Always", "Never"],
    "io.k8s.api.core.v1.ServicePort.protocol": [{"value": "SCTP", "since": "1.36"}, "TCP"],
    "io.k8s.api.networking.v1.HTTPIngressPath.pathType": ["Exact", {"value": "Old", "until": "1.35"}],
    "io.k8s.api.networking.v1.NetworkPolicyPort.protocol": [{"value": "SCTP", "since": "1.36"}, "TCP"],
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
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script, which writes to tables of this test."""
    module = loaded_script("update_facts")
    facts = tmp_path / "facts"
    facts.mkdir()
    for name in ("enums.json", "lifecycle.json"):
        shutil.copy(module.FACTS / name, facts / name)
    monkeypatch.setattr(module, "FACTS", facts)
    return module


def written(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def checkouts(tmp_path: Path) -> Path:
    """Two releases, an early patch of the first, and something else."""
    root = tmp_path / "checkouts"
    written(root / "v0.35.0", {"core/v1/types.go": CORE.replace("TCP", "Early")})
    written(root / "v0.35.2", OLD)
    written(root / "kubernetes-1.36.1" / "staging/src/k8s.io/api", NEW)
    written(root / "v1.37.0-rc.1", {"core/v1/types.go": CORE.replace("TCP", "Late")})
    return written(root, {"notes.txt": "no release"})


def run(script: ModuleType, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr("sys.argv", ["update_facts.py", *arguments])
    return int(script.main())


def test_checkouts(script: ModuleType, checkouts: Path) -> None:
    releases = script.read(checkouts)
    assert [release.minor for release in releases] == [35, 36]
    assert script.enums(releases) == ENUMS
    assert script.lifecycles(releases) == LIVES


def test_a_clone_with_tags(script: ModuleType, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    clone.mkdir()

    def git(*arguments: str) -> None:
        identity = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", "-C", clone, *identity, *arguments], check=True, capture_output=True)

    git("init")
    for tag, files in (("v0.35.2", OLD), ("v0.36.0", {**OLD, **NEW})):
        written(clone, files)
        git("add", ".")
        git("commit", "-m", tag)
        git("tag", tag)
    git("tag", "v0.37.0-alpha.1")
    releases = script.read(clone)
    assert [release.minor for release in releases] == [35, 36]
    assert script.enums(releases) == ENUMS
    assert script.lifecycles(releases) == LIVES


def test_writing(
    script: ModuleType, checkouts: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = json.loads((script.FACTS / "enums.json").read_text(encoding="utf-8"))
    assert run(script, monkeypatch, str(checkouts), "--check") == 1
    assert json.loads((script.FACTS / "enums.json").read_text(encoding="utf-8")) == before
    assert "io.k8s.api.core.v1.ServicePort.protocol" in capsys.readouterr().out
    assert run(script, monkeypatch, str(checkouts)) == 0
    after = json.loads((script.FACTS / "enums.json").read_text(encoding="utf-8"))
    covered = ("io.k8s.api.core.", "io.k8s.api.networking.")
    assert {name: values for name, values in after.items() if name.startswith(covered)} == ENUMS
    assert {name for name in before if not name.startswith(covered)} <= after.keys(), "facts of other groups stay"
    assert run(script, monkeypatch, str(checkouts), "--check") == 0


def test_the_committed_tables_have_the_form_that_is_written(script: ModuleType) -> None:
    for name in ("enums.json", "lifecycle.json"):
        text = (script.FACTS / name).read_text(encoding="utf-8")
        assert script.table(json.loads(text)) == text


def test_every_committed_enum_is_one_that_would_be_asked_for(script: ModuleType) -> None:
    names = json.loads((script.FACTS / "enums.json").read_text(encoding="utf-8"))
    pack = script.builtin()
    assert [name for name in names if not (script._is_asked(name) and script._is_known(pack, name))] == []


def test_nothing_to_read(
    script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty.git").mkdir()
    (tmp_path / "file").touch()
    for path, said in [
        (tmp_path, "no checkouts named after a release"),
        (tmp_path / "nowhere", "nowhere: No such file"),
        (tmp_path / "file", "file: Not a directory"),
        (tmp_path / "empty.git", "empty.git: git says: fatal: not a git repository"),
    ]:
        with pytest.raises(SystemExit, match="2"):
            run(script, monkeypatch, str(path))
        assert said in capsys.readouterr().err
