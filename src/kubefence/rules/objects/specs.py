"""Kinds that are nothing without their spec, though the schema leaves it open: the server misses what is in it."""

from __future__ import annotations

from kubefence.rules.engine.model import Tables
from kubefence.rules.vocabulary.mappings import needs

_POLICIES = "ValidatingAdmissionPolicy MutatingAdmissionPolicy MutatingAdmissionPolicyBinding"
_VERSIONS = "v1 v1beta1 v1alpha1"

KINDS = (
    "apiregistration.v1.APIService",
    *(f"admissionregistration.{version}.{kind}" for version in _VERSIONS.split() for kind in _POLICIES.split()),
    *(f"storagemigration.{version}.StorageVersionMigration" for version in _VERSIONS.split()),
)

TABLES = Tables(checks=dict.fromkeys(KINDS, (needs("spec"),)))
