/** A term says what it means below the paragraph that uses it: for fingers and keys, which no title helps. */

import { make } from "../common/dom.ts";

export function openTerms(): void {
  let shown: HTMLAnchorElement | undefined;
  let note: HTMLElement | undefined;
  const hide = (): void => {
    note?.remove();
    shown?.removeAttribute("aria-expanded");
    shown = undefined;
  };
  document.addEventListener("click", (event) => {
    const term = (event.target as Element).closest<HTMLAnchorElement>("a.term");
    if (!term || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const again = term === shown;
    hide();
    if (again) return;
    shown = term;
    note = make("div", { class: "term-note" }, `${term.title}。`, make("a", { href: term.href }, "术语表"));
    const paragraph = term.closest("p");
    if (paragraph) paragraph.after(note);
    else term.closest("li")?.append(note);
    term.setAttribute("aria-expanded", "true");
  });
}
