"""Changes to what others write, mostly the theme: each finds the place that it is for, or says what has changed.

Where the theme has a block or a partial, ``overrides/`` is the place for a change; this is for the rest.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata

from mkdocs.exceptions import PluginError

By = str | Callable[[re.Match[str]], str]


@dataclass(frozen=True, slots=True)
class Patch:
    """What a hook changes in the text of a package: ``what`` says so in words, ``wanted`` finds it."""

    hook: str
    what: str
    wanted: str | re.Pattern[str]
    package: str = "mkdocs-material"

    def once(self, text: str, by: By) -> str:
        """The text with the one place replaced; raises `PluginError` where there is none, or more than one."""
        done, found = self._replaced(text, by)
        if found != 1:
            raise self.changed(f"{self.what} should be there once and is there {found} times")
        return done

    def each(self, text: str, by: By) -> str:
        """The text with all places replaced; raises `PluginError` where there is none."""
        done, found = self._replaced(text, by)
        if not found:
            raise self.changed(f"{self.what} is not there")
        return done

    def changed(self, what: str) -> PluginError:
        """What to raise where the package is no longer as the hook knows it."""
        name = f"{self.package} {metadata.version(self.package)}"
        return PluginError(f"{self.hook} does not fit {name}: {what}; look for it there and mend the hook")

    def _replaced(self, text: str, by: By) -> tuple[str, int]:
        pattern = re.compile(re.escape(self.wanted)) if isinstance(self.wanted, str) else self.wanted
        return pattern.subn(by if callable(by) else lambda _: by, text)
