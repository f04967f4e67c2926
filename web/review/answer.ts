/** The answer of a question, from the file of its page. */

import type { Answer, Question } from "../common/questions.ts";
import type { Site } from "../common/site.ts";
import { address, load, shared } from "../common/site.ts";

export async function answerOf(site: Site, question: Pick<Question, "id" | "page">): Promise<Answer | undefined> {
  if (!shared().cards?.[question.id]) await load(address(site, `assets/study/cards/${question.page}.js`));
  return shared().cards?.[question.id];
}

/** An answer as elements; the build has made it of a page of this site. */
export function drawn(answer: Answer): DocumentFragment {
  const template = document.createElement("template");
  template.innerHTML = answer.html;
  for (const table of template.content.querySelectorAll("table:not([class])")) {
    const frame = document.createElement("div");
    frame.className = "study-table";
    frame.tabIndex = 0;
    table.replaceWith(frame);
    frame.append(table);
  }
  return template.content;
}
