"""Extensions of the API: custom resource definitions and API services."""

from __future__ import annotations

from kubefence.rules.extensions import api_services, definitions, schemas, subresources

MODULES = (definitions.TABLES, schemas.TABLES, subresources.TABLES, api_services.TABLES)
