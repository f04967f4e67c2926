/** Which questions are shown and in which order; it stands in the address, so that it can be sent and comes back. */

import type { Card } from "../store/records.ts";
import { due, state, weak } from "../schedule/states.ts";

/** What can be chosen of; several of one kind mean any of them. */
export const KINDS = ["frequency", "level", "state", "kind", "topic"] as const;
export type Kind = (typeof KINDS)[number];

export const STATES: readonly [string, string][] = [
  ["due", "今天到期"],
  ["new", "没学过"],
  ["learning", "在学"],
  ["known", "已掌握"],
  ["weak", "薄弱"],
  ["favourite", "收藏"],
];

export const SORTS: readonly [string, string][] = [
  ["", "按目录"],
  ["frequency", "常考在前"],
  ["due", "先到期在前"],
];

export interface Filters {
  chosen: Record<Kind, Set<string>>;
  text: string;
  sort: string;
}

/** A question in the list, with what it can be found by. */
export interface Row {
  id: string;
  title: string;
  /** Its place in the table of contents. */
  place: number;
  often: number;
  has: Record<Exclude<Kind, "state">, string[]>;
}

export function read(search: string): Filters {
  const said = new URLSearchParams(search);
  const chosen = Object.fromEntries(KINDS.map((kind) => [kind, new Set((said.get(kind) ?? "").split(",").filter(Boolean))]));
  return { chosen: chosen as Filters["chosen"], text: said.get("text") ?? "", sort: said.get("sort") ?? "" };
}

/** The end of the address; the name of the text is not that by which the theme's search opens. */
export function written({ chosen, text, sort }: Filters): string {
  const said = KINDS.map((kind) => [kind, [...chosen[kind]].join(",")]);
  const parts = [...said, ["text", text.trim()], ["sort", sort]].filter(([, value]) => value);
  const coded = (value = ""): string => encodeURIComponent(value).replaceAll("%2C", ",");
  return parts.length > 0 ? `?${parts.map(([name, value]) => `${name}=${coded(value)}`).join("&")}` : "";
}

export function matches(row: Row, card: Card | undefined, filters: Filters, now: number): boolean {
  const { chosen } = filters;
  const states = chosen.state;
  if (states.size > 0 && !words(card, now).some((word) => states.has(word))) return false;
  for (const [kind, values] of Object.entries(row.has)) {
    const wanted = chosen[kind as Kind];
    if (wanted.size > 0 && !values.some((value) => wanted.has(value))) return false;
  }
  const title = row.title.toLowerCase();
  return filters.text.toLowerCase().split(/\s+/).every((word) => title.includes(word));
}

/** All that can be said of how well a question is known. */
function words(card: Card | undefined, now: number): string[] {
  const said: string[] = [state(card)];
  if (due(card, now)) said.push("due");
  if (weak(card)) said.push("weak");
  if (card?.favourite) said.push("favourite");
  return said;
}

/** Rows in the wished order. */
export function sorted(rows: readonly Row[], cards: ReadonlyMap<string, Card>, sort: string): Row[] {
  const rank = (row: Row): number => {
    if (sort === "frequency") return -row.often;
    return sort === "due" ? (cards.get(row.id)?.memory?.due ?? Number.MAX_SAFE_INTEGER) : 0;
  };
  return [...rows].sort((one, other) => rank(one) - rank(other) || one.place - other.place);
}
