"""Templates of Go (``text/template``): how their actions are written, which blocks end, which functions there are."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from kubefence.findings import Text

FUNCTIONS = frozenset(
    {"and", "call", "html", "index", "slice", "js", "len", "not", "or", "print", "printf", "println", "urlquery"}
    | {"eq", "ge", "gt", "le", "lt", "ne"}
)
"""Those that every template has."""
_OPENING = frozenset({"if", "range", "with", "define", "block"})
_CLOSING, _OTHERWISE = "end", "else"
_IN_LOOPS = frozenset({"break", "continue"})
_OTHER_WORDS = frozenset({"template", "nil", "true", "false"})
_COMMENT = re.compile(r"\{\{(?:- )?/\*.*?\*/(?: -)?\}\}", re.DOTALL)
_ENDS_SOON = re.compile(r"[ \t\r\n]|-?\}\}|[.,|:()=]|$")
_PARTS = re.compile(
    r"""(?P<space>[ \t\r\n]+)|(?P<end>-?\}\})"""
    r"""|(?P<text>"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)+')"""
    r"""|(?P<word>[^\W\d]\w*)|(?P<value>(?:\.[^\W\d]\w*)|\.|\$\w*|[+-]?\d[\w.+]*)|(?P<sign>:=|[=|,()])"""
)


def template(text: str, functions: Collection[str] = ()) -> Text | None:
    """What is wrong with a template; ``functions`` are those that it has beside the usual ones."""
    known = FUNCTIONS | set(functions)
    open_blocks, variables = list[str](), {"$"}
    at = 0
    while (start := text.find("{{", at)) >= 0:
        comment = _COMMENT.match(text, start)
        if comment:
            at = comment.end()
            continue
        action = _Action(text, start)
        fault = action.read(known, variables) or _nested(action.words, open_blocks)
        if fault is not None:
            return fault
        at = action.at
    if open_blocks:
        return Text(f"{{{{{open_blocks[-1]}}}}} 没有 {{{{end}}}}", f"{{{{{open_blocks[-1]}}}}} has no {{{{end}}}}")
    return None


def _nested(words: list[str], open_blocks: list[str]) -> Text | None:
    """What the first word of an action does to the blocks that are open."""
    first = words[0] if words else ""
    if first in _OPENING:
        open_blocks.append(first)
    elif first in (_CLOSING, _OTHERWISE):
        if not open_blocks:
            return Text(
                f"{{{{{first}}}}} 前面没有 if、range 或 with", f"there is no if, range or with before {{{{{first}}}}}"
            )
        if first == _CLOSING:
            open_blocks.pop()
    return None


class _Action:
    """One ``{{…}}``."""

    def __init__(self, text: str, start: int) -> None:
        self._text = text
        trimmed = text.startswith("{{- ", start) or text.startswith(("{{-\n", "{{-\t"), start)
        self.at = start + 2 + trimmed
        self.words: list[str] = []

    def read(self, known: Collection[str], variables: set[str]) -> Text | None:
        """What is wrong with it; `at` is behind it then, and ``variables`` holds those that it sets too."""
        variables.update(_SET.findall(self._text, self.at, self._text.find("}}", self.at)))
        brackets, called = 0, False
        for kind, part in self._parts():
            if kind == "end":
                return _UNCLOSED if brackets else None if called else _EMPTY
            if kind == "bad":
                return self._bad(part)
            called = called or kind != "space"
            brackets += (part == "(") - (part == ")")
            if brackets < 0:
                return _UNCLOSED
            if kind == "word":
                if part in _FIRST and self.words and (self.words, part) not in _ELSE:
                    return Text(f"{part} 只能写在开头", f"{part} can only stand at the beginning")
                self.words.append(part)
                if part not in known and part not in _KEYWORDS:
                    return Text(
                        f"模板没有函数 {part}；字段前面要有点：.{part}",
                        f"there is no function {part}; a field is .{part}",
                    )
            elif part.startswith("$") and kind == "value" and part not in variables:
                return Text(f"变量 {part} 没有设过", f"the variable {part} is never set")
            elif kind != "space" and not self.words:
                self.words.append("")
        return Text("{{ 没有对应的 }}", "a {{ is not closed")

    def _parts(self) -> Iterator[tuple[str, str]]:
        while self.at < len(self._text):
            found = _PARTS.match(self._text, self.at)
            if found is None:
                yield "bad", self._text[self.at]
                return
            self.at = found.end()
            yield str(found.lastgroup), found[0]
            if found.lastgroup == "end":
                return
            if (
                found.lastgroup in ("word", "value", "text")
                and found[0] != "."
                and not _ENDS_SOON.match(self._text, self.at)
            ):
                yield "bad", self._text[self.at]
                return

    def _bad(self, sign: str) -> Text:
        if sign in "\"'`":
            return Text(f"引号 {sign} 没有结束", f"the quote {sign} is not closed")
        if sign == "}":
            return _UNCLOSED
        return Text(
            f'{sign!r} 不能写在这里；键里有它时写成 index . "键"',
            f'{sign!r} cannot stand here; write index . "key" of such a key',
        )


_SET = re.compile(r"\$\w+(?=[ \t]*(?:,[ \t]*\$\w+[ \t]*)?:=)")
_FIRST = _OPENING | {_CLOSING, _OTHERWISE}
_ELSE = (([_OTHERWISE], "if"), ([_OTHERWISE], "with"))
_KEYWORDS = _OPENING | {_CLOSING, _OTHERWISE} | _IN_LOOPS | _OTHER_WORDS
_UNCLOSED = Text("括号没有配对", "brackets are not closed")
_EMPTY = Text("{{ }} 里什么也没有", "there is nothing in {{ }}")
