"""Who may import whom: a table, held against what the modules import (`scripts/imports.py` draws it).

Every table is in order: a package imports only those above it, so there is no circle and no arrow upward. A package
that is new needs a row, an import that is new an entry; one that nobody needs any more goes.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest

import imports

GROUND = {
    "errors": "",
    "letters": "",
    "lookalike": "",
    "positions": "",
    "reach": "",
    "wording": "",
    "blocks": "positions",
    "versions": "errors",
    "findings": "positions versions",
    "catalog": "findings",
    "nearest": "findings",
    "fingerprints": "findings",
    "patterns": "findings",
    "severities": "findings nearest",
}
"""The words of the engine, one module each: everyone further down may use them, they use no more than this."""

PURE = {
    "formats": "findings versions",  # a text in, a fault out: usable without rules, schemas and documents
    "cel": "findings wording formats versions",  # the same for a whole language, which has forms of its own
    "cel.run": "cel errors formats",  # … and evaluated by a library that not everybody has
}
"""Rooms that depend on nothing else, so that they can be read, tested and taken along alone."""

ROOMS = {
    "facts": "",
    "html": "",
    "yamldoc": "formats",  # base64 behind !!binary
    "yamldoc.gaps": "yamldoc",
    "edits": "yamldoc",
    "options": "yamldoc",
    "problems": "edits yamldoc",
    "schema": "edits facts problems yamldoc",
    "schema.custom": "cel cel.run formats problems schema yamldoc",
    "commands": "formats schema",  # forms of values, which types there are
    "foreign": "problems schema yamldoc",  # what is no object of the API
    "config_values": "html schema",
    "config": "config_values foreign html options schema.custom",  # which rules of pages there are, which versions
    "markdown": "config yamldoc",
    "markdown.commonmark": "markdown",
    "rules": "",
    "rules.engine": "facts problems schema yamldoc",
    "rules.documentation": "rules.engine",
    "rules.vocabulary": "cel facts formats problems rules.documentation rules.engine yamldoc",
    "inference": "problems schema yamldoc",
    "belonging": "commands config_values formats problems rules.engine yamldoc",
    "checks": "belonging inference foreign commands config edits facts html markdown markdown.commonmark problems "
    "rules.engine schema schema.custom yamldoc yamldoc.gaps",
    "engine": "checks foreign config rules.engine schema schema.custom yamldoc",
    "proof": "",
    "seal": "checks html",  # which languages are for Kubernetes
    "vouched": "seal",
    "report": "",
    "custom": "problems rules.engine rules.vocabulary",  # what rules of others are written with …
    "testing": "config engine rules.engine",  # … and tested
    ".": "",  # what it offers of others is loaded when it is asked for
    "explanation": "rules.engine",
    "edge": ". belonging checks config engine explanation markdown options problems proof report rules.engine schema "
    "schema.custom seal vouched yamldoc",
    "edge.mkdocs": "config edge markdown proof report schema",
    "__main__": "edge",
}
"""Everything else of ``kubefence`` but the domains: what it may import beside the ground floor."""

DOMAINS = {
    "access": "",
    "across": "",
    "admission": "",
    "containers": "",
    "decoder": "",
    "extensions": "",
    "networking": "",
    "objects": "",
    "platform": "",
    "podspec": "containers",  # a Pod is its containers, and says where they stand
    "storage": "",
    "workloads": "",
}
"""The rules by domain: each may use what rules are written with, and of the others what its row names."""
WRITTEN_WITH = (
    "cel facts formats problems schema schema.custom yamldoc rules.engine rules.documentation rules.vocabulary"
)

STUDYBOOK = {
    ".": "",
    "endings": "",
    "errors": "",
    "builds": "",
    "mkdocs_command": "",
    "machines": "errors",
    "origin": "",
    "offline": "machines origin",
    "patch": "",
    "ways": "",
    "terms": "",
    "columns": "",
    "tables": "columns",
    "search_index": "",
    "browsers": "errors",
    "ports": "errors",
    "bundle": "errors",
    "fonts": "errors",
    "render": "browsers errors fonts",
    "diagrams": "patch render",
    "study.questions": "errors kubefence.findings kubefence.nearest kubefence.positions",
    "study.quiz": "study.questions kubefence.blocks kubefence.config kubefence.engine kubefence.findings"
    " kubefence.rules.engine",  # the engine judges its own examples
    "study.interview": "study.questions",
    "study": "study.questions",
    "book.shared": "diagrams errors render",
    "book.epub": "book.shared render",
    "book.pdf": "book.shared columns errors fonts render",
    "dates": "errors",
    "once": "",
    "anki": "book.shared dates diagrams errors once render study.questions",  # colours of code are those of the book
    "book": "book.epub book.pdf book.shared dates fonts render study",  # pages that are no part of it
    # What pages say is held against the tables of the engine.
    "claims": "errors kubefence.commands kubefence.facts kubefence.findings kubefence.nearest kubefence.schema"
    " kubefence.schema.custom kubefence.versions",
    "outside": "claims",  # which lines of a page are prose
    "exam": "book.pdf book.shared dates errors kubefence.nearest study.interview study.questions",
    "command": "anki book book.pdf book.shared errors exam once",
    "__main__": "command endings",
    "rendered": "diagrams errors",
    "page_check": "claims fonts render rendered study.questions"
    " kubefence.edge kubefence.engine kubefence.findings kubefence.positions",
    "highlighted": "patch kubefence.seal",  # code that is coloured keeps its seal
    # The hook of the policy tells faults as the engine does.
    "second_look": "kubefence.findings kubefence.html kubefence.markdown kubefence.positions",
    "metadata": "kubefence.nearest kubefence.rules.engine study",  # rules that there are; pages made for studying
    "numbers": "kubefence.blocks kubefence.findings kubefence.proof",
}
"""``.`` is the package itself."""


def full(package: str, word: str) -> str:
    """The full name of a package; what begins with ``kubefence.`` is one already."""
    if word.startswith("kubefence."):
        return word
    return package if word == "." else f"{package}.{word}"


def names(package: str, words: str) -> set[str]:
    return {full(package, word) for word in words.split()}


YAMLDOC = (
    *("stream", "limits", "scalars", "document", "dialect", "compose", "values", "build", "server", "outcomes"),
    *("direct", "nodes", "jsonnodes", "jsontext", "load", "settings"),
)
"""The modules that a text goes through, in an order in which each uses only those before."""


class Row(NamedTuple):
    """A package, what it imports, and what it may import without saying so."""

    name: str
    imports: set[str]
    free: set[str]


def rows(package: str, table: dict[str, str], *, free: str = "", root: str = "") -> list[Row]:
    return [
        Row(full(root or package, name), names(root or package, words), names(package, free))
        for name, words in table.items()
    ]


WORDS = " ".join(GROUND)
TABLES = {
    "ground": rows("kubefence", GROUND),
    "pure": rows("kubefence", PURE),
    "rooms": rows("kubefence", ROOMS, free=WORDS),
    "domains": rows("kubefence", DOMAINS, free=f"{WORDS} {WRITTEN_WITH}", root="kubefence.rules"),
    "studybook": rows("studybook", STUDYBOOK),
}
ROWS = [row for table in TABLES.values() for row in table]
GRAPH = imports.graph(imports.modules())
GRAPH["kubefence"].clear()  # for types alone: `import kubefence` loads what it offers when it is asked for


def test_every_package_has_a_row() -> None:
    assert sorted(row.name for row in ROWS) == sorted(GRAPH)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_package_imports_what_its_row_says(row: Row) -> None:
    assert set(GRAPH[row.name]) - row.free == row.imports - row.free


def test_no_arrow_leads_upward() -> None:
    """With that there is no circle either."""
    above: set[str] = set()
    for table in ("ground", "pure", "rooms", "studybook"):
        for row in TABLES[table]:
            assert row.imports <= above, f"{row.name} imports {row.imports - above}, which come later"
            above.add(row.name)
    domains = {row.name for row in TABLES["domains"]}
    for row in TABLES["domains"]:
        assert row.imports <= domains - {row.name}
    assert not domains & {target for row in ROWS if row.name not in domains for target in row.imports | row.free}


def test_no_circle_among_the_domains() -> None:
    left = {row.name: set(row.imports) for row in TABLES["domains"]}
    while ready := {name for name, targets in left.items() if not targets & set(left)}:
        left = {name: targets for name, targets in left.items() if name not in ready}
    assert not left


def test_no_circle_among_modules() -> None:
    texts = {name.rstrip("."): text for name, text in imports.modules().items()}
    left = {name: set(imports.imported(text, set(texts))) - {name} for name, text in texts.items()}
    left["kubefence"] = set()  # what it imports is for types only, and loaded when it is asked for
    while ready := {name for name, targets in left.items() if not targets & set(left)}:
        left = {name: targets for name, targets in left.items() if name not in ready}
    assert not left


def test_a_text_is_read_in_one_direction() -> None:
    texts = {name.removeprefix("kubefence.yamldoc."): text for name, text in imports.modules().items()}
    texts = {name: text for name, text in texts.items() if name and "." not in name}
    for number, name in enumerate(YAMLDOC):
        targets = imports.imported(texts.pop(name), {f"kubefence.yamldoc.{other}" for other in YAMLDOC})
        assert {target.rpartition(".")[2] for target in targets} <= set(YAMLDOC[:number]), name
    assert not texts


SMALL = {
    "kubefence.": "",
    "kubefence.low": "def low():\n    from kubefence.rooms.inner import thing, other\n",
    "kubefence.rooms.": "import json\n",
    "kubefence.rooms.inner": "from kubefence import low\nfrom kubefence.low import low as down\nimport kubefence.low\n",
    "kubefence.rooms.other": "from kubefence.rooms import inner\nfrom __future__ import annotations\n",
}


def test_what_is_drawn() -> None:
    """Wherever an import stands and however it is written; what a package imports of itself is no arrow."""
    assert imports.graph(SMALL) == {
        "kubefence": {},
        "kubefence.low": {"kubefence.rooms": 2},
        "kubefence.rooms": {"kubefence.low": 3},
    }
