/** The next thing to do, first on the home page: what is due today, or the page that was read last. */

import { keyOf, recall, remember } from "../common/place.ts";
import { all, make, one } from "../common/dom.ts";
import type { Site } from "../common/site.ts";
import { address, questions } from "../common/site.ts";
import { minutes, today } from "../schedule/today.ts";

const LAST = "last";

/** Remember the question that is being read. */
export function rememberLast(site: Site, title: string): void {
  const path = location.href.slice(site.root.href.length).replace(/[?#].*$/s, "");
  if (location.href.startsWith(site.root.href)) remember(keyOf(site.root, LAST), JSON.stringify({ path, title }));
}

/** Fill in what the links of the page cannot know: how much is due, and what was read last. */
export async function showEntry(site: Site, place: HTMLElement): Promise<void> {
  const last = lastLink(site);
  if (last) one("[data-study-first]", place)?.replaceWith(last);
  const text = await due(site);
  const review = all<HTMLAnchorElement>("a", place).find(({ href }) => href === site.review);
  if (!text || !review) return;
  for (const other of all(".md-button--primary", place)) other.classList.remove("md-button--primary");
  review.classList.add("md-button--primary");
  review.textContent = text;
  review.href += "#start";
  place.prepend(review);
}

async function due(site: Site): Promise<string> {
  const held = await site.store.look();
  if (held.log.length === 0) return "";
  const { due } = today(await questions(site), held, Date.now());
  return due.length > 0 ? `今日复习 ${due.length} 题，约 ${minutes(due.length, held.log)} 分钟` : "";
}

function lastLink(site: Site): HTMLElement | undefined {
  try {
    const { path, title } = JSON.parse(recall(keyOf(site.root, LAST))) as { path: string; title: string };
    return make("a", { class: "md-button study-last", href: address(site, `./${path}`) }, `继续上次：${title}`);
  } catch {
    return undefined; // nothing, or written by something else
  }
}
