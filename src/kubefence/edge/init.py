"""``kubefence init``: a configuration for a tree as it is, after which only what is new is told.

What cannot be read is left out, what is wrong today goes into a baseline, and a site of MkDocs gets the plugin and one
build, whose pages may show more than their sources do. Nothing that is there already is written over.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

from kubefence.config import Config
from kubefence.edge import first_config, replacing
from kubefence.edge.arguments import Options, parse
from kubefence.edge.files import mkdocs_file, shown_path
from kubefence.edge.first_config import First, Said
from kubefence.edge.mkdocs_yml import SiteConfig, read
from kubefence.edge.run import Outcome, system_lang, verified
from kubefence.edge.settings import OWN_FILE, config_of
from kubefence.edge.survey import Survey, survey
from kubefence.errors import ConfigError, LocalizedError
from kubefence.findings import Text
from kubefence.letters import visible
from kubefence.severities import FIXED, weighed

BASELINE = "kubefence-baseline.json"
_WRITE = "KUBEFENCE_WRITE_BASELINE"
_TEMPLATES = Text("Helm chart 的模板", "templates of a Helm chart")
_SHOWN = 400
"""Characters of the last line that a build says that failed."""


class InUse(LocalizedError):
    """There is a configuration already."""


def init(options: Options) -> None:
    """Set kubefence up in a folder; raises `LocalizedError`, and then nothing is left behind."""
    if options.paths:
        _enter(options.paths[0])
    root = Path.cwd()
    file = mkdocs_file(root)
    site = read(file) if file and file.parent == root else None
    lang = options.lang or (site and site.lang) or system_lang()
    _refuse_second(root, site)
    with _new_files(root):
        found = _set_up(root, site, lang)
    said = list(_steps(root, site, found, lang))
    print("\n".join(visible(line.in_(lang)) for line in said))


def _enter(folder: str) -> None:
    if not Path(folder).is_dir():
        raise ConfigError(f"{folder}：没有这个文件夹", f"{folder}: no such folder")
    os.chdir(folder)


def _refuse_second(root: Path, site: SiteConfig | None) -> None:
    """Raises `InUse` where the folder is configured, or where something lies where the files are to be."""
    config = config_of(site, root) if site or not (root / OWN_FILE).exists() else Config(file=str(root / OWN_FILE))
    configured = config.file if config.file and Path(config.file).parent == root else None
    for path in (configured, root / OWN_FILE, root / BASELINE):
        if path and os.path.lexists(path):
            shown = shown_path(Path(path))
            if path == configured and Path(path).name != OWN_FILE:
                raise InUse(
                    f"{shown} 里已经有 kubefence 的选项，kubefence init 不改它们；先删去，运行后写进 {OWN_FILE}；"
                    f'或在原处写上选项 baseline: "{BASELINE}"，运行 kubefence --write-baseline',
                    f"{shown} has options of kubefence already, and kubefence init changes none; remove them, and "
                    f'write them into {OWN_FILE} afterwards; or give them the option baseline, "{BASELINE}", and run '
                    "kubefence --write-baseline",
                )
            raise InUse(
                f"{shown} 已经在这里；kubefence init 只写新的配置，不改已有的",
                f"{shown} is there already; kubefence init writes a new configuration and changes none",
            )


@contextmanager
def _new_files(root: Path) -> Iterator[None]:
    """Takes away what was written where something fails."""
    try:
        yield
    except BaseException:
        for name in (OWN_FILE, BASELINE):
            with suppress(OSError):
                (root / name).unlink()
        raise


def _set_up(root: Path, site: SiteConfig | None, lang: str) -> Outcome:
    """Write both files; what was found on the way."""
    seen = survey(root)
    lists = _lists(seen, site)
    _write(root, lists, {}, lang)
    try:
        found = verified(_as_told(lang))
    except LocalizedError:
        if not lists.pop("crds", None):
            raise
        _write(root, lists, {}, lang)  # CRDs that cannot be used are no reason to check nothing
        found = verified(_as_told(lang))
    unread = {page.path: finding for page in found.pages for finding in page.findings if finding.rule in FIXED}
    for path, finding in unread.items():
        lists.setdefault("exclude", []).append((f"/{_escaped(path)}", Text(finding.rule, finding.rule)))
    levels = (finding.rule for page in found.pages for finding in page.findings if page.path not in unread)
    _write(root, lists, first_config.counted(levels), lang)
    kept = tuple(page for page in found.pages if page.path not in unread)
    found = found._replace(pages=kept)
    found.acceptance.write(found.pages, found.beside)
    return found


def _as_told(lang: str) -> Options:
    return parse(["--write-baseline", "--lang", lang])


def _lists(seen: Survey, site: SiteConfig | None) -> dict[str, list[Said]]:
    """The options that are lists, as the tree asks for them."""
    lists: dict[str, list[Said]] = {
        "crds": [(name, None) for name in seen.crds],
        "paths": [] if site else [(name, None) for name in seen.paths],
        "exclude": [(folder, _TEMPLATES) for folder in seen.templates],
    }
    return {name: entries for name, entries in lists.items() if entries}


def _escaped(path: str) -> str:
    """The pattern that only this file matches."""
    return "".join(f"\\{character}" if character in "\\*?[]!# " else character for character in path)


def _write(root: Path, lists: dict[str, list[Said]], found: dict[str, int], lang: str) -> None:
    replacing.replace(root / OWN_FILE, first_config.written(First(lists, BASELINE, found), lang).encode())


def _steps(root: Path, site: SiteConfig | None, found: Outcome, lang: str) -> Iterator[Text]:
    """What was done, and what is to be done next."""
    count = sum(len(list(weighed(page.findings, {}))) for page in found.pages)
    notes = sum(finding.severity.value == "note" for page in found.pages for finding in page.findings)
    yield Text(
        f"写好了 {OWN_FILE} 和 {BASELINE}：{len(found.pages)} 个文件，{count - notes} 处记进基线，{notes} 处提示",
        f"wrote {OWN_FILE} and {BASELINE}: {_plural(len(found.pages), 'file')}, "
        f"{_plural(count - notes, 'finding')} in the baseline, {_plural(notes, 'note')}",
    )
    if site is None:
        yield from _without_mkdocs(survey(root).generator)
        return
    from kubefence.edge import adding_plugin  # only a site of MkDocs has any

    changed = adding_plugin.add(site)
    if changed:
        shown = shown_path(changed)
        yield Text(f"在 {shown} 里加上了插件 kubefence", f"added the plugin kubefence to {shown}")
    yield from _built(root, site.file)
    yield Text(
        "接下来：mkdocs build；新的错误会让它停下。把这几个文件提交到仓库",
        "next: mkdocs build, which a new mistake stops. Commit these files",
    )


def _plural(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def _without_mkdocs(generator: str | None) -> Iterator[Text]:
    if generator:
        yield Text(
            f"站点由 {generator} 生成：生成之后用 kubefence site 文件夹 --sources 路径 核对成品，"
            "第一次加上 --write-baseline，把只有成品才显示的记进基线",
            f"{generator} makes this site: after it, kubefence site FOLDER --sources PATH holds its pages against "
            "them, the first time with --write-baseline, for what only they show",
        )
    yield Text(
        "接下来：在持续集成里运行 kubefence；新的错误会让它失败。把这几个文件提交到仓库",
        "next: run kubefence in CI, where a new mistake fails. Commit these files",
    )


def _built(root: Path, mkdocs_yml: Path) -> Iterator[Text]:
    """One build into a folder that goes again, for what only finished pages show."""
    if find_spec("mkdocs") is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable,
            "-m",
            "mkdocs",
            "build",
            "-q",
            "-f",
            str(mkdocs_yml),
            "-d",
            str(Path(folder, "site")),
        ]
        done = subprocess.run(
            command,
            cwd=root,
            env={**os.environ, _WRITE: "1"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
    if done.returncode:
        lines = [line.strip() for line in done.stderr.splitlines() if line.strip()]
        last = lines[-1][:_SHOWN] if lines else str(done.returncode)
        yield Text(f"试着构建了一次，没有成功：{last}", f"a first build failed: {last}")
        yield Text(
            f"只有做好的站点才显示的问题因此还没有记进基线；能构建之后，带着 {_WRITE}=1 构建一次，就补上了",
            "so what only the finished site shows is not in the baseline yet; once it builds, build it once with "
            f"{_WRITE}=1, which adds that",
        )
