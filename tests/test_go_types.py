"""Schemas of configuration files from Go types, on small sources of our own."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from tests.helpers import loaded_script

TYPES = """\
package v1

import (
\t"time"

\tmetav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
\tshared "example.com/shared"
)

/* Mode
is no type here. */
type Mode string

const (
\tOn  Mode = "On"
\tOff Mode = "Off"
\tOther = "Other"
)

type Text string

const Example Text = "example"

// Settings are read from gcr.io/* and written to "/*"
type Settings struct {
\tmetav1.TypeMeta `json:",inline"`
\tshared.Common   `json:",inline"`
\t// Mode is one of two.
\t// +required
\tMode Mode `json:"mode"`
\t// +optional
\tText    Text                `json:"text,omitempty"`
\tWait    *metav1.Duration    `json:"wait"`
\tNested  map[string][]Nested `json:"nested"` // by name
\tBytes   []byte              `json:"bytes"`
\tAny     interface{}         `json:"any"`
\tOwn     Own                 `json:"own"`
\tHidden  string              `json:"-"`
\tByName  bool
\tprivate time.Time
}

type Nested struct {
\tCount int32   `json:"count" yaml:"count"`
\tShare float64 `yaml:"share"`
\tInner *Nested `json:"inner"`
}

type Own struct {
\tValue string
}

func (o *Own) UnmarshalJSON(b []byte) error {
\treturn nil
}
"""
SHARED = 'package shared\n\ntype Common struct {\n\tDebug *bool `json:"debug,omitempty"`\n}\n'
META = "k8s.io/apimachinery/pkg/apis/meta/v1"
WAIT = {"type": ["string", "null"], "format": "go-duration"}


@pytest.fixture(scope="module")
def script() -> ModuleType:
    return loaded_script("go_types")


def read(script: ModuleType, *, closed: frozenset[str]) -> dict[str, Any]:
    packages = {
        path: script.package(path, {"types.go": text})
        for path, text in (("example.com/v1", TYPES), ("example.com/shared", SHARED))
    }
    reader = script.Reader(
        packages,
        {f"{META}.Duration": WAIT}.get,
        lambda name: {},
        closed,
        {"example.com/v1": "a.v1", "example.com/shared": "a.shared"},
    )
    assert reader.reference("example.com/v1", "Settings") == {"$ref": "#/$defs/a.v1.Settings"}
    definitions: dict[str, Any] = reader.definitions
    return definitions


def test_a_struct_becomes_a_closed_object(script: ModuleType) -> None:
    text = {"type": ["string", "null"]}
    assert read(script, closed=frozenset({"a.v1.Mode"})) == {
        "a.v1.Settings": {
            "additionalProperties": False,
            "properties": {
                "apiVersion": text,
                "kind": text,
                "debug": {"type": ["boolean", "null"]},
                "mode": {**text, "enum": ["Off", "On", "", None]},
                "text": text,
                "wait": WAIT,
                "nested": {
                    "additionalProperties": {"items": {"$ref": "#/$defs/a.v1.Nested"}, "type": ["array", "null"]},
                    "type": ["object", "null"],
                },
                "bytes": text,
                "any": {},
                "own": {},
                "ByName": {"type": ["boolean", "null"]},
            },
            "required": ["mode"],
            "type": ["object", "null"],
        },
        "a.v1.Nested": {
            "additionalProperties": False,
            "properties": {
                "count": {"format": "int32", "type": ["integer", "null"]},
                "share": {"type": ["number", "null"]},
                "inner": {"$ref": "#/$defs/a.v1.Nested"},
            },
            "type": ["object", "null"],
        },
    }


def test_constants_that_are_not_said_to_be_all_close_nothing(script: ModuleType) -> None:
    settings = read(script, closed=frozenset())["a.v1.Settings"]
    assert settings["properties"]["mode"] == {"type": ["string", "null"]}


def test_what_says_what_it_is_is_the_root_of_a_file(script: ModuleType) -> None:
    package = script.package("example.com/v1", {"types.go": TYPES})
    assert [name for name in package.structs if script.is_kind(package, name)] == ["Settings"]


REGISTER = """\
func addKnownTypes(scheme *runtime.Scheme) error {
	scheme.AddKnownTypes(SchemeGroupVersion,
		// &Nobody{},
		&One{},
		&Two{},
	)
	scheme.AddKnownTypeWithName(SchemeGroupVersion.WithKind("ThreeConfiguration"), &Three{})
	return nil
}
"""


def test_what_a_package_registers_are_kinds(script: ModuleType) -> None:
    assert script.registered([REGISTER, TYPES]) == {"One", "Two", "ThreeConfiguration"}


def test_what_is_embedded_has_to_be_there(script: ModuleType) -> None:
    package = script.package("example.com/v1", {"types.go": TYPES})
    reader = script.Reader({package.path: package}, lambda _: None, lambda _: {}, frozenset(), {package.path: "a"})
    with pytest.raises(script.Unread, match=r"example\.com/shared\.Common"):
        reader.reference(package.path, "Settings")
