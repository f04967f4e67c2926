"""The names of the IANA time zones, read once; ``scripts/update_time_zones.py`` regenerates the table."""

from __future__ import annotations

import json
from functools import cache, lru_cache
from importlib import resources

from kubefence.nearest import nearest as nearest_of


@cache
def names() -> frozenset[str]:
    """Every name that ``time.LoadLocation`` knows: ``Asia/Shanghai``, ``UTC``, ``Etc/GMT-8``."""
    text = (resources.files(__package__) / "time-zones.json").read_text(encoding="utf-8")
    areas: dict[str, str] = json.loads(text)
    areas.pop("source")
    return frozenset(f"{area}/{city}" if area else city for area, cities in areas.items() for city in cities.split())


@lru_cache(maxsize=256)
def nearest(name: str) -> str | None:
    """The time zone that was probably meant."""
    by_lower = {zone.lower(): zone for zone in sorted(names())}
    near = nearest_of(name.lower().replace(" ", "_"), by_lower, 0.75)
    return by_lower[near] if near else None
