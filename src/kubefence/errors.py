"""Why a verification cannot start at all; what is wrong with a page is a finding instead."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class LocalizedError(Exception):
    """An error whose message says, in both languages of the project, what is wrong and what to do."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh

    def in_(self, lang: str) -> str:
        """The message in ``lang``, ``zh`` or ``en``."""
        return self.zh if lang == "zh" else str(self)


class NotInstalled(LocalizedError):
    """Something cannot be checked: it needs a package that not every installation has."""

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(
            f"没有安装 {package}，所以没有核对；pip install 'kubefence[{extra}]'",
            f"{package} is not installed, so this was not checked: pip install 'kubefence[{extra}]'",
        )


@contextmanager
def in_extra(package: str, extra: str) -> Iterator[None]:
    """Around imports that need a package which comes with an extra of kubefence; raises `NotInstalled` without it."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != package:
            raise
        raise NotInstalled(package, extra) from error


class ConfigError(LocalizedError):
    """A file of settings cannot be used; the text says where and why."""


class Unusable(LocalizedError):
    """The settings or the installation do not allow to verify anything."""


class BadStyle(Unusable):
    """The yamllint configuration is not one."""


class BadRules(Unusable):
    """Rules that others have added cannot be used."""


class BadDefinition(Unusable):
    """A file that should have the definitions of custom resources does not; the text says where and why."""


class BadExtension(Unusable):
    """One of the Markdown extensions cannot be set up."""


class UnsupportedSuperfences(Unusable):
    """The installed pymdown-extensions is one that kubefence does not know, or it is not in use."""
