/** 复习: what is due today, one card after the other; around it how far one is, settings, and the data. */

import { today, untouched } from "../schedule/today.ts";
import { make } from "../common/dom.ts";
import type { Bank } from "../common/questions.ts";
import { byId } from "../common/questions.ts";
import type { Site } from "../common/site.ts";
import { questions } from "../common/site.ts";
import { LOSS_WORDS } from "../common/words.ts";
import { backup } from "./backup.ts";
import { Kept } from "./kept.ts";
import { overview } from "./overview.ts";
import type { Session } from "./session.ts";
import { begun } from "./session.ts";
import { settings } from "./settings.ts";
import { Sitting } from "./sitting.ts";
import { ending } from "./ending.ts";

const START = "#start";

export async function openReview(site: Site, place: HTMLElement): Promise<void> {
  try {
    await new Review(site, await questions(site), place).begin();
  } catch (error) {
    place.replaceChildren(make("p", { role: "alert" }, "题目没有加载出来，刷新页面再试。"));
    place.dataset["ready"] = "";
    throw error;
  }
}

class Review {
  #site: Site;
  #place: HTMLElement;
  #bank: Bank;
  #kept: Kept;
  #loss = make("p", { class: "study-loss", role: "status", hidden: true });
  #above = make("div");
  #below: HTMLElement;
  #sitting: Sitting | undefined;

  constructor(site: Site, bank: Bank, place: HTMLElement) {
    this.#site = site;
    this.#bank = bank;
    this.#kept = new Kept(site.root);
    this.#below = make("div", {}, settings(site), backup(site, this.#kept));
    this.#place = place;
    site.store.onChange(() => void this.#refresh());
    addEventListener("hashchange", () => location.hash === START && !this.#sitting && void this.#start());
  }

  async begin(): Promise<void> {
    await this.#refresh();
    this.#place.replaceChildren(this.#loss, this.#above, this.#below);
    if (location.hash === START) await this.#start();
    this.#place.dataset["ready"] = ""; // and now it may be seen
  }

  async #refresh(): Promise<void> {
    const held = await this.#site.store.look();
    const { loss } = this.#site.store;
    this.#loss.hidden = !loss;
    this.#loss.textContent = loss ? LOSS_WORDS[loss] : "";
    if (this.#sitting) return;
    const left = this.#left();
    const actions = { start: () => this.#start(), more: (count: number) => this.#more(count) };
    this.#above.replaceChildren(overview(this.#site, this.#bank, held, left?.waiting.length ?? 0, actions));
  }

  /** Go on with the sitting that was left, or begin with what is due. */
  async #start(): Promise<void> {
    const held = await this.#site.store.look();
    const { due, fresh } = today(this.#bank, held, Date.now());
    const session = this.#left() ?? begun([...due, ...fresh]);
    if (session.waiting.length > 0) this.#sit(session);
  }

  /** More that is new than was planned for today. */
  async #more(count: number): Promise<void> {
    const held = await this.#site.store.look();
    this.#sit(begun(untouched(this.#bank, held).slice(0, count)));
  }

  #sit(session: Session): void {
    history.replaceState(null, "", START);
    document.documentElement.classList.add("study-sitting");
    this.#below.hidden = true;
    this.#sitting?.close();
    this.#sitting = new Sitting(this.#site, this.#bank, session, {
      moved: (now) => this.#kept.write(now, Date.now()),
      ended: (last) => void this.#end(last),
    });
    this.#above.replaceChildren(this.#sitting.element);
    this.#sitting.begin();
  }

  async #end(last: Session): Promise<void> {
    this.#sitting?.close();
    this.#sitting = undefined;
    if (last.waiting.length === 0) this.#kept.forget();
    history.replaceState(null, "", `${location.pathname}${location.search}`);
    document.documentElement.classList.remove("study-sitting");
    this.#below.hidden = false;
    await this.#refresh();
    if (last.waiting.length === 0) this.#above.prepend(ending(last));
    this.#above.querySelector<HTMLElement>("button, a")?.focus();
  }

  #left(): Session | undefined {
    return this.#kept.read(new Set(byId(this.#bank).keys()), Date.now());
  }
}
