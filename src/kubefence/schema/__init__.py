"""The OpenAPI schemas of all versions, packed, and what they find wrong: unknown fields, types, what is missing."""
