/** The buttons that mark a question: to be reviewed, and favourite. */

import { inWords } from "../schedule/days.ts";
import { make, toggle } from "../common/dom.ts";
import type { Site } from "../common/site.ts";
import type { Mark } from "../store/marks.ts";
import { marked } from "../store/marks.ts";
import type { Held } from "../store/records.ts";

export class Marks {
  readonly elements: HTMLElement[];
  #id: string;
  #site: Site;
  #next: HTMLAnchorElement;
  #add: HTMLButtonElement;
  #star: HTMLButtonElement;

  constructor(site: Site, id: string) {
    this.#id = id;
    this.#site = site;
    this.#next = make("a", { class: "study-next", href: site.review, hidden: true });
    this.#add = toggle("study-add", "加入复习", false, () => this.#press(this.#add, "added"));
    this.#star = toggle("study-star", "收藏", false, () => this.#press(this.#star, "favourite"));
    this.elements = [this.#next, this.#add, this.#star];
  }

  update({ cards }: Held): void {
    const card = cards.get(this.#id);
    this.#add.hidden = card?.memory !== undefined;
    this.#next.hidden = !this.#add.hidden;
    this.#next.textContent = card?.memory ? `下次复习：${inWords(Date.now(), card.memory.due)}` : "";
    this.#add.textContent = card?.added ? "已加入复习" : "加入复习";
    this.#star.textContent = card?.favourite ? "已收藏" : "收藏";
    this.#add.setAttribute("aria-pressed", String(card?.added !== undefined));
    this.#star.setAttribute("aria-pressed", String(card?.favourite !== undefined));
  }

  #press(button: HTMLButtonElement, mark: Mark): void {
    const time = button.getAttribute("aria-pressed") === "true" ? undefined : Date.now();
    void this.#site.store.change(marked(this.#id, mark, time), [this.#id]);
  }
}
