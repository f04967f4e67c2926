/** A manifest, line by line: to be read, and to be pressed where the mistake is. */

import { button, make } from "../common/dom.ts";

/** The colours of YAML, for whoever sees them; a line is enough for that. */
const TOKENS = /^(?<before>[\s-]*)(?<key>(?:[\w./$-]+|"[^"]*"):(?=\s|$))?(?<rest>.*)$/;
const TEXT = /("[^"]*"|'[^']*')/;

export class Code {
  readonly element: HTMLElement;
  #lines: HTMLElement[];
  #texts: string[];

  constructor(text: string) {
    this.#texts = text.replace(/\n$/, "").split("\n");
    this.#lines = this.#texts.map((line) => make("li", {}, coloured(line)));
    const list = make("ol", { class: "quiz-lines" }, ...this.#lines);
    this.element = make("div", { class: "quiz-code", tabindex: "0", role: "group", "aria-label": "清单" }, list);
  }

  /** Let one line be chosen. */
  choose(chosen: (line: number) => unknown): void {
    for (const [index, element] of this.#lines.entries()) {
      const text = this.#texts[index] ?? "";
      const press = button("quiz-line", coloured(text), () => chosen(index + 1), { "aria-label": `第 ${index + 1} 行：${text.trim()}` });
      element.replaceChildren(press);
    }
    this.#buttons[0]?.focus({ preventScroll: true });
  }

  /** Go to the line before or behind; false where none can be chosen. */
  step(by: number): boolean {
    const buttons = this.#buttons;
    const now = buttons.findIndex((line) => line === document.activeElement);
    const next = buttons[now < 0 ? 0 : now + by];
    next?.focus();
    return buttons.length > 0;
  }

  /** Lines that are wrong, those that are right to choose as well, and the chosen one; nothing can be chosen any more. */
  show(wrong: readonly number[], also: readonly number[], chosen: number | undefined): void {
    for (const [index, element] of this.#lines.entries()) {
      element.replaceChildren(coloured(this.#texts[index] ?? ""));
      const line = index + 1;
      const yours = chosen === line ? "，你选的" : "";
      if (wrong.includes(line)) mark(element, "wrong", `错在这里${yours}`);
      else if (also.includes(line)) mark(element, "also", `答这行也对${yours}`);
      else if (chosen === line) mark(element, "chosen", "你选的");
    }
  }

  get #buttons(): HTMLElement[] {
    return this.#lines.map((line) => line.firstElementChild).filter((child) => child instanceof HTMLButtonElement);
  }
}

function mark(element: HTMLElement, name: string, words: string): void {
  element.dataset["mark"] = name;
  element.append(make("small", {}, words));
}

function coloured(line: string): HTMLElement {
  const { before = "", key = "", rest = "" } = TOKENS.exec(line)?.groups ?? { rest: line };
  const [text, comment] = split(rest);
  const parts = text.split(TEXT).map((part, index) => (index % 2 ? make("span", { class: "quiz-text" }, part) : part));
  return make("code", {}, before, key && make("span", { class: "quiz-key" }, key), ...parts,
    comment && make("span", { class: "quiz-comment" }, comment));
}

function split(rest: string): [string, string] {
  const at = rest.search(/(?:^|\s)#/);
  return at < 0 || /["'].*#.*["']/.test(rest) ? [rest, ""] : [rest.slice(0, at), rest.slice(at)];
}
