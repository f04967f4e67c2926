"""Which format somebody says a text has: the fence itself, the configuration, or the name of its file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kubefence.blocks import Block, folded, is_yaml
from kubefence.findings import Finding, Severity, Text
from kubefence.foreign.forms import FORMS, KUBERNETES, NAMES, Form, form_of
from kubefence.foreign.globs import fits
from kubefence.nearest import suggestion
from kubefence.positions import Place
from kubefence.yamldoc.document import Json

Rows = Sequence[tuple[str, str]]
"""A pattern, a language, or keys with blanks between them; and the name of a format."""

_BY_NAME: Rows = (
    ("Chart.yaml", "helm-chart"),
    ("values.yaml", "helm-values"),
    ("values-*.yaml", "helm-values"),
    ("values.*.yaml", "helm-values"),
    ("compose.y*ml", "compose"),
    ("docker-compose*.y*ml", "compose"),
    ("kustomization.y*ml", "kustomize"),
    ("prometheus.y*ml", "prometheus"),
    ("alertmanager.y*ml", "alertmanager"),
    (".github/workflows/*.y*ml", "github-workflow"),
    (".gitlab-ci.yml", "gitlab-ci"),
)
"""Names of files that programs look for."""


class Declared(NamedTuple):
    """What somebody says of a text."""

    form: Form | None
    """None: it is a manifest."""
    at_fence: bool = False
    """Whether its fence says so, so that anything else is a mistake."""
    surely: bool = True
    """Whether somebody says so, and it is not only called so."""


class Formats(NamedTuple):
    """What the configuration says of formats."""

    names: Rows = ()
    languages: Rows = ()
    keys: Rows = ()

    def as_yaml(self, block: Block) -> Block:
        """A block whose language is that of a format, as one of YAML that says so."""
        language = folded(block.language)
        name = next((name for each, name in self.languages if folded(each) == language), None)
        if name is None or is_yaml(language):
            return block
        return block._replace(language="yaml", directives=block.directives._replace(format=name))

    def of(self, given: str | None, names: Iterable[str], values: Sequence[Json]) -> Declared | None:
        """The format that a fence gives, else that of a text with one of these names and these documents."""
        if given is not None:
            return Declared(form_of(given), at_fence=True) if given in NAMES else None
        names = [name for name in names if name]
        for rows, surely in ((self.names, True), (_BY_NAME, False)):
            for pattern, form in rows:
                if any(fits(pattern, name) for name in names):
                    return Declared(form_of(form), surely=surely)
        for keys, form in self.keys:
            wanted = frozenset(keys.split())
            if values and all(isinstance(value, Mapping) and value.keys() >= wanted for value in values):
                return Declared(form_of(form))
        return None


def unknown_format(name: str, place: Place) -> Finding:
    """That there is no format of a name."""
    zh, en = suggestion(name.lower(), NAMES, 0.5)
    if not zh:
        listed = ", ".join((*FORMS, KUBERNETES))
        zh, en = f"；有 {listed}", f"; there are {listed}"
    text = Text(f"没有名为 {name} 的格式{zh}", f"there is no format {name}{en}")
    return Finding("unknown-format", Severity.ERROR, place, text)
