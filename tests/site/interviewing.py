"""A small site with a mock interview, and how somebody goes through it."""

from __future__ import annotations

import io

import pypdfium2
from playwright.sync_api import Page, expect

from tests.site.browser import until
from tests.site.studied import HOME, LIST, REVIEW, question

INTERVIEW = "---\nstudy: interview\nreviewed: 2026-11-30\n---\n\n# 模拟面试\n\n## 怎样抽题\n\n- 按编号。\n"
NETWORKING, STORAGE = ("dns", "ingress"), ("volumes", "snapshots", "quota")


def subject(name: str, topic: str) -> str:
    """The source of a page with two follow-ups."""
    asked = {f"{name}-why": f"{name} 为什么？", f"{name}-when": f"{name} 何时？"}
    return question(f"{name} 怎样工作？", name, 5, "senior", topic, asked)


PAGES = {
    "index.md": HOME,
    "questions.md": LIST,
    "review.md": REVIEW,
    "interview.md": INTERVIEW,
    **{f"{name}.md": subject(name, "networking") for name in NETWORKING},
    **{f"{name}.md": subject(name, "storage") for name in STORAGE},
}
PAPER = "interview/?level=senior&minutes=45&count=4&seed=7"
"""Four of the five questions, with both follow-ups of each."""
READY = "document.querySelector('.interview-key') !== null"


def asked(page: Page) -> list[str]:
    """The questions of the paper, as it would be printed."""
    until(page, READY)
    return page.locator(".interview-questions > ol > li > p").all_text_contents()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def begin(page: Page) -> None:
    """Press the button, and wait for the clock: the paper is loaded between the two."""
    press(page, "开始")
    expect(page.get_by_role("timer")).to_be_visible()


def through(page: Page) -> int:
    """Be asked all of it by keys; how many were asked."""
    count = 1
    while not page.get_by_role("button", name="交卷，去评分").count():
        page.keyboard.press("Space")
        count += 1
    page.keyboard.press("Space")
    return count


def marked(page: Page) -> None:
    """Nothing of it was answered."""
    while not page.get_by_role("button", name="看结果").count():
        press(page, "下一题")
    press(page, "看结果")
    expect(page.locator(".interview-ending")).to_be_visible()


def pages_of(page: Page) -> list[str]:
    """The text of each sheet on which a page is printed."""
    with pypdfium2.PdfDocument(io.BytesIO(page.pdf())) as document:
        return [sheet.get_textpage().get_text_range().replace("\r\n", "\n") for sheet in document]
