/* Answers in the form in which the script of the theme shows them. */

import { type Library, pathOf } from "./library.ts";
import { parse } from "./query.ts";
import { type Answer, type Group, rank } from "./rank.ts";
import { html, mark, surfaces, teaser } from "./teaser.ts";

/** A page or a section; title and text are HTML. */
export interface Item {
  readonly location: string;
  readonly title: string;
  readonly text: string;
  readonly score: number;
  readonly terms: Record<string, boolean>;
}

const SECTIONS = 5;
const FAR = 0.25;
const FAR_PAGE = 0.04;
const MARKED = 6;

/** What answers, page by page, the best first. */
export function find(typed: string, library: Library): Item[][] {
  const query = parse(typed, library);
  let groups = rank(query, library);
  if (!groups.length) groups = rank(parse(typed, library, true), library);
  const least = (groups[0]?.score ?? 0) * FAR_PAGE;
  return groups.filter((group) => group.score >= least).map(shown);
}

/** The theme shows what is as good as the first of a group, and folds the rest. */
function shown(group: Group): Item[] {
  const near = group.answers.filter(({ entry, score }) => entry === group.page || score >= group.score * FAR);
  const last = Math.max(SECTIONS, near.findIndex(({ entry }) => entry === group.page) + 1);
  return near.slice(0, last).map(item);
}

function item({ entry, score, terms }: Answer): Item {
  const title = mark(entry.title, terms);
  const text = mark(entry.text, terms);
  const code = mark(entry.code ?? "", terms);
  const words = surfaces([title, text, code]).slice(0, MARKED);
  return {
    location: addressed(entry.location, pathOf(entry), words),
    title: html(title),
    text: teaser(text, code),
    score,
    terms: {},
  };
}

/** The address that lets the page mark what was found. */
function addressed(location: string, path: string, words: readonly string[]): string {
  const query = words.length ? `?h=${encodeURIComponent(words.join(" "))}` : "";
  return path + query + location.slice(path.length);
}
