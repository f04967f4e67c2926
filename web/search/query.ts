/* What somebody typed, as things that are looked for, each under all its names. */

import type { Library } from "./library.ts";
import { general, isMessage } from "./message.ts";
import { fold, isHan, singular, telling, terms, type Token, tokens } from "./text.ts";
import { EMPTY_HAN, EMPTY_WORDS, SAME } from "./words.ts";

/** One way to say a thing: terms that belong together, and how much worse it is than what was typed. */
export interface Name {
  readonly terms: readonly string[];
  readonly worth: number;
  /** The term is the beginning of others. */
  readonly prefix?: boolean;
}

/** One thing that is looked for. */
export interface Thing {
  readonly names: readonly Name[];
  /** How much it tells of what is looked for. */
  readonly weight: number;
}

/** All that was typed. */
export interface Query {
  readonly things: readonly Thing[];
  /** Without what says nothing. */
  readonly text: string;
  /** All terms, in the order in which they were typed. */
  readonly words: readonly string[];
  /** Those that say something. */
  readonly sequence: readonly string[];
  /** It is a message of a program. */
  readonly pasted: boolean;
}

const LONGEST = 2000;
const MOST_THINGS = 24;
const OTHER_NAME = 0.85;
const OTHER_NAME_PASTED = 0.5;
const BEGINNING = 0.6;
const TYPED_FURTHER = 0.3;
const MISSPELT = 0.7;
const PAIR = 0.6;
const GUESSED = 0.2;
const LONG = 4;
const LONGER = 7;
const JOINED = 4;

const GROUPS = new Map<string, readonly string[]>(SAME.flatMap((group) => group.map((name) => [name, group])));
const NAMES = new RegExp(
  [...GROUPS.keys()]
    .sort((one, other) => other.length - one.length)
    .map((name) => (isHan(name) ? name : `(?<![a-z0-9])${name.replaceAll(" ", "[ -]?")}s?(?![a-z0-9])`))
    .join("|"),
  "g",
);

/** Read a query; ``loosely``, for one that nothing answers, is by single characters and beginnings of words. */
export function parse(typed: string, library: Library, loosely = false): Query {
  const folded = fold(typed.slice(0, LONGEST));
  const pasted = isMessage(folded);
  const text = pasted ? general(folded) : folded;
  const written = tokens(full(text)).filter(({ term }) => !EMPTY_WORDS.has(term));
  const others = joined(text, written, library);
  const last = pasted || /\s$/.test(typed) ? undefined : written.at(-1);
  const things: Thing[] = [];
  let at = 0;
  const loose = (end: number): void => {
    const words = written.filter((token) => token.start >= at && token.end <= end);
    things.push(...words.map((token) => word(token.term, token === last, others.get(token) ?? [], library)));
  };
  for (const match of text.matchAll(NAMES)) {
    loose(match.index);
    at = match.index + match[0].length;
    const within = written.filter(({ start, end }) => start >= match.index && end <= at);
    const worth = pasted && !match[0].includes(" ") ? OTHER_NAME_PASTED : OTHER_NAME;
    things.push(known(match[0], worth, within.flatMap((token) => others.get(token) ?? []), library));
  }
  loose(text.length);
  if (loosely) things.push(...guessed(written, library));
  const words = terms(text);
  return { things: limited(things), text: squeezed(full(text)), words, sequence: telling(words), pasted };
}

/** Text with room in place of the Chinese that says nothing. */
function full(text: string): string {
  return text.replace(EMPTY_HAN, (words) => " ".repeat(words.length));
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** Each thing once, and of very many those that tell most. */
function limited(things: readonly Thing[]): Thing[] {
  const once = new Map(things.map((thing) => [thing.names[0]?.terms.join(" "), thing]));
  const all = [...once.values()].filter((thing) => thing.names.length);
  return all.length > MOST_THINGS ? all.sort((one, other) => other.weight - one.weight).slice(0, MOST_THINGS) : all;
}

/** A thing that has several names. */
function known(name: string, worth: number, more: readonly Name[], library: Library): Thing {
  const written = [name, singular(name), name.replaceAll("-", " ")].find((one) => GROUPS.has(one)) ?? name;
  const others = (GROUPS.get(written) ?? []).filter((other) => other !== written);
  const names = [
    { terms: terms(written), worth: 1 },
    ...more,
    ...others.map((other) => ({ terms: terms(other), worth })),
  ];
  return { names, weight: Math.max(...names.map((one) => weigh(one, library))) };
}

/** A thing that is nothing but its word. */
function word(term: string, open: boolean, more: readonly Name[], library: Library): Thing {
  if (isHan(term)) return thing([{ terms: [term], worth: PAIR, prefix: term.length === 1 }], library);
  return thing([...spelt(term, open, library), ...more], library);
}

function thing(names: readonly Name[], library: Library): Thing {
  return { names, weight: Math.max(0, ...names.map((name) => name.worth * weigh(name, library))) };
}

/** A Latin word as it is, or what may have been meant by one that stands nowhere. */
function spelt(term: string, open: boolean, library: Library): Name[] {
  const exact = { terms: [term], worth: 1 };
  const further = { terms: [term], prefix: true };
  if (library.count(term)) return open && term.length > 1 ? [exact, { ...further, worth: TYPED_FURTHER }] : [exact];
  const names: Name[] = [exact];
  if (term.length >= LONG || (open && term.length > 1)) names.push({ ...further, worth: BEGINNING });
  if (term.length < LONG || /\d/.test(term)) return names;
  for (let at = 2; at <= term.length - 2; at++) {
    const parts = [term.slice(0, at), singular(term.slice(at))];
    if (parts.every((part) => library.count(part) > 1)) names.push({ terms: parts, worth: MISSPELT });
  }
  const nearest = library.nearest(term, term.length >= LONGER ? 2 : 1);
  return [...names, ...nearest.map((other) => ({ terms: [other], worth: MISSPELT }))];
}

/** By word: what it is part of where words that were typed apart stand together, as in image pull back off. */
function joined(text: string, written: readonly Token[], library: Library): Map<Token, Name[]> {
  const names = new Map<Token, Name[]>();
  for (let start = 0; start < written.length; start++) {
    for (let size = 2; size <= JOINED; size++) {
      const parts = written.slice(start, start + size);
      if (parts.length < size || !together(text, parts)) break;
      const term = singular(parts.map((part) => part.term).join(""));
      if (!library.count(term)) continue;
      for (const part of parts) names.set(part, [...(names.get(part) ?? []), { terms: [term], worth: 1 }]);
    }
  }
  return names;
}

/** Whether Latin words follow each other with nothing between them. */
function together(text: string, parts: readonly Token[]): boolean {
  return parts.every(({ term, start }, index) => {
    const before = parts[index - 1];
    return !isHan(term) && (!before || /^[\s-]+$/.test(text.slice(before.end, start)));
  });
}

/** What is left to try: single characters of Chinese, and the first letters of words. */
function guessed(written: readonly Token[], library: Library): Thing[] {
  const beginnings = written.flatMap(({ term }) => (isHan(term) ? [...term] : [term.slice(0, LONG)]));
  return beginnings.map((term) => thing([{ terms: [term], worth: GUESSED, prefix: true }], library));
}

function weigh({ terms: all, prefix }: Name, library: Library): number {
  if (prefix) return Math.max(0, ...all.map((term) => library.weightOfBeginning(term)));
  return all.every((term) => library.count(term)) ? Math.max(...all.map((term) => library.weight(term))) : 0;
}
