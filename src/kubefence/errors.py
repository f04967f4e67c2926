"""Why a verification cannot start at all; what is wrong with a page is a finding instead."""


class LocalizedError(Exception):
    """An error whose message says, in both languages of the project, what is wrong and what to do."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh

    def in_(self, lang: str) -> str:
        """The message in ``lang``, ``zh`` or ``en``."""
        return self.zh if lang == "zh" else str(self)


class ConfigError(LocalizedError):
    """A file of settings cannot be used; the text says where and why."""


class Unusable(LocalizedError):
    """The settings or the installation do not allow to verify anything."""


class BadStyle(Unusable):
    """The yamllint configuration is not one."""


class BadRules(Unusable):
    """Rules that others have added cannot be used."""


class BadExtension(Unusable):
    """One of the Markdown extensions cannot be set up."""


class UnsupportedSuperfences(Unusable):
    """The installed pymdown-extensions is one that kubefence does not know, or it is not in use."""
