/** The options of an item, as what can be pressed; without scripts they are a list with a folded answer below. */

import { all, button, one } from "../common/dom.ts";

/** Make buttons of the options, and hide what tells the answer. */
export function pressable(section: HTMLElement, press: (place: number) => unknown): void {
  one("details", section)?.setAttribute("hidden", "");
  for (const [place, option] of all("ol.item-options > li", section).entries()) {
    const pressed = button("item-option", undefined, () => press(place));
    pressed.append(...option.childNodes);
    option.append(pressed);
  }
}

/** Show the answer that the page has folded, where nothing else can be done. */
export function unfold(section: HTMLElement): void {
  const answer = one<HTMLDetailsElement>("details", section);
  if (!answer) return;
  answer.hidden = false;
  answer.open = true;
}
