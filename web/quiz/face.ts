/** A manifest that is asked about, and then the answer: the words of the engine, and how it becomes right. */

import { button, make, prose } from "../common/dom.ts";
import type { Site } from "../common/site.ts";
import { address } from "../common/site.ts";
import { Code } from "./code.ts";
import type { Found, Manifest } from "./data.ts";
import type { Guess } from "./verdict.ts";
import { outcome, pointed, told } from "./verdict.ts";

export class ManifestFace {
  readonly elements: HTMLElement[];
  #site: Site;
  #manifest: Manifest;
  #done: (guess: Guess) => unknown;
  #code: Code;
  #choice = make("div", { class: "quiz-choice" });
  #answer = make("div", { class: "quiz-answer" });
  #state: "asked" | "line" | "over" = "asked";

  /** `done` hears the guess, once. */
  constructor(site: Site, manifest: Manifest, done: (guess: Guess) => unknown) {
    this.#site = site;
    this.#manifest = manifest;
    this.#done = done;
    this.#code = new Code(manifest.text);
    this.#choice.append(
      button("md-button quiz-yes", named("会收", "1"), () => this.take(), { "aria-keyshortcuts": "1" }),
      button("md-button quiz-no", named("不会收", "2"), () => this.refuse(), { "aria-keyshortcuts": "2" }),
    );
    this.elements = [this.#code.element, this.#answer, this.#choice];
  }

  take(): void {
    if (this.#state === "asked") this.#end({ taken: true });
  }

  /** Refused it is: at which line? */
  refuse(): void {
    if (this.#state !== "asked") return;
    this.#state = "line";
    const unknown = button("study-plain", "看不出来", () => this.#end({ taken: false, line: 0 }));
    this.#choice.replaceChildren(make("p", { role: "status" }, "错在哪一行？点那一行。"), unknown);
    this.#code.choose((line) => this.#end({ taken: false, line }));
  }

  step(by: number): boolean {
    return this.#state === "line" && this.#code.step(by);
  }

  #end(guess: Guess): void {
    this.#state = "over";
    const manifest = this.#manifest;
    this.#code.show(pointed(manifest), manifest.lines ?? [], guess.line);
    const mark = outcome(manifest, guess);
    const title = make("p", { class: "item-told", role: "status", tabindex: "-1" }, told(manifest, guess));
    title.dataset["mark"] = mark;
    this.#answer.replaceChildren(title, ...answer(this.#site, manifest));
    this.#choice.replaceChildren();
    title.focus({ preventScroll: true });
    this.#done(guess);
  }
}

function named(word: string, key: string): HTMLElement {
  return make("span", {}, word, make("kbd", { "aria-hidden": "true" }, key));
}

function answer(site: Site, manifest: Manifest): HTMLElement[] {
  const found = manifest.found ?? [];
  const rule = manifest.about;
  const parts = [
    manifest.why && make("p", {}, ...prose(manifest.why), manifest.source && link(manifest.source, "官方文档")),
    found.length > 0 && make("ul", { class: "quiz-found" }, ...found.map((each) => sentence(site, each))),
    found.length === 0 && !manifest.why && make("p", {}, "引擎在每个版本里都没有发现问题。"),
    rule && make("p", { class: "study-meta" }, "它守的是这条规则：", place(site, rule[1], rule[0])),
    ...diff(manifest),
  ];
  return parts.filter((part) => part instanceof HTMLElement);
}

function sentence(site: Site, found: Found): HTMLElement {
  const where = `第 ${found.line} 行${found.refused ? "" : "，只是警告"}`;
  const field = found.field && make("code", {}, found.field);
  const said = make("p", {}, make("b", {}, where), " ", field, field && " ", found.text);
  return make("li", {}, said, make("p", { class: "study-meta" }, "规则：", place(site, found.url ?? "", found.rule)));
}

/** A link where there is a page. */
function place(site: Site, url: string, name: string): HTMLElement {
  return url ? make("a", { href: address(site, url) }, name) : make("span", {}, name);
}

function link(href: string, name: string): HTMLElement {
  return make("a", { href }, name);
}

function diff({ changes = [] }: Manifest): HTMLElement[] {
  if (changes.length === 0) return [];
  const words: Record<string, string> = { "-": "删去：", "+": "改成：" };
  const rows = changes.map(([sign, line]) => {
    const spoken = words[sign] && make("span", { class: "study-spoken" }, words[sign]);
    const row = make("li", {}, make("span", { "aria-hidden": "true" }, sign || "⋯"), spoken, make("code", {}, line));
    if (sign.trim()) row.dataset["sign"] = sign;
    return row;
  });
  const list = make("ul", { class: "quiz-diff" }, ...rows);
  return [make("p", { class: "study-meta" }, "这样就会收："), make("div", { class: "quiz-code", tabindex: "0", role: "group", "aria-label": "改法" }, list)];
}
