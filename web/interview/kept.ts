/** The interview of this tab: it is there again when the page is, as far as the browser keeps anything. */

import { databaseOf } from "../common/place.ts";
import type { Clock } from "./clock.ts";

export interface Sitting {
  /** The address of its paper, behind that of the page. */
  paper: string;
  /** What is in it: with other questions in the site it would be another. */
  sign: string;
  stage: "asking" | "marking" | "over";
  clock: Clock;
  /** The question that is asked or marked, by its place. */
  place: number;
  /** How many of its follow-ups have been asked. */
  depth: number;
  /** Milliseconds for each that was asked, by id. */
  reached: Record<string, number>;
  /** The points that were ticked, by id. */
  ticks: Record<string, number[]>;
  /** When the marks were kept. */
  kept?: number;
}

export function begun(paper: string, sign: string, now: number): Sitting {
  return { paper, sign, stage: "asking", clock: { spent: 0, since: now }, place: 0, depth: 0, reached: {}, ticks: {} };
}

export class Keeper {
  #key: string;

  constructor(root: URL) {
    this.#key = `${databaseOf(root)}:interview`;
  }

  read(): Sitting | undefined {
    try {
      const sitting: unknown = JSON.parse(sessionStorage.getItem(this.#key) ?? "null");
      return whole(sitting) ? sitting : undefined;
    } catch {
      return undefined; // forbidden, or written by something else
    }
  }

  write(sitting: Sitting): void {
    try {
      sessionStorage.setItem(this.#key, JSON.stringify(sitting));
    } catch {
      // then it is there as long as the page is
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

function whole(value: unknown): value is Sitting {
  if (typeof value !== "object" || value === null) return false;
  const { paper, sign, stage, clock, place, depth, reached, ticks } = value as Partial<Sitting>;
  const texts = typeof paper === "string" && typeof sign === "string" && ["asking", "marking", "over"].includes(stage ?? "");
  const numbers = Number.isInteger(place) && Number.isInteger(depth) && typeof clock?.spent === "number";
  return texts && numbers && typeof reached === "object" && typeof ticks === "object";
}
