"""What the Go types of configuration files say, as JSON schemas; ``update_components.py`` is made of it.

Only facts are read: names of fields, their types, which are required, and the values of closed sets.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

Schema = dict[str, Any]

_IMPORT = re.compile(r'^\s*(?:import\s+)?(?:([\w.]+)\s+)?"([\w./-]+)"\s*(?://.*)?$', re.MULTILINE)
_TYPE = re.compile(r"^(?:type )?\t?(\w+)\s+(?:=\s*)?((?:struct \{|[\w.*\[\]]).*)$")
_DECLARED = re.compile(r"^type (\w+) (?:= )?(.+)$", re.MULTILINE)
_FIELD = re.compile(r"^\t(?:(\w+)\s+)?([\w.*\[\]{}]+)\s*(?:`([^`]*)`)?\s*(?://.*)?$")
_TAG = re.compile(r'(\w+):"([^"]*)"')
_CONSTANT = re.compile(r'^\s*(?:const\s+)?\w+(?:\s+(\w+))?\s*=\s*(?:(\w+)\()?"([^"]*)"', re.MULTILINE)
_DECODER = re.compile(r"^func \(\w* ?\*?(\w+)\) Unmarshal(?:JSON|YAML|Text)\(", re.MULTILINE)
_REGISTERED = re.compile(r"AddKnownTypes\(\s*\w+,(.*?)\)", re.DOTALL)
_REGISTERED_AS = re.compile(r"AddKnownTypeWithName\([^,]*WithKind\(\"(\w+)\"\), ?&\w+\{")
_MAP = re.compile(r"map\[[\w.]+\](.+)")
_COMMENT = re.compile(r"^[ \t]*/\*.*?\*/", re.DOTALL | re.MULTILINE)
"""A comment of several lines; within a line such signs may stand in a text."""
_NUMBERS = {"int32": "int32", "int64": "int64", "uint32": "int64", "int": "int64", "uint16": "int32", "uint8": "int32"}
_FREE = frozenset({"interface{}", "any"})


class Unread(Exception):
    """A type that is needed and not among the sources."""


class Field(NamedTuple):
    """A field of a struct."""

    name: str
    """In JSON, "" where what it has belongs to the struct itself."""
    kind: str
    """Its type, as it is written."""
    required: bool


class Package(NamedTuple):
    """The types of a package."""

    path: str
    """``k8s.io/kubelet/config/v1beta1``"""
    structs: Mapping[str, tuple[Field, ...]]
    others: Mapping[str, str]
    """Names of types that are another type: ``string``."""
    imports: Mapping[str, Mapping[str, str]]
    """For each type the packages that its file imports, by the names that it has for them."""
    values: Mapping[str, tuple[str, ...]]
    """Names of types to the constants that they have."""
    decoders: frozenset[str]
    """Types that read themselves, so that their fields do not say what may be written."""


def package(path: str, files: Mapping[str, str], as_declared: Container[str] = ()) -> Package:
    """The types in the files of a package; those in ``as_declared`` read themselves and change nothing."""
    structs: dict[str, tuple[Field, ...]] = {}
    others: dict[str, str] = {}
    imports: dict[str, Mapping[str, str]] = {}
    values: dict[str, list[str]] = {}
    decoders: set[str] = set()
    for _, written in sorted(files.items()):
        text = _COMMENT.sub("", written)
        here = {alias or _last(target): target for alias, target in _IMPORT.findall(text)}
        for name, kind in _DECLARED.findall(text):
            imports[name] = here
            if kind == "struct {":
                start = text.index(f"type {name} struct {{\n") + len(f"type {name} struct {{\n")
                structs[name] = tuple(_fields(text[start : text.index("\n}", start - 1)]))
            elif not kind.startswith(("interface", "func", "struct")):
                others[name] = kind.partition("//")[0].strip()
        for typed, converted, value in _CONSTANT.findall(text):
            values.setdefault(typed or converted, []).append(value)
        decoders |= {name for name in _DECODER.findall(text) if f"{path}.{name}" not in as_declared}
    found = {name: tuple(dict.fromkeys(filter(None, each))) for name, each in values.items()}
    return Package(path, structs, others, imports, found, frozenset(decoders))


def _last(path: str) -> str:
    return path.rpartition("/")[2]


def _fields(body: str) -> Iterator[Field]:
    required = False
    for line in body.split("\n"):
        if line.strip().startswith("//"):
            required = required or line.strip() == "// +required"
            continue
        found = _FIELD.match(line)
        if found:
            name, kind, tags = found.groups()
            given = dict(_TAG.findall(tags or ""))
            tag, _, more = str(given.get("json", given.get("yaml", ""))).partition(",")
            if tag != "-" and (not name or name[0].isupper()):
                inline = "inline" in more or (not name and not tag)
                yield Field("" if inline else tag or str(name), kind, required)
        required = False


def registered(files: Iterable[str]) -> frozenset[str]:
    """The kinds that a package has a scheme know, by the names that they have there."""
    texts = [re.sub(r"//[^\n]*", "", _COMMENT.sub("", text)) for text in files]
    listed = (name for text in texts for body in _REGISTERED.findall(text) for name in re.findall(r"&(\w+)\{", body))
    return frozenset({*listed, *(name for text in texts for name in _REGISTERED_AS.findall(text))})


class Reader:
    """Types to schemas. Of what is not among the packages ``known`` has the schema and ``fields`` the fields, by its
    path and name; else it is free. Of the types in ``closed`` the constants are all there are; the names in
    packages of ``any_case`` may be written in letters of either case."""

    def __init__(
        self,
        packages: Mapping[str, Package],
        known: Callable[[str], Schema | None],
        fields: Callable[[str], Mapping[str, Schema]],
        closed: frozenset[str],
        named: Mapping[str, str],
        any_case: Container[str] = (),
    ) -> None:
        self.definitions: dict[str, Schema] = {}
        self._packages, self._known, self._fields = packages, known, fields
        self._closed, self._named, self._any_case = closed, named, any_case

    def reference(self, path: str, name: str) -> Schema:
        """The schema of a type of a package, whose definition is made on the way."""
        known = self._known(f"{path}.{name}")
        if known is not None:
            return known
        home = self._packages.get(path)
        if home is None or name in home.decoders:
            return {}
        if name in home.others:
            return self._enumerated(home, name, self.of(home, home.others[name], name))
        if name not in home.structs:
            return {}
        definition = f"{self._named[path]}.{name}"
        if definition not in self.definitions:
            self.definitions[definition] = {}  # types may hold themselves
            self.definitions[definition] = self._object(home, name)
        return {"$ref": f"#/$defs/{definition}"}

    def of(self, home: Package, kind: str, inside: str) -> Schema:
        """The schema of a type as it is written within the type ``inside``."""
        kind = kind.lstrip("*")
        if kind in _FREE:
            return {}
        if kind == "[]byte":
            return {"type": ["string", "null"]}  # in base64; documentation leaves out what is in it
        if kind.startswith("[]"):
            return {"items": self.of(home, kind[2:], inside), "type": ["array", "null"]}
        mapped = _MAP.fullmatch(kind)
        if mapped:
            return {"additionalProperties": self.of(home, mapped[1], inside), "type": ["object", "null"]}
        if kind in ("string", "bool"):
            return {"type": ["boolean" if kind == "bool" else "string", "null"]}
        if kind in _NUMBERS:
            return {"format": _NUMBERS[kind], "type": ["integer", "null"]}
        if kind.startswith("float"):
            return {"type": ["number", "null"]}
        alias, _, name = kind.rpartition(".")
        return self.reference(home.imports[inside].get(alias, alias) if alias else home.path, name)

    def _enumerated(self, home: Package, name: str, schema: Schema) -> Schema:
        values = home.values.get(name, ()) if f"{self._named[home.path]}.{name}" in self._closed else ()
        return {**schema, "enum": [*sorted(values), "", None]} if values else schema

    def _object(self, home: Package, name: str) -> Schema:
        properties: dict[str, Schema] = {}
        required: list[str] = []
        for field, schema, needed in self._members(home, name):
            properties[field] = schema
            required += [field] if needed else []
        made: Schema = {"additionalProperties": False, "properties": properties, "type": ["object", "null"]}
        if home.path in self._any_case:
            made["patternProperties"] = {_in_any_case(properties): {}}
        return {**made, "required": required} if required else made

    def _members(self, home: Package, name: str) -> Iterator[tuple[str, Schema, bool]]:
        for field in home.structs[name]:
            if field.name:
                yield field.name, self.of(home, field.kind, name), field.required
                continue
            alias, _, bare = field.kind.lstrip("*").rpartition(".")
            path = home.imports[name].get(alias, alias) if alias else home.path
            if bare == "TypeMeta":
                yield from (
                    ("apiVersion", {"type": ["string", "null"]}, False),
                    ("kind", {"type": ["string", "null"]}, False),
                )
            else:
                yield from self._embedded(path, bare)

    def _embedded(self, path: str, name: str) -> Iterator[tuple[str, Schema, bool]]:
        if path in self._packages:
            yield from self._members(self._packages[path], name)
            return
        fields = self._fields(f"{path}.{name}")
        if not fields:
            raise Unread(f"{path}.{name} is embedded, and not among the sources")
        yield from ((field, schema, False) for field, schema in fields.items())


def _in_any_case(names: Iterable[str]) -> str:
    """A pattern of what Go takes for these names: letters of either case, and not as they are written."""
    either = ("".join(f"[{sign.upper()}{sign.lower()}]" for sign in name) for name in sorted(names))
    return f"^(?:{'|'.join(either)})$"


def is_kind(home: Package, name: str) -> bool:
    """Whether a type is the root of a file: it says what it is."""
    fields = home.structs[name]
    return any(not field.name and field.kind.endswith("TypeMeta") for field in fields) or {"kind", "apiVersion"} <= {
        field.name for field in fields
    }
