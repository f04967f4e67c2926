/* Which pages answer a query, the best first, and which of their sections. */

import type { Entry, Library } from "./library.ts";
import type { Query, Thing } from "./query.ts";
import { BESIDE_THE_POINT, WHERE_HELP_IS } from "./words.ts";

/** A section, or the page itself, that answers. */
export interface Answer {
  readonly entry: Entry;
  readonly score: number;
  /** The terms that it was found by. */
  readonly terms: ReadonlySet<string>;
}

/** A page with its answers, the best first. */
export interface Group {
  readonly page: Entry;
  readonly score: number;
  readonly answers: readonly Answer[];
}

interface Found {
  readonly score: number;
  readonly terms: ReadonlySet<string>;
}

/** By thing, by entry. */
type Table = readonly ReadonlyMap<number, Found>[];

interface Candidate {
  readonly page: number;
  readonly score: number;
  /** What the page is worth without its sections. */
  readonly own: number;
  readonly sections: readonly (readonly [number, number])[];
}

/* What counts for how much. All of it was set with the queries of tests/site/queries.yml that are not kept away. */
/** The sections of a page beside its best one. */
const OTHER_SECTIONS = 0.15;
/** A section that has only some of the query, the rest of which stands elsewhere in the page. */
const APART = 0.5;
/** A page that has nearly nothing of the query. */
const UNCOVERED = 0.1;
/** A list of links. */
const ASIDE = 0.3;
/** More than this of a longer name has to be there, for a part of it to be found at all. */
const ENOUGH = 0.5;
/** More, when the query is a tag of the page or a message that it explains. */
const TAGGED = 1.5;
/** More, when the words stand in a heading. */
const NAMED = 0.5;
/** More, when they stand in the order in which they were typed, or pasted. */
const IN_ORDER = 1.5;
const IN_ORDER_PASTED = 3;
/** More for a page that helps, when a message was pasted. */
const HELPS = 0.6;
/** Pages that step back by their boost step back further. */
const STEPS_BACK = 0.5;
/** A page behind its best section, when that says more. */
const BEHIND = 0.99;
/** How many pages, and sections of each, are read for the order of words; how many pages are shown. */
const LOOKED_AT = 30;
const SECTIONS_READ = 5;
const SHOWN = 20;

/** The pages that answer. */
export function rank(query: Query, library: Library): Group[] {
  const table = query.things.map((thing) => gather(thing, library));
  const candidates = [...byPage(table, library)].map(([page, sections]) => judge(query, library, table, page, sections));
  candidates.sort(byScore);
  const first = candidates.slice(0, LOOKED_AT).map((candidate) => reread(query, library, candidate));
  const all = [...first, ...candidates.slice(LOOKED_AT)].sort(byScore);
  return all.slice(0, SHOWN).map((candidate) => group(candidate, library, table));
}

function byScore(one: { score: number }, other: { score: number }): number {
  return other.score - one.score;
}

/** How well entries answer one thing: by the best of its names. */
function gather(thing: Thing, library: Library): Map<number, Found> {
  const best = new Map<number, Found>();
  for (const name of thing.names) {
    const sums = new Map<number, { score: number; count: number; terms: Set<string> }>();
    for (const term of name.terms) {
      for (const [entry, hit] of library.ask(term, name.prefix)) {
        const sum = sums.get(entry) ?? { score: 0, count: 0, terms: new Set<string>() };
        sum.score += hit.score;
        sum.count += 1;
        sum.terms.add(hit.term);
        sums.set(entry, sum);
      }
    }
    const size = name.terms.length;
    for (const [entry, { score, count, terms: found }] of sums) {
      if (count <= size * ENOUGH) continue;
      const value = (name.worth * score * (count / size) ** 2) / Math.sqrt(size);
      if (value > (best.get(entry)?.score ?? 0)) best.set(entry, { score: value, terms: found });
    }
  }
  return best;
}

/** By page: those of its sections that have something. */
function byPage(table: Table, library: Library): Map<number, Set<number>> {
  const pages = new Map<number, Set<number>>();
  for (const entry of table.flatMap((found) => [...found.keys()])) {
    const page = library.pageOf[entry] ?? entry;
    const sections = pages.get(page) ?? new Set<number>();
    if (entry !== page) sections.add(entry);
    pages.set(page, sections);
  }
  return pages;
}

/** What a page is worth: by what it says of itself, by its best section, by how much of the query it has at all. */
function judge(query: Query, library: Library, table: Table, page: number, entries: ReadonlySet<number>): Candidate {
  const total = add(query.things.map((thing) => thing.weight)) || 1;
  const most = query.things.map(() => 0);
  const sections = [...entries].map((entry): [number, number] => {
    const values = table.map((found) => found.get(entry)?.score ?? 0);
    values.forEach((value, index) => (most[index] = Math.max(most[index] ?? 0, value)));
    const aside = BESIDE_THE_POINT.test(library.entries[entry]?.title ?? "") ? ASIDE : 1;
    return [entry, aside * add(values) * (APART + (1 - APART) * (covered(query, values) / total))];
  });
  sections.sort((one, other) => other[1] - one[1]);
  const own = table.map((found) => found.get(page)?.score ?? 0);
  const coverage = covered(query, own.map((value, index) => value + (most[index] ?? 0))) / total;
  const { boost = 1, title } = library.entries[page] as Entry;
  const sum = add(own) + (sections[0]?.[1] ?? 0) + OTHER_SECTIONS * add(most);
  const helps = query.pasted && WHERE_HELP_IS.test(title) ? 1 + HELPS : 1;
  const back = boost < 1 ? STEPS_BACK * boost : 1;
  const complete = UNCOVERED + (1 - UNCOVERED) * coverage ** 2;
  const score = sum * complete * (1 + TAGGED * tagged(query, library.reading(page).tags)) * helps * back;
  return { page, score, own: add(own), sections };
}

function add(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function covered(query: Query, values: readonly number[]): number {
  return add(query.things.map((thing, index) => (values[index] ? thing.weight : 0)));
}

/** How much of the query is a tag of the page, word for word. */
function tagged(query: Query, tags: readonly string[]): number {
  const sizes = tags.filter((tag) => contains(query.text, tag)).map((tag) => tag.length);
  return Math.min(1, Math.max(0, ...sizes) / (query.text.length || 1));
}

function contains(text: string, part: string): boolean {
  const at = text.indexOf(part);
  if (at < 0) return false;
  const before = (text[at - 1] ?? " ") + (part[0] ?? "");
  const after = part.slice(-1) + (text[at + part.length] ?? " ");
  return !/^[a-z0-9]{2}$/.test(before) && !/^[a-z0-9]{2}$/.test(after);
}

/** More for what has the words in the order in which they were typed, or has them in a heading. */
function reread(query: Query, library: Library, candidate: Candidate): Candidate {
  const factor = query.pasted ? IN_ORDER_PASTED : IN_ORDER;
  const more = (entry: number): number => {
    const { sequence, title } = library.reading(entry);
    return (1 + factor * inOrder(query.sequence, sequence)) * (1 + NAMED * share(query.words, title));
  };
  const read = candidate.sections.slice(0, SECTIONS_READ).map(([entry]) => more(entry));
  const sections = candidate.sections.map(([entry, value], at): [number, number] => [entry, value * (read[at] ?? 1)]);
  sections.sort((one, other) => other[1] - one[1]);
  const own = more(candidate.page);
  return { ...candidate, sections, own: candidate.own * own, score: candidate.score * Math.max(own, ...read) };
}

/** How many of the neighbours in what was typed are neighbours there. */
function inOrder(typed: readonly string[], there: readonly string[]): number {
  const wanted = new Map<string, Set<string>>();
  typed.slice(1).forEach((term, index) => {
    const before = typed[index] ?? "";
    wanted.set(before, (wanted.get(before) ?? new Set()).add(term));
  });
  const found = new Set<string>();
  let before = "";
  for (const term of there) {
    if (wanted.get(before)?.has(term)) found.add(`${before} ${term}`);
    before = term;
  }
  const all = [...wanted.values()].reduce((sum, after) => sum + after.size, 0);
  return all ? found.size / all : 0;
}

function share(wanted: readonly string[], there: ReadonlySet<string>): number {
  return wanted.length ? wanted.filter((one) => there.has(one)).length / wanted.length : 0;
}

/** A section that answers better than what the page says of itself comes before the page. */
function group({ page, score, own, sections }: Candidate, library: Library, table: Table): Group {
  const best = sections[0]?.[1] ?? 0;
  const answer = (entry: number, value: number): Answer => ({
    entry: library.entries[entry] as Entry,
    score: value,
    terms: new Set(table.flatMap((found) => [...(found.get(entry)?.terms ?? [])])),
  });
  const answers = [
    answer(page, best > own ? score * BEHIND : score),
    ...sections.map(([entry, value]) => answer(entry, score * (value / best))),
  ];
  return { page: library.entries[page] as Entry, score, answers: answers.sort(byScore) };
}
