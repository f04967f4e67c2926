/** 模拟面试: choose a paper, be asked, mark what was said, see what it comes to. */

import { anySeed } from "../common/chance.ts";
import { make, one } from "../common/dom.ts";
import { onKeys } from "../common/keys.ts";
import type { Bank } from "../common/questions.ts";
import type { Site } from "../common/site.ts";
import { questions } from "../common/site.ts";
import { LOSS_WORDS } from "../common/words.ts";
import { Asking } from "./asking.ts";
import * as clock from "./clock.ts";
import type { Wish } from "./draw.ts";
import { ending } from "./ending.ts";
import type { Sitting } from "./kept.ts";
import { begun, Keeper } from "./kept.ts";
import { Marking } from "./marking.ts";
import type { Cards, Paper } from "./paper.ts";
import { cardsOf, paperOf } from "./paper.ts";
import { keepMarks, resultOf } from "./marks.ts";
import { Setup } from "./setup.ts";
import { fill } from "./sheet.ts";
import { read, written } from "./wish.ts";

const START = "#start";
const MISSING = "题目没有加载出来，联网后再试。";
const OTHER = "题目更新过，上一场的卷子变了，没法接着面。";

export async function openInterview(site: Site, place: HTMLElement): Promise<void> {
  try {
    await new Interview(site, await questions(site), place).begin();
  } catch (error) {
    place.replaceChildren(make("p", { role: "alert" }, "题目没有加载出来，刷新页面再试。"));
    place.dataset["ready"] = "";
    throw error;
  }
}

class Interview {
  #site: Site;
  #bank: Bank;
  #place: HTMLElement;
  #paper: Paper;
  #faults: readonly string[] = [];
  #setup: Setup;
  #keeper: Keeper;
  #sitting: Sitting | undefined;
  #view: Asking | Marking | undefined;
  #loss = make("p", { class: "study-loss", role: "status", hidden: true });
  #trouble = make("p", { class: "study-loss", role: "alert", hidden: true });
  #above = make("div");
  #sheet = make("div", { class: "interview-sheet" });

  constructor(site: Site, bank: Bank, place: HTMLElement) {
    this.#site = site;
    this.#bank = bank;
    this.#place = place;
    this.#keeper = new Keeper(site.root);
    const left = this.#keeper.read();
    this.#sitting = this.#whole(left);
    const { wish, faults } = read(location.search, bank, anySeed());
    this.#paper = paperOf(bank, wish);
    this.#faults = left && !this.#sitting ? [...faults, OTHER] : faults;
    if (!this.#sitting) this.#keeper.forget();
    this.#setup = new Setup(bank, {
      wished: (wish) => this.#wished(wish),
      begin: () => this.#start(),
      another: () => this.#wished({ ...this.#paper.wish, seed: anySeed() }),
      goOn: () => this.#goOn(),
      print: () => this.#print(),
    });
    this.#setup.scheme.addEventListener("change", () => this.#sheet.classList.toggle("interview-bare", !this.#setup.scheme.checked));
    site.store.onChange(() => this.#tellLoss());
    addEventListener("hashchange", () => location.hash === START && !this.#view && void this.#resume());
    onKeys({ " ": () => this.#view?.next() ?? false, Escape: () => this.#view instanceof Asking && this.#view.leave() });
  }

  async begin(): Promise<void> {
    await this.#site.store.look(); // so that it is known whether anything is kept
    this.#tellLoss();
    this.#place.replaceChildren(this.#loss, this.#trouble, this.#above, this.#sheet);
    if (location.hash === START && this.#faults.length === 0) await this.#resume();
    else this.#choose(); // what is to be told comes before the first question
    this.#place.dataset["ready"] = "";
  }

  /** What was left, if its paper is still the same. */
  #whole(left: Sitting | undefined): Sitting | undefined {
    if (!left) return undefined;
    const paper = paperOf(this.#bank, read(left.paper, this.#bank, 0).wish);
    return paper.sign === left.sign && left.place in paper.asked ? left : undefined;
  }

  #tellLoss(): void {
    const { loss } = this.#site.store;
    this.#loss.hidden = !loss;
    this.#loss.textContent = loss ? LOSS_WORDS[loss] : "";
  }

  #wished(wish: Wish): void {
    this.#paper = paperOf(this.#bank, wish);
    this.#faults = [];
    this.#choose();
  }

  /** Before an interview. The cards come at once, so that it can be printed, and begun where there is no network. */
  #choose(): void {
    this.#view = undefined;
    this.#sit(false);
    this.#setup.update({ paper: this.#paper, faults: this.#faults, left: this.#left() });
    this.#above.replaceChildren(this.#setup.element);
    void this.#cards().catch(() => undefined); // then it is tried again when they are wanted
  }

  async #cards(): Promise<Cards> {
    const paper = this.#paper;
    const cards = await cardsOf(this.#site, paper);
    if (paper === this.#paper) await fill(this.#sheet, paper, cards, () => paper === this.#paper);
    return cards;
  }

  /** The cards, or none where they do not come; that is told. */
  async #wanted(): Promise<Cards | undefined> {
    this.#trouble.hidden = true;
    const cards = await this.#cards().catch(() => undefined);
    this.#trouble.textContent = cards ? "" : MISSING;
    this.#trouble.hidden = cards !== undefined;
    return cards;
  }

  #left(): string {
    if (!this.#sitting) return "";
    if (this.#sitting.stage !== "asking") return this.#sitting.stage === "marking" ? "接着评上一场" : "上一场的结果";
    const { wish } = read(this.#sitting.paper, this.#bank, 0);
    const ms = wish.minutes * 60_000 - clock.spent(this.#sitting.clock, Date.now());
    return `继续上一场，${clock.face(ms)}`;
  }

  /** The interview that was left, with the paper that it had. */
  async #goOn(): Promise<void> {
    if (!this.#sitting) return;
    this.#paper = paperOf(this.#bank, read(this.#sitting.paper, this.#bank, 0).wish);
    await this.#resume();
  }

  /** What was left of this paper, else its beginning. */
  async #resume(): Promise<void> {
    const left = this.#sitting;
    await this.#start(left?.paper === written(this.#paper.wish, this.#bank) ? left : undefined);
  }

  async #start(left?: Sitting): Promise<void> {
    const cards = this.#paper.asked.length > 0 ? await this.#wanted() : undefined;
    if (!cards) return this.#choose();
    this.#move(left ?? begun(written(this.#paper.wish, this.#bank), this.#paper.sign, Date.now()));
    this.#show(cards);
  }

  #move(sitting: Sitting): void {
    this.#sitting = sitting;
    this.#keeper.write(sitting);
  }

  #show(cards: Cards): void {
    const sitting = this.#sitting;
    if (!sitting) return;
    if (sitting.stage === "over") return void this.#end(cards, sitting);
    this.#sit(true);
    const around = { site: this.#site, paper: this.#paper, cards, moved: (now: Sitting) => this.#move(now) };
    const on = (stage: Sitting["stage"]) => (now: Sitting): void => {
      this.#move({ ...now, stage, place: 0 });
      this.#show(cards);
    };
    this.#view = sitting.stage === "asking"
      ? new Asking(sitting, { ...around, ended: on("marking") })
      : new Marking(sitting, { ...around, ended: on("over") });
    this.#above.replaceChildren(this.#view.element);
    scrollTo({ top: 0 });
    this.#place.dataset["ready"] = ""; // what is not seen yet cannot have the focus
    this.#view.begin();
  }

  async #end(cards: Cards, sitting: Sitting): Promise<void> {
    this.#view = undefined;
    this.#sit(false, START);
    const found = resultOf(this.#paper, cards, sitting);
    if (!sitting.kept) {
      const now = Date.now();
      this.#move({ ...sitting, kept: now });
      await keepMarks(this.#site, found, sitting, now);
    }
    const actions = {
      again: () => this.#again(),
      choose: () => this.#wished({ ...this.#paper.wish, seed: anySeed() }),
      print: () => print(),
    };
    this.#above.replaceChildren(ending(this.#site, this.#paper, cards, sitting, found, actions));
    scrollTo({ top: 0 });
    one("button", this.#above)?.focus({ preventScroll: true });
  }

  async #again(): Promise<void> {
    this.#paper = paperOf(this.#bank, { ...this.#paper.wish, seed: anySeed() });
    await this.#start();
  }

  async #print(): Promise<void> {
    if (await this.#wanted()) print();
  }

  /** The address says which paper, and whether it is being answered. */
  #sit(on: boolean, hash = on ? START : ""): void {
    const address = written(this.#paper.wish, this.#bank);
    history.replaceState(null, "", `${location.pathname}${address}${hash}`);
    document.documentElement.classList.toggle("study-sitting", on);
    this.#place.dataset["result"] = String(!on && hash !== "");
  }
}
