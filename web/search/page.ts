/* The search as a page has it, before the script of the theme starts: held back, fed, helpful when nothing is found. */

import { hold } from "./held.ts";
import { mark, wanted } from "./marks.ts";
import { QUERY, RESULT } from "./messages.ts";

const INPUT = ".md-search__input";
const HELP = "search-help";

let query = "";

/** Say what else there is where a query finds nothing. */
function help(nothing: boolean): void {
  const list = document.querySelector(".md-search-result");
  const kept = document.querySelector<HTMLTemplateElement>(`template.${HELP}`);
  list?.querySelector(`.${HELP}`)?.remove();
  if (nothing && list && kept) list.append(kept.content.cloneNode(true));
}

const start = hold({
  asked: (message) => {
    if (message.type === QUERY) query = message.data;
  },
  told: (message) => {
    if (message.type === RESULT) help(!message.data.items.length && query.trim() !== "");
  },
});

function isInput(target: EventTarget | null): target is HTMLInputElement {
  return target instanceof Element && target.matches(INPUT);
}

if (new URLSearchParams(location.search).has("q")) start();

document.addEventListener("focusin", ({ target }) => {
  if (isInput(target)) start();
});

/* The theme looks at the text when a key is let go. Pasting, dictating and most ways to write Chinese have no such key. */
for (const change of ["input", "compositionend"]) {
  document.addEventListener(change, ({ target }) => {
    if (isInput(target)) target.dispatchEvent(new Event("keyup"));
  });
}

document.addEventListener("DOMContentLoaded", () => {
  const content = document.querySelector(".md-content");
  if (content) mark(content, wanted(location.search));
});
