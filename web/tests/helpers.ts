/** Questions and reviews for tests. */

import type { Bank, Question } from "../common/questions.ts";
import type { Grade, Held, Review } from "../store/records.ts";
import { nothing } from "../store/records.ts";

export const DAY = 86_400_000;
/** Noon of a day, wherever the tests run. */
export const NOON = new Date(2026, 10, 29, 12).getTime();

export function review(id: string, time: number, grade: Grade = 3): Review {
  return { id, time, grade, ms: 1000, source: "review" };
}

export function question(id: string, more: Partial<Question> = {}): Question {
  return { id, kind: "page", page: id, url: `${id}/`, title: id, level: "junior", topics: ["a"], ...more };
}

export function bank(...questions: Question[]): Bank {
  return { levels: [], topics: [{ id: "a", name: "A", url: "a/" }], renamed: {}, questions };
}

export function held(more: Partial<Held> = {}): Held {
  return { ...nothing(), ...more };
}
