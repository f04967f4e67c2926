/** One button for all follow-up questions of a page: it opens them, or closes them once all are open. */

import { all, button, make } from "../common/dom.ts";

const FOLLOW_UPS = "details[data-level]";

export function openFolding(): void {
  const answers = all<HTMLDetailsElement>(FOLLOW_UPS);
  const [first] = answers;
  if (!first || answers.length < 2) return;
  const allOpen = (): boolean => answers.every((answer) => answer.open);
  const press = (): void => {
    const open = !allOpen();
    for (const answer of answers) answer.open = open;
  };
  const control = button("fold-all", "", press);
  const say = (): void => {
    control.textContent = allOpen() ? "全部收起" : "全部展开";
  };
  for (const answer of answers) answer.addEventListener("toggle", say);
  say();
  first.before(make("div", { class: "fold-all-row" }, control));
}
