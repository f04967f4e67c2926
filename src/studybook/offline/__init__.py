"""What makes the published site work without a network: what is taken along, and how it is installed."""

NEVER = frozenset({".apkg", ".epub", ".gz", ".map", ".pdf", ".zip"})
"""How files end that are downloaded for themselves, or that no page needs: no worker touches them."""
