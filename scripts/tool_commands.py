"""Commands and flags of programs, read from their sources in Go (cobra, urfave/cli) or from reference pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from update_commands import Command, Flag

Files = Mapping[str, str]
"""Path to text."""
Rows = dict[str, Command]
"""Commands by their paths; "" is the program itself."""

_TYPES = {"": "bool", "int": "int", "float": "float", "duration": "duration"}
"""Types as reference pages write them; all others take any text."""
_CELL = re.compile(r'<td colspan="2">(?:-(\w), )?--([\w-]+)(?: (\w[\w./-]*)(\[=[^<&]*)?)?(?:&nbsp;[^<]*)?</td>')
_PAGE = re.compile(r"(?:.*/)?(?P<folder>kubeadm[\w.-]*)/(?P<file>[\w.-]+)\.md$|(?P<root>kubeadm)\.md$")


def of_pages(pages: Files) -> Rows:
    """The commands of kubeadm, whose reference has a page for each."""
    rows: Rows = {}
    for path, text in pages.items():
        found = _PAGE.search(path)
        if found is None:
            continue
        name = found["root"] or (found["folder"] if found["file"] == "_index" else found["file"])
        rows[" ".join(name.split("_")[1:])] = Command((), dict(_cells(text)))
    return rows


def _cells(text: str) -> Iterator[tuple[str, Flag]]:
    for short, name, written, alone in _CELL.findall(text):
        kind = _TYPES.get(written, "text")
        yield name, Flag(short, kind, bare=kind == "bool" or bool(alone))


_KINDS = {"Bool": "bool", "Int": "int", "Uint": "int", "Duration": "duration", "Float": "float", "Count": "bool"}
_COMMAND = re.compile(r"= &cli\.Command\{\n(.*?)^\}", re.MULTILINE | re.DOTALL)
_OF_URFAVE = re.compile(r"&cli\.(Bool|String|Int|Uint|Duration|Float)\w*Flag\{((?:[^{}]|\{[^{}]*\})*)\}")
_NAMED = re.compile(r'\bName:\s*"([\w-]+)"')
_ALSO = re.compile(r"\bAliases:\s*\[\]string\{([^}]*)\}")


def of_urfave(files: Files, main: str) -> Rows:
    """The commands of crictl, each of which is a variable; ``main`` has the flags of the program."""
    rows: Rows = {"": Command((), dict(_of_urfave(files[main])))}
    for text in files.values():
        for body in _COMMAND.findall(text):
            head, _, rest = body.partition("Flags:")
            name = _NAMED.search(head)
            if name is not None:
                rows[name[1]] = Command(tuple(_quoted(head)), dict(_of_urfave(rest)))
    return rows


def _of_urfave(text: str) -> Iterator[tuple[str, Flag]]:
    for kind, body in _OF_URFAVE.findall(text):
        name = _NAMED.search(body)
        names = [name[1] if name else "", *_quoted(body)]
        short = next((each for each in names if len(each) == 1), "")
        for each in names:
            if len(each) > 1:
                yield each, Flag(short, _KINDS.get(kind, "text"), bare=kind == "Bool")


def _quoted(text: str) -> list[str]:
    found = _ALSO.search(text)
    return re.findall(r'"([^"]+)"', found[1]) if found else []


class _Function(NamedTuple):
    body: str
    makes: bool
    """Whether it makes a command."""


_FUNCTION = re.compile(r"^func (\w+)\(([^{]*?)\)[^{\n]*\{\n(.*?)^\}", re.MULTILINE | re.DOTALL)
_MAKER = re.compile(r"^func (\w+)\([^{]*\*cobra\.Command \{$", re.MULTILINE)
_CONSTANT = re.compile(r'^\s*(?:const\s+|var\s+)?(\w+)\s*=\s*"([^"\n]*)"', re.MULTILINE)
_USE = re.compile(r'\bUse:\s*(?:"([^"\n]*)"|`([^`]*)`|(\w+)\b)')
_ALIASES = re.compile(r"\bAliases:\s*\[\]string\{([^}]*)\}")
_ADDED = re.compile(r"\.AddCommand\(")
_BRACKET = re.compile(r"[()]")
_CALLED = re.compile(r"(?:\w+\.)?(\w+)\(")
_FLAG = re.compile(
    r"(?P<all>Persistent)?(?:Flags\(\)|\b\w+)\.(?P<kind>Bool|String|Int|Uint|Duration|Float|Count)\w*?"
    r"(?P<var>Var)?(?P<short>P)?\(\s*(?(var)[^,()]+,\s*)"
    r'(?:"(?P<name>[\w-]+)"|(?P<constant>\w+))\s*,(?(short)\s*"(?P<letter>\w?)")'
)
_DEEPEST = 2
"""Functions in each other that set the flags of a command."""
_NO_NAME = re.compile(r"^(?:New|new|make)(?:Cmd)?|(?:Command|Cmd)$")


class Sources:
    """Sources of one program."""

    def __init__(self, files: Files) -> None:
        text = "\n".join(files.values())
        self._constants = dict(_CONSTANT.findall(text))
        makers = set(_MAKER.findall(text))
        self._functions = {
            name: _Function(body, name in makers)
            for each in files.values()
            for name, _, body in _FUNCTION.findall(each)
        }

    def rows(self, root: str) -> Rows:
        """The commands below those that a text adds: the body of a function, or a file."""
        rows: Rows = {"": Command((), self._flags(root, everywhere=None))}
        for child in self._children(root):
            self._add(child, "", {}, rows)
        return rows

    def body(self, name: str) -> str:
        """What a function does."""
        return self._functions[name].body

    def _add(self, function: str, above: str, inherited: Mapping[str, Flag], rows: Rows) -> None:
        body = self._functions[function].body
        path = f"{above} {self._name(function, body)}".strip()
        if path in rows:
            return
        aliases = _ALIASES.search(body)
        shared = {**inherited, **self._flags(body, everywhere=True)}
        names = tuple(re.findall(r'"([^"]+)"', aliases[1])) if aliases else ()
        rows[path] = Command(names, {**shared, **self._flags(body, everywhere=False)})
        for child in self._children(body):
            self._add(child, path, shared, rows)

    def _name(self, function: str, body: str) -> str:
        found = _USE.search(body)
        said = (found[1] or found[2] or self._constants.get(found[3] or "", "")) if found else ""
        return said.split()[0] if said else _NO_NAME.sub("", function).lower()

    def _children(self, body: str) -> Iterator[str]:
        for added in _ADDED.finditer(body):
            yield from (name for name in _CALLED.findall(_inside(body, added.end())) if self._is_maker(name))

    def _is_maker(self, name: str) -> bool:
        return name in self._functions and self._functions[name].makes

    def _flags(self, body: str, *, everywhere: bool | None, depth: int = 0) -> dict[str, Flag]:
        """The flags that a text sets, itself or in what it calls; of None all of them."""
        flags: dict[str, Flag] = {}
        for found in _FLAG.finditer(body):
            name = found["name"] or self._constants.get(found["constant"], "")
            if name and (everywhere is None or bool(found["all"]) == everywhere):
                kind = _KINDS.get(found["kind"], "text")
                flags[name] = Flag(found["letter"] or "", kind, bare=kind == "bool")
        for name in sorted(set(_CALLED.findall(body))) if depth < _DEEPEST and not everywhere else ():
            function = self._functions.get(name)
            wraps = depth == 0 and "cobra.Command{" not in body  # a command that another function makes
            if function is not None and (wraps if function.makes else "lags(" in body):
                flags = {**self._flags(function.body, everywhere=everywhere, depth=depth + 1), **flags}
        return flags


def _inside(text: str, start: int) -> str:
    """What stands in a bracket that is open."""
    depth = 1
    for found in _BRACKET.finditer(text, start):
        depth += 1 if found[0] == "(" else -1
        if depth == 0:
            return text[start : found.start()]
    return text[start:]
