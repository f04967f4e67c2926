"""Questions to the API server that are asked by creating them (``pkg/apis/authorization/validation``)."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.problems import Problem
from kubefence.rules.engine.model import Site, Tables
from kubefence.rules.vocabulary.mappings import empty, exactly_one, required
from kubefence.rules.vocabulary.operators import misfit


def asks_one_thing(spec: Site) -> Iterator[Problem]:
    """``ValidateSubjectAccessReviewSpec``: a resource or a path, not both."""
    if spec.has("resourceAttributes") and spec.has("nonResourceAttributes"):
        yield spec.problem(
            "mutually-exclusive",
            "nonResourceAttributes",
            "resourceAttributes 和 nonResourceAttributes 只能写一个",
            "only one of resourceAttributes and nonResourceAttributes can be given",
        )
    else:
        yield from exactly_one(spec, ("resourceAttributes", "nonResourceAttributes"))


def names_someone(spec: Site) -> Iterator[Problem]:
    """``ValidateSubjectAccessReviewSpec``: a user or a group."""
    if empty(spec.value.get("user")) and empty(spec.value.get("groups")):
        yield from spec.missing("user", "user 和 groups 至少写一个", "user or groups has to be given")


def selects_one_way(selector: Site) -> Iterator[Problem]:
    """``validateFieldSelectorAttributes``: raw text or requirements."""
    raw, requirements = selector.text("rawSelector"), selector.items("requirements")
    if raw and requirements:
        yield selector.problem(
            "mutually-exclusive",
            "rawSelector",
            "rawSelector 和 requirements 只能写一个",
            "only one of rawSelector and requirements can be given",
        )
    elif not raw and not requirements:
        yield from selector.missing("requirements")


def well_formed_fields(selector: Site) -> Iterator[Problem]:
    """``ValidateFieldSelectorRequirement``; operators that the server does not know are let pass."""
    for requirement in selector.children("requirements"):
        values = requirement.items("values")
        yield from required("key")(requirement)
        wrong = misfit(requirement.text("operator"), len(values))
        if wrong and values:
            yield requirement.problem("forbidden-field", "values", wrong.zh, wrong.en)
        elif wrong:
            yield from requirement.missing("values", wrong.zh, wrong.en)


def bare(review: Site) -> Iterator[Problem]:
    """``ValidateSubjectAccessReview``: a question has no metadata."""
    metadata = review.mapping("metadata")
    local = review.definition.endswith("LocalSubjectAccessReview")
    allowed = ("managedFields", "namespace") if local else ("managedFields",)
    given = [field for field, value in metadata.items() if field not in allowed and not empty(value)]
    if given:
        yield review.problem(
            "forbidden-field",
            "metadata",
            f"{given[0]} 不能写：这个对象只是一次询问，不会保存，metadata 应为空",
            f"no {given[0]} here: the object is a question and is not stored, its metadata has to be empty",
        )


def in_its_namespace(review: Site) -> Iterator[Problem]:
    """``ValidateLocalSubjectAccessReview``: it asks about resources of its own namespace."""
    metadata, spec = review.child("metadata"), review.child("spec")
    attributes = spec.child("resourceAttributes") if spec else None
    if spec is not None and spec.has("nonResourceAttributes"):
        yield review.problem(
            "forbidden-field",
            ("spec", "nonResourceAttributes"),
            "LocalSubjectAccessReview 只能询问资源",
            "a LocalSubjectAccessReview asks about resources only",
        )
    namespace = metadata.text("namespace") if metadata else ""
    if namespace and attributes is not None and attributes.text("namespace") != namespace:
        yield review.problem(
            "invalid-value",
            ("spec", "resourceAttributes", *(["namespace"] if attributes.has("namespace") else [])),
            f"namespace 应与 metadata.namespace 相同（{namespace}）",
            f"namespace has to be that of metadata ({namespace})",
        )


TABLES = Tables(
    checks={
        "authorization.v1.SubjectAccessReviewSpec": (asks_one_thing, names_someone),
        "authorization.v1.SelfSubjectAccessReviewSpec": (asks_one_thing,),
        "authorization.v1.FieldSelectorAttributes": (selects_one_way, well_formed_fields),
        "authorization.v1.LabelSelectorAttributes": (selects_one_way,),
        "authorization.v1.SubjectAccessReview": (bare,),
        "authorization.v1.SelfSubjectAccessReview": (bare,),
        "authorization.v1.LocalSubjectAccessReview": (bare, in_its_namespace),
        "authorization.v1.SelfSubjectRulesReviewSpec": (required("namespace"),),
        "authentication.v1.TokenReviewSpec": (required("token"),),
    },
)
