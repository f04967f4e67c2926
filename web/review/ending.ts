/** How a sitting went. */

import { make } from "../common/dom.ts";
import { GRADE_WORDS } from "../common/words.ts";
import type { Session } from "./session.ts";

export function ending({ done, grades }: Session): HTMLElement {
  const said = GRADE_WORDS.map((word, index) => `${word} ${grades[index] ?? 0}`).filter((_, index) => grades[index]);
  return make("p", { class: "study-ending", role: "status" }, `这一轮完成：${done} 题。${said.join("，")}。`);
}
