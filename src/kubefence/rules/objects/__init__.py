"""Metadata of every kind, and the kinds that are little more than metadata."""

from __future__ import annotations

from kubefence.rules.objects import (
    accounts,
    creatable,
    data,
    events,
    labels,
    leases,
    limit_ranges,
    names,
    namespaces,
    nodes,
    ownership,
    priorities,
    quotas,
    revisions,
    runtime_classes,
    scope,
    secret_types,
    templates,
)

MODULES = (
    names.TABLES,
    scope.TABLES,
    labels.TABLES,
    ownership.TABLES,
    templates.TABLES,
    creatable.TABLES,
    namespaces.TABLES,
    data.TABLES,
    secret_types.TABLES,
    accounts.TABLES,
    events.TABLES,
    quotas.TABLES,
    limit_ranges.TABLES,
    priorities.TABLES,
    runtime_classes.TABLES,
    leases.TABLES,
    nodes.TABLES,
    revisions.TABLES,
)
