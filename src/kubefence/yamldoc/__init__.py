"""YAML and JSON as kubectl reads them: a text in, documents with the place of every key and value out."""
