"""The rules that the API server enforces beyond its schemas; `registry` knows where each one is."""
