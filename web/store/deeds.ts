/** What a reader does, as changes of what is held: pure, so that a store can do each as a whole. */

import { after, replayed } from "../schedule/fsrs.ts";
import { renamed } from "../common/questions.ts";
import { dayOf } from "../schedule/days.ts";
import { key } from "./memory.ts";
import type { Answer, Card, Change, Held, Review } from "./records.ts";
import { inTime } from "./records.ts";

/** A question was answered and graded. */
export function graded(review: Review): (held: Held) => Change {
  return (held) => {
    const card = held.cards.get(review.id) ?? { id: review.id };
    const time = Math.max(review.time, (card.memory?.last_review ?? 0) + 1); // clocks are set back
    const told = { ...review, time };
    return {
      log: [told],
      cards: [{ ...card, memory: after(card.memory, review.grade, time), last: review.grade }],
    };
  };
}

/** An item was answered; a wrong answer to what a question tells is a review of that, once a day. */
export function answered(answer: Answer, question = ""): (held: Held) => Change {
  return (held) => {
    const told = { answers: [answer] };
    const day = dayOf(answer.time);
    const known = ({ id, source, time }: Review): boolean => id === question && source === "quiz" && dayOf(time) === day;
    if (answer.right || !question || held.log.some(known)) return told;
    const review: Review = { id: question, time: answer.time, grade: 1, ms: answer.ms, source: "quiz" };
    return { ...told, ...graded(review)(held) };
  };
}

/** That was a mistake. */
export function undone(review: Pick<Review, "id" | "time">): (held: Held) => Change {
  return (held) => {
    const card = held.cards.get(review.id) ?? { id: review.id };
    const log = held.log.filter((one) => one.id === review.id && one.time !== review.time);
    return { struck: [review], cards: [settled(card, log)] };
  };
}

/** The names of questions have changed: what was kept under an old one goes on under the new one. */
export function moved(names: Readonly<Record<string, string>>): (held: Held) => Change {
  return (held) => {
    const ids = new Set([...held.cards.keys(), ...held.log.map((review) => review.id)]);
    const other = (id: string): boolean => renamed(id, names) !== id;
    const old = [...ids].filter(other);
    const unanswered = held.answers.filter(({ id }) => other(id));
    if (old.length === 0 && unanswered.length === 0) return {};
    const answers = unanswered.map((answer) => ({ ...answer, id: renamed(answer.id, names) }));
    const struck = held.log.filter((review) => old.includes(review.id));
    const came = struck.map((review) => ({ ...review, id: renamed(review.id, names) }));
    const cards = old.map((id) => ({ ...(held.cards.get(id) ?? {}), id: renamed(id, names) }));
    return { gone: old, struck, unanswered, ...joined(held, cards, came), answers };
  };
}

/** The cards and the log that come from two histories: no review is lost, and what is remembered follows from all. */
export function joined(held: Held, cards: readonly Card[], log: readonly Review[], answers: readonly Answer[] = []): Change {
  const known = new Set(held.log.map(key));
  const fresh = log.filter((review) => !known.has(key(review)) && known.add(key(review)));
  const byId = new Map<string, Card>();
  for (const card of cards) byId.set(card.id, both(byId.get(card.id) ?? held.cards.get(card.id), card));
  for (const { id } of fresh) if (!byId.has(id)) byId.set(id, held.cards.get(id) ?? { id });
  const all = [...held.log, ...fresh];
  const reviews = new Map<string, Review[]>([...byId.keys()].map((id) => [id, []]));
  for (const review of all) reviews.get(review.id)?.push(review);
  return { log: fresh, answers: unknown(held.answers, answers), cards: [...byId.values()].map((card) => settled(card, reviews.get(card.id) ?? [])) };
}

/** What came that is not there yet, each once. */
function unknown(here: readonly Answer[], came: readonly Answer[]): Answer[] {
  const known = new Set(here.map(key));
  return came.filter((answer) => !known.has(key(answer)) && known.add(key(answer)));
}

/** A card that two have: what either of them has, the earlier time. */
function both(one: Card | undefined, other: Card): Card {
  const result = { ...other, ...one };
  for (const name of ["added", "favourite"] as const) {
    const times = [one?.[name], other[name]].filter((time) => time !== undefined);
    if (times.length > 0) result[name] = Math.min(...times);
  }
  return result;
}

/** A card as its log says; nothing is remembered of one that has none. */
function settled(card: Card, log: readonly Review[]): Card {
  const { memory: _memory, last: _last, ...rest } = card;
  const reviews = inTime(log);
  const memory = replayed(reviews);
  const last = reviews.at(-1)?.grade;
  return memory && last ? { ...rest, memory, last } : rest;
}
