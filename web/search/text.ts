/* Text as terms: Latin words, and Chinese as overlapping pairs of characters, which need no dictionary. */

import { EMPTY_WORDS } from "./words.ts";

/** A term and the place in the text that it was read from. */
export interface Token {
  readonly term: string;
  readonly start: number;
  readonly end: number;
}

const RUN = /[a-z0-9]+(?:[-._/+][a-z0-9]+)*|\p{Script=Han}+/gu;
const HAN = /^\p{Script=Han}/u;
const WIDE = /[\uff01-\uff5e\u3000]/g;
const WIDTH = 0xfee0;
const COUNT = /^\d{1,2}$/;
const VERSION = /^v?(\d+(?:\.\d+)+)$/;

let simplified: ReadonlyMap<string, string> = new Map();
let traditional = /(?!)/g;

/** Read traditional characters as simplified ones, by pairs of characters one after the other. */
export function simplify(pairs: string): void {
  simplified = new Map([...pairs.matchAll(/(.)(.)/gu)].map(([, from = "", to = ""]) => [from, to]));
  traditional = simplified.size ? new RegExp(`[${[...simplified.keys()].join("")}]`, "gu") : /(?!)/g;
}

/** Text in one form for all that means the same to a reader; it stays as long as it is. */
export function fold(text: string): string {
  const narrow = text.replace(WIDE, (sign) =>
    sign === "\u3000" ? " " : String.fromCharCode(sign.charCodeAt(0) - WIDTH),
  );
  const small = narrow.toLowerCase();
  const same = small.length === narrow.length ? small : narrow;
  return same.replace(traditional, (sign) => simplified.get(sign) ?? sign);
}

/** Whether text begins with a Chinese character. */
export function isHan(text: string): boolean {
  return HAN.test(text);
}

/** A word without the s of its plural. */
export function singular(word: string): string {
  return word.length > 3 && word.endsWith("s") && !/[sui]s$/.test(word) ? word.slice(0, -1) : word;
}

/** The terms of folded text, in its order. */
export function tokens(folded: string): Token[] {
  const found: Token[] = [];
  for (const match of folded.matchAll(RUN)) {
    if (isHan(match[0])) found.push(...pairs(match[0], match.index));
    else found.push(...words(match[0], match.index));
  }
  return found;
}

/** The terms of any text. */
export function terms(text: string): string[] {
  return tokens(fold(text)).map((token) => token.term);
}

/** Those of some terms that say something; counts do not. */
export function telling(all: readonly string[]): string[] {
  return all.filter((term) => !EMPTY_WORDS.has(term) && !COUNT.test(term));
}

function pairs(run: string, start: number): Token[] {
  const signs = [...run];
  if (signs.length === 1) return [{ term: run, start, end: start + run.length }];
  const found: Token[] = [];
  let at = start;
  signs.slice(0, -1).forEach((sign, index) => {
    const term = sign + (signs[index + 1] ?? "");
    found.push({ term, start: at, end: at + term.length });
    at += sign.length;
  });
  return found;
}

/** Parts of a compound, and what is joined by hyphens as one word too: kube-proxy is kube, proxy and kubeproxy. */
function words(run: string, start: number): Token[] {
  const version = VERSION.exec(run);
  if (version) return [{ term: version[1] ?? run, start, end: start + run.length }];
  const found: Token[] = [];
  for (const joined of run.matchAll(/[a-z0-9]+(?:-[a-z0-9]+)*/g)) {
    const from = start + joined.index;
    const parts = [...joined[0].matchAll(/[a-z0-9]+/g)];
    for (const part of parts) {
      const at = from + part.index;
      found.push({ term: singular(part[0]), start: at, end: at + part[0].length });
    }
    if (parts.length > 1) {
      found.push({ term: singular(joined[0].replaceAll("-", "")), start: from, end: from + joined[0].length });
    }
  }
  return found;
}
