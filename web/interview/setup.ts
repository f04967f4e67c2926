/** Before an interview: one sentence that says what is wished for, and what comes of it. */

import { button, make, toggle } from "../common/dom.ts";
import type { Bank } from "../common/questions.ts";
import type { Wish } from "./draw.ts";
import { possible } from "./draw.ts";
import type { Paper } from "./paper.ts";
import { counted } from "./paper.ts";
import { inWords, tooFew, written } from "./wish.ts";

const MINUTES = [15, 30, 45, 60, 90];
const COUNTS = [4, 6, 8, 10, 12, 15, 20];

interface Actions {
  wished(wish: Wish): unknown;
  begin(): unknown;
  /** Another paper of this kind. */
  another(): unknown;
  goOn(): unknown;
  print(): unknown;
}

/** What is shown. */
export interface Shown {
  paper: Paper;
  faults: readonly string[];
  /** What there is to go on with. */
  left: string;
}

export class Setup {
  readonly element = make("section", { class: "study-plan", "aria-label": "出卷" });
  /** Whether the marking scheme is printed too. */
  readonly scheme = make("input", { type: "checkbox", checked: true });
  #bank: Bank;
  #actions: Actions;
  #topics = make("div", { class: "quiz-chips interview-topics", role: "group", "aria-label": "主题", hidden: true });

  constructor(bank: Bank, actions: Actions) {
    this.#bank = bank;
    this.#actions = actions;
  }

  /** Show it anew; what has the focus keeps it. */
  update(shown: Shown): void {
    const name = document.activeElement instanceof HTMLElement ? document.activeElement.dataset["control"] : undefined;
    const { paper, faults, left } = shown;
    const told = [...faults, tooFew(this.#bank, paper.wish)].filter(Boolean);
    this.#fill(paper.wish);
    this.element.replaceChildren(
      make("p", { class: "study-loss", role: "status", hidden: told.length === 0 }, told.join(" ")),
      this.#sentence(paper.wish),
      this.#topics,
      make("p", { class: "study-meta", role: "status" }, this.#outcome(paper)),
      this.#row(paper, left),
      this.#identity(paper),
    );
    if (name) this.element.querySelector<HTMLElement>(`[data-control="${name}"]`)?.focus();
  }

  #sentence(wish: Wish): HTMLElement {
    const { wished } = this.#actions;
    const levels = this.#bank.levels.map(({ id, name }): [string, string] => [id, name]);
    const open = button("interview-control", inWords(wish, this.#bank).topics, () => this.#unfold(), {
      "aria-expanded": String(!this.#topics.hidden),
      "aria-label": `主题：${inWords(wish, this.#bank).topics}`,
    });
    open.dataset["control"] = "topics";
    return make(
      "p",
      { class: "interview-wish" },
      select("级别", "level", levels, wish.level, (level) => wished({ ...wish, level })),
      " 岗位，",
      select("分钟", "minutes", numbers(MINUTES, wish.minutes), String(wish.minutes), (text) => wished({ ...wish, minutes: Number(text) })),
      " 分钟，考 ",
      open,
      "，",
      select("题数", "count", numbers(COUNTS, wish.count), String(wish.count), (text) => wished({ ...wish, count: Number(text) })),
      " 题。",
    );
  }

  #unfold(): void {
    this.#topics.hidden = !this.#topics.hidden;
    this.element.querySelector("[data-control=topics]")?.setAttribute("aria-expanded", String(!this.#topics.hidden));
  }

  #fill(wish: Wish): void {
    const chosen = (topics: ReadonlySet<string>) => () => this.#actions.wished({ ...wish, topics });
    const every = toggle("study-chip", "全部主题", wish.topics.size === 0, chosen(new Set()));
    every.dataset["control"] = "topic-";
    const chips = this.#bank.topics.map(({ id, name }) => {
      const next = new Set(wish.topics);
      if (!next.delete(id)) next.add(id);
      const chip = toggle("study-chip", name, wish.topics.has(id), chosen(next));
      chip.dataset["control"] = `topic-${id}`;
      return chip;
    });
    this.#topics.replaceChildren(every, ...chips);
  }

  #outcome(paper: Paper): string {
    const { asked, wish } = paper;
    if (asked.length === 0) return "";
    const seconds = Math.round((wish.minutes * 60) / asked.length);
    const each = `${Math.floor(seconds / 60)} 分${seconds % 60 ? ` ${seconds % 60} 秒` : "钟"}`;
    return `${possible(this.#bank, wish)} 题里抽 ${counted(paper)}，平均每题 ${each}。`;
  }

  #row({ asked }: Paper, left: string): HTMLElement {
    const { begin, another, goOn, print } = this.#actions;
    const can = asked.length > 0;
    const start = button("md-button md-button--primary", "开始", begin, { disabled: !can });
    start.dataset["control"] = "begin";
    const next = button("md-button", "换一份", another, { disabled: !can });
    next.dataset["control"] = "another";
    return make(
      "div",
      { class: "study-line" },
      start,
      left && button("md-button", left, goOn),
      next,
      button("md-button", "打印试卷", print, { disabled: !can }),
      make("label", { class: "interview-scheme" }, this.scheme, "连同评分要点"),
    );
  }

  #identity({ wish, sign, asked }: Paper): HTMLElement {
    const href = `${location.pathname}${written(wish, this.#bank)}`;
    const link = make("a", { href }, `${wish.seed} 号卷`);
    return make("p", { class: "study-meta", hidden: asked.length === 0 }, link, `，校验码 ${sign}。本页的地址就是这份卷子，发给别人抽到的一样。`);
  }
}

function select(label: string, name: string, options: readonly [string, string][], now: string, chosen: (value: string) => unknown): HTMLElement {
  const made = options.map(([value, word]) => make("option", { value, selected: value === now }, word));
  const change = (event: Event): void => void (event.target instanceof HTMLSelectElement && chosen(event.target.value));
  const element = make("select", { class: "interview-control", "aria-label": label, change }, ...made);
  element.dataset["control"] = name;
  return element;
}

/** What can be chosen, and what the address says. */
function numbers(usual: readonly number[], now: number): [string, string][] {
  return [...new Set([...usual, now])].sort((one, other) => one - other).map((each) => [String(each), String(each)]);
}
