"""Why a verification cannot start at all; what is wrong with a page is a finding instead."""


class Unusable(Exception):
    """The settings or the installation do not allow to verify anything; the text says why and what to do."""


class BadStyle(Unusable):
    """The yamllint configuration is not one."""


class UnsupportedSuperfences(Unusable):
    """The installed pymdown-extensions is one that kubefence does not know, or it is not in use."""
