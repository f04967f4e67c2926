/** 测一测: choose what to be asked, answer ten of it, see how it went. */

import { make, one } from "../common/dom.ts";
import type { Site } from "../common/site.ts";
import { LOSS_WORDS } from "../common/words.ts";
import type { Entry, Said } from "./data.ts";
import { entries, said } from "./data.ts";
import { drawn, wished } from "./draw.ts";
import { ending } from "./ending.ts";
import type { Kept, Result } from "./kept.ts";
import { Keeper } from "./kept.ts";
import { Round } from "./round.ts";
import type { Chosen } from "./setup.ts";
import { choices, read, Setup, written } from "./setup.ts";

const START = "#start";

export async function openQuiz(site: Site, place: HTMLElement): Promise<void> {
  try {
    await new Quiz(site, await said(site), place).begin();
  } catch (error) {
    place.replaceChildren(make("p", { role: "alert" }, "题目没有加载出来，刷新页面再试。"));
    place.dataset["ready"] = "";
    throw error;
  }
}

class Quiz {
  #site: Site;
  #said: Said;
  #all: readonly Entry[];
  #place: HTMLElement;
  #chosen: Chosen;
  #setup: Setup;
  #loss = make("p", { class: "study-loss", role: "status", hidden: true });
  #above = make("div");
  #sitting = false;
  #keeper: Keeper;

  constructor(site: Site, told: Said, place: HTMLElement) {
    this.#site = site;
    this.#said = told;
    this.#all = entries(told);
    this.#place = place;
    this.#keeper = new Keeper(site.root);
    const actions = { begin: () => this.#start(), goOn: () => this.#start(this.#left()) };
    const possible = choices(this.#all, told);
    const chosen = read(location.search, possible);
    this.#chosen = chosen;
    this.#setup = new Setup(this.#all, possible, chosen, actions);
    site.store.onChange(() => void this.#refresh());
    addEventListener("hashchange", () => location.hash === START && void this.#start());
  }

  async begin(): Promise<void> {
    await this.#refresh();
    this.#above.replaceChildren(this.#setup.element);
    this.#place.replaceChildren(this.#loss, this.#above);
    if (location.hash === START) await this.#start(this.#seed ? undefined : this.#left());
    this.#place.dataset["ready"] = "";
  }

  async #refresh(): Promise<void> {
    this.#setup.update(await this.#site.store.look(), this.#left());
    const { loss } = this.#site.store;
    this.#loss.hidden = !loss;
    this.#loss.textContent = loss ? LOSS_WORDS[loss] : "";
  }

  /** A round by a seed that the address may say, for whoever wants the same as somebody else. */
  async #start(left?: Kept): Promise<void> {
    if (this.#sitting) return; // it was pressed twice
    this.#sitting = true;
    const told = this.#seed;
    const seed = told || Math.floor(Math.random() * 2 ** 32);
    const { answers } = await this.#site.store.look();
    const wanted = left?.ids.flatMap((id) => this.#all.filter((entry) => entry.id === id));
    const chosen = wanted ?? drawn(wished(this.#all, this.#chosen), told ? [] : answers, seed);
    if (chosen.length === 0) return this.#sit(false);
    this.#sit(true);
    const round = new Round(this.#site, chosen, {
      said: this.#said,
      moved: (now) => this.#keeper.write(now, Date.now()),
      ended: (results) => void this.#end(results),
    }, left);
    this.#above.replaceChildren(round.element);
    this.#place.dataset["ready"] = ""; // what is not seen yet cannot have the focus
    await round.begin();
  }

  /** What the address says, if it does. */
  get #seed(): number {
    return Number(new URLSearchParams(location.search).get("seed") ?? "");
  }

  #left(): Kept | undefined {
    return this.#keeper.read(new Set(this.#all.map(({ id }) => id)), Date.now());
  }

  #sit(on: boolean): void {
    this.#sitting = on;
    history.replaceState(null, "", `${location.pathname}${written(this.#chosen)}${on ? START : ""}`);
    document.documentElement.classList.toggle("study-sitting", on);
  }

  async #end(results: Result[]): Promise<void> {
    this.#sit(false);
    this.#keeper.forget();
    const actions = { again: () => this.#start(), choose: () => this.#choose() };
    if (results.length === 0) return this.#choose();
    this.#above.replaceChildren(await ending(this.#site, this.#all, results, actions));
    scrollTo({ top: 0 });
    one("button", this.#above)?.focus({ preventScroll: true });
  }

  #choose(): void {
    void this.#refresh();
    this.#above.replaceChildren(this.#setup.element);
    one("button", this.#above)?.focus({ preventScroll: true });
  }
}
