"""Where the browser comes from when none is found: decided before anything is installed."""

from __future__ import annotations

from enum import Enum

from ready.machine import Machine

PACKAGE = "chromium"
"""Of Debian and of what is made of it."""
WITHOUT_PACKAGE = frozenset({"ubuntu"})
"""Its package is a snap, which sees neither hidden folders nor the temporary one, and which containers lack."""
CARRIED_FOR = frozenset({"x86_64", "AMD64"})


class Way(Enum):
    """A source of browsers."""

    SYSTEM = "system"
    """The package of the system."""
    CARRIED = "carried"
    """A headless Chromium that a package of npm carries, unpacked into the virtual environment."""


def ways(machine: Machine) -> list[Way]:
    """The sources that this machine has, the better first; with none, somebody has to install a browser."""
    offers = {
        Way.SYSTEM: machine.may_install and machine.distribution not in WITHOUT_PACKAGE,
        Way.CARRIED: machine.system == "Linux" and bool(machine.glibc) and machine.processor in CARRIED_FOR,
    }
    return [way for way, open_to_us in offers.items() if open_to_us]
