/** A follow-up in its page: how well it is known, and what can be done with it once it is open. */

import { due, state } from "../schedule/states.ts";
import { make, one, spoken } from "../common/dom.ts";
import { STATE_WORDS } from "../common/words.ts";
import type { Held } from "../store/records.ts";
import { Marks } from "./marks.ts";
import type { QuestionPage } from "./question.ts";
import type { Part, Target } from "./target.ts";
import { titleOf } from "./target.ts";

export class FollowUp implements Part {
  readonly target: Target;
  #details: HTMLDetailsElement;
  #marks: Marks;
  #said = spoken("");

  constructor(page: QuestionPage, details: HTMLDetailsElement) {
    const summary = one("summary", details) ?? details;
    this.target = { id: details.id, title: titleOf(one("h3", summary) ?? summary) };
    this.#details = details;
    this.#marks = new Marks(page.site, details.id);
    summary.prepend(this.#said);
    details.append(make("p", { class: "study-tools" }, ...this.#marks.elements));
    const since = Date.now();
    summary.addEventListener("click", () => {
      if (page.thinking && !details.open) page.bar.open(this.target, since);
    });
  }

  update(held: Held): void {
    const card = held.cards.get(this.target.id);
    const word = due(card, Date.now()) ? "due" : state(card);
    this.#details.dataset["state"] = word;
    this.#said.textContent = word === "new" ? "" : `${word === "due" ? "该复习" : STATE_WORDS[word]}：`;
    this.#marks.update(held);
  }
}
