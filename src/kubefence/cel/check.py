"""Finds what is surely wrong with an expression: its syntax, names, fields, functions and operand types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kubefence.cel import functions, loops, operators, signatures, structs, types
from kubefence.cel.libraries import later
from kubefence.cel.nodes import Call, Index, Literal, Name, Node, Select, Struct, qualified
from kubefence.cel.syntax import TooDeep, parse
from kubefence.cel.tokens import Kind, SyntaxMistake, tokens
from kubefence.cel.types import ANY, BOOL, DYN, Type
from kubefence.findings import Text
from kubefence.versions import Version
from kubefence.wording import a

Scope = Mapping[str, Type]


class Mistake(NamedTuple):
    """What is wrong, and where."""

    at: int
    text: Text
    until: Version | None = None
    """The last version in which it is one, None where it is one in all of them."""

    def spoken(self, field: str, source: str) -> Text:
        """The mistake for a message: in which field, and where in its text."""
        line, column = source.count("\n", 0, self.at) + 1, self.at - source.rfind("\n", 0, self.at)
        return Text(
            f"{field} 无法编译（第 {line} 行第 {column} 列）：{self.text.zh}",
            f"{field} does not compile ({line}:{column}): {self.text.en}",
        )


def mistake(
    text: str, variables: Scope, results: Sequence[Type] = (), *, mutation: bool = False, bindings: bool = False
) -> Mistake | None:
    """The first mistake in an expression over ``variables``, None where none is sure.

    It has to yield one of ``results``, if there are any; ``mutation`` tells whether it can make objects and patches,
    ``bindings`` whether there is ``cel.bind``.
    """
    try:
        found = Checker(mutation, bindings).type_of(parse(text), variables)
    except SyntaxMistake as error:
        return Mistake(error.at, error.text)
    except (TooDeep, RecursionError):
        return None
    if not results or found is DYN or any(_is_exactly(found, wanted) for wanted in results):
        return None
    zh, en = " 或 ".join(wanted.spoken for wanted in results), " or ".join(a(wanted.spoken) for wanted in results)
    got = "dyn" if found is ANY else found.spoken
    return Mistake(0, Text(f"结果应为 {zh}，而它是 {got}", f"it has to yield {en}, but yields {a(got)}"))


def early(text: str) -> Mistake | None:
    """That older versions lack a function which an expression without a mistake uses."""
    found = later(text)
    return Mistake(found.at, found.text, found.until) if found else None


def type_of(text: str, variables: Scope) -> Type:
    """What an expression yields; `DYN` where it is not sure or does not compile."""
    try:
        return Checker().type_of(parse(text), variables)
    except (SyntaxMistake, TooDeep, RecursionError):
        return DYN


def _is_exactly(found: Type, wanted: Type) -> bool:
    if found.name != wanted.name:
        return found is DYN
    return wanted.item is None or found.item is None or _is_exactly(found.item, wanted.item)


class Checker:
    """Finds the types of the parts of an expression; raises `SyntaxMistake` where they do not fit."""

    def __init__(self, mutation: bool = False, bindings: bool = False) -> None:
        self._mutation = mutation
        self._bindings = bindings
        self._formatting = 0
        """In how many calls of ``format`` this is."""

    def type_of(self, node: Node, scope: Scope) -> Type:
        """What a part of an expression yields."""
        if isinstance(node, Literal):
            return types.PRIMITIVES[node.type]
        if isinstance(node, Name):
            return self._name(node, scope)
        if isinstance(node, Select):
            return self._select(node, scope)
        if isinstance(node, Index):
            return self._index(node, scope)
        if isinstance(node, Call):
            if node.operator:
                return operators.result(node, [self.type_of(argument, scope) for argument in node.args])
            return self._call(node, scope)
        if isinstance(node, Struct):
            return structs.made(node, [self.type_of(value, scope) for value in node.values], self._mutation)
        return structs.collected(node, [self.type_of(item, scope) for item in node.items], loose=self._formatting > 0)

    def _name(self, node: Name, scope: Scope) -> Type:
        if node.name in scope:
            return scope[node.name]
        if node.name in functions.TYPE_NAMES or (self._mutation and structs.is_type(node.name)):
            return DYN
        raise SyntaxMistake(
            node.at,
            Text(
                f"没有声明 {node.name}，这里可用：{_some(scope)}",
                f"{node.name} is not declared, there are: {_some(scope)}",
            ),
        )

    def _select(self, node: Select, scope: Scope) -> Type:
        if qualified(node) in scope:
            return scope[qualified(node)]
        operand = self.type_of(node.operand, scope)
        if operand is ANY or operand.name == "map":
            return DYN if node.optional else operand.item or operand
        if types.is_sure(operand) and operand.name != "object":
            raise SyntaxMistake(
                node.at,
                Text(f"{operand.name} 没有字段 {node.field}", f"{a(operand.name)} has no field {node.field}"),
            )
        if operand.fields is None:
            return DYN
        if node.field not in operand.fields:
            raise SyntaxMistake(node.at, _undefined(node.field, operand.fields))
        return DYN if node.optional else operand.fields[node.field]

    def _index(self, node: Index, scope: Scope) -> Type:
        key, operand = self.type_of(node.key, scope), self.type_of(node.operand, scope)
        if operand is ANY:
            return DYN if node.optional else ANY
        wanted = types.INT if operand.name == "list" else operand.key
        indexed = operand.name in ("list", "map") or not types.is_sure(operand)
        if not indexed or (wanted and not types.alike(wanted, key)):
            raise SyntaxMistake(
                node.at,
                Text(f"不能用 {key.name} 索引 {operand.spoken}", f"{a(operand.spoken)} has no entries by {key.name}"),
            )
        return DYN if node.optional else operand.item or DYN

    def _call(self, node: Call, scope: Scope) -> Type:
        if node.target is None and node.function == "has":
            return self._has(node, scope)
        if self._bindings and node.function == "bind" and node.target and qualified(node.target) == "cel":
            return self._bind(node, scope)
        space = self.space(node.target, scope)
        target = None if node.target is None or space else self.type_of(node.target, scope)
        if node.function not in functions.RESULTS:
            raise SyntaxMistake(node.at, Text(f"没有函数 {node.function}", f"there is no function {node.function}"))
        if target is not None and node.function in functions.LOOPS:
            return loops.checked(node, target, scope, self.type_of)
        self._formatting += node.function == "format"
        found = [self.type_of(argument, scope) for argument in node.args]
        self._formatting -= node.function == "format"
        return signatures.called(node, target, found, space) or functions.RESULTS[node.function]

    def space(self, target: Node | None, scope: Scope) -> str:
        """What stands before the dot of a call, where it is no value but a part of the function's name."""
        name = qualified(target) if target is not None else ""
        spaces = (*functions.NAMESPACES, *functions.TYPE_NAMES, *(("jsonpatch",) if self._mutation else ()))
        return name if name in spaces and name.partition(".")[0] not in scope else ""

    def _has(self, node: Call, scope: Scope) -> Type:
        if len(node.args) != 1 or not isinstance(node.args[0], Select):
            raise SyntaxMistake(
                node.at,
                Text("has 的参数应为字段，如 has(a.b)", "has takes a field, such as has(a.b)"),
            )
        self.type_of(node.args[0], scope)
        return BOOL

    def _bind(self, node: Call, scope: Scope) -> Type:
        if len(node.args) == 3 and isinstance(node.args[0], Name):
            value = self.type_of(node.args[1], scope)
            return self.type_of(node.args[2], {**scope, node.args[0].name: value})
        return DYN


def _undefined(field: str, fields: Mapping[str, Type]) -> Text:
    if not fields:
        return Text(f"没有字段 {field}", f"there is no field {field}")
    return Text(f"没有字段 {field}，有：{_some(fields)}", f"there is no field {field}, there are: {_some(fields)}")


def _some(names: Mapping[str, object]) -> str:
    known = sorted(name for name in names if "." not in name)
    return ", ".join(known[:8]) + (", …" if len(known) > 8 else "")


def mentions(text: str, name: str) -> bool | None:
    """Whether an expression speaks of a variable, None where it is no expression."""
    try:
        return any(token.kind is Kind.NAME and token.text == name for token in tokens(text))
    except SyntaxMistake:
        return None
