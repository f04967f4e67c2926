"""One-line mutants of Python sources: what a slip of the hand would change, each with its place.

What is only said to people (docstrings, messages, annotations) and what only saves time (caches) is left alone. A
mutant is a stretch of bytes and what comes in its place, so the lines and comments around it stay as they are.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

from mutant_kinds import EMPTY, NAMES, SAID, SPARING, SWAPS, THRIFT, UNREAD, Mutant, Span

_BRACES = re.compile(rb"\{[0-9]*,?[0-9]*\}")
_DIGITS = re.compile(rb"[0-9]+")


def candidates(source: str) -> list[Mutant]:
    """All mutants of a source, by place. Some may be no Python, or mean what the source does: see `is_one`."""
    return sorted(_Reader(source).visit(ast.parse(source)), key=lambda mutant: mutant[:3])


def is_one(mutant: Mutant, source: str) -> bool:
    """Whether the mutant can be run and is another program than its source."""
    try:
        return ast.dump(ast.parse(mutant.applied(source))) != ast.dump(ast.parse(source))
    except SyntaxError:
        return False


class _Reader(ast.NodeVisitor):
    """Yields the mutants of each node and of all that is in it; a method for each type of node that has some."""

    def __init__(self, source: str) -> None:
        self._bytes = source.encode()
        self._lines = [0, *(match.end() for match in re.finditer(b"\n", self._bytes))]
        self._returns: list[str] = []
        """The types of the functions around a node."""
        self._statement = 1
        """The line where the statement begins that a node is in."""

    def generic_visit(self, node: ast.AST) -> Iterator[Mutant]:
        """The mutants of the children that do something."""
        for child in _live(node):
            if isinstance(child, ast.stmt):
                self._statement = child.lineno
            yield from self.visit(child)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> Iterator[Mutant]:
        for decorator in node.decorator_list:
            if isinstance(decorator, ast.Call):
                yield from self._shorter(decorator.args)
        for decorator in _that_matter(node.decorator_list):
            start, end = self._span(decorator)
            yield self._mutant("decorator", (self._bytes.rfind(b"@", 0, start), end), "")
        self._returns.append(ast.unparse(node.returns) if node.returns else "")
        yield from self.generic_visit(node)
        self._returns.pop()

    def visit_Compare(self, node: ast.Compare) -> Iterator[Mutant]:
        sides = [node.left, *node.comparators]
        for operator, left, right in zip(node.ops, sides, sides[1:], strict=False):
            yield from self._swapped("comparison", operator, left, right)
        yield from self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> Iterator[Mutant]:
        for left, right in zip(node.values, node.values[1:], strict=False):
            yield from self._swapped("boolean", node.op, left, right)
        yield from self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> Iterator[Mutant]:
        if not any(map(_is_put_together, (node.left, node.right))):
            yield from self._swapped("arithmetic", node.op, node.left, node.right)
        yield from self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> Iterator[Mutant]:
        if isinstance(node.op, ast.Not):
            yield self._mutant("condition", (self._span(node)[0], self._span(node.operand)[0]), "")
        yield from self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> Iterator[Mutant]:
        if isinstance(node.value, bool):
            yield self._mutant("flag", self._span(node), str(not node.value))
        elif isinstance(node.value, int):
            for value in (node.value + 1, node.value - 1):
                yield self._mutant("number", self._span(node), str(value))

    def visit_If(self, node: ast.If) -> Iterator[Mutant]:
        yield from self._turned(node.test)
        yield from self.generic_visit(node)

    def visit_IfExp(self, node: ast.IfExp) -> Iterator[Mutant]:
        yield from self._turned(node.test)
        yield from self.generic_visit(node)

    def visit_comprehension(self, node: ast.comprehension) -> Iterator[Mutant]:
        for test in node.ifs:
            yield from self._turned(test)
        yield from self.generic_visit(node)

    def visit_Return(self, node: ast.Return) -> Iterator[Mutant]:
        promised = self._returns[-1]
        if node.value and promised == "bool":
            yield from self._turned(node.value)
        elif node.value and not _is_nothing(node.value):
            nothing = next((text for start, text in EMPTY.items() if promised.startswith(start)), None)
            if nothing or promised.endswith("| None"):
                yield self._mutant("return", self._span(node.value), nothing or "None")
        yield from self.generic_visit(node)

    def visit_Expr(self, node: ast.Expr) -> Iterator[Mutant]:
        if isinstance(node.value, ast.Yield | ast.YieldFrom):
            yield self._mutant("yield", self._span(node), "yield from ()")
        elif isinstance(node.value, ast.Call):
            yield self._mutant("statement", self._span(node), "pass")
        yield from self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> Iterator[Mutant]:
        function = node.func
        if isinstance(function, ast.Name) and function.id in NAMES:
            yield self._mutant("function", self._span(function), NAMES[function.id])
        elif ast.unparse(function).startswith("re."):
            for argument in node.args:
                yield from self._bounds(self._span(argument))
        yield from self.generic_visit(node)

    def visit_Continue(self, node: ast.Continue) -> Iterator[Mutant]:
        yield self._mutant("jump", self._span(node), "break")

    def visit_Break(self, node: ast.Break) -> Iterator[Mutant]:
        yield self._mutant("jump", self._span(node), "continue")

    def visit_Set(self, node: ast.Set) -> Iterator[Mutant]:
        yield from self._shorter(node.elts)
        yield from self.generic_visit(node)

    def visit_List(self, node: ast.List) -> Iterator[Mutant]:
        if not self._returns:
            yield from self._shorter(node.elts)
        yield from self._visit_items(node.elts)

    def visit_Tuple(self, node: ast.Tuple) -> Iterator[Mutant]:
        if not self._returns:  # inside of functions they have the length that is asked for
            yield from self._shorter_tuple(node.elts)
        yield from self._visit_items(node.elts)

    def _visit_items(self, items: Sequence[ast.expr]) -> Iterator[Mutant]:
        """The mutants in the items; rows of a table have the length that is asked for, too."""
        are_rows = all(isinstance(item, ast.Tuple) for item in items)
        for item in items:
            yield from self.generic_visit(item) if are_rows else self.visit(item)

    def visit_Dict(self, node: ast.Dict) -> Iterator[Mutant]:
        keys = [key for key in node.keys if key is not None]
        if not self._returns and len(keys) == len(node.values):
            yield from self._shorter(keys, node.values)
        yield from self.generic_visit(node)

    def _span(self, node: ast.expr | ast.stmt) -> Span:
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        start, end = self._lines[node.lineno - 1], self._lines[node.end_lineno - 1]
        return (start + node.col_offset, end + node.end_col_offset)

    def _mutant(self, kind: str, span: Span, text: str) -> Mutant:
        line = self._bytes.count(b"\n", 0, span[0]) + 1
        return Mutant(*span, text, kind, line, range(self._statement, line + 1), bool(self._returns))

    def _text(self, span: Span) -> str:
        return self._bytes[span[0] : span[1]].decode()

    def _swapped(self, kind: str, operator: ast.AST, left: ast.expr, right: ast.expr) -> Iterator[Mutant]:
        look, instead = SWAPS.get(type(operator), ("", ""))
        between = re.compile(look.encode()).search(self._bytes, self._span(left)[1], self._span(right)[0])
        if look and between:
            yield self._mutant(kind, between.span(), instead)

    def _turned(self, test: ast.expr) -> Iterator[Mutant]:
        """The condition that holds where it does not; comparisons and ``not`` are turned where they stand."""
        if not isinstance(test, ast.UnaryOp | ast.Compare | ast.Constant):
            yield self._mutant("condition", self._span(test), f"(not ({self._text(self._span(test))}))")

    def _bounds(self, span: Span) -> Iterator[Mutant]:
        """The numbers in braces of a regular expression."""
        for braces in _BRACES.finditer(self._bytes, *span):
            for digits in _DIGITS.finditer(self._bytes, *braces.span()):
                for value in {int(digits.group()) + 1, max(0, int(digits.group()) - 1)}:
                    yield self._mutant("pattern", digits.span(), str(value))

    def _shorter(self, starts: Sequence[ast.expr], ends: Sequence[ast.expr] = ()) -> Iterator[Mutant]:
        """A table without each of its entries, which begin and end with these."""
        spans = [
            (self._span(first)[0], self._span(last)[1]) for first, last in zip(starts, ends or starts, strict=True)
        ]
        for index, (start, end) in enumerate(spans):
            if index + 1 < len(spans):
                yield self._mutant("entry", (start, spans[index + 1][0]), "")
            else:
                yield self._mutant("entry", (spans[index - 1][1] if index else start, end), "")

    def _shorter_tuple(self, items: Sequence[ast.expr]) -> Iterator[Mutant]:
        """The same, where an entry that is left alone has to keep its comma, and the last one to take it along."""
        if len(items) > 2:
            yield from self._shorter(items)
        elif items:
            start, end = self._span(items[0])[0], self._span(items[-1])[1]
            end += self._bytes[end : end + 1] == b","
            left = [f"{self._text(self._span(item))}," for item in reversed(items)] if len(items) == 2 else [""]
            yield from (self._mutant("entry", (start, end), text) for text in left)


def _live(node: ast.AST) -> Iterator[ast.AST]:
    """The children of a node that do something."""
    if isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Call) and _name(node) in SAID):
        return
    if isinstance(node, ast.keyword) and node.arg in SPARING:
        return
    if isinstance(node, ast.AnnAssign):
        yield from (node.value,) if node.value else ()
    elif isinstance(node, ast.arguments):
        yield from (default for default in (*node.defaults, *node.kw_defaults) if default)
    elif isinstance(node, ast.FunctionDef):
        yield from (*_that_matter(node.decorator_list), node.args, *node.body)
    elif isinstance(node, ast.Assign):
        yield from _assigned(node)
    else:
        yield from ast.iter_child_nodes(node)


def _assigned(node: ast.Assign) -> Iterator[ast.AST]:
    """What stands right of the sign; of what is given to several names each part, since none can be left out."""
    target = node.targets[0]
    if isinstance(node.value, ast.Subscript) and _name(node.value.value) in ("Callable", "dict", "tuple"):
        return  # a type
    if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
        yield from node.value.elts
    elif _name(target) not in UNREAD:
        yield node.value


def _that_matter(decorators: Sequence[ast.expr]) -> list[ast.expr]:
    return [decorator for decorator in decorators if _name(decorator) not in THRIFT]


def _name(node: ast.expr) -> str:
    called = node.func if isinstance(node, ast.Call) else node
    return ast.unparse(called).rpartition(".")[2]


def _is_nothing(node: ast.expr) -> bool:
    """Whether it is what a function returns that finds nothing."""
    return ast.unparse(node) in ("None", "NONE", *EMPTY.values())


def _is_put_together(node: ast.expr) -> bool:
    """Whether it is something of which more is put together, not reckoned."""
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return is_text or isinstance(node, ast.JoinedStr | ast.Tuple | ast.List)
