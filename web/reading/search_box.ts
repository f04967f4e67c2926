/** The box of the first page: what is written or pasted there goes on in the search of the theme, which opens for it. */

import { one } from "../common/dom.ts";

export function openSearchBox(): void {
  const box = one<HTMLInputElement>("[data-search-box]");
  const query = one<HTMLInputElement>(".md-search__input");
  const search = one<HTMLInputElement>("#__search");
  if (!box || !query || !search) return;
  const go = (): void => {
    if (!search.checked) search.click();
    query.value = box.value;
    box.value = "";
    query.focus();
    query.dispatchEvent(new Event("input", { bubbles: true }));
  };
  box.addEventListener("click", go);
  box.addEventListener("input", (event) => {
    if (event instanceof InputEvent && event.isComposing) return; // a word is being chosen, which a change of place ends
    go();
  });
  box.addEventListener("compositionend", go);
}
