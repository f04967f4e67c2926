/* What is shown of an answer: a readable piece of it, with what was found marked. */

import { fold, tokens } from "./text.ts";

/** A piece of text, from one place to another. */
export type Range = readonly [number, number];

const AROUND = 120;
const BEFORE = 24;
const STOPS = /[。？！；\n]/;
const LETTER = /[a-z0-9]/i;

/** Where text has one of these terms; what touches is one place. */
export function places(text: string, found: ReadonlySet<string>): Range[] {
  const ranges: [number, number][] = [];
  for (const { term, start, end } of tokens(fold(text))) {
    if (!found.has(term)) continue;
    const last = ranges.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else ranges.push([start, end]);
  }
  return ranges;
}

/** Text as HTML with its places marked. */
export function marked(text: string, found: ReadonlySet<string>): string {
  let at = 0;
  let html = "";
  for (const [start, end] of places(text, found)) {
    html += `${escaped(text.slice(at, start))}<mark>${escaped(text.slice(start, end))}</mark>`;
    at = end;
  }
  return html + escaped(text.slice(at));
}

/** The piece of a text that has most of what was found, as HTML; or a line of code, when that has more. */
export function teaser(text: string, code: string, found: ReadonlySet<string>): string {
  const ranges = places(text, found);
  const [start, end] = piece(text, ranges);
  const shown = ranges.filter((range) => range[0] >= start && range[1] <= end);
  const line = best(code.split("\n"), found);
  if (kinds(line, places(line, found)) > kinds(text, shown)) {
    const [from, to] = piece(line, places(line, found));
    return `<code>${marked(line.slice(from, to).trim(), found)}</code>`;
  }
  const cut = text.slice(start, end).trim().replace(/\s*\n\s*/g, " ");
  return `${start ? "…" : ""}${marked(cut, found)}${end < text.length ? "…" : ""}`;
}

function best(lines: readonly string[], found: ReadonlySet<string>): string {
  const counts = lines.map((line) => kinds(line, places(line, found)));
  return lines[counts.indexOf(Math.max(0, ...counts))] ?? "";
}

/** How many different words are at these places. */
function kinds(text: string, ranges: readonly Range[]): number {
  return new Set(ranges.map(([start, end]) => text.slice(start, end).toLowerCase())).size;
}

/** The places as they are written, for the page to mark them; each one once, the longest first. */
export function surfaces(texts: readonly string[], found: ReadonlySet<string>): string[] {
  const all = texts.flatMap((text) => places(text, found).map(([start, end]) => text.slice(start, end).toLowerCase()));
  return [...new Set(all)].sort((one, other) => other.length - one.length);
}

/** HTML that shows text. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** Where the piece to be shown begins and ends: around the place after which most different words follow. */
function piece(text: string, ranges: readonly Range[]): Range {
  let first = 0;
  let most = 0;
  for (const [from] of ranges) {
    const count = kinds(text, ranges.filter(([start, end]) => start >= from && end <= from + AROUND - BEFORE));
    if (count > most) [most, first] = [count, from];
  }
  const start = first <= BEFORE ? 0 : sentence(text, first);
  return [start, whole(text, Math.min(text.length, start + AROUND), -1)];
}

/** Where the sentence begins that a place is in, or a little before the place when that is far. */
function sentence(text: string, at: number): number {
  for (let back = at; back > at - BEFORE * 2 && back > 0; back--) {
    if (STOPS.test(text[back - 1] ?? "")) return back;
  }
  return whole(text, at - BEFORE, 1);
}

/** The nearest place in one direction that is in no Latin word. */
function whole(text: string, at: number, step: 1 | -1): number {
  let place = at;
  while (LETTER.test(text[place - 1] ?? "") && LETTER.test(text[place] ?? "")) place += step;
  return place;
}
