"""What a hook knows of the build that is running.

MkDocs loads the file of a hook once and says once what it was told to do; then it builds, while serving again and
again. So what belongs to one build is an object of its own, and the first event of a build that a hook has makes it
anew.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Command:
    """What MkDocs was told to do; the same for all builds."""

    serving = False
    """Pages are only previewed, not published."""

    def start(self, command: str) -> None:
        """Hear what it was told: ``build``, ``serve``, ``gh-deploy``."""
        self.serving = command == "serve"


class Builds(Command, Generic[T]):
    """The builds of one command: `now` is what a hook knows of the one that is running."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self.now = make()

    def begin(self) -> T:
        """Forget the last build."""
        self.now = self._make()
        return self.now
