/** What in a page can be asked, and what shows something of what is kept. */

import { all } from "../common/dom.ts";
import type { Held } from "../store/records.ts";

/** Something that can be asked, in this page. */
export interface Target {
  id: string;
  title: string;
}

/** What shows something of what is kept. */
export interface Part {
  update(held: Held): void;
}

/** The text of a heading without the link to itself. */
export function titleOf(heading: Element): string {
  const copy = heading.cloneNode(true) as Element;
  for (const link of all(".headerlink, .study-spoken", copy)) link.remove();
  return (copy.textContent ?? "").trim();
}
