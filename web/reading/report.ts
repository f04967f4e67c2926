/**
 * The form for mistakes learns what the page knows only here: the place in it, and the commit that it was made of, which
 * stands in one file of the site. Without script the form knows the page.
 */

import { load, shared } from "../common/site.ts";

export function openReport(link: HTMLAnchorElement): void {
  const page = document.querySelector("link[rel=canonical]") ? new URL(link.href).searchParams.get("page") : null;
  const fill = (): void => {
    const form = new URL(link.href);
    form.searchParams.set("page", page === null ? location.href : page + decodeURI(location.hash));
    const commit = shared().version?.commit;
    if (commit) form.searchParams.set("commit", commit);
    link.href = form.href;
  };
  const ask = (): Promise<void> => load(new URL(link.dataset["report"] ?? "", location.href).href).then(fill, () => {});
  for (const about of ["pointerenter", "pointerdown", "focus"]) {
    link.addEventListener(about, fill);
    link.addEventListener(about, () => void ask());
  }
}
