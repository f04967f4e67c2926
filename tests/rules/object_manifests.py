"""Objects that are little more than their metadata, and what is found in them."""


def config_map(metadata: str = "name: a", more: str = "") -> str:
    return f"apiVersion: v1\nkind: ConfigMap\nmetadata: {{{metadata}}}\n{more}\n"


LONG = "a" * 64
