"""A small site with questions, readers of it, and what their browser keeps: for tests of the study pages."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, BrowserContext, Page

from tests.site.browser import served
from tests.site.conftest import HERE, OPEN_SHADOW_ROOTS, ROOT, WIDTHS, build, small_site

NAMES = """\
[[topics]]
slug = "networking"
name = "网络"
page = "index.md"

[[topics]]
slug = "storage"
name = "存储"
page = "index.md"

[frequency]
common = { name = "常考", from = 12 }
occasional = { name = "偶考", from = 6 }
rare = { name = "少见", from = 0 }

[renamed]
"""
HOME = "---\nreviewed: 2026-11-29\n---\n\n# 首页\n\n这里有[题](questions.md)。\n"
LIST = "---\nstudy: questions\nreviewed: 2026-11-29\n---\n\n# 题库\n\n键盘也能用。\n"
REVIEW = "---\nstudy: review\nreviewed: 2026-11-29\n---\n\n# 复习\n\n## 怎样安排\n\n快忘的时候再问。\n"
EXAMPLE = "```yaml\napiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n```\n"


def question(title: str, slug: str, frequency: int, level: str, topic: str, follow_ups: dict[str, str]) -> str:
    """The source of a page."""
    folded = "\n".join(
        f'<details markdown="1" id="{name}" data-level="senior">\n'
        f"<summary>{asked}</summary>\n\n答案：{asked}。\n\n</details>\n"
        for name, asked in follow_ups.items()
    )
    return (
        f"---\ntitle: {title}\nid: {slug}\nlevel: {level}\ntopics: [{topic}]\nfrequency: {frequency}\n"
        f"reviewed: 2026-11-29\n---\n\n# {title}\n\n## 一句话回答\n\n{title[:-1]}的答案，见[存储](volumes.md)。\n\n"
        f"## 原理\n\n先有命名空间：\n\n{EXAMPLE}\n## 追问\n\n{folded}"
    )


DNS = question("集群 DNS 怎样解析？", "cluster-dns", 20, "junior", "networking", {"dns-policy": "默认策略是什么？"})
PAGES = {
    "index.md": HOME,
    "questions.md": LIST,
    "review.md": REVIEW,
    "dns.md": DNS,
    "volumes.md": question(
        "卷有哪些类型？", "volume-types", 7, "senior", "storage",
        {"empty-dir": "emptyDir 何时清空？", "host-path": "hostPath 有什么风险？"},
    ),
}  # fmt: skip
QUESTIONS = 5
QUIZ = "---\nstudy: quiz\nreviewed: 2026-11-30\n---\n\n# 测一测\n\n## 谁来判\n\n引擎。\n"
ITEMS = """\
## 自测

<details markdown="1" class="choice" id="check-policy" data-level="junior">
<summary>不写 `dnsPolicy` 是哪一种？</summary>

- [ ] `Default`

    它沿用节点的配置。

- [x] `ClusterFirst`

    它是默认值。

- [ ] `None`

    它要自己写明。

</details>

<details markdown="1" class="ordering" id="check-order" data-level="senior">
<summary>把查询按先后排好。</summary>

1. 拼搜索域

    点少于五个。

2. 按原样问

    都失败之后。

3. 问上游

    不是集群里的名字。

</details>

## 参考资料

- [DNS](https://kubernetes.io/zh-cn/docs/concepts/services-networking/dns-pod-service/)
"""
WITH_ITEMS = {"index.md": HOME, "quiz.md": QUIZ, **PAGES, "dns.md": f"{DNS}\n{ITEMS}"}


def made(root: Path, pages: dict[str, str], names: str = NAMES, like: str = "mkdocs.yml") -> Path:
    """The published site of these pages."""
    root.mkdir()
    (root / "study.toml").write_text(names, encoding="utf-8")
    done = build("--strict", root=small_site(root, pages, like=like))
    assert done.returncode == 0, done.stderr
    return root / "site"


class Reader(NamedTuple):
    """A browser at the site, as somebody uses it."""

    page: Page
    context: BrowserContext
    address: str

    def open(self, path: str) -> None:
        """Go to a page and wait until its scripts have run."""
        self.page.goto(self.address + path, wait_until="load")

    def another(self) -> Reader:
        """The same browser, another tab."""
        return Reader(self.context.new_page(), self.context, self.address)

    def kept(self) -> dict[str, list[dict[str, Any]]]:
        """All that the database has, by table."""
        found: dict[str, list[dict[str, Any]]] = self.page.evaluate(KEPT)
        return found

    def grades(self) -> list[tuple[str, int]]:
        """The log, in short."""
        return [(review["id"], review["grade"]) for review in sorted(self.kept()["log"], key=lambda one: one["time"])]


KEPT = """async () => {
  const names = (await indexedDB.databases()).map(({ name }) => name).filter((name) => name.startsWith("kubernetes-"));
  if (names.length === 0) return { cards: [], log: [], settings: [] };
  const opened = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const database = await opened(indexedDB.open(names[0]));
  const tables = [...database.objectStoreNames];
  const all = (name) => opened(database.transaction(name).objectStore(name).getAll());
  const found = Object.fromEntries(await Promise.all(tables.map(async (name) => [name, await all(name)])));
  database.close();
  return found;
}"""


def midday() -> str:
    """A time zone in which it is about noon: no day of a learner, which ends at four, ends during a test."""
    ahead = 12 - datetime.now(UTC).hour
    return f"Etc/GMT{-ahead:+d}" if ahead else "Etc/UTC"  # these are named the other way round


@contextmanager
def reading(
    browser: Browser,
    address: str,
    width: str = "desktop",
    scheme: str = "light",
    expected: str | tuple[str, ...] = (),
    **more: Any,
) -> Iterator[Reader]:
    """A reader who asks nothing of other machines and whose pages have nothing but ``expected`` to complain about."""
    touch = width == "phone"
    more.setdefault("service_workers", "block")  # what a worker asks for, no test could see
    context = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": WIDTHS[width], "height": 844 if touch else 900},
        has_touch=touch,
        is_mobile=touch,
        reduced_motion="reduce",
        timezone_id=midday(),
        **more,
    )
    context.add_init_script(OPEN_SHADOW_ROOTS)
    trouble: list[str] = []
    context.on("request", lambda r: None if r.url.startswith(HERE) else trouble.append(f"request {r.url}"))
    context.on("console", lambda m: trouble.append(f"console {m.text}") if m.type == "error" else None)
    context.on("weberror", lambda error: trouble.append(f"error {error.error}"))
    yield Reader(context.new_page(), context, address)
    context.close()
    known = (expected,) if isinstance(expected, str) else expected
    left = [text for text in trouble if not any(one in text for one in known)]
    assert left == [], left


Reading = Callable[..., Reader]
"""Makes a reader, as `reading` does, each with a browser that has kept nothing yet."""


@contextmanager
def readers(browser: Browser, folder: Path) -> Iterator[Reading]:
    """Readers of a site, which is served for them."""
    with ExitStack() as stack:
        address = stack.enter_context(served(folder))
        yield lambda **more: stack.enter_context(reading(browser, address, **more))


AHEAD = "const now = Date.now; Date.now = () => now() + (globalThis.ahead ?? 0);"
"""A script after which the clock of a page is so many milliseconds ahead as ``ahead`` says."""
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
ALL = "axe.run(document, {resultTypes: ['violations'], rules: {'target-size': {enabled: true}}})"


def violations(page: Page) -> list[str]:
    """What axe says of the page as it stands, of any level."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate(ALL)["violations"]
    return [f"{v['id']}: {json.dumps([n['html'][:200] for n in v['nodes'][:4]], ensure_ascii=False)}" for v in found]
