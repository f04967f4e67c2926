"""Leases: how long they hold, and how often they changed hands (``ValidateLeaseSpec``)."""

from __future__ import annotations

from kubefence.rules.common import must_lie_in
from kubefence.rules.model import Tables

TABLES = Tables(
    fields={
        "coordination.v1.LeaseSpec.leaseDurationSeconds": (must_lie_in(1, None),),
        "coordination.v1.LeaseSpec.leaseTransitions": (must_lie_in(0, None),),
    }
)
