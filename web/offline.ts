/** On every page, when it stands: the worker that keeps the site in this browser, and what readers see of it. */

import { one } from "./common/dom.ts";
import { rootOf } from "./common/place.ts";
import { showControl } from "./offline/control.ts";
import { clean } from "./offline/clean.ts";
import { Link, Unavailable } from "./offline/link.ts";
import { watchSearch } from "./offline/search.ts";
import { watchUpdates } from "./offline/update.ts";

const script = one<HTMLScriptElement>("script[data-offline]");
if (script) void start(script, rootOf(script));

async function start(script: HTMLScriptElement, root: URL): Promise<void> {
  leaveColours();
  const worker = script.dataset["worker"];
  const place = one("[data-offline-place]");
  if (!worker) return clean(root);
  const link = await Link.open(new URL(worker, location.href), root).catch((error: unknown) => error);
  if (link instanceof Link) {
    watchUpdates(link);
    watchSearch(root);
    if (place) showControl(place, link);
    addEventListener("online", () => void link.settle());
    await link.settle();
  } else if (place) {
    place.textContent = `整站离线用不了：${link instanceof Unavailable ? link.message : String(link)}`;
  }
}

/** The theme's script has its own colour of the frame by now, which follows the reader; those for before it go. */
function leaveColours(): void {
  for (const early of document.querySelectorAll("meta[name=theme-color][media]")) early.remove();
}
