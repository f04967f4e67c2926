"""Migrations of stored objects to another version (``ValidateStorageVersionMigration``)."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.formats.names import dns1035_label, dns1123_subdomain
from kubefence.problems import Problem
from kubefence.rules.engine.model import Site, Tables
from kubefence.rules.vocabulary.mappings import needs
from kubefence.rules.vocabulary.values import must_have_form

_FORMS = {
    "resource": must_have_form("invalid-format", dns1035_label, empty=True),
    "group": must_have_form("invalid-format", dns1123_subdomain, empty=True),
}


def resource(spec: Site) -> Iterator[Problem]:
    """The name of a resource as it stands in URLs; no group is the core group."""
    migrated = spec.child("resource")
    if migrated is None:
        return
    if migrated.value.get("resource", "") in (None, ""):
        yield from migrated.missing("resource", "如 deployments", "such as deployments")
    for field, form in _FORMS.items():
        yield from form(migrated, (field,), migrated.value.get(field))


TABLES = Tables(
    checks={
        f"storagemigration.{version}.StorageVersionMigrationSpec": (needs("resource"), resource)
        for version in ("v1", "v1beta1")
    }
)
