"""Where the site is served: the port that is asked for, or the first free one from the usual on."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from contextlib import closing

from studybook.errors import StudybookError

HOST = "127.0.0.1"
USUAL = 8000
TRIED = 20
"""How many ports are tried, from the usual one on."""
HIGHEST = 65535


class PortError(StudybookError):
    """The port that was asked for cannot be had, or none."""


def port(environment: Mapping[str, str]) -> int:
    """``PORT``, or the first that is free; raises `PortError`."""
    if wanted := environment.get("PORT"):
        if not (wanted.isascii() and wanted.isdecimal() and 0 < int(wanted) <= HIGHEST):
            raise PortError(f"PORT is {wanted}, which is no port: a number from 1 to {HIGHEST}")
        if not is_free(int(wanted)):
            raise PortError(f"port {wanted} is in use or not to be had; take another one, PORT=, or none")
        return int(wanted)
    for number in range(USUAL, USUAL + TRIED):
        if is_free(number):
            return number
    raise PortError(f"the ports {USUAL} to {USUAL + TRIED - 1} are in use; name another one: PORT=9000 make serve")


def is_free(number: int) -> bool:
    """Whether a server could listen there now."""
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server that will listen
        try:
            probe.bind((HOST, number))
            probe.listen()
        except OSError:
            return False
    return True
