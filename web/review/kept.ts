/** The sitting of this tab, kept while its reader is in another page; of another day it is none any more. */

import { dayOf } from "../schedule/days.ts";
import { databaseOf } from "../common/place.ts";
import type { Session } from "./session.ts";

export class Kept {
  #key: string;

  constructor(root: URL) {
    this.#key = `${databaseOf(root)}:session`;
  }

  /** What is left of it, of questions that there are. */
  read(known: ReadonlySet<string>, now: number): Session | undefined {
    try {
      const { day, waiting, done, grades } = JSON.parse(sessionStorage.getItem(this.#key) ?? "{}");
      const left = day === dayOf(now) ? (waiting as string[]).filter((id) => known.has(id)) : [];
      const whole = Number.isInteger(done) && Array.isArray(grades) && grades.length === 4;
      return whole && left.length > 0 ? { waiting: left, done, grades: grades as Session["grades"] } : undefined;
    } catch {
      return undefined; // forbidden, or written by something else
    }
  }

  write(session: Session, now: number): void {
    try {
      sessionStorage.setItem(this.#key, JSON.stringify({ day: dayOf(now), ...session }));
    } catch {
      // then it begins anew
    }
  }

  forget(): void {
    try {
      sessionStorage.removeItem(this.#key);
    } catch {
      // nothing is kept anyway
    }
  }
}
