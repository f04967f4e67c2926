/** The questions that a reader goes through one after the other: those that the list showed when one was opened. */

import { databaseOf } from "./place.ts";
import type { Site } from "./site.ts";
import { address } from "./site.ts";

/** The id of a question of a page, and its address. */
export type Stop = [id: string, href: string];

export interface Next {
  href: string;
  /** Where in the round it is, such as `3/30`. */
  place: string;
}

const key = (site: Site): string => `${databaseOf(site.root)}:round`;

export function begin(site: Site, stops: readonly Stop[]): void {
  try {
    sessionStorage.setItem(key(site), JSON.stringify(stops.map(([id, href]) => [id, href.slice(site.root.href.length)])));
  } catch {
    // then pages follow one another as in the table of contents
  }
}

/** What comes after a question: nothing where it is part of no round, the list where it is the last. */
export function after(site: Site, id: string): Next | undefined {
  const stops = kept(site);
  const place = stops.findIndex(([stop]) => stop === id);
  if (place < 0) return undefined;
  const next = stops[place + 1];
  return next ? { href: address(site, `./${next[1]}`), place: `${place + 2}/${stops.length}` } : { href: site.list, place: "" };
}

function kept(site: Site): Stop[] {
  try {
    const stops: unknown = JSON.parse(sessionStorage.getItem(key(site)) ?? "[]");
    return Array.isArray(stops) ? stops.filter((stop): stop is Stop => Array.isArray(stop)) : [];
  } catch {
    return []; // forbidden, or written by something else
  }
}
