"""How a Pod resolves names: ``dnsPolicy``, ``dnsConfig`` and entries of its hosts file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kubefence.findings import Severity, Text
from kubefence.formats.names import SUBDOMAIN_LENGTH, dns1123_subdomain
from kubefence.problems import Anchor, Problem
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.rules.podspec.examples import pod
from kubefence.rules.podspec.parts import keyed, repeats
from kubefence.rules.vocabulary.addresses import legacy_ip
from kubefence.rules.vocabulary.values import shown
from kubefence.yamldoc.document import Path

NAMESERVERS, SEARCHES, SEARCH_CHARACTERS = 3, 32, 2048
_SEARCH_LABEL = re.compile(r"_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?")

NONE_WITHOUT_SERVERS = Rule(
    id="dns-none-without-nameservers",
    title=Text("dnsPolicy 为 None 却没有名称服务器", "dnsPolicy None without a name server"),
    why=Text(
        "None 让 Pod 忽略集群的 DNS 设置，只用 dnsConfig；没有 nameservers 就无法解析任何名字，API 服务器拒绝。",
        "With None a Pod ignores the DNS of the cluster and uses dnsConfig alone; without nameservers it could "
        "resolve nothing, so the API server refuses it.",
    ),
    fix=Text(
        "在 dnsConfig.nameservers 里至少写一个 IP 地址，或删掉 dnsPolicy（默认 ClusterFirst）。",
        "Write at least one IP address into dnsConfig.nameservers, or remove dnsPolicy, the default is ClusterFirst.",
    ),
    source="https://kubernetes.io/zh-cn/docs/concepts/services-networking/dns-pod-service/#pod-dns-config",
    wrong=pod("dnsPolicy: None"),
    right=pod("dnsPolicy: None\ndnsConfig:\n  nameservers: [192.0.2.1]"),
)
REPEATED_ALIAS = Rule(
    id="repeated-host-alias",
    title=Text("hostAliases 里同一个 IP 写了两次", "an IP address given twice in hostAliases"),
    why=Text(
        "hostAliases 以 ip 区分条目，用 kubectl apply 更新时重复的条目会丢失，API 服务器给出警告。",
        "Entries of hostAliases are told apart by their ip; on an update with kubectl apply one of two gets lost, "
        "so the API server warns.",
    ),
    fix=Text("把主机名合并到同一条的 hostnames 里。", "Put the host names into the hostnames of one entry."),
    source="https://kubernetes.io/zh-cn/docs/tasks/network/customize-hosts-file-for-pods/",
    wrong=pod(
        "hostAliases:\n  - ip: 192.0.2.1\n    hostnames: [db.local]\n  - ip: 192.0.2.1\n    hostnames: [cache.local]\n"
    ),
    right=pod("hostAliases:\n  - ip: 192.0.2.1\n    hostnames: [db.local, cache.local]\n"),
    severity=Severity.WARNING,
)


def none_without_servers(spec: Site, at: Path, value: Any) -> Iterator[Problem]:
    """``validatePodDNSConfig``: the Pod has to be told where to ask."""
    config = spec.child("dnsConfig")
    if value != "None" or (config is not None and config.items("nameservers")):
        return
    if config is None and spec.partial:
        return
    field = "dnsConfig" if config is None else "nameservers"
    yield Problem(
        NONE_WITHOUT_SERVERS.id,
        (spec if config is None else config).path,
        Text(
            "dnsPolicy 为 None 时，dnsConfig.nameservers 里至少要有一个地址",
            "with dnsPolicy None there has to be an address in dnsConfig.nameservers",
        ),
        Anchor.KEY,
        field=field,
    )


def servers(config: Site, at: Path, value: Any) -> Iterator[Problem]:
    """At most three name servers, by address."""
    if not isinstance(value, list):
        return
    if len(value) > NAMESERVERS:
        yield _too_many(config, at, len(value), NAMESERVERS)
    for index, text in enumerate(value):
        if isinstance(text, str):
            yield from legacy_ip(config, (*at, index), text)


def searches(config: Site, at: Path, value: Any) -> Iterator[Problem]:
    """Domains to look in; an underscore and a single dot are allowed (``RelaxedDNSSearchValidation``)."""
    texts = [text for text in value if isinstance(text, str)] if isinstance(value, list) else []
    if len(texts) > SEARCHES:
        yield _too_many(config, at, len(texts), SEARCHES)
    if len(" ".join(texts)) > SEARCH_CHARACTERS:
        yield config.problem(
            "out-of-range",
            at,
            f"searches 连同空格不能超过 {SEARCH_CHARACTERS} 个字符",
            f"searches cannot have more than {SEARCH_CHARACTERS} characters, spaces included",
        )
    for index, text in enumerate(value if isinstance(value, list) else ()):
        if isinstance(text, str) and text != "." and not _is_search(text.removesuffix(".")):
            yield config.problem(
                "invalid-format",
                (*at, index),
                f"搜索域 {shown(text)}：只能用小写字母、数字、-、_ 和 .，每段以字母或数字结尾",
                f"{shown(text)}: lower-case letters, digits, -, _ and ., a letter or digit at the end of each part",
            )


def _is_search(text: str) -> bool:
    return len(text) <= SUBDOMAIN_LENGTH and all(_SEARCH_LABEL.fullmatch(part) for part in text.split("."))


def options(config: Site, at: Path, value: Any) -> Iterator[Problem]:
    """Each option has a name; the server names the entry."""
    for index, option in enumerate(value if isinstance(value, list) else ()):
        if option is None or (isinstance(option, dict) and not option.get("name")):
            yield config.problem("missing-field", (*at, index), "DNS 选项缺少 name", "the DNS option lacks its name")


def _too_many(config: Site, at: Path, count: int, most: int) -> Problem:
    return config.problem(
        "out-of-range", at, f"{at[0]} 有 {count} 项，最多 {most} 项", f"{at[0]} has {count} entries, at most {most}"
    )


def aliases(spec: Site, at: Path, value: Any) -> Iterator[Problem]:
    """``ValidateHostAliases``, and the warning of an address that stands twice."""
    for alias in spec.children("hostAliases"):
        if isinstance(alias.value.get("ip"), str):
            yield from legacy_ip(alias, ("ip",), alias.text("ip"))
        for index, name in enumerate(alias.items("hostnames")):
            wrong = dns1123_subdomain(name) if isinstance(name, str) else None
            if wrong:
                yield alias.problem(
                    "invalid-name",
                    ("hostnames", index),
                    f"主机名 {shown(name)}：{wrong.zh}",
                    f"the host name {shown(name)}: {wrong.en}",
                )
    for place, ip, also in repeats(spec, keyed(spec, "hostAliases", "ip")):
        yield spec.problem(
            REPEATED_ALIAS.id,
            place,
            f"{ip} 写了两次，把主机名合并到一条里",
            f"{ip} is given twice, put the host names into one entry",
            severity=Severity.WARNING,
            also=also,
        )


TABLES = Tables(
    rules=(NONE_WITHOUT_SERVERS, REPEATED_ALIAS),
    fields={
        "core.v1.PodSpec.dnsPolicy": (none_without_servers,),
        "core.v1.PodSpec.hostAliases": (aliases,),
        "core.v1.PodDNSConfig.nameservers": (servers,),
        "core.v1.PodDNSConfig.searches": (searches,),
        "core.v1.PodDNSConfig.options": (options,),
    },
)
