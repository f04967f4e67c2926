"""Custom resources: what is asked of one besides its schema, and what to say of a version that its CRD lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kubefence.checks.served import Found
from kubefence.errors import NotInstalled
from kubefence.findings import PageReport, Severity, Text, Unasked
from kubefence.nearest import nearest
from kubefence.problems import Problem
from kubefence.rules.engine.group import at
from kubefence.schema.custom import tree
from kubefence.schema.custom.definitions import Custom
from kubefence.schema.custom.known import Customs
from kubefence.schema.groups import group_of
from kubefence.schema.homes import preference
from kubefence.schema.kinds import UNCHECKED
from kubefence.versions import Version
from kubefence.yamldoc.document import Json, Path

_BLOCKING = frozenset({"missing-field", "unknown-field", "wrong-type"})
"""Mistakes after which the server does not ask the rules of a CRD (``hasBlockingErr``)."""


def problems(
    value: Json,
    versions: Sequence[Version],
    custom: Custom,
    found: Sequence[Found],
    unasked: set[Unasked],
    *,
    sure: bool = True,
) -> Iterator[Found]:
    """What the schema does not say; ``found`` is what is wrong already, ``unasked`` takes up what is not asked.

    ``sure`` says that nothing of the value is left open; a rule that looks at several fields tells nothing else.
    """
    from kubefence.schema.custom import expressions, values  # formats and CEL, which few runs need

    if custom.status and isinstance(value, dict):  # creating an object drops it unread
        value = {name: inner for name, inner in value.items() if name != "status"}
    for problem in values.problems(value, custom.schema):
        where = tuple(version for version in versions if problem.since is None or version >= problem.since)
        if where:
            yield where, problem
    this = Unasked(f"{custom.kind} ({custom.api_version})", bool(custom.carried))
    if custom.carried:
        unasked.update([this] if custom.asks_more else [])
    elif sure and _BLOCKING.isdisjoint(problem.rule for _, problem in found if problem.severity is Severity.ERROR):
        try:
            for problem in expressions.problems(value, custom.schema, lambda: unasked.add(this)):
                yield tuple(versions), problem
        except NotInstalled:
            unasked.add(this)


def supposed(customs: Customs, value: dict[str, Json]) -> str | None:
    """The apiVersion of an object that does not say it, None where no CRD defines its kind, or several do."""
    kind = value.get("kind")
    named = isinstance(kind, str) and value.get("apiVersion") in (None, "") and "metadata" in value
    found = customs.named("", str(kind)) if named else []
    return found[0].api_version if len(found) == 1 and not found[0].carried else None  # which version is not known


def several(kinds: Sequence[Custom]) -> Text:
    """That the name of a fragment could mean several kinds."""
    names = [f"{each.api_version}/{each.kind}" for each in kinds]
    return Text(
        f"叫 {kinds[0].kind} 的类型不止一种，写上 API 版本：{'、'.join(names)}",
        f"several kinds are called {kinds[0].kind}; write the apiVersion with it: {', '.join(names)}",
    )


def doubted(found: Sequence[Found], value: Json, custom: Custom, *, whole: bool = True) -> Iterator[Found]:
    """The problems of a resource that may be meant in another version: what that may have is a note.

    A field that is nearly one that there is, or stands too deep, is wrong in any version. What is required comes and
    goes, and an object without metadata, or without anything else, is shown in part.
    """
    for versions, problem in found:
        if whole and problem.rule == "missing-field" and (_in_part(value) or problem.field == "spec"):
            problem = replace(problem, severity=Severity.NOTE)
        elif problem.path[:1] == ("metadata",):
            pass  # it is the same in any version
        elif whole and problem.rule == "missing-field":
            zh, en = "要求它，别的版本可能不要求", "asks for it, another version may not"
            problem = _noted(problem, custom, zh, en)
        elif problem.rule in _PASSING and not _surely(problem, value, custom):
            problem = _noted(problem, custom, "里没有，别的版本可能有", "does not have it, another version may")
        yield versions, problem


def _noted(problem: Problem, custom: Custom, zh: str, en: str) -> Problem:
    said, known = problem.text, Text(f"自带的 {custom.carried} ", f"{custom.carried}, which is carried along,")
    known = known if custom.carried else _FULLEST
    text = Text(
        f"{said.zh}（{known.zh}{zh}；用 crds 选项给出 CRD）",
        f"{said.en} ({known.en} {en}: name its CRD with the option crds)",
    )
    return replace(problem, severity=Severity.NOTE, text=text)


_FULLEST = Text("目录里几版 CRD 中字段最多的一版", "the CRD with most fields, of several in this tree,")


def _in_part(value: Json) -> bool:
    return not (isinstance(value, dict) and "metadata" in value)


_PASSING = frozenset({"invalid-value", "unknown-field"})
"""What comes and goes with versions: fields, and words of an enum."""
_ALIKE, _SURELY = 0.75, 0.85
"""How alike a word of an enum is that was meant, and a field: of those there are many more."""


def _surely(problem: Problem, value: Json, custom: Custom) -> bool:
    """Whether something else was meant, whatever the version."""
    if problem.ways is not None:  # nothing that was tried would mend it
        return False
    above, last = problem.path[:-1], str(problem.path[-1] if problem.path else "")
    outer = [custom.schema]
    for step in above:
        outer.append(tree.below(outer[-1], step))
    if problem.rule == "unknown-field":
        names = {name.lower() for name in tree.properties(outer[-1])}
        too_deep = not _alone(at(value, above), above) and any(last in tree.properties(schema) for schema in outer)
        return too_deep or _is_near(last, names, _SURELY)
    words = {word.lower() for word in tree.words(tree.below(outer[-1], last), "enum")}
    return _is_near(str(at(value, problem.path)), words, _ALIKE)


def _alone(value: Json, path: Path) -> bool:
    """Whether it is an item of a list with one field, whose dash nobody writes by mistake."""
    return isinstance(value, dict) and len(value) == 1 and bool(path) and isinstance(path[-1], int)


def _is_near(word: str, words: Iterable[str], alike: float) -> bool:
    return nearest(word.lower(), words, alike) is not None


def unserved(why: list[Found], customs: Customs, api_version: str, kind: str, path: Path) -> list[Found]:
    """Why a kind is not known; a version that its CRD does not serve is wrong, as the server says it."""
    served = sorted(customs.versions(group_of(api_version), kind), key=preference)
    if not served:
        return why
    text = Text(
        f"{api_version} 里没有 {kind}，它的 CRD 提供 {'、'.join(served)}；改写为 apiVersion: {served[0]}",
        f"there is no {kind} in {api_version}, its CRD serves {', '.join(served)}; write apiVersion: {served[0]}",
    )
    wrong = Problem("wrong-api-version", (*path, "apiVersion"), text)
    return [(versions, wrong if problem.rule == UNCHECKED else problem) for versions, problem in why]


def notes(pages: Iterable[PageReport]) -> tuple[Text, ...]:
    """What was not asked of custom resources in a whole run, once for all of each reason."""
    unasked = {each for page in pages for each in page.unasked}
    return tuple(
        _note(sorted(each.kind for each in unasked if each.carried is carried), carried=carried)
        for carried in (True, False)
        if any(each.carried is carried for each in unasked)
    )


_MOST = 5
"""Kinds that a note names."""


def _note(kinds: Sequence[str], *, carried: bool) -> Text:
    more = len(kinds) - _MOST
    zh, en = (f" 等 {len(kinds)} 种", f" and {more} more") if more > 0 else ("", "")
    zh, en = "、".join(kinds[:_MOST]) + zh, ", ".join(kinds[:_MOST]) + en
    if carried:
        return Text(
            f"定制资源的校验规则：{zh} 只按自带的字段、类型和取值核对，"
            "没有核对 CRD 里的表达式和正则表达式；用 crds 选项给出 CRD",
            f"rules of custom resources: {en} were checked for the fields, types and values that are carried along, "
            "not for the expressions and patterns of their CRDs; name those with the option crds",
        )
    return Text(
        f"定制资源的校验规则：{zh} 的 CEL 规则没有全部核对；"
        "pip install 'kubefence[cel]'，已安装时是规则用到了无法求值的函数",
        f"rules of custom resources: not all CEL rules of {en} were asked: pip install 'kubefence[cel]', and where "
        "that is installed they use what cannot be evaluated",
    )
