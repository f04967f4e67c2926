"""Who may do what: roles, bindings, certificates and reviews."""

from __future__ import annotations

from kubefence.rules.access import bindings, certificates, reviews, roles

MODULES = (roles.TABLES, bindings.TABLES, certificates.TABLES, reviews.TABLES)
