"""The Common Expression Language as the API server reads it: syntax, names and the types that are sure.

``tokens`` cuts the text, ``syntax`` builds a tree of ``nodes``, ``types`` says what values look like, ``check`` finds
names, fields and functions that do not exist, ``libraries`` which functions came later. Nothing is evaluated. What the
check cannot decide, it lets pass.
"""

from __future__ import annotations

from kubefence.cel.check import Mistake, early, mentions, mistake, type_of
from kubefence.cel.cost import at_least
from kubefence.cel.structs import OBJECT, PATCH
from kubefence.cel.types import ANY, BOOL, DYN, NULL, STRING, Type

__all__ = [
    "ANY",
    "BOOL",
    "DYN",
    "NULL",
    "OBJECT",
    "PATCH",
    "STRING",
    "Mistake",
    "Type",
    "at_least",
    "early",
    "mentions",
    "mistake",
    "type_of",
]
