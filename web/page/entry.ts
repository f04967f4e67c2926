/** The next thing to do, first on the home page: what is due today, or the page that was read last. */

import { keyOf, recall, remember } from "../shared/place.ts";
import { make } from "../shared/dom.ts";
import type { Site } from "../shared/site.ts";
import { address, questions } from "../shared/site.ts";
import { minutes, today } from "../schedule/today.ts";

const LAST = "last";

/** Remember the question that is being read. */
export function rememberLast(site: Site, title: string): void {
  const path = location.href.slice(site.root.href.length).replace(/[?#].*$/s, "");
  if (location.href.startsWith(site.root.href)) remember(keyOf(site.root, LAST), JSON.stringify({ path, title }));
}

export async function showEntry(site: Site, place: HTMLElement): Promise<void> {
  const links = [await review(site), last(site)].filter((link) => link !== undefined);
  links[0]?.classList.add("study-entry--first");
  place.prepend(...links);
}

async function review(site: Site): Promise<HTMLElement | undefined> {
  const held = await site.store.look();
  if (held.log.length === 0) return undefined;
  const now = Date.now();
  const { due } = today(await questions(site), held, now);
  if (due.length === 0) return undefined;
  const text = `今日复习 ${due.length} 题，约 ${minutes(due.length, held.log)} 分钟`;
  return make("a", { class: "study-entry", href: site.review }, text);
}

function last(site: Site): HTMLElement | undefined {
  const text = recall(keyOf(site.root, LAST));
  if (!text) return undefined;
  try {
    const { path, title } = JSON.parse(text) as { path: string; title: string };
    return make("a", { class: "study-entry", href: address(site, `./${path}`) }, `继续上次：${title}`);
  } catch {
    return undefined; // it was written by something else
  }
}
