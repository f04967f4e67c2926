/** An item that somebody answers: pressed once where one option is right, in their order where they are steps. */

import { all, button, make, one } from "../common/dom.ts";
import type { Site } from "../common/site.ts";
import { taken } from "../page/grades.ts";
import { answered } from "../store/deeds.ts";
import { keep } from "../store/persistence.ts";

interface Around {
  id: string;
  /** The question that tells the answer. */
  question: string;
  /** When it could be read first. */
  since: number;
  /** Answer it once more; where that cannot be, nothing is offered. */
  again?: () => unknown;
  /** It is answered. */
  done?: (right: boolean) => unknown;
}

/** An option, and what the answer says of it. */
interface Option {
  element: HTMLElement;
  pressed: HTMLElement;
  /** The place of a step, of a choice any number. */
  place: number;
  said: HTMLElement | undefined;
}

const MARKS = { right: "✓ 对", wrong: "✗ 不对" } as const;

export class Attempt {
  #site: Site;
  #section: HTMLElement;
  #around: Around;
  #steps: boolean;
  #options: Option[];
  /** Steps in the order in which they were pressed. */
  #order: Option[] = [];
  #foot = make("div", { class: "item-foot" });
  /** Answer with this order. */
  #sure: (() => void) | undefined;
  #over = false;

  constructor(site: Site, section: HTMLElement, around: Around) {
    this.#site = site;
    this.#section = section;
    this.#around = around;
    this.#steps = section.dataset["item"] === "ordering";
    const said = all("details > ol > li", section);
    this.#options = all("ol.item-options > li", section).map((element) => {
      const place = Number(element.dataset["answer"]);
      return { element, pressed: one("button", element) ?? element, place, said: said[place] };
    });
    if (this.#steps) this.#foot.append(how());
    section.append(this.#foot);
  }

  press(place: number): void {
    const option = this.#options[place];
    if (!option || this.#over) return;
    if (this.#steps) this.#number(option);
    else this.#end(option.said?.classList.contains("item-right") ?? false, [option]);
  }

  /** That is the order; false where there is none yet. */
  sure(): boolean {
    const sure = this.#sure;
    sure?.();
    return sure !== undefined;
  }

  /** The step comes next, or is taken back. */
  #number(option: Option): void {
    this.#order = this.#order.includes(option) ? this.#order.filter((other) => other !== option) : [...this.#order, option];
    for (const { pressed } of this.#options) {
      const place = this.#order.findIndex((step) => step.pressed === pressed);
      pressed.setAttribute("aria-pressed", String(place >= 0));
      one(".item-number", pressed)?.remove();
      if (place >= 0) pressed.prepend(make("b", { class: "item-number" }, String(place + 1)));
    }
    const whole = this.#order.length === this.#options.length;
    const right = (): boolean => this.#order.every(({ place }, index) => place === index);
    this.#sure = whole ? () => this.#end(right(), this.#order) : undefined;
    this.#foot.replaceChildren(whole ? button("md-button md-button--primary", "确定", () => this.sure()) : how());
  }

  #end(right: boolean, chosen: Option[]): void {
    this.#over = true;
    this.#sure = undefined;
    if (this.#steps) this.#inOrder(chosen);
    else for (const option of this.#options) this.#judge(option, chosen.includes(option));
    const told = make("p", { class: "item-told", role: "status", tabindex: "-1" }, right ? "答对了。" : "不对，看每一项的解释。");
    told.dataset["mark"] = right ? "right" : "wrong";
    const { again } = this.#around;
    const repeat = again && button("study-plain", "再答一次", again);
    this.#foot.replaceChildren(...[told, repeat].filter((part) => part !== undefined));
    told.focus({ preventScroll: true });
    void this.#keep(right);
    this.#around.done?.(right);
  }

  /** Steps as they belong, each with the place that it was given. */
  #inOrder(chosen: Option[]): void {
    const list = one("ol.item-options", this.#section);
    list?.classList.add("item-steps");
    for (const option of this.#options.toSorted((one, other) => one.place - other.place)) {
      const given = chosen.indexOf(option);
      list?.append(option.element);
      one(".item-number", option.pressed)?.remove();
      const mark = given === option.place ? "right" : "wrong";
      this.#explain(option, mark, given === option.place ? MARKS.right : `✗ 你排在第 ${given + 1}`);
    }
  }

  #judge(option: Option, chosen: boolean): void {
    const right = option.said?.classList.contains("item-right") ?? false;
    const mark = right ? "right" : "wrong";
    this.#explain(option, chosen || right ? mark : undefined, chosen ? `${MARKS[mark]}，你选的` : right ? MARKS.right : "");
  }

  /** What the answer says of an option, below it; it is pressed no more. */
  #explain({ element, pressed, said }: Option, mark: keyof typeof MARKS | undefined, word: string): void {
    if (mark) element.dataset["mark"] = mark;
    const text = make("span", { class: "item-option" });
    text.append(...pressed.childNodes);
    const reason = make("div", { class: "item-reason" });
    reason.append(...[...(said?.children ?? [])].slice(1).map((part) => part.cloneNode(true)));
    element.replaceChildren(...(word ? [make("b", { class: "item-mark" }, word)] : []), text, reason);
  }

  async #keep(right: boolean): Promise<void> {
    const { id, question, since } = this.#around;
    const time = Date.now();
    const change = await this.#site.store.change(answered({ id, time, right, ms: taken(since, time) }, question), [id, question]);
    if (change.log) this.#foot.append(make("p", { class: "study-meta" }, "这道题已排进今天的复习。"));
    void keep();
  }
}

function how(): HTMLElement {
  return make("p", { class: "study-meta" }, "按先后点下去，再点一次取消。");
}
