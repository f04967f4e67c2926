"""What the API server's decoder refuses, whatever the kind."""

from __future__ import annotations

from kubefence.rules.decoder import base64_values, integers, quantities, times

MODULES = (quantities.TABLES, base64_values.TABLES, integers.TABLES, times.TABLES)
