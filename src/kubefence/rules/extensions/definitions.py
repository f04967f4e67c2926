"""Custom resource definitions without their schemas (``validateCustomResourceDefinitionSpec``)."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from kubefence.findings import Text
from kubefence.formats.names import LABEL_LENGTH, dns1035_label, dns1123_subdomain, kind_name
from kubefence.problems import Also, Problem
from kubefence.rules.engine.model import Check, Site, Tables
from kubefence.rules.extensions.documentation import APPROVAL, NAME, STORAGE
from kubefence.rules.vocabulary.lists import unique
from kubefence.rules.vocabulary.mappings import lacking, needs, required
from kubefence.rules.vocabulary.values import must_be_one_of, must_have_form, shown

APPROVED = "api-approved.kubernetes.io"
_COMMUNITY = ("k8s.io", "kubernetes.io")
_COLUMN_TYPES = ("integer", "number", "string", "boolean", "date")
_COLUMN_FORMATS = ("int32", "int64", "float", "double", "byte", "date", "date-time", "password")
_MAX_WARNING = 256
_MAX_KIND = LABEL_LENGTH - len("List")


def name(definition: Site) -> Iterator[Problem]:
    """``ValidateCustomResourceDefinition``: it is called after its plural name and group."""
    metadata, spec = definition.child("metadata"), definition.child("spec")
    names = spec.child("names") if spec else None
    if metadata is None or spec is None or names is None:
        return
    wanted = f"{names.text('plural')}.{spec.text('group')}"
    if metadata.text("name") not in ("", wanted) and names.text("plural") and spec.text("group"):
        yield metadata.problem(
            NAME.id,
            "name",
            f"名称应为 {wanted}",
            f"the name has to be {wanted}",
            also=(Also((*names.path, "plural"), Text("由它和 group 组成", "it is made of this and the group")),),
        )


def approval(definition: Site) -> Iterator[Problem]:
    """``validateAPIApproval``: groups of the community need the address of a review."""
    spec, metadata = definition.child("spec"), definition.child("metadata")
    group = spec.text("group") if spec else ""
    if not any(group == owned or group.endswith(f".{owned}") for owned in _COMMUNITY):
        return
    annotations = metadata.mapping("annotations") if metadata else {}
    given = str(annotations.get(APPROVED) or "")
    if not given.startswith("unapproved") and not _is_url(given):
        at = (
            ("metadata", "annotations", APPROVED)
            if given
            else ("metadata", "annotations")
            if annotations
            else "metadata"
        )
        yield definition.problem(
            APPROVAL.id,
            at,
            f"组 {group} 属于 Kubernetes 社区，要写注解 {APPROVED}",
            f"the group {group} belongs to the Kubernetes community and needs the annotation {APPROVED}",
        )


def _is_url(text: str) -> bool:
    try:
        url = urlsplit(text)
    except ValueError:
        return False
    return bool(url.scheme and url.netloc)


def group(text: str) -> Text | None:
    """A domain name with a dot."""
    wrong = dns1123_subdomain(text)
    if wrong or "." in text:
        return wrong
    return Text("应为至少带一个点的域名，如 shop.example.com", "a domain with a dot, such as shop.example.com")


def versions(spec: Site) -> Iterator[Problem]:
    """Versions have unique names, a schema each, and one of them is stored."""
    yield from unique(spec, "versions", "name")
    stored = [version for version in spec.children("versions") if version.flag("storage")]
    if isinstance(spec.value.get("versions"), list | None) and len(stored) != 1 and not spec.partial:
        zh, en = (
            ("没有版本", "no version has") if not stored else (f"{len(stored)} 个版本", f"{len(stored)} versions have")
        )
        text = f"{zh}的 storage 为 true，应恰好一个", f"{en} storage: true, it has to be exactly one"
        if "versions" in spec.value:
            yield spec.problem(STORAGE.id, "versions", *text)
        else:
            yield lacking(spec, STORAGE.id, "versions", *text)


def version(site: Site) -> Iterator[Problem]:
    """``validateCustomResourceDefinitionVersion``: a schema, and a warning for deprecated versions only."""
    schema = site.child("schema")
    if schema is None or schema.value.get("openAPIV3Schema") is None:
        yield from (schema or site).missing("openAPIV3Schema" if schema else "schema")
    warning = site.value.get("deprecationWarning")
    if not isinstance(warning, str):
        return
    if not site.flag("deprecated") and not site.left_out("deprecated"):
        yield site.problem(
            "forbidden-field",
            "deprecationWarning",
            "只有 deprecated: true 的版本才能写 deprecationWarning",
            "only a version with deprecated: true has a deprecationWarning",
        )
    if not warning or len(warning.encode()) > _MAX_WARNING or not warning.isprintable():
        yield site.problem(
            "invalid-format",
            "deprecationWarning",
            "应为 1 到 256 个字节的可打印字符",
            "1 to 256 bytes of printable characters",
        )


def names(site: Site) -> Iterator[Problem]:
    """``ValidateCustomResourceDefinitionNames``, after ``SetDefaults_CustomResourceDefinitionSpec``."""
    for field in ("shortNames", "categories"):
        for index, item in enumerate(site.items(field)):
            wrong = dns1035_label(item or "") if isinstance(item, str | None) else None
            if wrong:
                text = f"{shown(item)}：{wrong.zh}", f"{shown(item)}: {wrong.en}"
                yield site.problem("invalid-name", (field, index), *text)
    if not site.text("listKind") and len(site.text("kind")) > _MAX_KIND:
        zh, en = "listKind 默认是 kind 加 List，超过 63 个字符", "listKind is kind and List by default, too long here"
        yield site.problem("invalid-name", "kind", f"{zh}；缩短 kind", f"{en}; shorten kind")
    if site.text("kind") and site.text("kind") == site.text("listKind"):
        yield site.problem(
            "invalid-name", "listKind", "listKind 不能与 kind 相同", "listKind cannot be the same as kind"
        )


def no_unknown_fields(spec: Site) -> Iterator[Problem]:
    """``validatePreserveUnknownFields``: v1 prunes."""
    if spec.flag("preserveUnknownFields"):
        yield spec.problem(
            "invalid-value",
            "preserveUnknownFields",
            "v1 里不能是 true；在模式里写 x-kubernetes-preserve-unknown-fields: true",
            "not true in v1; write x-kubernetes-preserve-unknown-fields: true in the schema",
        )


_G = "apiextensions.v1"
_LABEL = (must_have_form("invalid-name", dns1035_label, empty=True),)
_KIND = (must_have_form("invalid-name", kind_name, empty=True),)
_SPEC: tuple[Check, ...] = (
    required("group", "scope"),
    needs("names"),
    versions,
    no_unknown_fields,
)

TABLES = Tables(
    checks={
        f"{_G}.CustomResourceDefinition": (needs("spec"), name, approval),
        f"{_G}.CustomResourceDefinitionSpec": _SPEC,
        f"{_G}.CustomResourceDefinitionNames": (required("plural", "kind"), names),
        f"{_G}.CustomResourceDefinitionVersion": (
            required("name"),
            version,
        ),
        f"{_G}.CustomResourceColumnDefinition": (required("name", "type", "jsonPath"),),
    },
    fields={
        f"{_G}.CustomResourceDefinitionSpec.group": (must_have_form("invalid-format", group, empty=True),),
        f"{_G}.CustomResourceDefinitionSpec.scope": (must_be_one_of(("Namespaced", "Cluster")),),
        f"{_G}.CustomResourceDefinitionVersion.name": _LABEL,
        f"{_G}.CustomResourceDefinitionNames.plural": _LABEL,
        f"{_G}.CustomResourceDefinitionNames.singular": _LABEL,
        f"{_G}.CustomResourceDefinitionNames.kind": _KIND,
        f"{_G}.CustomResourceDefinitionNames.listKind": _KIND,
        f"{_G}.CustomResourceColumnDefinition.type": (must_be_one_of(_COLUMN_TYPES),),
        f"{_G}.CustomResourceColumnDefinition.format": (must_be_one_of(_COLUMN_FORMATS),),
    },
)
