"""The rules that the API server enforces beyond its schemas. `registry` names every module of them."""
