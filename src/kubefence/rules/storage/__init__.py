"""Rules of volumes, of claims to them and of the classes and drivers that make them."""

from kubefence.rules.model import Tables
from kubefence.rules.storage import (
    access,
    attachments,
    claims,
    classes,
    csi,
    data_sources,
    iscsi,
    volume_sources,
    volume_warnings,
    volumes,
)

MODULES: tuple[Tables, ...] = (
    volumes.TABLES,
    volume_sources.TABLES,
    iscsi.TABLES,
    volume_warnings.TABLES,
    access.TABLES,
    claims.TABLES,
    data_sources.TABLES,
    classes.TABLES,
    csi.TABLES,
    attachments.TABLES,
)
