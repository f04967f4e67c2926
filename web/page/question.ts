/** A page with a question: think first, grade oneself, or just mark it; the same for each of its follow-ups. */

import { all, make, one } from "../common/dom.ts";
import { onKeys } from "../common/keys.ts";
import { offerItems } from "../items/offer.ts";
import type { Site } from "../common/site.ts";
import { study } from "../common/site.ts";
import type { Held } from "../store/records.ts";
import { Ask } from "./ask.ts";
import { rememberLast } from "./entry.ts";
import { FollowUp } from "./follow_up.ts";
import { GradeBar } from "./grade_bar.ts";
import { Marks } from "./marks.ts";
import type { Part, Target } from "./target.ts";
import { titleOf } from "./target.ts";
import { ThinkSwitch } from "./think_switch.ts";

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
  offerItems(site, target.id);
  rememberLast(site, target.title);
}

export class QuestionPage implements Part {
  readonly site: Site;
  readonly bar: GradeBar;
  readonly marks: Marks;
  #ask: Ask;
  #switch: ThinkSwitch;

  constructor(site: Site, target: Target) {
    this.site = site;
    this.bar = new GradeBar(site, target.id);
    this.marks = new Marks(site, target.id);
    this.#ask = new Ask((since) => this.bar.open(target, since));
    this.#switch = new ThinkSwitch(site, (on) => this.#think(on));
    const back = /[?&]from=review/.test(location.search);
    const first = back ? make("a", { class: "study-back", href: `${site.review}#start` }, "回到复习") : this.#switch.element;
    one("[data-study-tools]")?.append(first, ...this.marks.elements);
    addEventListener("hashchange", () => this.#ask.close());
    onKeys({ " ": () => this.#ask.show(), ...this.bar.keys });
    if (this.#ask.hidden) this.#ready();
  }

  /** What a grade needs is there before it is given: a train may be in a tunnel by then. */
  #ready(): void {
    study(this.site).catch(() => undefined); // then grading says why
  }

  /** Whether answers are hidden until one asks. */
  get thinking(): boolean {
    return this.#switch.on;
  }

  update(held: Held): void {
    this.#switch.update(held);
    this.#ask.timed = held.settings.timer;
  }

  #think(on: boolean): void {
    if (on) {
      this.#ask.hide(true);
      this.#ready();
    } else this.#ask.close();
    this.bar.close();
  }
}
