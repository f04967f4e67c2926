/**
 * What is wider than its place. It can be scrolled with the keyboard: what fits needs no focus, so once a block is seen
 * its width decides, after the theme has done with it. Lines of code can be wrapped instead, in all blocks at once.
 */

import { all, make, one } from "../common/dom.ts";
import { keyOf, recall, remember } from "../common/place.ts";

const CODE = "pre > code";
const TABLE = ".md-typeset__scrollwrap";
const BUTTONS = ".md-code__nav";
const SWITCH = "[data-md-type=wrap]";
const WRAP = "wrap";

/** Wrap where the reader wanted it on another page; before a page is painted. */
export function wrapEarly(root: URL): void {
  if (recall(keyOf(root, WRAP))) document.documentElement.dataset["wrap"] = "";
}

export function watchWide(root: URL): void {
  const content = one(".md-content");
  if (!content) return;
  const watchers = [IntersectionObserver, ResizeObserver].map((Watcher) => new Watcher(seen));
  const watch = (): void => {
    for (const element of all(`${CODE}, ${TABLE}`, content)) for (const watcher of watchers) watcher.observe(element);
  };
  watch();
  all(BUTTONS, content).forEach(tidy); // of blocks that the theme has seen before this runs
  // The theme puts a frame around tables when it starts, and buttons into a block when that is seen.
  new MutationObserver((changes) => {
    const added = changes.flatMap((change) => [...change.addedNodes]).filter((node) => node instanceof Element);
    if (added.some((element) => element.matches(TABLE))) watch();
    added.filter((element) => element.matches(BUTTONS)).forEach(tidy);
  }).observe(content, { childList: true, subtree: true });
  content.addEventListener("click", ({ target }) => {
    const pressed = target instanceof Element && target.closest<HTMLElement>(SWITCH);
    if (pressed) wrap(root, pressed);
  });
}

function tidy(buttons: Element): void {
  buttons.setAttribute("role", "none"); // they are no navigation of the page
  settle(buttons.parentElement?.querySelector<HTMLElement>("code"));
}

function seen(entries: readonly (IntersectionObserverEntry | ResizeObserverEntry)[]): void {
  for (const entry of entries) {
    if (!("isIntersecting" in entry) || entry.isIntersecting) setTimeout(() => settle(entry.target as HTMLElement));
  }
}

function settle(element: HTMLElement | null | undefined): void {
  if (!element?.checkVisibility({ contentVisibilityAuto: true })) return; // to measure it, all would have to be laid out
  const wide = element.scrollWidth > element.clientWidth;
  if (wide) element.setAttribute("tabindex", "0");
  else element.removeAttribute("tabindex");
  if (element.matches(TABLE)) {
    element.role = wide ? "group" : null;
    element.ariaLabel = wide ? "表格，可左右滚动" : null;
  } else if (wide || wrapped(element)) offer(element);
}

/** Whether code would be too wide if it were not wrapped. */
function wrapped(code: HTMLElement): boolean {
  if (!on()) return false;
  code.style.whiteSpace = "pre";
  const wide = code.scrollWidth > code.clientWidth;
  code.style.whiteSpace = "";
  return wide;
}

function on(): boolean {
  return document.documentElement.dataset["wrap"] !== undefined;
}

function offer(code: HTMLElement): void {
  const buttons = code.parentElement && one(BUTTONS, code.parentElement);
  if (!buttons || one(SWITCH, buttons)) return;
  const more = { type: "button", class: "md-code__button", title: "自动换行", "aria-pressed": String(on()) };
  buttons.prepend(make("button", { ...more, "data-md-type": "wrap" }));
}

/** Wrap lines or do not, here and on all pages; what was pressed stays where it is. */
function wrap(root: URL, pressed: HTMLElement): void {
  const before = pressed.getBoundingClientRect().top;
  if (on()) delete document.documentElement.dataset["wrap"];
  else document.documentElement.dataset["wrap"] = "";
  remember(keyOf(root, WRAP), on() ? "on" : "");
  for (const other of all(SWITCH)) other.ariaPressed = String(on());
  scrollBy({ top: pressed.getBoundingClientRect().top - before, behavior: "instant" });
}
