"""Admission: webhooks, policies and their bindings."""

from __future__ import annotations

from kubefence.rules.admission import bindings, matching, policies, webhooks

MODULES = (matching.TABLES, webhooks.TABLES, policies.TABLES, bindings.TABLES)
