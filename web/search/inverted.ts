/*
 * Which terms stand where, scored by BM25. The trees of the libraries that were tried look at all branches of a place,
 * which Chinese has thousands of: they took five times as long to fill, and that is what a reader waits for.
 */

import { distance } from "./spelling.ts";

/** Fields of an entry: how much a term in one is worth. */
export type Worth = readonly number[];

const SATURATION = 1.2;
const LENGTH = 0.6;
const FLOOR = 0.5;
const FIELDS = 8;

/** Terms of entries, which are added in the order of their numbers. */
export class Inverted {
  /** By term: field (entry times FIELDS and field) and count, one after the other. */
  private readonly places = new Map<string, number[]>();
  private readonly counts = new Map<string, number>();
  private readonly lengths: number[] = [];
  private readonly sums: number[] = [];
  private readonly filled: number[] = [];
  private sorted: string[] | undefined;
  private size = 0;

  /** Add the next entry by the terms of its fields. */
  add(fields: readonly (readonly string[])[]): void {
    const entry = this.size++;
    const seen = new Set<string>();
    fields.forEach((terms, field) => {
      const key = entry * FIELDS + field;
      if (terms.length) {
        this.sums[field] = (this.sums[field] ?? 0) + terms.length;
        this.filled[field] = (this.filled[field] ?? 0) + 1;
      }
      this.lengths[key] = terms.length;
      for (const term of terms) {
        this.put(term, key);
        seen.add(term);
      }
    });
    for (const term of seen) this.counts.set(term, this.count(term) + 1);
  }

  /** In how many entries a term stands. */
  count(term: string): number {
    return this.counts.get(term) ?? 0;
  }

  /** How much it tells that a term stands in an entry, when it stands in so many. */
  weight(count: number): number {
    return Math.log(1 + (this.size - count + 0.5) / (count + 0.5));
  }

  /** All terms that begin so. */
  beginning(prefix: string): string[] {
    const sorted = this.vocabulary();
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle] ?? "") < prefix) low = middle + 1;
      else high = middle;
    }
    let end = low;
    while (sorted[end]?.startsWith(prefix)) end++;
    return sorted.slice(low, end);
  }

  /** The terms that are nearest to one that does not exist, at most so many letters away. */
  nearest(term: string, most: number): string[] {
    let found: string[] = [];
    let best = most;
    for (const other of this.vocabulary()) {
      if (Math.abs(other.length - term.length) > best || other.charCodeAt(0) !== term.charCodeAt(0)) continue;
      const far = distance(term, other, best);
      if (far > best) continue;
      if (far < best) found = [];
      best = far;
      found.push(other);
    }
    return found;
  }

  /** How well entries answer a term, which weighs so much; ``worth`` says what its fields count for. */
  scores(term: string, weight: number, worth: (entry: number) => Worth): Map<number, number> {
    const scores = new Map<number, number>();
    const places = this.places.get(term) ?? [];
    for (let at = 0; at < places.length; at += 2) {
      const key = places[at] ?? 0;
      const field = key % FIELDS;
      const entry = (key - field) / FIELDS;
      const value = weight * (worth(entry)[field] ?? 0) * this.frequency(key, field, places[at + 1] ?? 0);
      if (value) scores.set(entry, (scores.get(entry) ?? 0) + value);
    }
    return scores;
  }

  private frequency(key: number, field: number, count: number): number {
    const usual = (this.sums[field] ?? 1) / (this.filled[field] ?? 1);
    const long = 1 - LENGTH + (LENGTH * (this.lengths[key] ?? 0)) / usual;
    return FLOOR + (count * (SATURATION + 1)) / (count + SATURATION * long);
  }

  private put(term: string, key: number): void {
    const places = this.places.get(term);
    if (!places) this.places.set(term, [key, 1]);
    else if (places[places.length - 2] === key) places[places.length - 1] = (places[places.length - 1] ?? 0) + 1;
    else places.push(key, 1);
  }

  private vocabulary(): string[] {
    this.sorted ??= [...this.places.keys()].sort();
    return this.sorted;
  }
}
