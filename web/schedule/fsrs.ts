/** When a question comes back, by FSRS; of that nothing is told apart by chance, so a date that is shown is kept. */

import type { Card as Fsrs, Grade as Rating } from "ts-fsrs";
import { createEmptyCard, fsrs } from "ts-fsrs";
import type { Grade, Memory, Review } from "../store/records.ts";

export const GRADES: readonly Grade[] = [1, 2, 3, 4];

const scheduler = fsrs({ enable_fuzz: false });

/** What is remembered after a grade; clocks are set back, and then no time has passed. */
export function after(memory: Memory | undefined, grade: Grade, time: number): Memory {
  const now = new Date(Math.max(time, memory?.last_review ?? time));
  const card = memory ? opened(memory) : createEmptyCard(now);
  return closed(scheduler.next(card, now, grade as unknown as Rating).card);
}

/** What would be remembered after each grade. */
export function choices(memory: Memory | undefined, time: number): Memory[] {
  return GRADES.map((grade) => after(memory, grade, time));
}

/** What is remembered after all reviews of a question, in the order of time. */
export function replayed(log: readonly Review[]): Memory | undefined {
  return log.reduce<Memory | undefined>((memory, review) => after(memory, review.grade, review.time), undefined);
}

function opened({ due, last_review, ...rest }: Memory): Fsrs {
  return { ...rest, elapsed_days: 0, due: new Date(due), last_review: new Date(last_review) };
}

function closed({ due, last_review, elapsed_days: _, ...rest }: Fsrs): Memory {
  return { ...rest, due: due.getTime(), last_review: (last_review ?? due).getTime() };
}
