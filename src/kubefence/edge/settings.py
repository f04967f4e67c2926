"""Settings of a site, with what the command line adds to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kubefence.config import Config
from kubefence.edge.bounds import repository
from kubefence.edge.files import read_regular

if TYPE_CHECKING:
    from kubefence.edge.mkdocs_yml import Site


def config_of(site: Site | None, *, k8s: str | None = None, lint: bool = True) -> Config:
    """The configuration for a site, or without one; raises `ConfigError`."""
    defaults = Config()
    settings = site.settings if site else {}
    return Config(
        k8s=k8s or settings.get("k8s", defaults.k8s),
        lint=_lint_config(site) if lint else None,
        extensions=site.extensions if site else defaults.extensions,
        page_rules=tuple(settings.get("page_rules", ())),
        allow_html=tuple(settings.get("allow_html", ())),
        root=str(repository(site.root) or site.root) if site else None,
    )


def _lint_config(site: Site | None) -> str | None:
    if site is None or "yamllint" not in site.settings:
        return Config().lint
    from kubefence.edge.mkdocs_yml import ConfigError  # there is a site, so it has been imported

    file = site.root / str(site.settings["yamllint"])
    try:
        return read_regular(file).decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ConfigError(
            f"{file}：读不了 yamllint 的配置（{reason}）",
            f"{file}: cannot read the configuration of yamllint: {reason}",
        ) from error
