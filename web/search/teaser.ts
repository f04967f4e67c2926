/* What is shown of an answer: a readable piece of it, with what was found marked. */

import { fold, tokens } from "./text.ts";

/** A piece of text, from one place to another. */
export type Range = readonly [number, number];

/** A text and the places in it of what was found; what touches is one place. */
export interface Marked {
  readonly text: string;
  readonly ranges: readonly Range[];
}

const AROUND = 120;
const BEFORE = 24;
const STOPS = /[。？！；\n]/;
/** What no piece begins with. */
const JOINT = /^[\s，、：；。）」』”’》,.:;)\]-]+/;
const LETTER = /[a-z0-9]/i;

/** Where text has one of these terms. */
export function mark(text: string, found: ReadonlySet<string>): Marked {
  const ranges: [number, number][] = [];
  for (const { term, start, end } of tokens(fold(text))) {
    if (!found.has(term)) continue;
    const last = ranges.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else ranges.push([start, end]);
  }
  return { text, ranges };
}

/** Text as HTML with its places marked. */
export function html({ text, ranges }: Marked): string {
  let at = 0;
  let made = "";
  for (const [start, end] of ranges) {
    made += `${escaped(text.slice(at, start))}<mark>${escaped(text.slice(start, end))}</mark>`;
    at = end;
  }
  return made + escaped(text.slice(at));
}

/** The piece of a text that has most of what was found, as HTML; or a line of code, when that has more. */
export function teaser(text: Marked, code: Marked): string {
  const shown = piece(text);
  const line = lines(code).reduce((best, other) => (kinds(other) > kinds(best) ? other : best), { text: "", ranges: [] });
  if (kinds(line) > kinds(shown)) return `<code>${html(piece(line))}</code>`;
  const before = text.text.startsWith(shown.text) ? "" : "…";
  const after = text.text.endsWith(shown.text) ? "" : "…";
  return `${before}${html(shown).replace(/\s*\n\s*/g, " ")}${after}`;
}

/** The places as they are written, for the page to mark them; each one once, the longest first. */
export function surfaces(texts: readonly Marked[]): string[] {
  return [...new Set(texts.flatMap(words))].sort((one, other) => other.length - one.length);
}

/** HTML that shows text. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function words({ text, ranges }: Marked): string[] {
  return ranges.map(([start, end]) => text.slice(start, end).toLowerCase());
}

/** How many different words are marked. */
function kinds(marked: Marked): number {
  return marked.ranges.length ? new Set(words(marked)).size : 0;
}

/** A part of a text, less the white space around it, with the places that are in it. */
function part({ text, ranges }: Marked, from: number, to: number): Marked {
  const cut = text.slice(from, to);
  const start = from + cut.length - cut.trimStart().length;
  const inside = ranges.filter((range) => range[0] >= start && range[1] <= to);
  return { text: cut.trim(), ranges: inside.map(([first, last]) => [first - start, last - start]) };
}

function lines(code: Marked): Marked[] {
  if (!code.ranges.length) return [];
  let at = 0;
  return code.text.split("\n").map((line) => {
    at += line.length + 1;
    return part(code, at - line.length - 1, at - 1);
  });
}

/** What follows the place after which most different words are marked. */
function piece(marked: Marked): Marked {
  const { text, ranges } = marked;
  let first = 0;
  let most = 0;
  for (const [from] of ranges) {
    const near = ranges.filter(([start, end]) => start >= from && end <= from + AROUND - BEFORE);
    const count = kinds({ text, ranges: near });
    if (count > most) [most, first] = [count, from];
  }
  const start = first <= BEFORE ? 0 : sentence(text, first);
  return part(marked, start, whole(text, Math.min(text.length, start + AROUND), -1));
}

/** Where the sentence begins that a place is in, or a little before the place when that is far. */
function sentence(text: string, at: number): number {
  for (let back = at; back > at - BEFORE * 2 && back > 0; back--) {
    if (STOPS.test(text[back - 1] ?? "")) return back;
  }
  const start = whole(text, at - BEFORE, 1);
  return start + (JOINT.exec(text.slice(start))?.[0].length ?? 0);
}

/** The nearest place in one direction that is in no Latin word. */
function whole(text: string, at: number, step: 1 | -1): number {
  let place = at;
  while (LETTER.test(text[place - 1] ?? "") && LETTER.test(text[place] ?? "")) place += step;
  return place;
}
