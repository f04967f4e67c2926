"""Expressions of CEL, evaluated with cel-cpp and the functions that the API server adds to it."""
