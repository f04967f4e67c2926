/** For whoever reads: all answers at once, the list of keys, terms, the form for mistakes, the box of the first page. */

import { one } from "../common/dom.ts";
import { onKeys } from "../common/keys.ts";
import { openFolding } from "./folding.ts";
import { openReport } from "./report.ts";
import { openSearchBox } from "./search_box.ts";
import { openTerms } from "./terms.ts";

export function openReading(): void {
  openFolding();
  openSearchBox();
  openTerms();
  const report = one<HTMLAnchorElement>("a[data-report]");
  if (report) openReport(report);
  const keys = one<HTMLAnchorElement>("a[data-keys]");
  if (keys) onKeys({ "?": () => keys.click() });
}
