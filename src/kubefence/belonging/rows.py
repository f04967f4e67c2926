"""What the rows of the tables of this room say.

A kind of a group that others share a name with is written ``Gateway.gateway.networking.k8s.io``; of a name alone any
group will do. Where something stands is a pattern (`kubefence.belonging.fields`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

PODS = "*"
"""In place of a kind: whatever has the spec of a Pod, itself or in a template. Paths begin at that spec."""


class Part(NamedTuple):
    """What a field asks of the object that another one beside it names."""

    at: str
    """Below the mapping that has the name: ``items[].key``."""
    of: str
    """Which parts of the object are meant, a key of `PARTS`."""


class Link(NamedTuple):
    """A field that names another object. A field ``namespace`` beside it says where that is."""

    of: str
    """The kind that has it."""
    at: str
    """Where the name stands."""
    to: str
    """The kind that is named; of a field beside it that says so, what it says unless it is given."""
    kind: str = ""
    """The field beside it that says which kind is named: ``kind``; "" where there is none."""
    parts: Sequence[Part] = ()
    wide: str = ""
    """A switch beside it that makes it one of all the cluster: ``ClusterAnalysisTemplate`` of ``AnalysisTemplate``."""


class Parts(NamedTuple):
    """What an object has that others name."""

    rule: str
    zh: str
    en: str
    at: Sequence[str]
    """Where they are: keys of a mapping, or values at a pattern."""


class Selector(NamedTuple):
    """A field that asks for labels."""

    of: str
    at: str
    """Where the selector stands."""
    to: str
    """The kind that is selected, or `PODS`."""
    port: str = ""
    """Where names of ports stand that those have to have."""
    named: Sequence[str] = ()
    """Where in them the names of their ports stand; of Pods below the template."""
    anywhere: bool = False
    """Whether what it selects may lie in other namespaces."""


class Maker(NamedTuple):
    """Objects that a controller makes of others."""

    of: str
    kind: str
    at: str
    """Where the name of what is made stands."""
    asked: Sequence[str] = ()
    """Annotations of which one has to be there."""
