/** Afterwards: the key points of each answer, to be ticked by whoever answered. */

import { all, button, make, one, prose } from "../common/dom.ts";
import type { Question } from "../common/questions.ts";
import type { Site } from "../common/site.ts";
import { address } from "../common/site.ts";
import { drawn } from "../review/answer.ts";
import type { Sitting } from "./kept.ts";
import type { Cards, Paper } from "./paper.ts";
import { about, parts } from "./paper.ts";

interface Around {
  site: Site;
  paper: Paper;
  cards: Cards;
  moved(now: Sitting): unknown;
  ended(now: Sitting): unknown;
}

export class Marking {
  readonly element = make("section", { class: "study-card interview-card", "aria-label": "评分" });
  #around: Around;
  #sitting: Sitting;
  /** Questions of the paper that were asked. */
  #asked: Paper["asked"];
  #over = false;

  constructor(sitting: Sitting, around: Around) {
    this.#around = around;
    this.#sitting = sitting;
    this.#asked = around.paper.asked.filter(({ question }) => question.id in sitting.reached);
  }

  begin(): void {
    this.#show();
  }

  next(): boolean {
    if (this.#sitting.place + 1 < this.#asked.length) this.#go(this.#sitting.place + 1);
    else this.#end();
    return true;
  }

  /** Once, though the button may be pressed twice before the result is there. */
  #end(): void {
    if (this.#over) return;
    this.#over = true;
    this.#around.ended(this.#sitting);
  }

  #go(place: number): void {
    this.#change({ place });
    this.#show();
    scrollTo({ top: 0 });
  }

  #change(more: Partial<Sitting>): void {
    this.#sitting = { ...this.#sitting, ...more };
    this.#around.moved(this.#sitting);
  }

  #show(): void {
    const asked = this.#asked[this.#sitting.place] ?? this.#asked[0];
    if (!asked) return this.#end();
    const reached = parts(asked).filter(({ id }) => id in this.#sitting.reached);
    this.element.replaceChildren(this.#head(), ...reached.map((each, index) => this.#part(each, index)), this.#turn());
    one("h2", this.element)?.focus({ preventScroll: true });
  }

  #head(): HTMLElement {
    const now = this.#sitting.place + 1;
    const words = { class: "study-progress-text", "aria-label": `评第 ${now} 题，共 ${this.#asked.length} 题`, role: "img" };
    const told = make("span", { class: "study-meta" }, "答到的要点，勾上");
    return make("div", { class: "study-line" }, told, make("span", words, `${now} / ${this.#asked.length}`));
  }

  #part(question: Question, index: number): HTMLElement {
    const { cards, paper } = this.#around;
    const title = prose(cards.get(question.id)?.title ?? "");
    const meta = index === 0 ? about(question, paper.bank) : `追问 ${index}`;
    return make(
      "section",
      { class: "interview-part" },
      make("p", { class: "study-meta" }, meta),
      index === 0 ? make("h2", { class: "study-question", tabindex: "-1" }, ...title) : make("h3", {}, ...title),
      this.#points(question),
      this.#answer(question),
    );
  }

  #points({ id }: Question): HTMLElement {
    const points = this.#around.cards.get(id)?.points ?? [];
    const list = make("ul", { class: "interview-points" });
    const read = (): void => {
      const boxes = all<HTMLInputElement>("input", list);
      const ticked = boxes.flatMap((box, index) => (box.checked ? [index] : []));
      this.#change({ ticks: { ...this.#sitting.ticks, [id]: ticked } });
      every.textContent = ticked.length === points.length ? "都没答到" : "都答到了";
    };
    const ticks = new Set(this.#sitting.ticks[id]);
    for (const [index, point] of points.entries()) {
      const box = make("input", { type: "checkbox", checked: ticks.has(index), change: read });
      list.append(make("li", {}, make("label", {}, box, make("span", {}, ...prose(point)))));
    }
    const every = button("study-plain", ticks.size === points.length ? "都没答到" : "都答到了", () => {
      const boxes = all<HTMLInputElement>("input", list);
      const on = !boxes.every((box) => box.checked);
      for (const box of boxes) box.checked = on;
      read();
    });
    return make("div", {}, list, every);
  }

  /** All that the page answers, where the key points are not enough. */
  #answer({ id, url }: Question): HTMLElement {
    const { cards, site } = this.#around;
    const card = cards.get(id);
    const whole = make("p", {}, make("a", { href: address(site, url), target: "_blank" }, "在题目页里看"));
    const body = make("div", { class: "study-answer" });
    if (card) body.append(drawn(card));
    body.append(whole);
    return make("details", { class: "interview-answer" }, make("summary", {}, "参考答案"), body);
  }

  #turn(): HTMLElement {
    const { place } = this.#sitting;
    const last = place + 1 >= this.#asked.length;
    const next = button("md-button md-button--primary", last ? "看结果" : "下一题", () => this.next(), { "aria-keyshortcuts": "Space" });
    return make("p", { class: "study-turn" }, next, place > 0 && button("study-plain", "上一题", () => this.#go(place - 1)));
  }
}
