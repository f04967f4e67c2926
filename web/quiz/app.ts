/** 测一测: choose what to be asked, answer ten of it, see how it went. */

import { make, one } from "../common/dom.ts";
import type { Bank } from "../common/questions.ts";
import type { Site } from "../common/site.ts";
import { questions } from "../common/site.ts";
import { LOSS_WORDS } from "../common/words.ts";
import type { Entry } from "./data.ts";
import { entries, said } from "./data.ts";
import { drawn, wished } from "./draw.ts";
import { ending } from "./ending.ts";
import type { Result } from "./round.ts";
import { Round } from "./round.ts";
import type { Chosen } from "./setup.ts";
import { read, Setup, written } from "./setup.ts";

const START = "#start";

export async function openQuiz(site: Site, place: HTMLElement): Promise<void> {
  try {
    const [bank, told] = await Promise.all([questions(site), said(site)]);
    await new Quiz(site, bank, entries(told), told.versions, place).begin();
  } catch (error) {
    place.replaceChildren(make("p", { role: "alert" }, "题目没有加载出来，刷新页面再试。"));
    place.dataset["ready"] = "";
    throw error;
  }
}

class Quiz {
  #site: Site;
  #bank: Bank;
  #all: readonly Entry[];
  #versions: string;
  #place: HTMLElement;
  #chosen: Chosen = read(location.search);
  #setup: Setup;
  #loss = make("p", { class: "study-loss", role: "status", hidden: true });
  #above = make("div");
  #sitting = false;

  constructor(site: Site, bank: Bank, all: readonly Entry[], versions: string, place: HTMLElement) {
    this.#site = site;
    this.#bank = bank;
    this.#all = all;
    this.#versions = versions;
    this.#place = place;
    this.#setup = new Setup(all, bank, this.#chosen, () => this.#start());
    site.store.onChange(() => void this.#refresh());
    addEventListener("hashchange", () => location.hash === START && !this.#sitting && void this.#start());
  }

  async begin(): Promise<void> {
    await this.#refresh();
    this.#above.replaceChildren(this.#setup.element);
    this.#place.replaceChildren(this.#loss, this.#above);
    if (location.hash === START) await this.#start();
    this.#place.dataset["ready"] = "";
  }

  async #refresh(): Promise<void> {
    this.#setup.update(await this.#site.store.look());
    const { loss } = this.#site.store;
    this.#loss.hidden = !loss;
    this.#loss.textContent = loss ? LOSS_WORDS[loss] : "";
  }

  /** A round by a seed that the address may say, for whoever wants the same as somebody else. */
  async #start(): Promise<void> {
    const told = Number(new URLSearchParams(location.search).get("seed") ?? "");
    const seed = told || Math.floor(Math.random() * 2 ** 32);
    const { answers } = await this.#site.store.look();
    const chosen = drawn(wished(this.#all, this.#chosen), told ? [] : answers, seed);
    if (chosen.length === 0) return;
    this.#sit(true);
    const round = new Round(this.#site, chosen, {
      bank: this.#bank,
      versions: this.#versions,
      ended: (results) => this.#end(results),
    });
    this.#above.replaceChildren(round.element);
    await round.begin();
  }

  #sit(on: boolean): void {
    this.#sitting = on;
    const search = on ? location.search : written(this.#chosen);
    history.replaceState(null, "", `${location.pathname}${search}${on ? START : ""}`);
    document.documentElement.classList.toggle("study-sitting", on);
  }

  #end(results: Result[]): void {
    this.#sit(false);
    const actions = { again: () => this.#start(), choose: () => this.#choose() };
    if (results.length === 0) return this.#choose();
    this.#above.replaceChildren(ending(this.#site, this.#bank, results, actions));
    scrollTo({ top: 0 });
    one("button", this.#above)?.focus({ preventScroll: true });
  }

  #choose(): void {
    this.#above.replaceChildren(this.#setup.element);
    one("button", this.#above)?.focus({ preventScroll: true });
  }
}
