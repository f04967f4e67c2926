"""What ``kubectl kustomize`` makes of the generators of ConfigMaps on a page: the little of it that the pages use.

There is no Kustomize in a registry of Python or npm packages that runs here, so this computes what its sources say:
``api/hasher/hasher.go`` of sigs.k8s.io/kustomize for the suffix. Whatever it does not know is an error, never a guess.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

import yaml

from kubefence.findings import Text
from studybook.errors import StudybookError

UNDERSTOOD = {"apiVersion", "kind", "namespace", "resources", "configMapGenerator", "images", "patches"}
"""Keys of a Kustomization; ``images`` and ``patches`` change no generated ConfigMap (the patches name their target)."""

PRINTED = re.compile(r"kubectl kustomize (\S+) 的输出（只列 ConfigMap）")
"""The title of an output: the folder that it is of."""

_NOT_SAID = Text(
    "标题没有说明列出的是哪部分输出；写成“kubectl kustomize 文件夹 的输出（只列 ConfigMap）”",
    "the title does not say what is listed of the output; write “kubectl kustomize FOLDER 的输出（只列 ConfigMap）”",
)
_LETTERS = str.maketrans("013ae", "ghkmt")
_BLOCK = re.compile(r'^(`{3,})[^\n`]*title="([^"]+)"[^\n]*\n(.*?)^\1$', re.M | re.S)
_MANIFEST = re.compile(r"^```yaml(?! fragment)[^\n]*\n(.*?)^```$", re.M | re.S)
_GENERATOR = re.compile(r"^configMapGenerator:\n  - name: ([\w-]+)$", re.M)


class Beyond(StudybookError):
    """Something that Kustomize can do and this cannot."""


def problems(page: str) -> Iterator[tuple[int, Text]]:
    """Line and fault of every output of Kustomize, and every name that it generates, that is not so."""
    yield from _outputs(page)
    yield from _generated_names(page)


def _outputs(page: str) -> Iterator[tuple[int, Text]]:
    titled = blocks(page)
    for title in titled:
        if "kubectl kustomize" not in title:
            continue
        line = page.count("\n", 0, page.index(f'title="{title}"')) + 1
        found = PRINTED.fullmatch(title)
        if not found:
            yield line, _NOT_SAID
            continue
        folder = f"{found[1]}/"
        files = {name.removeprefix(folder): content for name, content in titled.items() if name.startswith(folder)}
        try:
            made = "---\n".join(config_maps(yaml.safe_load(files["kustomization.yaml"]), files))
        except (Beyond, LookupError, TypeError, AttributeError, yaml.YAMLError) as error:
            why = f"{type(error).__name__}: {error}"
            yield (
                line,
                Text(
                    f"无法由本页的文件算出这段输出（{why}）",
                    f"this output cannot be computed from the files on this page ({why})",
                ),
            )
            continue
        if titled[title] != made:
            yield line, Text(f"Kustomize 输出的不是这些，而是：\n{made}", f"Kustomize prints something else:\n{made}")


def _generated_names(page: str) -> Iterator[tuple[int, Text]]:
    for name in _GENERATOR.findall(page):
        for printed in re.finditer(rf'"{name}-([a-z0-9]{{10}})"', page):
            line = page.count("\n", 0, printed.start()) + 1
            contents = [data for found, data in _config_maps_with_data(page) if found == name]
            if len(contents) != 1:
                whole, count = f"{name}-{printed[1]}", len(contents)
                yield (
                    line,
                    Text(
                        f"{whole} 由 ConfigMap {name} 生成，而这一页有 {count} 个",
                        f"{whole} is made of a ConfigMap {name}, of which the page has {count}",
                    ),
                )
            elif printed[1] != (right := suffix(contents[0])):
                whole = f"{name}-{right}"
                yield line, Text(f"生成的 ConfigMap 名为 {whole}", f"the name of the generated ConfigMap is {whole}")


def _config_maps_with_data(page: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Name and data of the ConfigMaps on a page; what is wrong with a manifest is told by the engine."""
    for block in _MANIFEST.findall(page):
        with suppress(yaml.YAMLError, AttributeError, LookupError, TypeError):
            for found in yaml.safe_load_all(block):
                if found and found.get("kind") == "ConfigMap":
                    yield found["metadata"]["name"], found["data"]


def blocks(page: str) -> dict[str, str]:
    """The titled code blocks of a page: title to content."""
    return {title: content for _, title, content in _BLOCK.findall(page)}


def config_maps(kustomization: Mapping[str, Any], files: Mapping[str, str]) -> Iterator[str]:
    """The generated ConfigMaps as they are printed; ``files`` are those beside the Kustomization."""
    if unknown := kustomization.keys() - UNDERSTOOD:
        raise Beyond(f"Kustomization: {sorted(unknown)}")
    if any(patch.get("target", {}).get("kind") in {None, "ConfigMap"} for patch in kustomization.get("patches", [])):
        raise Beyond("a patch that may change a ConfigMap")
    for generator in kustomization.get("configMapGenerator", []):
        if unknown := generator.keys() - {"name", "envs"}:
            raise Beyond(f"configMapGenerator: {sorted(unknown)}")
        data = {key: value for env in generator["envs"] for key, value in _variables(files[env])}
        yield _printed(f"{generator['name']}-{suffix(data)}", kustomization.get("namespace"), data)


def suffix(data: Mapping[str, str]) -> str:
    """The hash behind the name. Its source means to hash the name too, but looks it up where it never is."""
    hashed = {"data": dict(data) or "", "kind": "ConfigMap", "name": ""}
    text = json.dumps(hashed, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    for letter in "<>&\u2028\u2029":  # as Go writes JSON
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return hashlib.sha256(text.encode()).hexdigest()[:10].translate(_LETTERS)


def _variables(env: str) -> Iterator[tuple[str, str]]:
    for line in env.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        key, separator, value = line.lstrip().partition("=")
        if not separator:
            raise Beyond(f"a variable of the environment: {line!r}")
        yield key, value


def _printed(name: str, namespace: str | None, data: Mapping[str, str]) -> str:
    lines = ["apiVersion: v1", "data:", *(f"  {key}: {_scalar(data[key])}" for key in sorted(data))]
    lines += ["kind: ConfigMap", "metadata:", f"  name: {name}", *([f"  namespace: {namespace}"] if namespace else [])]
    return "\n".join(lines) + "\n"


def _scalar(value: str) -> str:
    return value if yaml.safe_load(value) == value else json.dumps(value, ensure_ascii=False)
