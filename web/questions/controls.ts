/** What filters the list: chips in one row, a text, an order. */

import { all, make, toggle } from "../common/dom.ts";
import type { Filters, Kind } from "./filters.ts";
import { KINDS, SORTS, STATES } from "./filters.ts";

/** What can be chosen, as the page says it: values with their names. */
export type Choices = Record<string, [string, string][]>;

/** Pixels to the left of what is chosen. */
const BESIDE = 24;
const LABELS: Record<Kind, string> = { topic: "主题", level: "级别", frequency: "频率", kind: "类型", state: "状态" };

export interface Controls {
  element: HTMLElement;
  /** Scroll to what is chosen, once it is in the page. */
  reveal(): void;
  /** Say how many there are. */
  count: HTMLElement;
  /** What is chosen, in words. */
  chosen(): string[];
  /** Show what is chosen. */
  show(filters: Filters): void;
}

export function controls(choices: Choices, now: Filters, changed: () => void, actions: HTMLElement[]): Controls {
  const text = make("input", {
    type: "search", class: "study-text", placeholder: "在题目里找", "aria-label": "在题目里找",
    autocomplete: "off", value: now.text,
    input: () => {
      now.text = text.value;
      changed();
    },
  });
  const sort = make("select", { class: "study-sort", "aria-label": "排序", change: () => {
    now.sort = sort.value;
    changed();
  } }, ...SORTS.map(([value, name]) => make("option", { value, selected: value === now.sort }, name)));
  const count = make("p", { class: "study-count", role: "status" });
  const chips = KINDS.map((kind) => group(kind, kind === "state" ? STATES : (choices[kind] ?? []), now, changed));
  const row = make("div", { class: "study-chips", role: "group", "aria-label": "筛选" }, ...chips);
  const element = make(
    "div",
    { class: "study-filters" },
    row,
    make("div", { class: "study-line" }, text, sort, count, ...actions),
  );
  const show = (filters: Filters): void => {
    text.value = filters.text;
    sort.value = filters.sort;
    for (const chip of element.querySelectorAll<HTMLElement>("[data-value]")) {
      const kind = chip.dataset["kind"] as Kind;
      chip.setAttribute("aria-pressed", String(filters.chosen[kind].has(chip.dataset["value"] ?? "")));
    }
  };
  const pressed = (): HTMLElement[] => all("[aria-pressed=true]", row);
  const chosen = (): string[] => pressed().map((chip) => chip.textContent ?? "");
  const reveal = (): void => {
    const [chip] = pressed();
    if (chip) row.scrollLeft = chip.offsetLeft - row.offsetLeft - BESIDE;
  };
  return { element, count, chosen, show, reveal };
}

function group(kind: Kind, values: readonly [string, string][], now: Filters, changed: () => void): HTMLElement {
  const chips = values.map(([value, name]) => {
    const chip = toggle("study-chip", name, now.chosen[kind].has(value), () => {
      const chosen = now.chosen[kind];
      if (!chosen.delete(value)) chosen.add(value);
      chip.setAttribute("aria-pressed", String(chosen.has(value)));
      changed();
    });
    chip.dataset["kind"] = kind;
    chip.dataset["value"] = value;
    return chip;
  });
  return make("div", { class: "study-group", role: "group", "aria-label": LABELS[kind] }, ...chips);
}
