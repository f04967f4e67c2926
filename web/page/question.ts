/** A page with a question: think first, grade oneself, or just mark it; the same for each of its follow-ups. */

import { all, make, one, toggle } from "../shared/dom.ts";
import { onKeys } from "../shared/keys.ts";
import { keyOf, remember } from "../shared/place.ts";
import type { Site } from "../shared/site.ts";
import type { Held } from "../store/records.ts";
import { Ask } from "./ask.ts";
import { rememberLast } from "./entry.ts";
import { FollowUp } from "./follow_up.ts";
import { GradeBar } from "./grade_bar.ts";
import { Marks } from "./marks.ts";
import type { Part, Target } from "./target.ts";
import { titleOf } from "./target.ts";

export function openQuestion(site: Site, heading: HTMLElement): void {
  const target = { id: heading.dataset["question"] ?? "", title: titleOf(heading) };
  const page = new QuestionPage(site, target);
  const followUps = all<HTMLDetailsElement>("details[data-level][id]").map((details) => new FollowUp(page, details));
  const parts: Part[] = [page, page.marks, ...followUps];
  const ids = [target.id, ...followUps.map((followUp) => followUp.target.id)];
  const refresh = async (): Promise<void> => {
    const held = await site.store.look(ids);
    for (const part of parts) part.update(held);
  };
  site.store.onChange(() => void refresh());
  void refresh();
  rememberLast(site, target.title);
}

export class QuestionPage implements Part {
  readonly site: Site;
  readonly bar: GradeBar;
  readonly marks: Marks;
  /** Whether answers are hidden until one asks. */
  thinking = false;
  #ask: Ask;
  #switch: HTMLButtonElement;

  constructor(site: Site, target: Target) {
    this.site = site;
    this.bar = new GradeBar(site);
    this.marks = new Marks(site, target.id);
    this.#ask = new Ask((since) => this.bar.open(target, since));
    this.#switch = toggle("study-switch", "先想再看", false, () => this.#think(!this.thinking));
    const back = /[?&]from=review/.test(location.search);
    const first = back ? make("a", { class: "study-back", href: `${site.review}#start` }, "回到复习") : this.#switch;
    one("[data-study-tools]")?.append(first, ...this.marks.elements);
    addEventListener("hashchange", () => this.#ask.close());
    onKeys({ " ": () => this.#ask.show(), ...this.bar.keys });
  }

  update({ settings }: Held): void {
    this.thinking = settings.questionFirst;
    this.#switch.setAttribute("aria-pressed", String(this.thinking));
    this.#ask.timed = settings.timer;
  }

  async #think(on: boolean): Promise<void> {
    remember(keyOf(this.site.root, "think"), on ? "on" : "");
    if (on) this.#ask.hide(true);
    else this.#ask.close();
    this.bar.close();
    await this.site.store.change(() => ({ settings: { questionFirst: on } }), []);
  }
}
