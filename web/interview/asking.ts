/** The interview: a question, then its follow-ups one by one, as somebody would ask them, and the time that is left. */

import { button, make, one, prose } from "../common/dom.ts";
import * as clock from "./clock.ts";
import type { Sitting } from "./kept.ts";
import type { Cards, Paper } from "./paper.ts";
import { about, parts } from "./paper.ts";

interface Around {
  paper: Paper;
  cards: Cards;
  /** It is now so far. */
  moved(now: Sitting): unknown;
  ended(now: Sitting): unknown;
}

const TICK = 500;

export class Asking {
  readonly element = make("section", { class: "study-card interview-card", "aria-label": "面试" });
  #around: Around;
  #sitting: Sitting;
  #time = make("span", { class: "study-clock", role: "timer" });
  #warning = make("p", { class: "interview-warning", role: "status" });
  #asked = make("div", { class: "interview-asked" });
  #turn = make("p", { class: "study-turn" });
  #over = false;
  #seen = 0;

  constructor(sitting: Sitting, around: Around) {
    this.#around = around;
    this.#sitting = sitting;
    this.#reach(this.#read());
  }

  begin(): void {
    this.#show();
    const tick = setInterval(() => {
      if (this.#over || !this.element.isConnected) clearInterval(tick);
      else this.#tick();
    }, TICK);
  }

  /** What comes next: a follow-up, another question, the end. */
  next(): boolean {
    if (this.#over || this.#paused) return false;
    if (this.#sitting.depth < this.#now.followUps.length) this.#move({ depth: this.#sitting.depth + 1 });
    else if (!this.#last) this.#move({ place: this.#sitting.place + 1, depth: 0 });
    else this.#end();
    return true;
  }

  /** Hand in; where something was not asked yet one is asked once more. */
  leave(): void {
    if (this.#over) return;
    const left = this.#around.paper.asked.length - this.#sitting.place - 1;
    if (left === 0 || one("[data-sure]", this.#turn)) return this.#end();
    const sure = button("md-button", `剩 ${left} 题，交卷`, () => this.#end());
    sure.dataset["sure"] = "";
    const on = button("md-button md-button--primary", "接着面", () => this.#show());
    this.#turn.replaceChildren(on, sure);
    on.focus();
  }

  get #now(): Paper["asked"][number] {
    const asked = this.#around.paper.asked[this.#sitting.place];
    if (!asked) throw new Error("there is no such question");
    return asked;
  }

  get #last(): boolean {
    return this.#sitting.place + 1 >= this.#around.paper.asked.length;
  }

  get #paused(): boolean {
    return this.#sitting.clock.since === undefined;
  }

  /** The time of day; a clock that was set back meanwhile loses nothing. */
  #read(): number {
    const now = Date.now();
    const mended = clock.mended(this.#sitting.clock, this.#seen, now);
    this.#seen = now;
    if (mended !== this.#sitting.clock) {
      this.#sitting = { ...this.#sitting, clock: mended };
      this.#around.moved(this.#sitting);
    }
    return now;
  }

  #left(now: number): number {
    return this.#around.paper.wish.minutes * 60_000 - clock.spent(this.#sitting.clock, now);
  }

  #move(step: Partial<Pick<Sitting, "place" | "depth">>): void {
    const now = this.#read();
    this.#reach(now);
    this.#sitting = { ...this.#sitting, ...step };
    this.#reach(now);
    this.#around.moved(this.#sitting);
    this.#show();
  }

  /** What is asked now has had all the time that the others have not. */
  #reach(now: number): void {
    const id = parts(this.#now)[this.#sitting.depth]?.id ?? "";
    const { [id]: _, ...others } = this.#sitting.reached;
    const before = Object.values(others).reduce((sum, ms) => sum + ms, 0);
    const ms = Math.max(0, Math.round(clock.spent(this.#sitting.clock, now) - before));
    this.#sitting = { ...this.#sitting, reached: { ...others, [id]: ms } };
  }

  #pause(): void {
    const now = this.#read();
    const { clock: running } = this.#sitting;
    this.#sitting = { ...this.#sitting, clock: this.#paused ? clock.started(running, now) : clock.stopped(running, now) };
    this.#around.moved(this.#sitting);
    this.#show();
    if (this.#paused) one("button", this.#turn)?.focus();
  }

  #end(): void {
    const now = this.#read();
    this.#over = true;
    this.#reach(now);
    this.#around.ended({ ...this.#sitting, clock: clock.stopped(this.#sitting.clock, now) });
  }

  #show(): void {
    const { depth } = this.#sitting;
    const shown = this.#paused ? [make("p", { class: "interview-paused", role: "status" }, "已暂停，题目先收起来。")] : this.#questions();
    this.#asked.replaceChildren(...shown);
    this.#turn.replaceChildren(...this.#buttons());
    this.element.replaceChildren(this.#head(), this.#warning, this.#asked, this.#turn);
    this.#tick();
    if (!this.#paused) {
      const title = [...this.#asked.querySelectorAll<HTMLElement>("h2, h3")].at(-1);
      title?.focus({ preventScroll: depth === 0 });
      if (depth === 0) scrollTo({ top: 0 });
    }
  }

  #head(): HTMLElement {
    const { asked } = this.#around.paper;
    const now = this.#sitting.place + 1;
    const leave = button("study-plain", "交卷", () => this.leave(), { "aria-keyshortcuts": "Escape" });
    const pause = button("study-plain", this.#paused ? "继续计时" : "暂停", () => this.#pause());
    const words = { class: "study-progress-text", "aria-label": `第 ${now} 题，共 ${asked.length} 题`, role: "img" };
    return make("div", { class: "study-line" }, leave, pause, make("span", words, `${now} / ${asked.length}`), this.#time);
  }

  #questions(): HTMLElement[] {
    const { cards, paper } = this.#around;
    const { question, followUps } = this.#now;
    const title = (id: string): (HTMLElement | string)[] => prose(cards.get(id)?.title ?? "");
    const items = followUps.slice(0, this.#sitting.depth).map(({ id }, index) =>
      make("li", {}, make("p", { class: "study-meta" }, `追问 ${index + 1}`), make("h3", { tabindex: "-1" }, ...title(id))),
    );
    return [
      make("p", { class: "study-meta" }, about(question, paper.bank)),
      make("h2", { class: "study-question", tabindex: "-1" }, ...title(question.id)),
      items.length > 0 ? make("ol", { class: "interview-follow-ups" }, ...items) : make("p", { class: "study-meta" }, "把答案说出来，像对着面试官那样；说完再听追问。"),
    ];
  }

  #buttons(): HTMLElement[] {
    if (this.#paused) return [button("md-button md-button--primary", "继续", () => this.#pause())];
    const more = this.#sitting.depth < this.#now.followUps.length;
    const on = this.#last ? "交卷，去评分" : "下一题";
    const next = button("md-button md-button--primary", more ? "听追问" : on, () => this.next(), { "aria-keyshortcuts": "Space" });
    const skip = button("study-plain", "跳到下一题", () => this.#move({ place: this.#sitting.place + 1, depth: 0 }));
    return more && !this.#last ? [next, skip] : [next];
  }

  #tick(): void {
    const now = this.#read();
    const left = this.#left(now);
    const said = clock.face(left);
    if (this.#time.textContent !== said) this.#time.textContent = said;
    const warning = clock.warning(left, this.#around.paper.wish.minutes * 60_000);
    if (this.#warning.textContent !== warning) this.#warning.textContent = warning; // only what is new is read out
    this.#warning.hidden = warning === "";
  }
}
