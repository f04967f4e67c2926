"""Finds what is surely wrong with an expression: its syntax, names, fields, functions and operand types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from kubefence.findings import Text
from kubefence.rules.formats.cel import functions, operators, types
from kubefence.rules.formats.cel.nodes import Call, Index, Items, Literal, Name, Node, Select, qualified
from kubefence.rules.formats.cel.syntax import TooDeep, parse
from kubefence.rules.formats.cel.tokens import Kind, SyntaxMistake, tokens
from kubefence.rules.formats.cel.types import BOOL, DYN, Type

Scope = Mapping[str, Type]


class Mistake(NamedTuple):
    """What is wrong, and where."""

    at: int
    text: Text

    def spoken(self, field: str, source: str) -> Text:
        """The mistake for a message: in which field, and where in its text."""
        line, column = source.count("\n", 0, self.at) + 1, self.at - source.rfind("\n", 0, self.at)
        return Text(
            f"{field} 无法编译（第 {line} 行第 {column} 列）：{self.text.zh}",
            f"{field} does not compile ({line}:{column}): {self.text.en}",
        )


def mistake(text: str, variables: Scope, result: Type = DYN, structs: bool = False) -> Mistake | None:
    """The first mistake in an expression over ``variables`` that has to yield ``result``, None where none is sure."""
    try:
        found = _Checker(structs).type_of(parse(text), variables)
    except SyntaxMistake as error:
        return Mistake(error.at, error.text)
    except (TooDeep, RecursionError):
        return None
    if result.name != "dyn" and found.name not in (result.name, "dyn"):
        return Mistake(
            0,
            Text(
                f"结果应为 {result.name}，而它是 {found.name}",
                f"it has to yield a {result.name}, but yields a {found.name}",
            ),
        )
    return None


class _Checker:
    def __init__(self, structs: bool) -> None:
        self._structs = structs

    def type_of(self, node: Node, scope: Scope) -> Type:
        if isinstance(node, Literal):
            return types.PRIMITIVES[node.type]
        if isinstance(node, Name):
            return self._name(node, scope)
        if isinstance(node, Select):
            return self._select(node, scope)
        if isinstance(node, Index):
            self.type_of(node.key, scope)
            held = self.type_of(node.operand, scope).item or DYN
            return DYN if node.optional else held
        if isinstance(node, Call):
            if node.operator:
                return operators.result(node, [self.type_of(argument, scope) for argument in node.args])
            return self._call(node, scope)
        return self._made(node, scope)

    def _name(self, node: Name, scope: Scope) -> Type:
        if node.name in scope:
            return scope[node.name]
        if node.name in functions.TYPE_NAMES or (self._structs and node.name in ("Object", "JSONPatch")):
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
        if operand.name == "map":
            return DYN if node.optional else operand.item or DYN
        if operand.name in types.PLAIN or operand.name == "list":
            raise SyntaxMistake(
                node.at,
                Text(f"{operand.name} 没有字段 {node.field}", f"a {operand.name} has no field {node.field}"),
            )
        if operand.fields is None:
            return DYN
        if node.field not in operand.fields:
            raise SyntaxMistake(node.at, _undefined(node.field, operand.fields))
        return DYN if node.optional else operand.fields[node.field]

    def _made(self, node: Node, scope: Scope) -> Type:
        if isinstance(node, Items):
            for item in node.items:
                self.type_of(item, scope)
            return Type(node.type)
        for value in getattr(node, "values", ()):
            self.type_of(value, scope)
        return DYN

    def _call(self, node: Call, scope: Scope) -> Type:
        if node.target is None and node.function == "has":
            return self._has(node, scope)
        if node.function == "bind" and node.target is not None and qualified(node.target) == "cel":
            return self._bind(node, scope)
        target = None if node.target is None else self._target(node, node.target, scope)
        if node.function not in functions.RESULTS:
            raise SyntaxMistake(node.at, Text(f"没有函数 {node.function}", f"there is no function {node.function}"))
        if target is not None and node.function in functions.LOOPS:
            return self._loop(node, target, scope)
        for argument in node.args:
            self.type_of(argument, scope)
        return functions.RESULTS[node.function]

    def _target(self, node: Call, target: Node, scope: Scope) -> Type:
        name = qualified(target)
        if name.partition(".")[0] not in scope and (name in functions.NAMESPACES or name in functions.TYPE_NAMES):
            return DYN
        if self._structs and name == "jsonpatch":
            return DYN
        return self.type_of(target, scope)

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

    def _loop(self, node: Call, target: Type, scope: Scope) -> Type:
        least, most = functions.LOOPS[node.function]
        if not least <= len(node.args) <= most:
            raise SyntaxMistake(
                node.at,
                Text(
                    f"{node.function} 的参数个数不对（{len(node.args)} 个）",
                    f"the wrong number of arguments for {node.function} ({len(node.args)})",
                ),
            )
        count = functions.bound_names(node.function, len(node.args))
        inner = dict(scope)
        for argument in node.args[:count]:
            if not isinstance(argument, Name):
                raise SyntaxMistake(
                    argument.at if not isinstance(argument, Select) else node.at,
                    Text(f"{node.function} 的变量应为简单的名字", f"the variable of {node.function} is a simple name"),
                )
            inner[argument.name] = DYN
        if count == 1 and target.name == "list" and isinstance(node.args[0], Name):
            inner[node.args[0].name] = target.item or DYN
        results = [self.type_of(argument, inner) for argument in node.args[count:]]
        if node.function == "map":
            return types.listing(results[-1])
        return target if node.function == "filter" else functions.RESULTS[node.function]


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
