/** The two sides of a card. */

import { gradeButtons } from "../page/grades.ts";
import { choices } from "../schedule/fsrs.ts";
import { button, make } from "../common/dom.ts";
import type { Answer, Bank, Question } from "../common/questions.ts";
import type { Site } from "../common/site.ts";
import { address } from "../common/site.ts";
import type { Card, Grade } from "../store/records.ts";
import { drawn } from "./answer.ts";
import { clock } from "../common/clock.ts";

interface Front {
  turn(): unknown;
  /** Take the last grade back, if there is one. */
  undo: (() => unknown) | undefined;
  leave(): unknown;
}

/** The question, as its card says it; the last element is what the answer takes the place of. */
export function front(question: Question, title: string, bank: Bank, progress: string, timed: boolean, does: Front): HTMLElement[] {
  const { turn, undo, leave } = does;
  const level = bank.levels.find(({ id }) => id === question.level)?.name ?? "";
  const topics = bank.topics.filter(({ id }) => question.topics.includes(id)).map(({ name }) => name);
  const page = bank.questions.find(({ id }) => id === question.page);
  const from = question.kind === "follow-up" && page ? `追问自“${page.title}”` : "";
  return [
    make(
      "div",
      { class: "study-line" },
      button("study-plain", "结束", leave, { "aria-keyshortcuts": "Escape" }),
      undo && button("study-plain", "撤销", undo, { "aria-keyshortcuts": "u" }),
      make("span", { class: "study-progress-text", "aria-label": `第 ${progress.replace(" / ", " 题，共 ")} 题` }, progress),
    ),
    make("p", { class: "study-meta" }, [level, ...topics].filter(Boolean).join(" · ")),
    make("h2", { class: "study-question", tabindex: "-1" }, title),
    make("p", { class: "study-meta" }, from),
    make(
      "p",
      { class: "study-turn" },
      button("md-button md-button--primary", "看答案", turn, { "aria-keyshortcuts": "Space" }),
      timed && clock(),
    ),
  ];
}

/** The answer, where it goes on, and the grades. */
export function back(
  site: Site, question: Question, answer: Answer | undefined, card: Card, grade: (grade: Grade) => void,
): HTMLElement[] {
  const [path, hash] = question.url.split("#");
  const whole = address(site, `${path}?from=review${hash ? `#${hash}` : ""}`);
  const missing = "这道题的答案没有加载出来；看全文，或稍后再试。";
  return [
    make("div", { class: "study-answer" }, answer ? drawn(answer) : missing),
    make("p", { class: "study-whole" }, make("a", { href: whole }, "看全文")),
    gradeButtons(choices(card.memory, Date.now()), grade),
  ];
}
