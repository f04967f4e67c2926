/** Before a round: what to be asked, and how it went so far. */

import { button, make, toggle } from "../common/dom.ts";
import { short } from "../common/words.ts";
import type { Held } from "../store/records.ts";
import type { Entry, Said } from "./data.ts";
import { KINDS, TOGETHER, wished } from "./draw.ts";
import type { Kept } from "./kept.ts";

/** What is chosen; it stands in the address. */
export interface Chosen {
  kinds: Set<string>;
  topics: Set<string>;
}

/** What can be chosen: ids and names. */
export interface Choices {
  kinds: (readonly [string, string])[];
  topics: (readonly [string, string])[];
}

export function choices(all: readonly Entry[], said: Said): Choices {
  return {
    kinds: KINDS.filter(([kind]) => all.some((entry) => entry.kind === kind)),
    topics: said.topics.filter(([id]) => all.some((entry) => entry.topics.includes(id))),
  };
}

/** What the address chooses; what cannot be is told and left out. */
export function read(search: string, { kinds, topics }: Choices): Chosen & { fault: string } {
  const said = new URLSearchParams(search);
  const unknown: string[] = [];
  const words = (name: string, known: Choices["kinds"]): Set<string> => {
    const given = [...new Set((said.get(name) ?? "").split(",").filter(Boolean))];
    unknown.push(...given.filter((word) => known.every(([id]) => id !== word)));
    return new Set(known.map(([id]) => id).filter((id) => given.includes(id)));
  };
  const chosen = { kinds: words("kind", kinds), topics: words("topic", topics) };
  return { ...chosen, fault: unknown.length > 0 ? `这里没有“${unknown.map(short).join("”“")}”，已略去。` : "" };
}

export function written({ kinds, topics }: Chosen): string {
  const said = [["kind", kinds], ["topic", topics]] as const;
  const parts = said.filter(([, values]) => values.size > 0).map(([name, values]) => `${name}=${[...values].join(",")}`);
  return parts.length > 0 ? `?${parts.join("&")}` : "";
}

interface Actions {
  begin(): unknown;
  goOn(): unknown;
}

export class Setup {
  readonly element = make("div");
  #all: readonly Entry[];
  #chosen: Chosen;
  #count = make("p", { class: "study-today", role: "status" });
  #begin: HTMLButtonElement;
  #goOn: HTMLButtonElement;
  #past = make("p", { class: "study-meta" });
  #fault = make("p", { class: "study-loss", role: "status" });

  constructor(all: readonly Entry[], { kinds, topics }: Choices, chosen: ReturnType<typeof read>, { begin, goOn }: Actions) {
    this.#all = all;
    this.#chosen = chosen;
    this.#fault.textContent = chosen.fault;
    this.#fault.hidden = !chosen.fault;
    this.#begin = button("md-button md-button--primary", "开始", begin);
    this.#goOn = button("md-button", "", goOn);
    this.element.append(
      this.#fault,
      make("section", { class: "study-plan" }, this.#count, this.#begin, this.#goOn, this.#past),
      chips("题型", kinds, chosen.kinds, () => this.#changed()),
      chips("主题", topics, chosen.topics, () => this.#changed()),
    );
    this.#tell();
  }

  /** Say how it went so far, and what is left of a round. */
  update({ answers }: Held, left: Kept | undefined): void {
    this.#goOn.hidden = !left;
    this.#goOn.textContent = left ? `继续上一组，还剩 ${left.ids.length - left.place} 题` : "";
    const last = new Map(answers.map((answer) => [answer.id, answer.right]));
    const known = this.#all.filter(({ id }) => last.has(id));
    const right = known.filter(({ id }) => last.get(id)).length;
    this.#past.textContent = known.length > 0 ? `答过 ${known.length} 题，最近一次答对的 ${right} 题` : "";
  }

  #changed(): void {
    this.#fault.hidden = true;
    history.replaceState(null, "", `${location.pathname}${written(this.#chosen)}`);
    this.#tell();
  }

  #tell(): void {
    const found = wished(this.#all, this.#chosen).length;
    this.#count.textContent = found > 0 ? `${found} 题里抽 ${Math.min(found, TOGETHER)} 题` : "这样选没有题";
    this.#begin.disabled = found === 0;
  }
}

function chips(label: string, values: Choices["kinds"], chosen: Set<string>, changed: () => void): HTMLElement {
  const made = values.map(([value, name]) => {
    const chip = toggle("study-chip", name, chosen.has(value), () => {
      if (!chosen.delete(value)) chosen.add(value);
      chip.setAttribute("aria-pressed", String(chosen.has(value)));
      changed();
    });
    return chip;
  });
  const words = make("span", { class: "study-meta", "aria-hidden": "true" }, label);
  return make("div", { class: "quiz-chips", role: "group", "aria-label": label }, words, ...made);
}
