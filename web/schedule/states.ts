/** How well a question is known, in a word. */

import type { Card, Held } from "../store/records.ts";
import { nextDay } from "./days.ts";

export type State = "new" | "learning" | "known";

/** A question that is remembered for so many days is known. */
const KNOWN = 21;
/** Forgotten so often, a question is weak until it is known. */
const OFTEN = 2;

export function state(card: Card | undefined): State {
  if (!card?.memory) return "new";
  return card.memory.state === 2 && card.memory.stability >= KNOWN ? "known" : "learning";
}

/** Whether it is to be asked before this day ends. */
export function due(card: Card | undefined, now: number): boolean {
  return card?.memory !== undefined && card.memory.due < nextDay(now);
}

/** Whether it needs work: not known when last asked, or forgotten often. */
export function weak(card: Card | undefined): boolean {
  return state(card) === "learning" && (card?.last === 1 || (card?.memory?.lapses ?? 0) >= OFTEN);
}

export interface Progress {
  known: number;
  learning: number;
  all: number;
}

/** How many of these questions are known, and how many have been begun. */
export function progress(ids: readonly string[], cards: Held["cards"]): Progress {
  const states = ids.map((id) => state(cards.get(id)));
  const count = (wanted: State): number => states.filter((one) => one === wanted).length;
  return { known: count("known"), learning: count("learning"), all: ids.length };
}
