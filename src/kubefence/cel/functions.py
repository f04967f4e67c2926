"""The functions of the API server's CEL environment (``k8s.io/apiserver/pkg/cel/environment``).

Only names are listed, with what they surely return; what most of them take stands in ``signatures``. The list errs
on the long side: a function that some version lacks is let pass, one that no version has is a mistake. Of cel-go's
extensions there are lists, sets and strings, not math, encoders, protos and regex; only devices have ``cel.bind``.
"""

from __future__ import annotations

from collections.abc import Mapping

from kubefence.cel.types import BOOL, DYN, INT, STRING, Type

_NAMESPACES = """optional ip sets strings format lists"""
NAMESPACES = frozenset(_NAMESPACES.split())
"""What can stand before a dot without being a variable: ``optional.of(x)``."""

_TYPE_NAMES = """bool bytes double int list map null_type string type uint dyn optional_type google net kubernetes"""
TYPE_NAMES = frozenset(_TYPE_NAMES.split())
"""Names of types are values, too: ``type(x) == string``."""

_BOOL = """
allowed all contains containsCIDR containsIP endsWith errored exists exists_one existsOne hasValue
isCIDR isCanonical isGlobalUnicast isGreaterThan isIP isInteger isLessThan isLinkLocalMulticast
isLinkLocalUnicast isLoopback isQuantity isSemver isSorted isURL isUnspecified intersects matches startsWith
equivalent bool has
"""
_INT = """
asInteger compareTo family getDate getDayOfMonth getDayOfWeek getDayOfYear getFullYear getHours getMilliseconds
getMinutes getMonth getSeconds indexOf int lastIndexOf major minor patch prefixLength sign size
"""
_STRING = """
charAt error escapeKey getEscapedPath getHost getHostname getPort getScheme join lowerAscii quote reason replace
string trim upperAscii
"""
_ANY = """
add asApproximateFloat bytes check cidr distinct dns1035Label dns1035LabelPrefix dns1123Label dns1123LabelPrefix
dns1123Subdomain dns1123SubdomainPrefix double duration dyn fieldSelector filter find findAll first flatten
format getQuery group ip labelSelector labelValue last map masked max min name named namespace none of
ofNonZeroValue optFlatMap optMap or orValue path qualifiedName quantity range resource reverse semver
serviceAccount slice sort sortBy split sub subresource substring sum timestamp transformList transformMap
transformMapEntry type uint unwrap unwrapOpt uri url uuid validate value byte date datetime includes merge
"""

RESULTS: Mapping[str, Type] = {
    **dict.fromkeys(_ANY.split(), DYN),
    **dict.fromkeys(_BOOL.split(), BOOL),
    **dict.fromkeys(_INT.split(), INT),
    **dict.fromkeys(_STRING.split(), STRING),
}
"""Function to what it returns."""

LOOPS = {
    "all": (2, 3),
    "exists": (2, 3),
    "exists_one": (2, 3),
    "existsOne": (2, 3),
    "filter": (2, 2),
    "map": (2, 3),
    "sortBy": (2, 2),
    "transformList": (3, 4),
    "transformMap": (3, 4),
    "transformMapEntry": (3, 4),
    "optMap": (2, 2),
    "optFlatMap": (2, 2),
}
"""Macros whose first arguments are names that the others may use, with the number of arguments."""


def bound_names(macro: str, arguments: int) -> int:
    """How many arguments of a macro are names: ``x.all(i, v, i < v)`` has two."""
    if macro in ("all", "exists", "exists_one", "existsOne"):
        return arguments - 1
    return 2 if macro.startswith("transform") else 1
