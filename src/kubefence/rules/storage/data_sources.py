"""Where the first content of a claim comes from (``validateDataSource``, ``validateDataSourceRef``)."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.findings import Severity, Text
from kubefence.formats.names import dns1123_label, dns1123_subdomain
from kubefence.problems import Also, Problem
from kubefence.rules.engine.model import Rule, Site, Tables, when
from kubefence.rules.vocabulary.mappings import required
from kubefence.rules.vocabulary.values import must_have_form, shown

_CLAIM = """\
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: restored
spec:
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: 1Gi
  {field}:
    apiGroup: populator.example.com
    kind: Backup
    name: nightly
"""

IGNORED = Rule(
    id="ignored-data-source",
    title=Text("数据源会被悄悄丢掉", "a data source that is dropped silently"),
    why=Text(
        "dataSource 只认 PersistentVolumeClaim 和 VolumeSnapshot；带 namespace 的 dataSourceRef 要打开默认关闭的"
        "特性门控。其他写法 API 服务器不报错，直接丢掉，得到的是空卷。",
        "dataSource takes claims and snapshots only, and dataSourceRef with a namespace needs a feature gate that is "
        "off by default. The API server drops all else without a word, and the volume is empty.",
    ),
    fix=Text("改用 dataSourceRef，且不写 namespace。", "Write dataSourceRef, without a namespace."),
    source="https://kubernetes.io/zh-cn/docs/concepts/storage/persistent-volumes/#data-source-references",
    wrong=_CLAIM.format(field="dataSource"),
    right=_CLAIM.format(field="dataSourceRef"),
    severity=Severity.WARNING,
)

_CLAIM_KIND = "PersistentVolumeClaim"
_KEPT = (("", _CLAIM_KIND), ("snapshot.storage.k8s.io", "VolumeSnapshot"))
_SAME = ("apiGroup", "kind", "name")
_group = must_have_form("invalid-format", dns1123_subdomain, empty=True)
_namespace = must_have_form("invalid-name", dns1123_label, empty=True)


@when("dataSource", "dataSourceRef")
def data_sources(spec: Site) -> Iterator[Problem]:
    """What is left after ``EnforceDataSourceBackwardsCompatibility``, and whether the two agree."""
    source, reference = spec.child("dataSource"), spec.child("dataSourceRef")
    if reference and reference.text("namespace"):
        yield _dropped(spec, "dataSourceRef", "带 namespace 的 dataSourceRef", "dataSourceRef with a namespace")
        reference = None
    if source and not reference and not spec.partial and _kind(source) not in _KEPT:
        yield _dropped(spec, "dataSource", f"kind 为 {shown(source.text('kind'))} 的 dataSource", "this dataSource")
        source = None
    for given in (source, reference):
        if given:
            yield from _reference(given)
    if source and reference and any(source.value.get(field) != reference.value.get(field) for field in _SAME):
        also = Also((*spec.path, "dataSourceRef"), Text("与它不同", "differs from this"))
        zh, en = "dataSource 与 dataSourceRef 要相同；只写 dataSourceRef", "it has to match dataSourceRef; remove it"
        yield spec.problem("mutually-exclusive", "dataSource", zh, f"dataSource: {en}", also=(also,))


def _kind(site: Site) -> tuple[str, str]:
    return site.text("apiGroup"), site.text("kind")


def _reference(site: Site) -> Iterator[Problem]:
    yield from required("kind", "name")(site)
    group, kind = _kind(site)
    if group:
        yield from _group(site, ("apiGroup",), group)
    elif kind != _CLAIM_KIND:
        zh = f"没有 apiGroup 时 kind 只能是 {_CLAIM_KIND}，不能是 {shown(kind)}；补上 apiGroup"
        en = f"without apiGroup the kind has to be {_CLAIM_KIND}, not {shown(kind)}; add the apiGroup"
        yield site.problem("invalid-value", "kind", zh, en)
    yield from _namespace(site, ("namespace",), site.text("namespace"))


def _dropped(spec: Site, field: str, zh: str, en: str) -> Problem:
    return spec.problem(
        IGNORED.id,
        field,
        f"{zh} 会被 API 服务器丢掉，得到的是空卷",
        f"the API server drops {en}, so the volume will be empty",
        severity=Severity.WARNING,
    )


TABLES = Tables(rules=(IGNORED,), checks={"core.v1.PersistentVolumeClaimSpec": (data_sources,)})
