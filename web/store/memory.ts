/** The store where a browser keeps nothing: all of it is there until the page is left. */

import type { Change, Held } from "./records.ts";
import { inTime, nothing, SETTINGS } from "./records.ts";

/** What is held once a change is made. */
export function changed(held: Held, change: Change): Held {
  const before = change.erased ? nothing() : held;
  const cards = new Map(before.cards);
  for (const id of change.gone ?? []) cards.delete(id);
  for (const card of change.cards ?? []) cards.set(card.id, card);
  const log = new Map(before.log.map((review) => [key(review), review]));
  for (const review of change.struck ?? []) log.delete(key(review));
  for (const review of change.log ?? []) log.set(key(review), review);
  const answers = new Map(before.answers.map((answer) => [key(answer), answer]));
  for (const answer of change.unanswered ?? []) answers.delete(key(answer));
  for (const answer of change.answers ?? []) answers.set(key(answer), answer);
  const told = { log: inTime(log.values()), answers: inTime(answers.values()) };
  return { cards, ...told, settings: { ...SETTINGS, ...before.settings, ...change.settings } };
}

/** The part of what is held that belongs to some questions. */
export function part(held: Held, ids: readonly string[] | undefined): Held {
  if (!ids) return { cards: new Map(held.cards), log: [...held.log], answers: [...held.answers], settings: { ...held.settings } };
  const wanted = new Set(ids);
  return {
    cards: new Map([...held.cards].filter(([id]) => wanted.has(id))),
    log: held.log.filter((review) => wanted.has(review.id)),
    answers: held.answers.filter((answer) => wanted.has(answer.id)),
    settings: { ...held.settings },
  };
}

/** A review is known by these, and so is an answer. */
export function key(review: Pick<Review, "id" | "time">): string {
  return `${review.time} ${review.id}`;
}

type Review = Held["log"][number];
