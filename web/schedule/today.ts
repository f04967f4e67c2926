/** What is to be asked today: what is due, then as much that is new as the reader wants. */

import type { Bank } from "../common/questions.ts";
import { frequencies } from "../common/questions.ts";
import type { Held, Review } from "../store/records.ts";
import { dayOf } from "./days.ts";
import { due } from "./states.ts";

/** Of so many reviews one can tell how long the next will take. */
const LAST = 50;
/** Milliseconds; whoever took longer was elsewhere. */
const LONGEST = 180_000;
const USUAL = 40_000;
/** So many reviews count as much as what is usual. */
const FEW = 10;

export interface Today {
  /** What has been asked before, the longest overdue first. */
  due: string[];
  /** What has not, what the reader wished for first. */
  fresh: string[];
}

export function today(bank: Bank, held: Held, now: number): Today {
  const known = new Set(bank.questions.map((question) => question.id));
  const cards = [...held.cards.values()].filter((card) => known.has(card.id));
  const waiting = cards.filter((card) => due(card, now));
  waiting.sort((one, other) => (one.memory?.due ?? 0) - (other.memory?.due ?? 0));
  const left = Math.max(0, held.settings.newPerDay - begun(held, now));
  return { due: waiting.map((card) => card.id), fresh: untouched(bank, held).slice(0, left) };
}

/** How many questions were asked for the first time today. */
function begun(held: Held, now: number): number {
  const first = new Map<string, number>();
  for (const review of held.log) {
    if (review.source !== "quiz" && !first.has(review.id)) first.set(review.id, review.time); // nobody has planned that
  }
  return [...first.values()].filter((time) => time >= dayOf(now)).length;
}

/** What was never asked: what the reader wished for, then questions of pages before follow-ups, the frequent first. */
export function untouched(bank: Bank, held: Held): string[] {
  const often = frequencies(bank);
  const rank = (id: string): number => held.cards.get(id)?.added ?? Number.POSITIVE_INFINITY;
  return bank.questions
    .filter((question) => !held.cards.get(question.id)?.memory)
    .map((question, place) => ({ ...question, place, often: often.get(question.id) ?? 0 }))
    .sort(
      (one, other) =>
        compare(rank(one.id), rank(other.id)) ||
        compare(one.kind === "page" ? 0 : 1, other.kind === "page" ? 0 : 1) ||
        compare(other.often, one.often) ||
        compare(one.place, other.place),
    )
    .map((question) => question.id);
}

/** About how many minutes so many questions take: by how long the last ones took, and by what is usual while those are few. */
export function minutes(count: number, log: readonly Review[]): number {
  const reviews = log.filter(({ source }) => source !== "quiz"); // an interview takes its own time, a choice hardly any
  const last = reviews.slice(-LAST).map((review) => Math.min(review.ms, LONGEST));
  const each = last.reduce((sum, ms) => sum + ms, USUAL * FEW) / (last.length + FEW);
  return Math.max(1, Math.round((count * each) / 60_000));
}

function compare(one: number, other: number): number {
  return one === other ? 0 : one < other ? -1 : 1;
}
