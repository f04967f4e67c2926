/** 题库: the list that stands in the page, filtered, sorted, and with what the reader knows of each question. */

import { due, state } from "../schedule/states.ts";
import { all, button, make, one } from "../common/dom.ts";
import { ThinkSwitch } from "../page/think_switch.ts";
import { onKeys } from "../common/keys.ts";
import { begin } from "../common/round.ts";
import type { Site } from "../common/site.ts";
import { STATE_WORDS } from "../common/words.ts";
import type { Card } from "../store/records.ts";
import type { Choices } from "./controls.ts";
import { controls } from "./controls.ts";
import type { Row } from "./filters.ts";
import { KINDS, matches, read, sorted, written } from "./filters.ts";

interface Shown extends Row {
  element: HTMLElement;
  link: HTMLAnchorElement;
  dot: HTMLElement;
}

export function openList(site: Site, place: HTMLElement): void {
  const list = one("ol", place);
  if (!list) return;
  const rows = all("li", list).map(row);
  const filters = read(location.search);
  let visible: Shown[] = [];
  let cards: ReadonlyMap<string, Card> = new Map();

  const draw = (): void => {
    const now = Date.now();
    visible = sorted(rows, cards, filters.sort).filter((row) => matches(row, cards.get(row.id), filters, now)) as Shown[];
    const wanted = new Set<Shown>(visible);
    for (const each of rows) show(each.element, wanted.has(each));
    arrange(list, visible.map(({ element }) => element));
    tell(bar.count, bar.chosen(), rows.length, visible.length, clear);
  };
  const changed = (): void => {
    history.replaceState(null, "", `${location.pathname}${written(filters)}`);
    draw();
  };
  const clear = (): void => {
    for (const kind of KINDS) filters.chosen[kind].clear();
    filters.text = "";
    bar.show(filters);
    changed();
  };
  const random = (): void => visible[Math.floor(Math.random() * visible.length)]?.link.click();
  const step = (by: number): boolean => {
    const now = visible.findIndex(({ link }) => link === document.activeElement);
    const next = visible[now < 0 ? (by > 0 ? 0 : visible.length - 1) : now + by];
    next?.link.focus();
    return next !== undefined;
  };

  const think = new ThinkSwitch(site);
  const draws = button("study-random", "随机一题", random, { "aria-keyshortcuts": "r" });
  const choices = JSON.parse(place.dataset["choices"] ?? "{}") as Choices;
  const bar = controls(choices, filters, changed, [think.element, draws]);
  place.prepend(bar.element);
  bar.reveal();
  list.addEventListener("click", () => begin(site, visible.filter(isPage).map(({ id, link }) => [id, link.href])));
  onKeys({ j: () => step(1), k: () => step(-1), r: random });
  const refresh = async (): Promise<void> => {
    const held = await site.store.look();
    ({ cards } = held);
    think.update(held);
    for (const each of rows) mark(each, cards.get(each.id));
    draw();
    place.dataset["ready"] = "";
  };
  draw();
  if (filters.chosen.state.size === 0 && filters.sort !== "due") place.dataset["ready"] = ""; // it may be seen
  site.store.onChange(() => void refresh());
  void refresh();
}

/** Follow-ups are asked in the page of their question. */
function isPage({ has }: Row): boolean {
  return has.kind.includes("page");
}

/** Show it or do not; what stays as it is need not be laid out again. */
function show(element: HTMLElement, wanted: boolean): void {
  if (element.hidden === wanted) element.hidden = !wanted;
}

/** Put elements in this order; where they have it they stay, since what moves loses the focus. */
function arrange(list: HTMLElement, order: readonly HTMLElement[]): void {
  const wanted = new Set<Element>(order);
  const present = [...list.children].filter((element) => wanted.has(element));
  if (order.some((element, index) => element !== present[index])) list.append(...order);
}

function row(element: HTMLElement, place: number): Shown {
  const link = one<HTMLAnchorElement>("a", element) ?? make("a");
  const dot = one(".study-dot", element) ?? make("span");
  const words = (name: string): string[] => (element.dataset[name] ?? "").split(" ").filter(Boolean);
  const has = { topic: words("topics"), level: words("level"), frequency: words("frequency"), kind: words("kind") };
  const often = Number(element.dataset["often"] ?? 0);
  return { element, link, dot, id: element.dataset["id"] ?? "", title: link.textContent ?? "", place, often, has };
}

/** Say of a question what the reader knows of it; of most that is nothing, and then nothing changes. */
function mark({ element, dot }: Shown, card: Card | undefined): void {
  const now = due(card, Date.now());
  const word = now ? "due" : state(card);
  if ((element.dataset["state"] ?? "new") === word && !card) return;
  element.dataset["state"] = word;
  element.toggleAttribute("data-favourite", card?.favourite !== undefined);
  dot.role = "img";
  dot.ariaLabel = `${now ? "今天到期" : STATE_WORDS[state(card)]}${card?.favourite ? "，已收藏" : ""}`;
}

/** How many there are, and of what: what was chosen may be far along its row. */
function tell(place: HTMLElement, chosen: readonly string[], all: number, found: number, clear: () => void): void {
  const of = chosen.length > 0 ? `${chosen.join("、")}：` : "";
  if (found === all && !of) place.replaceChildren(`共 ${all} 题`);
  else place.replaceChildren(`${of}${all} 题中的 ${found} 题`, button("study-plain", "清除筛选", clear));
}

