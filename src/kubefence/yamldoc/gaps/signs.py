"""The spellings of both: something is left out here, and: a reader has to put in a value of his own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

DOTS = r"(?:\.{3,}|…+|⋯+)"
_SNIP = r"(?:snip(?:ped)?|omitted|truncated)"
ELLIPSIS = (
    rf"(?:{DOTS}(?:[ ]+{DOTS})*"
    rf"|\[[ ]*(?:{DOTS}|\.\.)[ ]*\]|\([ ]*{DOTS}[ ]*\)|\{{[ ]*{DOTS}[ ]*\}}|<[ ]*{DOTS}[ ]*>"
    rf"|<[ -]*{_SNIP}[ -]*>|\[[ -]*{_SNIP}[ -]*\]|-+[ ]*{_SNIP}[ ]*-+|{_SNIP})"
)
"""Something is left out: dots, alone or in any brackets, or the word for it."""
_BEGUN = rf"(?:{DOTS}|\[[ ]*{DOTS}|\([ ]*{DOTS}|<[ ]*{DOTS}|<[ -]*{_SNIP}|\[[ -]*{_SNIP})"
SHORTCODE = r"(?:\{\{[<%].*?[>%]\}\}|\[\[%.*?%\]\]|\{!.*?!\}|\{%-?[ ]*include\b.*?%\})"
"""What a site generator replaces with the content of a file."""
INSERTED = rf"(?:{SHORTCODE}|\{{\{{-?[ ]*(?:include|template|toYaml|tpl)\b.*?\}}\}})"
"""The same, or what a template engine replaces with lines."""
_CONTROL = re.compile(
    r"(?:\{\{-?[ ]*(?:if|else|end|range|with|define|block|break|continue|/\*)\b|\{%-?[ ]*(?!(?:end)?raw\b|include\b)\w)"
)
"""What makes a template of a text: of several texts that it can become, none stands there."""

_TAIL = r"[ \t]*(?:,[ \t]*)?(?:\#.*)?$"
"""What may follow on the line of a mark."""
_SPOKEN_TAIL = r"[ \t]*(?:\w[^:\#]*)?(?:[ ]\#.*)?$"
"""The same, with words that say what is left out."""
LINE = re.compile(
    r"(?P<indent>[ \t]*)(?P<item>-[ ]+)?"
    rf"(?P<mark>{ELLIPSIS}(?={_TAIL})|{DOTS}(?={_SPOKEN_TAIL})|\.(?:[ ]\.)*(?=[ ]*$)|{INSERTED}(?=[ ]*$)).*"
)
"""A line that is nothing but a mark."""
_VARIABLE_LINE = re.compile(r"(?P<indent>[ \t]*)(?P<item>(?!))?(?P<mark>\$(?:(?P<name>\w+)|\{(?P<braced>\w+)\}))[ ]*")
"""A line of a here-document that is nothing but a variable, which may hold many lines."""
_LEFT_OUT_SAID = r"(?:\b(?:omitted|left out|elided)\b[^.]{0,20}|省略(?:(?:部分|其他|其余)(?:内容|字段)?)?)"
_CONDITION = r"(?:\b(?:if|when|may|can|to)\b|如果|若|可以|时)"
COMMENT = re.compile(
    rf"\#{{1,9}}[ ]*(?:{_BEGUN}|{_SNIP}[ ]*$)"
    rf"|\#{{1,9}}[ ]*(?:[^\s.]{{1,40}}[ ]+){{0,5}}[^\s.]{{0,40}}{DOTS}[ ]*$"  # a few words, and so on
    rf"|\#(?!.*{_CONDITION}).*{_LEFT_OUT_SAID}[.。]?[ ]*$"
)
"""A comment that says so."""
_RAW = re.compile(r"\{%-?[ ]*(?:end)?raw[ ]*-?%\}")

_NAME = r"[^\W\d_]"
# Whatever stands in a text, none of these looks at a character more often than some number of times.
_PLACEHOLDERS = (
    r"<(?![\s=\-/!<>])[^<>\n]{0,79}>",
    r"""\{\{(?:[^{}'"`\n]|'[^'\n]*'|"[^"\n]*"|`[^`\n]*`|\{(?!\{)|\}(?!\}))*\}\}""",
    r"\$?\{\{(?:[^{}\n]|\{(?!\{)|\}(?!\}))*\}\}",
    r"\{ \{[^{}\n]*\} \}",
    r"\$\{[^{}\n]+\}",
    rf"(?<![\\$\w}}])\{{[ ]?{_NAME}[\w .-]*\}}(?!\w*\()",
    rf"(?<=[\w./:-])(?<!\\p)(?<!\\P)\{{{_NAME}[\w .-]*\}}",
    r"@[A-Z][A-Z0-9_]*@",
    r"%[A-Z][A-Z0-9_]+%",
    r"__[A-Z][A-Z0-9_]*__",
    r"\[(?:[Yy]our|YOUR)(?:\b|_)[^\[\]\n]*\]",
    r"\[[A-Z][A-Z0-9_]*\](?=[\w@./-])|(?<=[\w@./-])\[[A-Z][A-Z0-9_]*\]",
    r"\[\w[\w.-]*(?:[ ]*\|[ ]*\w[\w.-]*)+\]",
    r"\A\w[\w.-]*(?:[ ]*\|[ ]*\w[\w.-]*)+\Z",
    r"\bYOUR(?:[_-]\w[\w-]*)?\b",
    r"\b(?:REPLACE|CHANGE|INSERT|ENTER|FILL|PUT|ADD)(?:[_-]?(?:ME|IN|THIS|WITH|YOUR|HERE))(?:[_-]\w+)*\b",
    r"\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*_(?:HERE|PLACEHOLDER)\b",
    r"\b(?:[A-Z0-9]+_)*BASE64(?:_[A-Z0-9]+)+\b|\b(?:[A-Z0-9]+_)+BASE64\b",
    r"\b(?:TODO|FIXME|PLACEHOLDER)\b",
    r"\*{3,}",
    r"\[(?:REDACTED|redacted|MASKED|masked|HIDDEN|hidden)\]|\b(?:REDACTED|MASKED)\b",
    r"\bX{3,}\b|\b[0-9A-Z]{0,40}X{4,}\b",
    r"\A[xX]{1,40}(?:[-.:_/][xX]{1,40})*\Z(?<=[xX]{3})",
    r"\bENC\[[A-Z0-9_]+,[^\[\]\n]*\]",
)
"""Placeholders for a value, as they stand in a text."""
_BRACKETED = rf"\[[ ]*{DOTS}[ ]*\]|\{{[ ]*{DOTS}[ ]*\}}|(?<=[ ])[|>][-+]?[ ]+{DOTS}(?=[ ]*$)"
"""A value that is left out, or a part of one."""
_SHELL = r"\$[A-Za-z_]\w*|\$\{|\$\(|\$[0-9@*#?$!-]|`"
"""What the shell replaces in a here-document."""
_COMMANDS = (r"`[^`\n]*`", r"\$\([^()\n]*\)")
"""Those of them that a parser of YAML stumbles over."""
_LEFT_OUT = rf"{DOTS}|<[ -]*{_SNIP}[ -]*>"
_ALONE = re.compile(ELLIPSIS)

_TRIGGER = re.compile(
    r"\.\.\.|…|⋯|^[ ]*\.[ ]*$|[<{@%$`\[|]|snip|omitted|truncated|left out|elided|省略|__|xxx|\*\*\*|redacted|masked"
    r"|[A-Z]{3}",
    re.MULTILINE,
)
"""What every sign has something of."""


class Signs:
    """What stands for something else in a text, which may be a here-document and have patterns of its own."""

    def __init__(self, patterns: Iterable[str] = (), variables: Mapping[str, str] | None = None) -> None:
        self.variables = variables
        """Those that the commands before a here-document set, None where no shell reads the text."""
        shell = (_SHELL,) if variables is not None else ()
        self._own = tuple(patterns)
        self._placeholder = _compiled((*self._own, *shell, *_PLACEHOLDERS))
        self._left_out = re.compile(_LEFT_OUT)
        self.token = _tokens((*self._own, *(_COMMANDS if shell else ()), *_PLACEHOLDERS, _BRACKETED))
        """What to look at in a line: texts in quotes, comments, placeholders."""

    def any_in(self, text: str) -> bool:
        """Whether a text may have some; most have none, and are read as any file."""
        return bool(self._own or _TRIGGER.search(text))

    def mark(self, line: str) -> re.Match[str] | None:
        """The line as one that is nothing but a mark, with its ``indent``, ``item`` and ``mark``; None for others."""
        found = LINE.fullmatch(line)
        if found or self.variables is None or "$" not in line:
            return found
        variable = _VARIABLE_LINE.fullmatch(line)
        known = variable and (variable["name"] or variable["braced"]) in self.variables
        return None if known else variable

    def unknown(self, text: str) -> bool:
        """Whether the value of a text, or a part of it, is not known."""
        return self._placeholder.search(text) is not None or self._left_out.search(text) is not None

    def whole(self, text: str) -> bool:
        """Whether nothing of it is known."""
        return any(pattern.fullmatch(text) is not None for pattern in (self._placeholder, self._left_out, _ALONE))


def is_template(text: str) -> bool:
    """Whether a line is of a template that makes one of several texts."""
    return _CONTROL.search(text) is not None


def without_raw(line: str) -> str:
    """A line without the marks that keep a template engine from it, which no reader gets to see; as wide as before."""
    return _RAW.sub(lambda found: " " * len(found[0]), line) if "{%" in line else line


@lru_cache(maxsize=16)
def _tokens(places: tuple[str, ...]) -> re.Pattern[str]:
    begins = r"(?<![^\s\[{,(:])"
    return re.compile(
        rf"(?P<quoted>{begins}(?:\"[^\"\\]*(?:\\.[^\"\\]*)*\"|'[^']*(?:''[^']*)*'(?!')))"
        rf"|(?P<open>{begins}[\"'].*)"
        r"|(?P<comment>(?<!\S)#.*)"
        rf"|(?P<place>{'|'.join(f'(?:{place})' for place in places)}|\{{%[^{{}}\n]*%\}})"
    )


@lru_cache(maxsize=16)
def _compiled(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
