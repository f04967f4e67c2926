/** 自测 on the page of a question: what is pressed there is judged and kept by the script for whoever studies. */

import { all, one } from "../common/dom.ts";
import type { Site } from "../common/site.ts";
import { study } from "../common/site.ts";
import type { Attempt } from "./attempt.ts";
import { pressable, unfold } from "./options.ts";

export function offerItems(site: Site, question: string): void {
  for (const section of all("section[data-item]")) offer(site, section, question);
}

function offer(site: Site, section: HTMLElement, question: string): void {
  const unanswered = section.innerHTML;
  const since = Date.now();
  const id = one("h3", section)?.id ?? "";
  let attempt: Promise<Attempt> | undefined;
  const again = (): void => {
    section.innerHTML = unanswered;
    offer(site, section, question);
    one("button", section)?.focus();
  };
  pressable(section, (place) => {
    attempt ??= study(site).then(({ Attempt }) => new Attempt(site, section, { id, question, since, again }));
    attempt.then((tried) => tried.press(place)).catch(() => {
      attempt = undefined;
      unfold(section);
    });
  });
}
