/** The search needs its index: where that is neither here nor to be had, it says so, and does not begin for ever. */

import { one } from "../common/dom.ts";

const INPUT = ".md-search__input";
const SAYS = ".md-search-result__meta";

export function watchSearch(root: URL): void {
  document.addEventListener("focusin", ({ target }) => {
    if (target instanceof Element && target.matches(INPUT) && !navigator.onLine) void say(root);
  });
}

async function say(root: URL): Promise<void> {
  const place = one(SAYS);
  const isHere = await caches.match(new URL("search/search_index.json", root));
  if (place && !isHere) place.textContent = "没有网络，搜索要用的索引还不在本机：联网时搜一次，或在首页点“整站离线”";
}
