"""Manifests to guess at: would the API server take this? The engine that proves the examples gives the answer."""
