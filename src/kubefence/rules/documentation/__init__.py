"""Documentation of rules that many modules speak of, or that the schemas enforce."""
