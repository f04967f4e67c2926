"""Rules of containers: everything that ``ValidatePodSpec`` checks of regular, init and ephemeral ones."""

from kubefence.rules.containers import (
    claims,
    env,
    env_sources,
    handlers,
    host_ports,
    identity,
    mounts,
    ports,
    probes,
    profiles,
    resources,
    restart,
    roles,
    security,
    volumes,
    windows,
)

MODULES = (
    identity.TABLES,
    roles.TABLES,
    ports.TABLES,
    host_ports.TABLES,
    env.TABLES,
    env_sources.TABLES,
    resources.TABLES,
    claims.TABLES,
    handlers.TABLES,
    probes.TABLES,
    mounts.TABLES,
    volumes.TABLES,
    restart.TABLES,
    security.TABLES,
    profiles.TABLES,
    windows.TABLES,
)
