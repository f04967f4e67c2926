"""Definitions of custom resources for the tests: a CRD with the schema of one field, and objects of it."""

from __future__ import annotations

import textwrap

_CRD = """\
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: rockets.space.example.com
spec:
  group: space.example.com
  scope: {scope}
  names: {{kind: Rocket, plural: rockets}}
  versions:
    - name: v1
      served: true
      storage: true
{subresources}      schema:
        openAPIV3Schema:
          type: object
          properties:
{properties}
"""
STATUS = "      subresources: {status: {}}\n"


def crd(spec: str, scope: str = "Namespaced", *, status: bool = False, more: str = "") -> str:
    """A CRD for Rockets; ``spec`` is the schema of their spec, as YAML, ``more`` are other fields beside it."""
    properties = f"spec:\n{textwrap.indent(textwrap.dedent(spec).strip(), '  ')}\n{more}"
    indented = textwrap.indent(properties.rstrip(), " " * 12)
    return _CRD.format(scope=scope, subresources=STATUS if status else "", properties=indented)


def rocket(spec: str, metadata: str = "{name: saturn}", version: str = "v1", more: str = "") -> str:
    """A Rocket; its spec begins in line 5."""
    body = textwrap.indent(textwrap.dedent(spec).strip(), "  ")
    return f"apiVersion: space.example.com/{version}\nkind: Rocket\nmetadata: {metadata}\nspec:\n{body}\n{more}"


ROCKETS = crd(
    """
    type: object
    required: [stages]
    properties:
      stages: {type: integer, minimum: 1}
    """
)
