/** How much of a topic is known: a bar with two parts, where a page has a place for it. */

import { all, make } from "../common/dom.ts";
import type { Site } from "../common/site.ts";
import { questions } from "../common/site.ts";
import type { Progress } from "../schedule/states.ts";
import { progress } from "../schedule/states.ts";

/** Fill all places of the page; who has learned nothing yet loads nothing and sees none. */
export async function showProgress(site: Site): Promise<void> {
  const { cards } = await site.store.look();
  if (![...cards.values()].some((card) => card.memory)) return;
  const bank = await questions(site);
  for (const place of all("[data-progress]")) {
    const topic = place.dataset["progress"] ?? "";
    const ids = bank.questions.filter((question) => question.topics.includes(topic)).map((question) => question.id);
    place.replaceChildren(bar(progress(ids, cards)));
  }
}

/** The bar: what is known, then what is being learned, and the numbers in words. */
export function bar({ known, learning, all }: Progress): HTMLElement {
  const drawn = make("span", { class: "study-bar", "aria-hidden": "true" }, make("i"), make("i"));
  drawn.style.setProperty("--known", String(known / Math.max(1, all)));
  drawn.style.setProperty("--learning", String(learning / Math.max(1, all)));
  const numbers = make("span", { class: "study-numbers", "aria-hidden": "true" }, `${known + learning}/${all}`);
  const words = make("span", { class: "study-spoken" }, `已掌握 ${known} 题，在学 ${learning} 题，共 ${all} 题`);
  return make("span", { class: "study-progress", title: words.textContent ?? "" }, drawn, numbers, words);
}
