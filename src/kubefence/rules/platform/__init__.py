"""The cluster itself: fairness among requests, devices, groups of Pods."""

from __future__ import annotations

from kubefence.rules.platform import claims, devices, flowcontrol, gangs

MODULES = (flowcontrol.TABLES, claims.TABLES, devices.TABLES, gangs.TABLES)
