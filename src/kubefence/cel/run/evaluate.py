"""One expression over one value: what it yields, that it fails, or that it cannot be asked here."""

from __future__ import annotations

from enum import Enum, auto
from functools import cache, lru_cache
from typing import Any, NamedTuple

from kubefence.errors import in_extra

with in_extra("cel_expr_python", "cel"):
    from cel_expr_python import cel
    from cel_expr_python.ext import ext_bindings, ext_encoders, ext_math, ext_optional, ext_strings

from kubefence.cel.run.library import functions
from kubefence.cel.run.rewriting import runnable


class Kind(Enum):
    """What became of an expression."""

    VALUE = auto()
    FAILED = auto()
    """It has no value, as something is missing that it uses; to the server no better than false."""
    UNASKED = auto()
    """It uses something that is not known here."""


class Outcome(NamedTuple):
    """What an expression came to."""

    kind: Kind
    value: Any = None
    reason: str = ""


_LIBRARIES = "extensions: [{name: two-var-comprehensions}, {name: lists}]"
"""What comes with cel-cpp, but is not named in Python."""
_FAILURES = ("NOT_FOUND", "OUT_OF_RANGE", "FAILED_PRECONDITION: optional.none()")
"""Errors that cel-go has as well: what is missing, as a key or the value of an optional, and what is too great."""


def evaluate(expression: str, value: Any, *, old: bool = False) -> Outcome:
    """The outcome of an expression over ``self``; ``old`` says that ``oldSelf`` is an optional without a value."""
    program = _compiled(f"cel.bind(oldSelf, optional.none(), {expression})" if old else expression)
    if program is None:
        return Outcome(Kind.UNASKED)
    try:
        found = program.eval(data={"self": value})
    except RuntimeError as error:  # a function yields what cannot be handed back, such as times in a map
        return Outcome(Kind.UNASKED, reason=str(error))
    if found.type().name() != "ERROR":
        return Outcome(Kind.VALUE, found.plain_value())
    reason = str(found.value())
    return Outcome(Kind.FAILED if reason.startswith(_FAILURES) else Kind.UNASKED, reason=reason)


@lru_cache(maxsize=4096)
def _compiled(expression: str) -> Any:
    """The program of an expression, None for one that cel-cpp does not know."""
    try:
        return _environment().compile(runnable(expression))
    except RuntimeError:
        return None


@cache
def _environment() -> Any:
    return cel.NewEnv(
        config=cel.NewEnvConfigFromYaml(_LIBRARIES),
        variables={"self": cel.Type.DYN},
        extensions=[
            ext_strings.ExtStrings(),
            ext_math.ExtMath(),
            ext_optional.ExtOptional(),
            ext_encoders.ExtEncoders(),
            ext_bindings.ExtBindings(),
        ],
        functions=functions(),
    )
