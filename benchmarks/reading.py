#!/usr/bin/env python3
"""How far kubefence reads texts like kubectl, on texts made up at random and on labelled manifests.

    python benchmarks/reading.py READER [--texts 20000] [--seed 1] [--file FILE.jsonl[.gz]] [--top 20]

READER is a program around kubectl's own decoder, which whoever measures builds (``YAMLOrJSONDecoder`` of
k8s.io/apimachinery with a look-ahead of 4,096 bytes, then ``UnmarshalCaseSensitivePreserveInts`` of
sigs.k8s.io/json). It reads one JSON string a line, a text, and answers each with one line,
``{"values": [documents up to the first that cannot be read], "error": "…" or ""}``.

FILE has one JSON object a line, with a ``text`` (see agreement.py). What is told though kubectl says nothing stands
in benchmarks/disagreements.md and is counted apart.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from kubefence.checks.syntax import Reading, read
from kubefence.findings import Severity
from kubefence.positions import FileMap
from kubefence.yamldoc.document import Json
from manifests import NotLabelled, labelled

NOT_THE_PARSERS = frozenset({"duplicate-key", "missing-separator"})
"""Rules about what the server alone refuses."""
ON_PURPOSE = re.compile("does not leave something out|document has ended before|byte order mark|line break|no comments")
"""Parts of messages about what kubectl drops without a word."""
_YAML = (
    *"ab1: -\n?[]{},&*!|>'\"#%@`~.\t中\x85\u2028\u2029\ufeff",
    *("\n  ", "\n- ", ": ", "- ", "---\n", "\n---\n", "...\n", "\n...\n", "--- ", "<<: ", "*x", "&x ", "*y", "&y "),
    *("!!int ", "!!str ", "!!float ", "!!bool ", "!!null ", "!!binary ", "!!timestamp ", "!web "),
    *("5", "1.5", "yes", "null", "~", "abc", "2001-12-14", "aGk=", "0x1F", "1e3", "1_000", "{a: b}", "[x, y]"),
    *("\\/", "\\'", "\\u00e9", "\\\n", "%YAML 1.1\n", "%TAG ! x\n", "|\n  x\n", ">-\n  x\n  y\n", "# c\n", " # c"),
)
_JSON = (
    *"{}[],:\"\n ab1-+.'\t\u2028\xa0",
    *('{"a": 1}', '"a": ', '"b": ', "1.5", "1e3", "-0", "true", "null", "NaN", "// c\n", "# c\n", "{a: b}", ",\n"),
    *("\\/", "\\u00e9", "\\ud83d\\udcaf", "\\ud83d", "\n---\n", '{"a": 1, "a": 2}', "18446744073709551615", "1e400"),
)
_BASES = (
    "a: b\nc:\n  d: [1, 2]\n  e: {f: 'g'}\n",
    "a: &x 1\nb: *x\nc: &x {d: e}\nf: *x\ng:\n  <<: *x\n",
    'k: |\n  x\n  y\nz: "a\n  b"\n',
    "a: b\n---\nc: d\n...\n---\n# x\n",
    '{"a": 1, "b": ["x", {"c": null}]}\n',
    '{"a": 1}\n{"b": 2}\n',
    '{"a": "x"}\n---\n{"b": "y"}\n',
)


def main() -> None:
    """Read the texts in both ways and print the comparison."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reader", type=Path, help="a program around kubectl's own decoder, as described above")
    parser.add_argument("--texts", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--file", type=Path)
    parser.add_argument("--top", type=int, default=20, help="classes of disagreement to print")
    options = parser.parse_args()
    try:
        texts = [row["text"] for row in labelled(options.file, ("text",))] if options.file else []
        texts = list(dict.fromkeys(texts)) or list(made_up(options.texts, options.seed))
        answers = asked(options.reader, texts)
    except (NotLabelled, OSError, subprocess.CalledProcessError) as error:
        parser.error(str(error))
    differences = Counter[str]()
    examples: dict[str, tuple[str, str]] = {}
    for text, answer in zip(texts, answers, strict=True):
        told = difference(text, answer)
        if told:
            name = "on purpose" if ON_PURPOSE.search(told) and not answer["error"] else _class(told)
            differences[name] += 1
            examples[name] = min(examples.get(name, (text, told)), (text, told), key=lambda pair: len(pair[0]))
    on_purpose = differences.pop("on purpose", 0)
    differ = differences.total()
    print(f"texts                   {len(texts)}")
    print(f"read alike              {(len(texts) - differ) / len(texts):.3%}  ({differ} differ)")
    print(f"told beyond kubectl     {on_purpose}")
    for name, count in differences.most_common(options.top):
        text, told = examples[name]
        print(f"{count:6}  {told[:200]}\n        {text[:200]!r}")


def made_up(count: int, seed: int) -> Iterator[str]:
    """Texts of what means something in YAML or JSON: put together, or put into a small text that is right."""
    rng = random.Random(seed)
    for number in range(count):
        pieces = _JSON if number % 3 == 2 else _YAML
        if number % 2:
            text = list(rng.choice(_BASES))
            for _ in range(rng.randrange(1, 4)):
                at = rng.randrange(len(text) + 1)
                text[at : at + rng.randrange(2)] = [rng.choice(pieces)]
            yield "".join(text)
        else:
            yield ("{" if pieces is _JSON else "") + "".join(rng.choices(pieces, k=rng.randrange(1, 14)))


def asked(reader: Path, texts: Sequence[str]) -> list[dict[str, Any]]:
    """What kubectl makes of texts. It takes the mark that a file may begin with away before it reads."""
    lines = "".join(f"{json.dumps(text.removeprefix(chr(0xFEFF)))}\n" for text in texts)
    done = subprocess.run([reader.absolute()], input=lines.encode(), stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in done.stdout.decode().rstrip("\n").split("\n")]


def difference(text: str, answer: dict[str, Any]) -> str:
    """How our reading of a text differs from an answer, "" where it does not."""
    reading = read(text, FileMap("text"))
    errors = [finding for finding in reading.findings if finding.severity is Severity.ERROR]
    parsers = [error for error in errors if error.rule not in NOT_THE_PARSERS]
    if bool(parsers) != bool(answer["error"]):
        ours = "; ".join(f"{error.span.line}:{error.span.column} {error.text.en}" for error in parsers)
        return f"kubectl: {answer['error'] or 'no error'} / kubefence: {ours or 'no error'}"
    if errors or _same(reading, answer["values"]):  # of keys given twice kubectl keeps any
        return ""
    return f"kubectl: {answer['values']} / kubefence: {[document.value for document in reading.objects]}"


def _same(reading: Reading, values: Json) -> bool:
    return _canonical([document.value for document in reading.objects]) == _canonical(values)


def _canonical(value: Json) -> str:
    """A value as one text; numbers beyond 64 bits are doubles, as they are to Go."""
    return json.dumps(_narrowed(value), sort_keys=True)


def _narrowed(value: Json) -> Json:
    if isinstance(value, dict):
        return {key: _narrowed(child) for key, child in value.items()}
    if isinstance(value, list):
        return [_narrowed(child) for child in value]
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    whole = float(value).is_integer() and abs(value) < 2**63
    return int(value) if whole else float(value)


def _class(told: str) -> str:
    """A difference without what differs from text to text."""
    return re.sub(r"\d+", "#", re.sub(r"'[^']*'|`[^`]*`|\"[^\"]*\"", "…", told))[:150]


if __name__ == "__main__":
    main()
