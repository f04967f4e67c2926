/** The round of this tab, kept while its reader looks something up in another page; of another day it is none any more. */

import { databaseOf } from "../common/place.ts";
import { dayOf } from "../schedule/days.ts";
import type { Outcome } from "./verdict.ts";

/** How it went with one of them. */
export interface Result {
  id: string;
  outcome: Outcome;
  /** Of an item, what was asked. */
  title?: string;
}

export interface Kept {
  /** What is asked, in its order. */
  ids: string[];
  /** The one that is on the screen. */
  place: number;
  results: Result[];
}

export class Keeper {
  #key: string;

  constructor(root: URL) {
    this.#key = `${databaseOf(root)}:quiz`;
  }

  /** The round that was left, if all that is still to be asked is there. */
  read(known: ReadonlySet<string>, now: number): Kept | undefined {
    try {
      const { day, ids, place, results } = JSON.parse(sessionStorage.getItem(this.#key) ?? "{}");
      const whole = day === dayOf(now) && Array.isArray(ids) && Array.isArray(results) && Number.isInteger(place);
      return whole && place < ids.length && ids.every((id) => known.has(id)) ? { ids, place, results } : undefined;
    } catch {
      return undefined; // forbidden, or written by something else
    }
  }

  write(round: Kept, now: number): void {
    try {
      sessionStorage.setItem(this.#key, JSON.stringify({ day: dayOf(now), ...round }));
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
