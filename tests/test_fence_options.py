"""The fence options ``fragment``, ``expect`` and ``skip``: what they do, and when they are wrong themselves."""

import re

import pytest
from markdown import Markdown
from markdown.extensions import Extension

from kubefence import Config, Page, Verifier
from kubefence.blocks import Directives
from kubefence.markdown.extract import Extractor
from kubefence.markdown.fences import FenceExtension
from tests.helpers import CONFIG_MAP, WRONG_CONFIG_MAP, covered, fenced, findings, report, rules, told

SPELLINGS = {
    "plain": "yaml {}",
    "plain, with others": 'yaml title="a.yaml" {} hl_lines="1 2"',
    "plain, with line numbers": 'yaml linenums="1" {}',
    "braces": "{{.yaml {}}}",
    "braces, with others": '{{.yaml .wide #eg title="a.yaml" {} hl_lines="1 2"}}',
    "language before braces": "yaml {{ {} }}",
    "yml": "yml {}",
    "upper case": "YAML {}",
}


def block(option: str, text: str = WRONG_CONFIG_MAP, spelling: str = "yaml {}") -> str:
    return fenced(text, spelling.format(option))


@pytest.mark.parametrize("spelling", SPELLINGS.values(), ids=SPELLINGS.keys())
@pytest.mark.parametrize(
    ("option", "directives"),
    [
        ('fragment="Service.spec"', Directives(fragment="Service.spec")),
        ('expect="unknown-field"', Directives(expect="unknown-field")),
        ('skip="定制资源"', Directives(skip="定制资源")),
        ('external="Secret/db, ConfigMap/app-*"', Directives(external="Secret/db, ConfigMap/app-*")),
        ("skip='a \"b\" c'", Directives(skip='a "b" c')),
        ('fragment="Pod.spec" expect="wrong-type"', Directives(fragment="Pod.spec", expect="wrong-type")),
    ],
)
def test_options_are_read_in_every_spelling(spelling: str, option: str, directives: Directives) -> None:
    [found] = Extractor().extract("page.md", block(option, spelling=spelling)).blocks
    assert found.directives == directives
    assert found.language.lower() in ("yaml", "yml")


def html(page: str, *, ours: bool, **highlight: object) -> str:
    extensions: list[str | Extension] = ["attr_list", "pymdownx.highlight", "pymdownx.superfences"]
    extensions += [FenceExtension()] if ours else []
    md = Markdown(extensions=extensions, extension_configs={"pymdownx.highlight": highlight})
    return md.convert(page)


PLAIN_ONLY_WITH_PYGMENTS = ("plain, with others", "plain, with line numbers")
"""Without Pygments superfences has neither titles nor line numbers and refuses a fence that asks for them."""
HIGHLIGHTING: dict[str, dict[str, object]] = {
    "default": {},
    "no Pygments": {"use_pygments": False},
    "line numbers everywhere": {"linenums": True},
    "line numbers inline": {"linenums_style": "inline"},
}
OPTIONS = ['fragment="Pod.spec"', 'expect="unknown-field"', 'skip="原因"', 'skip="a" expect="b"']


@pytest.mark.parametrize("option", OPTIONS)
@pytest.mark.parametrize(
    ("spelling", "highlight"),
    [
        pytest.param(SPELLINGS[spelling], HIGHLIGHTING[highlight], id=f"{spelling}; {highlight}")
        for spelling in SPELLINGS
        for highlight in HIGHLIGHTING
        if not (spelling in PLAIN_ONLY_WITH_PYGMENTS and highlight == "no Pygments")
    ],
)
def test_options_leave_no_trace_in_the_html(spelling: str, option: str, highlight: dict[str, object]) -> None:
    """The page looks as if they were not there, with title, highlighted lines and line numbers intact."""
    without = html(block("", spelling=spelling), ours=False, **highlight)
    assert "<pre" in without
    assert html(block(option, spelling=spelling), ours=True, **highlight) == without


@pytest.mark.parametrize("spelling", PLAIN_ONLY_WITH_PYGMENTS)
@pytest.mark.parametrize("option", ["", *OPTIONS])
def test_what_superfences_refuses_without_pygments_is_refused_with_our_options_too(spelling: str, option: str) -> None:
    page = block(option, spelling=SPELLINGS[spelling])
    assert "<pre" not in html(page, ours=True, use_pygments=False)
    extensions = [*Config().extensions, ("pymdownx.highlight", {"use_pygments": False})]
    found = Verifier(Config(lint=None, extensions=extensions)).verify(Page("page.md", page)).findings
    assert [(finding.rule, finding.span.line) for finding in found] == [("refused-fence", 1)]


def test_the_html_that_this_is_compared_with_has_it_all() -> None:
    page = html(block("", spelling='yaml title="a.yaml" {} linenums="1" hl_lines="1 2"'), ours=True)
    assert 'class="filename">a.yaml<' in page
    assert page.count('class="hll"') == 2
    assert "linenos" in page
    assert re.search(r'class="nt">apiVersion<', page)


def test_without_the_extension_an_option_breaks_the_fence() -> None:
    assert "<code>yaml expect=" in html(block('expect="unknown-field"'), ours=False)


# expect


def test_a_wrong_example_that_is_wrong_as_declared() -> None:
    page = report(block('expect="unknown-field"'))
    assert page.findings == ()
    assert [(found.expect, found.kind) for found in page.blocks] == [("unknown-field", "manifest")]


def test_it_may_break_its_rule_several_times() -> None:
    assert rules(block('expect="unknown-field"', CONFIG_MAP + "dat: {}\nspec: {}\n")) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("a: [", "yaml-syntax"),
        (CONFIG_MAP + "kind: Pod\n", "missing-separator"),
        (CONFIG_MAP + "data: {a: b, a: c}\n", "duplicate-key"),
        ("", "empty-block"),
        ("a: b", "not-identified"),
        (CONFIG_MAP.replace("v1", "v2"), "wrong-api-version"),
        (CONFIG_MAP + "data: {a: 1}\n", "wrong-type"),
    ],
)
def test_any_rule_may_be_expected(text: str, rule: str) -> None:
    assert rules(block(f'expect="{rule}"', text)) == []


def test_a_rule_that_only_warns_may_be_expected() -> None:
    text = f"cat <<EOF\n{CONFIG_MAP}data:\n  a: $HOME\nEOF"
    assert rules(fenced(text, 'bash expect="shell-expansion"')) == []


def test_a_wrong_example_that_is_not_wrong() -> None:
    page = "文\n\n" + block('expect="unknown-field"', CONFIG_MAP)
    [finding] = findings(page)
    assert (finding.rule, finding.span.line) == ("expectation-not-met", 3)
    assert "does not break unknown-field" in finding.text.en
    assert covered(page, finding) == '```yaml expect="unknown-field"'


def test_a_wrong_example_that_is_wrong_in_another_way() -> None:
    page = block('expect="unknown-field"', CONFIG_MAP + "data: {a: 1}\n")
    assert [finding[:2] for finding in told(page)] == [("expectation-not-met", 1), ("wrong-type", 6)]


def test_a_wrong_example_that_has_a_second_mistake() -> None:
    page = block('expect="unknown-field"', WRONG_CONFIG_MAP + "data: {a: 1}\n")
    assert [finding[:2] for finding in told(page)] == [("wrong-type", 7)]


ONLY_SINCE_1_36 = """\
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingAdmissionPolicyBinding
metadata:
  name: web
spec:
  policyName: web
"""


def test_it_has_to_be_wrong_in_every_version_of_the_range() -> None:
    page = block('expect="unknown-kind"', ONLY_SINCE_1_36)
    assert rules(page, k8s="1.34-1.35") == []
    [finding] = findings(page)
    assert finding.rule == "expectation-not-met"
    assert "in 1.36–1.37" in finding.text.en


@pytest.mark.parametrize("option", ['expect="unknown-feld"', 'expect="selector-missmatch"', 'expect="internal-error"'])
def test_expecting_a_rule_that_does_not_exist(option: str) -> None:
    found = [finding for finding in findings(block(option)) if finding.rule == "unknown-rule"]
    assert len(found) == 1
    assert "did you mean" in found[0].text.en


# skip


@pytest.mark.parametrize(
    "text", [WRONG_CONFIG_MAP, "a: [", "", "a: b", "kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha1\n"]
)
def test_a_block_that_is_skipped(text: str) -> None:
    page = report(block('skip="示意"', text))
    assert page.findings == ()
    assert [(found.kind, found.skip) for found in page.blocks] == [("skipped", "示意")]


def test_skipping_what_would_pass() -> None:
    page = "文\n\n" + block('skip="示意"', CONFIG_MAP)
    assert told(page) == [("unused-skip", 3, '```yaml skip="示意"')]


def test_skipping_a_command_without_a_manifest_is_unused_too() -> None:
    assert rules(fenced("ls", 'bash skip="示意"')) == ["unused-skip"]


# all of them


@pytest.mark.parametrize("name", ["fragment", "expect", "skip"])
@pytest.mark.parametrize("spelling", ["yaml {}", "{{.yaml {}}}"])
@pytest.mark.parametrize("value", ["{}", '{}=""', '{}=" "', '{}="\u200b"', '{}="..."'])
def test_an_option_needs_a_text(name: str, spelling: str, value: str) -> None:
    found = findings(block(value.format(name), spelling=spelling))
    assert "option-without-text" in [finding.rule for finding in found]
    assert any(name in finding.text.en for finding in found if finding.rule == "option-without-text")


def test_skip_and_expect_contradict_each_other() -> None:
    assert "conflicting-options" in rules(block('skip="a" expect="unknown-field"'))


@pytest.mark.parametrize(
    ("option", "meant"), [('expct="unknown-field"', "expect"), ('fragmet="Pod"', "fragment"), ('skipp="a"', "skip")]
)
@pytest.mark.parametrize(("spelling", "rule"), [("yaml {}", "refused-fence"), ("{{.yaml {}}}", "misspelled-option")])
def test_a_misspelled_option(option: str, meant: str, spelling: str, rule: str) -> None:
    found = [finding for finding in findings(block(option, spelling=spelling)) if finding.rule == rule]
    assert len(found) == 1
    assert f"did you mean {meant}?" in found[0].text.en


def test_a_misspelled_option_is_found_where_superfences_accepts_anything() -> None:
    extensions = [("pymdownx.superfences", {"relaxed_headers": True})]
    page = block('expct="unknown-field"', CONFIG_MAP)
    found = Verifier(Config(lint=None, extensions=extensions)).verify(Page("page.md", page)).findings
    assert [(finding.rule, finding.text.en) for finding in found] == [
        ("misspelled-option", "there is no option expct; did you mean expect?")
    ]


@pytest.mark.parametrize("info", ['{.json .a fragment="Pod"}'])
def test_an_option_in_another_language_would_reach_the_html(info: str) -> None:
    assert re.search('(expect|fragment)="', html(fenced("{}", info), ours=True, use_pygments=False))
    [finding] = findings(fenced("{}", info))
    assert (finding.rule, finding.span.line) == ("misspelled-option", 1)
    assert "for yaml and shell blocks only" in finding.text.en


@pytest.mark.parametrize("info", ['json fragment="Pod"', 'python fragment="Pod"'])
def test_a_fence_that_such_an_option_closes_is_told_why(info: str) -> None:
    [finding] = findings(fenced("{}", info))
    assert (finding.rule, finding.span.line) == ("refused-fence", 1)
    assert "for yaml and shell blocks only" in finding.text.en


# skip in any language: what looks like a manifest must be verified or say why it is not

LANGUAGES = ["json", "text", "diff", "helm", "python", ""]


@pytest.mark.parametrize("spelling", ["{} skip='输出'", "{} {{ skip='输出' }}"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_looks_like_a_manifest_may_be_skipped_in_any_language(language: str, spelling: str) -> None:
    if not language and "{{" not in spelling:
        spelling = "{{ skip='输出' }}"
    page = fenced(CONFIG_MAP, spelling.format(language))
    assert rules(page) == []
    assert [(block.kind, block.skip) for block in report(page).blocks] == [("skipped", "输出")]
    assert "skip" not in html(page, ours=True)


@pytest.mark.parametrize("language", [*LANGUAGES[:-1], "bash"])
def test_what_does_not_look_like_one_needs_no_skip(language: str) -> None:
    assert rules(fenced("kind: a", f"{language} skip='输出'")) == ["unused-skip"]


def test_a_manifest_in_a_command_that_is_no_here_document_may_be_skipped() -> None:
    assert rules(fenced(f"echo '{CONFIG_MAP}' | tee a.yaml", "bash skip='echo'")) == []


def test_a_fence_that_a_site_renders_in_its_own_way_keeps_its_options() -> None:
    custom = [{"name": "chart", "class": "chart"}]
    extensions = [("pymdownx.superfences", {"custom_fences": custom})]
    page = fenced(CONFIG_MAP, '{.chart skip="x"}')
    found = Verifier(Config(lint=None, extensions=extensions)).verify(Page("page.md", page)).findings
    assert [finding.text.en for finding in found] == [
        "such blocks have no option skip; remove it",
        "this shows a manifest that was never verified (“apiVersion: v1”); make it a ```yaml block",
    ]


@pytest.mark.parametrize("info", ["{.yaml .skip #expect}", 'yaml title="skp=1 fragmet"', "{.yaml data-a='skp=1'}"])
def test_what_only_looks_like_an_option(info: str) -> None:
    assert rules(fenced(CONFIG_MAP, info)) == []


def test_a_language_may_be_called_like_an_option() -> None:
    assert rules(fenced("a: b", "expect")) == []


@pytest.mark.parametrize("attribute", ["data-fragment", "title", "style", "key", "lang"])
def test_other_attributes_are_none_of_our_business(attribute: str) -> None:
    assert rules(fenced(CONFIG_MAP, f'{{.yaml {attribute}="x"}}')) == []


@pytest.mark.parametrize("spelling", ["yaml {}", "{{.yaml {}}}"])
def test_a_malformed_option_takes_nothing_away(spelling: str) -> None:
    assert sorted(rules(block("skip", spelling=spelling))) == ["option-without-text", "unknown-field"]


@pytest.mark.parametrize("option", ["", 'skip="a"', 'expect="unclosed-fence"', 'expect="unknown-field"'])
def test_no_option_hides_that_a_block_holds_another(option: str) -> None:
    page = f"```yaml {option}\n{CONFIG_MAP}\n文字\n\n" + block("")
    assert rules(page) == ["unclosed-fence"]


def test_options_of_one_block_do_not_reach_the_next() -> None:
    page = block('skip="a"') + "\n" + block("") + "\n" + block('expect="unknown-field"') + "\n" + fenced("ls", "text")
    assert [finding[:2] for finding in told(page)] == [("unknown-field", 14)]


def test_options_in_a_list_and_in_a_quote() -> None:
    page = '-   步骤\n\n    > ```yaml expect="unknown-field"\n' + "".join(
        f"    > {line}\n" for line in [*WRONG_CONFIG_MAP.splitlines(), "```"]
    )
    assert rules(page) == []
    assert report(page).blocks[0].expect == "unknown-field"
