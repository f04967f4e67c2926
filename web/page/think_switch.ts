/** 先想再看: the switch, where a page has one. */

import { toggle } from "../common/dom.ts";
import { keyOf, remember } from "../common/place.ts";
import type { Site } from "../common/site.ts";
import type { Held } from "../store/records.ts";

export class ThinkSwitch {
  readonly element: HTMLButtonElement;
  /** Whether answers are hidden until one asks. */
  on = false;
  #site: Site;
  #changed: (on: boolean) => void;

  constructor(site: Site, changed: (on: boolean) => void = () => undefined) {
    this.#site = site;
    this.#changed = changed;
    this.element = toggle("study-switch", "先想再看", false, () => this.#press(!this.on));
    this.element.title = "打开题目时先藏起答案，想好再看";
  }

  update({ settings }: Pick<Held, "settings">): void {
    this.on = settings.questionFirst;
    this.element.setAttribute("aria-pressed", String(this.on));
  }

  #press(on: boolean): void {
    setThinking(this.#site, on);
    this.#changed(on);
  }
}

/** Wish it for all pages of the site: kept with the settings, and where it is there before a page is painted. */
export function setThinking(site: Site, on: boolean): void {
  remember(keyOf(site.root, "think"), on ? "on" : "");
  void site.store.change(() => ({ settings: { questionFirst: on } }), []);
}
