/** Keys of a page, where nobody is writing, searching or using another control. */

const WRITING = "input, textarea, select, [contenteditable]";
/** What a space already does something with. */
const PRESSED = "button, summary, [role=button]";
/** What lies over the page. */
const ABOVE = "dialog[open], #__search:checked, #__drawer:checked";

/** Listen to keys by their names; a function that returns false has not used its key. */
export function onKeys(keys: Record<string, () => unknown>): void {
  document.addEventListener("keydown", (event) => {
    const action = Object.hasOwn(keys, event.key) ? keys[event.key] : undefined;
    if (!action || busy(event)) return;
    if (action() !== false) event.preventDefault();
  });
}

function busy(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return true;
  if (document.querySelector(ABOVE)) return true;
  const target = event.target instanceof Element ? event.target : document.body;
  if (target.closest(WRITING)) return true;
  return (event.key === " " || event.key === "Enter") && target.closest(PRESSED) !== null;
}
