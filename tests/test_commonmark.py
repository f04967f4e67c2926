"""Pages of sites that MkDocs does not make: every fence that CommonMark reads, with the exact place of its lines."""

import pytest

from kubefence import Config, Finding, Page, PageReport, Verifier
from kubefence.blocks import Directives
from kubefence.findings import Severity
from kubefence.markdown.commonmark.reader import CommonMark
from tests.helpers import CONFIG_MAP, WRONG_CONFIG_MAP, covered, fenced

VERIFIER = Verifier(Config(lint=None, markdown="commonmark"))


def report(page: str, path: str = "page.md") -> PageReport:
    return VERIFIER.verify(Page(path, page))


def findings(page: str, path: str = "page.md") -> list[Finding]:
    return list(report(page, path).findings)


def told(page: str, path: str = "page.md") -> list[tuple[str, int, str]]:
    return [(finding.rule, finding.span.line, covered(page, finding)) for finding in findings(page, path)]


def within(prefix: str, first: str = "", text: str = WRONG_CONFIG_MAP, info: str = "yaml") -> str:
    """A fence whose lines have something before them, the first of them something else."""
    lines = fenced(text, info).rstrip("\n").split("\n")
    return "".join(f"{(first or prefix) if number == 0 else prefix}{line}\n" for number, line in enumerate(lines))


PLACES = {
    "plain": fenced(WRONG_CONFIG_MAP),
    "tildes": fenced(WRONG_CONFIG_MAP, mark="~~~"),
    "a longer end": fenced(WRONG_CONFIG_MAP).rstrip("\n") + "`\n",
    "indented by up to three blanks": within("   "),
    "in a list, on the line of its marker": within("  ", "- "),
    "in a list, below its text": "1. a step\n\n" + within("   "),
    "in a list with less indentation than MkDocs wants": "- a step\n" + within("  "),
    "in a list in a list": "- a\n  - b\n\n" + within("    "),
    "in a quote": within("> "),
    "in a note of GitHub": "> [!NOTE]\n" + within("> "),
    "in a list in a quote": "> - a\n>\n" + within(">   "),
    "after a paragraph": "text\n" + fenced(WRONG_CONFIG_MAP),
    "in details": "<details>\n<summary>a</summary>\n\n" + fenced(WRONG_CONFIG_MAP) + "\n</details>\n",
    "in HTML without a blank line": "<div>\n" + fenced(WRONG_CONFIG_MAP) + "</div>\n",
    "behind front matter": "---\ntitle: a\n---\n" + fenced(WRONG_CONFIG_MAP),
    "in a note of Docusaurus": ":::note\n\n" + fenced(WRONG_CONFIG_MAP) + "\n:::\n",
    "indented in an admonition": "!!! note\n\n" + within("    "),
    "in a shortcode": "{{< tab >}}\n" + fenced(WRONG_CONFIG_MAP) + "{{< /tab >}}\n",
    "below a table": "| a |\n| - |\n| b |\n\n" + fenced(WRONG_CONFIG_MAP),
    "a block of several in one list item": "- a\n\n" + within("  ", text=CONFIG_MAP) + "\n" + within("  "),
}


@pytest.mark.parametrize("page", PLACES.values(), ids=PLACES)
def test_every_fence_is_read_with_its_exact_places(page: str) -> None:
    line = page.split("\n").index(next(line for line in page.split("\n") if "dat:" in line)) + 1
    assert told(page) == [("unknown-field", line, "dat")]


INFO = {
    "yaml": Directives(),
    "yml": Directives(),
    "YAML": Directives(),
    "yaml {1,3-4}": Directives(),
    "yaml{1,3}": Directives(),
    'yaml title="a b.yaml" {2}': Directives(),
    "yaml showLineNumbers": Directives(),
    "yaml {linenos=true,hl_lines=[1]}": Directives(),
    "yaml {linenos=table, style=monokai}": Directives(),
    "{.yaml #id .wide}": Directives(),
    "{code-block} yaml": Directives(),
    "yaml:a.yaml": Directives(),
    "yaml,editable": Directives(),
    'yaml {1} skip="a reason"': Directives(skip="a reason"),
    'yaml title="a.yaml" expect="unknown-field"': Directives(expect="unknown-field"),
    "{.yaml expect='unknown-field'}": Directives(expect="unknown-field"),
    'yaml fragment="Service.spec" {1}': Directives(fragment="Service.spec"),
    'yaml format="compose"': Directives(format="compose"),
}


@pytest.mark.parametrize(("info", "directives"), INFO.items())
def test_the_habits_of_generators(info: str, directives: Directives) -> None:
    [block] = CommonMark().extract("page.md", fenced("a: b", info)).blocks
    assert (block.language.lower() in ("yaml", "yml"), block.directives, block.text) == (True, directives, "a: b")


@pytest.mark.parametrize("info", ["", "text", "{.python}", "{note}", "python title='yaml'", "yamllint"])
def test_other_languages_stay_what_they_are(info: str) -> None:
    [block] = CommonMark().extract("page.md", fenced("a: b", info)).blocks
    assert block.language.lower() not in ("yaml", "yml")


def test_our_options_work_as_with_mkdocs() -> None:
    assert told(fenced(WRONG_CONFIG_MAP, 'yaml {1} expect="unknown-field"')) == []
    assert [rule for rule, _, _ in told(fenced(CONFIG_MAP, 'yaml {1} skip="why"'))] == ["unused-skip"]
    twice = fenced(WRONG_CONFIG_MAP, 'yaml expect="unknown-kind" expect="unknown-field"')
    assert CommonMark().extract("page.md", twice).blocks[0].repeated == ("expect",)


def test_a_title_is_known_by_its_names() -> None:
    for info in ('yaml title="values.yaml"', "yaml filename='values.yaml'", "yaml {file=values.yaml}"):
        [block] = CommonMark().extract("page.md", fenced("a: b", info)).blocks
        assert block.title == "values.yaml"


def test_options_of_a_directive_are_no_part_of_its_content() -> None:
    page = f"```{{code-block}} yaml\n:caption: a\n:linenos:\n{WRONG_CONFIG_MAP}```\n"
    assert told(page) == [("unknown-field", 8, "dat")]


SHORTCODES = {
    "Hugo": ("{{< highlight yaml >}}", "{{< /highlight >}}"),
    "Hugo, with options": ('{{< highlight yaml "linenos=table,hl_lines=1" >}}', "{{< / highlight >}}"),
    "Hugo, as Markdown": ("{{% highlight yaml %}}", "{{% /highlight %}}"),
    "Jekyll": ("{% highlight yaml %}", "{% endhighlight %}"),
    "Jekyll, with numbers": ("{%- highlight yaml linenos -%}", "{%- endhighlight -%}"),
    "any other that names one": ('{{< codeFromInline lang="yaml" >}}', "{{< /codeFromInline >}}"),
    "a tab with a language": ('{{< tab header="a" lang="yaml" >}}', "{{< /tab >}}"),
}


@pytest.mark.parametrize(("opening", "closing"), SHORTCODES.values(), ids=SHORTCODES)
def test_code_between_shortcodes_is_a_block(opening: str, closing: str) -> None:
    page = f"# a\n\n{opening}\n{WRONG_CONFIG_MAP}{closing}\n"
    assert told(page) == [("unknown-field", 8, "dat")]
    indented = page.replace("\n", "\n  ")
    assert told(indented) == [("unknown-field", 8, "dat")]


def test_tabs_take_the_language_of_their_pane() -> None:
    tab = f"{{{{< tab header=a >}}}}\n{WRONG_CONFIG_MAP}{{{{< /tab >}}}}\n"
    assert told(f"{{{{< tabpane lang=yaml >}}}}\n{tab}{{{{< /tabpane >}}}}\n{tab}")[:1] == [("unknown-field", 7, "dat")]


def test_what_is_written_in_a_language_of_people_is_text() -> None:
    page = f'{{{{< tab lang="en" >}}}}\n{fenced(WRONG_CONFIG_MAP)}{{{{< /tab >}}}}\n'
    assert told(page) == [("unknown-field", 7, "dat")]
    around = f'{{{{< details lang="yaml" >}}}}\n{fenced(WRONG_CONFIG_MAP)}{{{{< /details >}}}}\n'
    assert told(around) == [("unknown-field", 7, "dat")]


def test_a_shortcode_in_a_fence_opens_nothing() -> None:
    page = fenced("{{< highlight yaml >}}\na: b\n{{< /highlight >}}", "text")
    assert [block.language for block in CommonMark().extract("page.md", page).blocks] == ["text"]


MDX = """\
import Tabs from '@theme/Tabs';

<Tabs>
  <TabItem value="a" label="A">
    ```yaml title="a.yaml"
{text}    ```
  </TabItem>
</Tabs>
"""


def test_fences_within_jsx_are_read_whatever_their_indentation() -> None:
    page = MDX.format(text="".join(f"    {line}\n" for line in WRONG_CONFIG_MAP.splitlines()))
    assert told(page, "page.mdx") == [("unknown-field", 10, "dat")]
    assert told(page.replace("    ", ""), "page.md") == [("unknown-field", 10, "dat")]


HIDDEN = {
    "a comment": f"<!--\n{fenced(WRONG_CONFIG_MAP)}-->\n",
    "indented code": within("    ", text="a: b"),
    "raw text": f"<pre>\n{fenced('a: b')}</pre>\n",
    "a longer fence": fenced(fenced("a: b"), "text", "````"),
}


@pytest.mark.parametrize("page", HIDDEN.values(), ids=HIDDEN)
def test_what_is_shown_as_it_is_or_not_at_all_is_no_block(page: str) -> None:
    assert findings(page) == []
    assert [block.language for block in report(page).blocks if block.language == "yaml"] == []


def test_a_manifest_in_no_fence_is_told() -> None:
    page = "# a\n\n" + "".join(f"    {line}\n" for line in CONFIG_MAP.splitlines())
    assert told(page) == [("not-verified", 3, "apiVersion: v1")]


def test_a_fence_that_would_not_be_read_is_told() -> None:
    page = f"text\n\n```yaml title=`a`\n{CONFIG_MAP}"
    assert ("refused-fence", 3, "```yaml title=`a`") in told(page)
    assert told("Run ```kubectl get pods``` first, or\n```kubectl get nodes```\n") == []


def test_a_fence_that_never_ends_is_read_and_told() -> None:
    page = f"# a\n\n```yaml\n{WRONG_CONFIG_MAP}"
    assert told(page) == [("unclosed-fence", 3, "```yaml"), ("unknown-field", 8, "dat")]
    assert [finding.severity for finding in findings(page)] == [Severity.WARNING, Severity.ERROR]
    outside = f"- a\n\n  ```yaml\n{CONFIG_MAP}  ```\n"
    assert ("unclosed-fence", 3, "```yaml") in told(outside)


def test_a_fence_that_swallows_another_is_told_once() -> None:
    page = f"```yaml\n{CONFIG_MAP}\ntext\n\n{fenced(CONFIG_MAP)}"
    assert [rule for rule, _, _ in told(page)] == ["unclosed-fence"]


def test_tabs_before_a_fence_change_no_place() -> None:
    page = "- a\n\n" + within("\t", text=WRONG_CONFIG_MAP)
    assert told(page) == [("unknown-field", 8, "dat")]


def test_the_front_matter_says_the_versions() -> None:
    text = "apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: {name: web}\nspec: {}\n"
    page = f"---\nk8s: '1.36'\n---\n{fenced(text)}"
    assert {str(version) for finding in findings(page) for version in finding.versions} == {"1.36"}
    assert [str(version) for version in report(page).versions] == ["1.36"]


def test_what_superfences_refuses_is_read() -> None:
    """The same page, read in both ways."""
    page = "- a\n" + within("  ", info="yaml {1,3-4} showLineNumbers", text=CONFIG_MAP)
    assert told(page) == []
    mkdocs = Verifier(Config(lint=None, markdown="mkdocs")).verify(Page("page.md", page))
    assert [finding.rule for finding in mkdocs.findings] != []
