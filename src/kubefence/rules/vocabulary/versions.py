"""Checks that hold in some versions only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import wraps
from typing import Any, ParamSpec, overload

from kubefence.problems import Problem
from kubefence.rules.engine.model import Check, FieldCheck, Triggered
from kubefence.versions import parse_version

_P = ParamSpec("_P")


@overload
def only(check: Check, *, since: str = "", until: str = "") -> Check: ...


@overload
def only(check: FieldCheck, *, since: str = "", until: str = "") -> FieldCheck: ...


def only(check: Callable[..., Any], *, since: str = "", until: str = "") -> Callable[..., Any]:
    """The check, for the versions from ``since`` up to and including ``until``."""
    if isinstance(check, Triggered):
        return Triggered(_bounded(check.check, since, until), check.paths)
    return _bounded(check, since, until)


def _bounded(check: Callable[_P, Iterator[Problem]], since: str, until: str) -> Callable[_P, Iterator[Problem]]:
    low, high = (parse_version(text) if text else None for text in (since, until))

    @wraps(check)
    def bounded(*args: _P.args, **kwargs: _P.kwargs) -> Iterator[Problem]:
        for problem in check(*args, **kwargs):
            yield replace(problem, since=low, until=high)

    return bounded
