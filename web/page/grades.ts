/** The four grades, as buttons. */

import { dateInWords, inWords } from "../schedule/days.ts";
import { button, make } from "../common/dom.ts";
import { GRADE_WORDS } from "../common/words.ts";
import type { Grade, Memory } from "../store/records.ts";

/** Milliseconds; whoever took longer was elsewhere. */
const LONGEST = 600_000;

/** How long somebody has thought. */
export function taken(since: number, now: number): number {
  return Math.max(0, Math.min(now - since, LONGEST));
}

/** The four buttons, with the next date under each where it is known. */
export function gradeButtons(memories: readonly Memory[], press: (grade: Grade) => void): HTMLElement {
  const now = Date.now();
  const buttons = GRADE_WORDS.map((word, index) => {
    const due = memories[index]?.due;
    const key = String(index + 1);
    const when = make("small", {}, due ? inWords(now, due) : "");
    const label = make("span", {}, word, make("kbd", { "aria-hidden": "true" }, key), when);
    const more = { "aria-keyshortcuts": key, title: due ? dateInWords(now, due) : undefined };
    return button("study-grade", label, () => press((index + 1) as Grade), more);
  });
  return make("div", { class: "study-grades", role: "group", "aria-label": "想起来了吗" }, ...buttons);
}
