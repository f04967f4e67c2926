"""Pages and words for tests of questions."""

from __future__ import annotations

from kubefence.findings import Finding
from studybook.study.questions.bank import Bank, gather

STUDY = """\
[[topics]]
slug = "networking"
name = "网络"
page = "net/index.md"

[[topics]]
slug = "security"
name = "安全"
page = "net/dns.md"

[frequency]
common = { name = "常考", from = 12 }
occasional = { name = "偶考", from = 6 }
rare = { name = "少见", from = 0 }

[renamed]
"""
INDEX = "---\ntitle: 网络\n---\n# 网络\n"
DNS = """\
---
title: 名字怎样解析？
id: cluster-dns
level: junior
topics: [networking]
frequency: 12
reviewed: 2026-11-01
---

# 名字怎样解析？

## 一句话回答

问 `CoreDNS`，见[代理](proxy.md)。

## 过程

```yaml
kind: Pod
```

## 追问

<details markdown="1" id="default-policy" data-level="junior">
<summary>默认的 <code>dnsPolicy</code> 是什么？</summary>

`ClusterFirst`，**不是** `Default`。

第二段。

</details>

<details markdown="1" id="who-may-ask" data-level="expert" data-topics="security networking">
<summary>谁都能问吗？</summary>

| 谁 | 能 |
| --- | --- |
| Pod | 能 |

都能。

</details>

## 参考资料

- [DNS](https://kubernetes.io/zh-cn/docs/concepts/services-networking/dns-pod-service/)
"""
PROXY = DNS.replace("cluster-dns", "proxy").replace("12", "0").replace("[代理](proxy.md)", "[名字](dns.md#who-may-ask)")
PROXY = f"{PROXY[: PROXY.index('## 追问')]}## 参考资料\n".replace("名字怎样解析", "谁在转发")
PAGES = {"net/index.md": INDEX, "net/dns.md": DNS, "net/proxy.md": PROXY}


def bank(study: str = STUDY, **changed: str) -> Bank:
    """The questions of the pages, of which some are others: by the last part of their name."""
    names = {name.rpartition("/")[2].removesuffix(".md"): name for name in PAGES}
    return gather({**PAGES, **{names.get(short, f"net/{short}.md"): text for short, text in changed.items()}}, study)


def told(finding: Finding) -> str:
    """A finding as people read it, without its rule."""
    return f"{finding.path}:{finding.span.line}:{finding.span.column}: {finding.text.en}"
