/* The pages and their sections as they are asked. */

import { Inverted, type Worth } from "./inverted.ts";
import { fold, telling, terms } from "./text.ts";

/** An entry as hooks/search.py writes it: a page, or a section of one when its location has a hash. */
export interface Entry {
  readonly location: string;
  readonly title: string;
  readonly text: string;
  readonly code?: string;
  readonly tags?: readonly string[];
  /** Messages that a page explains. */
  readonly errors?: readonly string[];
  readonly boost?: number;
}

/** A term that was found in an entry. */
export interface Hit {
  readonly score: number;
  readonly term: string;
}

/** An entry as it is compared with what was typed. */
export interface Reading {
  /** The terms that say something, in their order. */
  readonly sequence: readonly string[];
  readonly title: ReadonlySet<string>;
  /** Tags and messages, folded. */
  readonly tags: readonly string[];
}

/* By field: title, tags, text, code, errors. */
const PAGE: Worth = [4, 5, 1.5, 0.6, 3];
const SECTION: Worth = [3, 0, 1, 0.6, 0];
const LONGER = 0.3;

/** All entries, and which terms stand where. */
export class Library {
  readonly entries: readonly Entry[];
  /** By entry: the number of the entry of its page. */
  readonly pageOf: readonly number[];
  private readonly index = new Inverted();
  private readonly read = new Map<number, Reading>();

  constructor(entries: readonly Entry[]) {
    this.entries = entries;
    const pages = new Map<string, number>();
    this.pageOf = entries.map((entry, number) => {
      const path = pathOf(entry);
      if (!pages.has(path)) pages.set(path, number);
      return pages.get(path) ?? number;
    });
    for (const { title, tags = [], text, code = "", errors = [] } of entries) {
      const lists = [tags, errors].map((list) => list.flatMap(terms));
      this.index.add([terms(title), lists[0] ?? [], terms(text), terms(code), lists[1] ?? []]);
    }
  }

  /** In how many entries a term stands. */
  count(term: string): number {
    return this.index.count(term);
  }

  /** How much a term says: nothing when it stands everywhere. */
  weight(term: string): number {
    return this.index.weight(this.count(term));
  }

  /** The same for all terms that begin so, as if they were one. */
  weightOfBeginning(prefix: string): number {
    const count = this.index.beginning(prefix).reduce((sum, term) => sum + this.count(term), 0);
    return count ? this.index.weight(Math.min(count, this.entries.length)) : 0;
  }

  /** Terms that may have been meant by one that does not exist. */
  nearest(term: string, most: number): string[] {
    return this.index.nearest(term, most);
  }

  /** By entry: how well it answers a term, or the best of those that begin so. */
  ask(term: string, prefix = false): Map<number, Hit> {
    const found = prefix ? this.index.beginning(term) : [term];
    const weight = prefix ? this.weightOfBeginning(term) : this.weight(term);
    const best = new Map<number, Hit>();
    for (const other of found) {
      const near = term.length / (term.length + LONGER * (other.length - term.length));
      for (const [entry, score] of this.index.scores(other, weight * near, (at) => this.worth(at))) {
        if (score > (best.get(entry)?.score ?? 0)) best.set(entry, { score, term: other });
      }
    }
    return best;
  }

  /** What is read of an entry again and again; it is remembered, as the next letter asks for the same entries. */
  reading(number: number): Reading {
    const known = this.read.get(number);
    if (known) return known;
    const { title = "", text = "", code = "", tags = [], errors = [] } = this.entries[number] ?? {};
    const read = {
      sequence: telling(terms([title, text, code, ...errors].join("\n"))),
      title: new Set(terms(title)),
      tags: [...tags, ...errors].map(fold),
    };
    this.read.set(number, read);
    return read;
  }

  private worth(entry: number): Worth {
    return this.pageOf[entry] === entry ? PAGE : SECTION;
  }
}

/** The part of an address before the hash. */
export function pathOf(entry: Entry): string {
  return entry.location.split("#", 1)[0] ?? "";
}
