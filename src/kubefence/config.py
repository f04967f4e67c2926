"""What a run is told: versions, style, and how pages are to be read. The one table of options is `Config`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from kubefence import config_values
from kubefence.findings import LANGUAGES, Text
from kubefence.foreign.forms import NAMES
from kubefence.html.rules import RULES
from kubefence.options import (
    Kind,
    Option,
    ReadFile,
    choice,
    content_or_none,
    list_of,
    mapping_to,
    read,
    switch,
    text,
)
from kubefence.patterns import pattern
from kubefence.schema.custom.files import Given
from kubefence.severities import LEVELS

DEFAULT_RANGE = "1.35-1.37"
"""The versions that the Kubernetes project supports; the one home of this fact."""

DEFAULT_LINT = """\
rules:
  braces: {max-spaces-inside: 1}
  brackets: {max-spaces-inside: 1}
  colons: enable
  commas: enable
  comments: {require-starting-space: true, min-spaces-from-content: 1}
  hyphens: enable
  indentation: {spaces: consistent, indent-sequences: consistent}
  trailing-spaces: enable
  truthy: {check-keys: false}
"""
"""Rules that concern a snippet; those about whole files (document start, line length) do not apply."""

DIALECTS = AUTO, COMMONMARK, MKDOCS = "auto", "commonmark", "mkdocs"
"""How pages are read."""

Extensions = Sequence[tuple[str, dict[str, Any]]]

DEFAULT_EXTENSIONS: Extensions = (
    ("admonition", {}),
    ("attr_list", {}),
    ("def_list", {}),
    ("footnotes", {}),
    ("md_in_html", {}),
    ("tables", {}),
    ("pymdownx.details", {}),
    ("pymdownx.snippets", {}),
    ("pymdownx.superfences", {}),
    ("pymdownx.tabbed", {"alternate_style": True}),
)
"""What pages are read with where no mkdocs.yml says otherwise."""


def _option(default: Any, kind: Kind, zh: str, en: str, name: str = "") -> Any:
    """A field that is also an option, under its own name or another."""
    return field(default=default, metadata={"option": (name, kind, Text(zh, en))})


@dataclass(frozen=True, slots=True)
class Config:
    """What a verification is told; the same configuration and pages give the same report.

    Each field but ``extensions``, ``root``, ``file``, ``definitions`` is an option of the configuration file, and this
    is the table of them: to add one is to add a row. `Config.of` makes a configuration of what such a file holds.
    """

    k8s: str = _option(
        DEFAULT_RANGE,
        text(Text("版本范围，如 '1.35-1.37'", "a range of versions, such as '1.35-1.37'"), config_values.range),
        f"核对哪些 Kubernetes 版本：1.36、1.35-1.37、>=1.30（默认 {DEFAULT_RANGE}）",
        f"Kubernetes versions to check for: 1.36, 1.35-1.37, >=1.30 (default {DEFAULT_RANGE})",
    )
    lint: str | None = _option(
        DEFAULT_LINT,
        content_or_none(),
        "yamllint 的配置文件；false 表示不查格式（默认查片段用得上的几条）",
        "configuration file of yamllint, false for no style (default: its rules that concern snippets)",
        name="yamllint",
    )
    """The text of that file, None for no style."""
    extensions: Extensions = DEFAULT_EXTENSIONS
    """Markdown extensions with their settings, in their order; those that mkdocs.yml names."""
    root: str | None = None
    """Folder of the repository, which no include may lead out of; None for the folders that includes are read from."""
    page_rules: tuple[str, ...] = _option(
        (),
        list_of(choice(*RULES)),
        f"页面还要守的规则：{', '.join(RULES)} 中的几条（默认没有）",
        f"rules that pages are to keep as well, out of {', '.join(RULES)} (default: none)",
    )
    allow_html: tuple[str, ...] = _option(
        (),
        list_of(text(Text("“元素”或“元素[属性 属性]”", "element or element[attribute attribute]"), config_values.html)),
        "raw-html 另外允许的 HTML，如 video[controls src]（默认没有）",
        "HTML that raw-html allows besides the usual, such as video[controls src] (default: none)",
    )
    file: str | None = field(default=None, compare=False)
    """Where the options are written; in its folder lies what they name. None where they are written nowhere."""
    crds: tuple[str, ...] = _option(
        (),
        list_of(text(Text("文件名或通配符", "the name of a file, or a glob"))),
        "CRD 文件，如 crds/*.yaml：按它们核对定制资源（默认没有）",
        "files of CRDs, such as crds/*.yaml, to check custom resources with (default: none)",
    )
    definitions: tuple[Given, ...] = ()
    """What those files hold, and files of CRDs beside what is verified."""
    strict: bool = _option(
        False,
        switch(),
        "核对不了的清单、页面引用却没有写出的对象算错误（默认 false）",
        "what cannot be checked is an error, and so is what a page names and does not show (default false)",
    )
    markdown: str = _option(
        AUTO,
        choice(*DIALECTS),
        "页面按哪种 Markdown 读：commonmark、mkdocs，或 auto：有 mkdocs.yml 时是 mkdocs（默认 auto）",
        "how pages are read: commonmark, mkdocs, or auto, which is mkdocs where there is a mkdocs.yml (default auto)",
    )
    """The engine, which sees no files, takes auto for mkdocs."""
    formats: tuple[tuple[str, str], ...] = _option(
        (),
        mapping_to(Text("文件名模式", "patterns of file names"), choice(*NAMES)),
        "不是清单的文件和代码块：文件名或标题的模式 → 格式，如 charts/**/values*.yaml: helm-values（默认没有）",
        "files and blocks that are no manifests: pattern of their name or title to the format, such as "
        "charts/**/values*.yaml: helm-values (default: none)",
    )
    format_languages: tuple[tuple[str, str], ...] = _option(
        (),
        mapping_to(Text("代码块的语言", "languages of fences"), choice(*NAMES)),
        "用哪种语言标的代码块是哪种格式的 YAML，如 compose: compose（默认没有）",
        "languages of fences that hold YAML of a format, such as compose: compose (default: none)",
    )
    format_keys: tuple[tuple[str, str], ...] = _option(
        (),
        mapping_to(Text("最外层的键", "keys at the top"), choice(*NAMES)),
        "最外层有哪些键的是哪种格式，键之间空一格，如 site_name nav: other（默认没有）",
        "keys at the top, with blanks between them, by which a format is known, such as site_name nav: other "
        "(default: none)",
    )
    lang: str | None = _option(
        None,
        choice(*LANGUAGES),
        "消息的语言：zh 或 en（默认是站点主题的语言，否则是系统的）",
        "language of messages, zh or en (default: that of the site's theme, else of the system)",
    )
    placeholders: tuple[str, ...] = _option(
        (),
        list_of(
            text(Text("正则表达式，如 '%%\\w+%%'", "a regular expression, such as '%%\\w+%%'"), config_values.pattern)
        ),
        "示例里另外算占位符的写法：正则表达式（默认只有 <name>、${NAME}、{{ name }} 等常见写法）",
        "what else is a placeholder in an example: regular expressions (default: only <name>, ${NAME}, {{ name }} "
        "and the like)",
    )
    external: tuple[str, ...] = _option(
        (),
        list_of(
            text(Text("“种类/名称”，如 Secret/registry", "Kind/name, such as Secret/registry"), config_values.external)
        ),
        "示例引用、但不写在页面里的对象，如 Secret/registry、ConfigMap/*（默认没有）",
        "objects that examples refer to and no page shows, such as Secret/registry, ConfigMap/* (default: none)",
    )
    paths: tuple[str, ...] = _option(
        (),
        list_of(text(Text("文件或文件夹", "a file or folder"), config_values.filled)),
        "命令没有写路径时核对什么（默认是站点的页面）",
        "what the command verifies without a PATH (default: the pages of the site)",
    )
    exclude: tuple[str, ...] = _option(
        (),
        list_of(text(Text(".gitignore 里那样的模式", "a pattern as in .gitignore"), pattern)),
        "不核对的文件，模式与 .gitignore 的一样，如 charts/*/templates/（默认没有）",
        "files to leave out, by patterns as in .gitignore, such as charts/*/templates/ (default: none)",
    )
    severity: tuple[tuple[str, str], ...] = _option(
        (),
        mapping_to(Text("规则", "rules"), choice(*LEVELS)),
        f"各条规则有多严重：{'、'.join(LEVELS)}（默认由规则自己定）",
        f"how severe the findings of a rule are: {', '.join(LEVELS)} (default: as the rule has it)",
    )
    baseline: str | None = _option(
        None,
        text(Text("文件名", "the name of a file"), config_values.filled),
        "记下现有问题的文件，这些不再报告；由 --write-baseline 写（默认没有）",
        "file of what is wrong today, which is not told; --write-baseline writes it (default: none)",
    )

    marks: bool = _option(
        False,
        switch(),
        "站点的每个示例下面写明它适用于哪些版本，也写明没有核对的（默认 false；只用于插件）",
        "below each example of a site stands for which versions it holds, or that it was not checked (default false; "
        "for the plugin)",
    )
    report: str | None = _option(
        None,
        text(Text("页面的文件名，如 report.md", "the file of a page, such as report.md"), config_values.page),
        "哪个页面列出所有示例和核对结果，如 report.md（默认没有；只用于插件）",
        "page that lists all examples with what was found, such as report.md (default: none; for the plugin)",
    )
    manifests: str | None = _option(
        None,
        text(Text("文件夹名，如 manifests", "the name of a folder, such as manifests"), config_values.folder),
        "完整的示例另存为文件的文件夹，如 manifests，供 kubectl apply -f（默认没有；只用于插件）",
        "folder in which whole examples are published as files, such as manifests, for kubectl apply -f "
        "(default: none; for the plugin)",
    )

    @property
    def everywhere(self) -> bool:
        """Whether each block is also held against all versions that are known, for readers of a site."""
        return bool(self.marks or self.report or self.manifests)

    def of_command(self) -> Config:
        """The same without what only a site shows."""
        return replace(self, marks=False, report=None, manifests=None)

    @classmethod
    def of(cls, given: Mapping[str, Any], read_file: ReadFile) -> Config:
        """The configuration with these options; ``read_file`` gives the text of a file that one names.

        Raises `kubefence.options.Unfit` for an option that there is not and for a value that it cannot have.
        """
        values = read(OPTIONS, given, read_file)
        return cls(**{_FIELDS[name]: value for name, value in values.items()})


def _options() -> Iterator[tuple[str, Option]]:
    for each in fields(Config):
        if "option" in each.metadata:
            name, kind, about = each.metadata["option"]
            yield each.name, Option(name or each.name, kind, about)


_ROWS = dict(_options())
OPTIONS: Mapping[str, Option] = {option.name: option for option in _ROWS.values()}
"""All options, by the names that a configuration file has for them."""
_FIELDS = {option.name: name for name, option in _ROWS.items()}
