/**
 * In the page, before it is painted and before the scripts of the theme run: answers are hidden where the reader wants
 * to think first. Not for those who come for a place in the page, from the search, or from the card of this question.
 */

import { keyOf, recall, rootOf } from "./common/place.ts";
import { wrapEarly } from "./viewing/wide.ts";

/** Where storage is forbidden even its name is an error, at which the theme would stop; it is given one that forgets. */
function forgiving(name: "localStorage" | "sessionStorage"): void {
  try {
    void window[name];
  } catch {
    const nothing = (): null => null;
    Object.defineProperty(window, name, { value: { getItem: nothing, setItem: nothing, removeItem: nothing } });
  }
}

forgiving("localStorage");
forgiving("sessionStorage");
const root = rootOf(document.currentScript);
const wanted = location.hash.length > 1 || /[?&](h|from)=/.test(location.search);
wrapEarly(root);
if (!wanted && recall(keyOf(root, "think"))) document.documentElement.dataset["study"] = "ask";
