/** One sitting: what is still to be asked, and how it went; pure. */

import type { Grade } from "../store/records.ts";

/** A question that comes back so soon comes back in the same sitting. */
const SOON = 20 * 60_000;

export interface Session {
  waiting: string[];
  /** How many have been done with for today. */
  done: number;
  /** How often each grade was given. */
  grades: [number, number, number, number];
}

export function begun(ids: readonly string[]): Session {
  return { waiting: [...ids], done: 0, grades: [0, 0, 0, 0] };
}

/** The first question was graded and is due again then. */
export function passed(session: Session, grade: Grade, due: number, now: number): Session {
  const [id, ...rest] = session.waiting;
  if (id === undefined) return session;
  const again = due - now < SOON;
  const grades = session.grades.map((count, index) => count + (index === grade - 1 ? 1 : 0)) as Session["grades"];
  return { waiting: again ? [...rest, id] : rest, done: session.done + (again ? 0 : 1), grades };
}

/** The first question is no question any more, or has been asked elsewhere meanwhile. */
export function skipped(session: Session): Session {
  return { ...session, waiting: session.waiting.slice(1) };
}

export function total(session: Session): number {
  return session.done + session.waiting.length;
}
