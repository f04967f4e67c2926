/** A hidden answer: what it consists of, a button that shows it, and half a minute for those who want that. */

import { clock } from "../common/clock.ts";
import { all, button, make, one } from "../common/dom.ts";

const FOLLOW_UPS = "追问";
/** Headings in fewer words; what is named by nothing is no part of an answer. */
const SHORT: Record<string, string> = { 一句话回答: "一句话", 自测: "", 参考资料: "" };

export class Ask {
  #timed = false;
  #since = 0;
  #shown: (since: number) => void;

  /** `shown` hears when the answer is asked for, and since when one could think. */
  constructor(shown: (since: number) => void) {
    this.#shown = shown;
    if (this.hidden) this.hide();
  }

  /** Count half a minute, or do not. */
  set timed(on: boolean) {
    if (on && !this.#timed && this.hidden) one("[data-study-ask] .study-turn")?.append(clock());
    this.#timed = on;
  }

  get hidden(): boolean {
    return document.documentElement.dataset["study"] === "ask";
  }

  /** Hide the answer; `chosen` by the reader just now, whose next key shows it again. */
  hide(chosen = false): void {
    document.documentElement.dataset["study"] = "ask";
    this.#since = Date.now();
    const show = button("md-button md-button--primary", "看答案", () => this.show(), { "aria-keyshortcuts": "Space" });
    const turn = make("p", { class: "study-turn" }, show);
    one("[data-study-ask]")?.replaceChildren(make("p", {}, shape()), turn);
    if (this.#timed) turn.append(clock());
    if (chosen) show.focus();
  }

  /** Show the answer to one who asks for it; false where it is not hidden. */
  show(): boolean {
    if (!this.hidden) return false;
    this.close();
    const begin = one("h1[data-question] ~ h2");
    begin?.setAttribute("tabindex", "-1");
    begin?.focus({ preventScroll: true });
    this.#shown(this.#since);
    return true;
  }

  /** Hide nothing any more; a place that was asked for is where the reader is. */
  close(): void {
    if (!this.hidden) return;
    delete document.documentElement.dataset["study"];
    one("[data-study-ask]")?.replaceChildren();
    if (location.hash.length > 1) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
  }
}

/** What the answer consists of, in a line: 一句话 · 原理 · 示例 · 5 个追问. */
function shape(): string {
  const count = all("details[data-level][id]").length;
  const parts = all("h1[data-question] ~ h2").map((heading) => {
    const name = heading.firstChild?.textContent?.trim() ?? "";
    return name === FOLLOW_UPS ? `${count} 个追问` : (SHORT[name] ?? name);
  });
  return parts.filter(Boolean).join(" · ");
}
