/**
 * In the page, before it is painted: answers are hidden where the reader wants to think first. Not for those who
 * come for a place in the page, from the search, or from the card of this question.
 */

import { keyOf, recall, rootOf } from "./common/place.ts";
import { wrapEarly } from "./viewing/wide.ts";

const root = rootOf(document.currentScript);
const wanted = location.hash.length > 1 || /[?&](h|from)=/.test(location.search);
wrapEarly(root);
if (!wanted && recall(keyOf(root, "think"))) document.documentElement.dataset["study"] = "ask";
