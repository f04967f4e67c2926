/** One thing after the other, and nothing else on the screen; then how it went. */

import { button, make, one } from "../common/dom.ts";
import { onKeys } from "../common/keys.ts";
import type { Site } from "../common/site.ts";
import { questions } from "../common/site.ts";
import { Attempt } from "../items/attempt.ts";
import { pressable } from "../items/options.ts";
import { taken } from "../page/grades.ts";
import { answerOf, drawn } from "../review/answer.ts";
import { answered } from "../store/deeds.ts";
import { keep } from "../store/persistence.ts";
import type { Entry, Said } from "./data.ts";
import { manifestOf } from "./data.ts";
import { ManifestFace } from "./face.ts";
import type { Kept, Result } from "./kept.ts";
import { outcome } from "./verdict.ts";

interface Around {
  said: Said;
  /** The round is now so far. */
  moved(now: Kept): unknown;
  ended(results: Result[]): unknown;
}

/** What is on the screen. */
interface Asked {
  title: string;
  shown: HTMLElement[];
}

const MISSING = "这道题没有加载出来，联网后再试。";

export class Round {
  readonly element = make("section", { class: "study-card quiz-card", "aria-label": "测一测" });
  #site: Site;
  #entries: readonly Entry[];
  #around: Around;
  #results: Result[] = [];
  #place = 0;
  #since = 0;
  #face: ManifestFace | undefined;
  #attempt: Attempt | undefined;
  #next: HTMLElement = make("p", { class: "study-turn" });
  #over = false;

  /** `left` is how far it was when its reader left it. */
  constructor(site: Site, entries: readonly Entry[], around: Around, left?: Kept) {
    this.#site = site;
    this.#entries = entries;
    this.#around = around;
    this.#results = [...(left?.results ?? [])];
    this.#place = left?.place ?? 0;
    const press = (place: number) => () => !this.#over && this.#press(place);
    const step = (by: number) => () => !this.#over && (this.#face?.step(by) ?? false);
    onKeys({
      1: press(0), 2: press(1), 3: press(2), 4: press(3), 5: press(4), 6: press(5),
      j: step(1), k: step(-1), ArrowDown: step(1), ArrowUp: step(-1),
      " ": () => !this.#over && (this.#attempt?.sure() || (this.#next.hasChildNodes() && this.#go(this.#place))),
      Escape: () => !this.#over && this.#end(),
    });
  }

  async begin(): Promise<void> {
    await this.#show();
    void this.#ahead();
  }

  /** What comes is there before it is wanted: a train may be in a tunnel by then. */
  async #ahead(): Promise<void> {
    for (const entry of this.#entries.slice(this.#place + 1)) {
      const { id, kind, page = "" } = entry;
      const loaded = kind === "manifest" ? manifestOf(this.#site, entry) : answerOf(this.#site, { id, page });
      await loaded.catch(() => undefined); // then it is tried again when it is wanted
    }
    await questions(this.#site).catch(() => undefined);
  }

  async #show(): Promise<void> {
    const entry = this.#entries[this.#place];
    if (!entry) return this.#end();
    this.#moved(this.#place);
    this.#face = this.#attempt = undefined;
    this.#next = make("p", { class: "study-turn" });
    const asked = await (entry.kind === "manifest" ? this.#manifest(entry) : this.#item(entry)).catch(() => undefined);
    const { title, shown } = asked ?? { title: MISSING, shown: [] };
    if (!asked) this.#offerNext();
    const heading = make("h2", { class: "study-question", tabindex: "-1", role: asked ? undefined : "alert" }, title);
    this.element.replaceChildren(this.#line(), this.#meta(entry), heading, ...shown, this.#next);
    this.#since = Date.now();
    one("h2", this.element)?.focus({ preventScroll: true });
    scrollTo({ top: 0 });
  }

  #line(): HTMLElement {
    const [now, all] = [this.#place + 1, this.#entries.length];
    const words = { class: "study-progress-text", "aria-label": `第 ${now} 题，共 ${all} 题` };
    const leave = button("study-plain", "结束", () => this.#end(), { "aria-keyshortcuts": "Escape" });
    return make("div", { class: "study-line" }, leave, make("span", { ...words, role: "img" }, `${now} / ${all}`));
  }

  #meta({ kind, level, topics }: Entry): HTMLElement {
    const { said } = this.#around;
    const of = kind === "manifest" ? `Kubernetes ${said.versions}` : new Map(said.levels).get(level ?? "");
    const names = said.topics.filter(([id]) => topics.includes(id)).map(([, name]) => name);
    return make("p", { class: "study-meta" }, [of, ...names].filter(Boolean).join(" · "));
  }

  async #manifest(entry: Entry): Promise<Asked | undefined> {
    const manifest = await manifestOf(this.#site, entry);
    if (!manifest) return undefined;
    this.#face = new ManifestFace(this.#site, manifest, (guess) => {
      const how = outcome(manifest, guess);
      void this.#keep(entry, how === "right", how === "wrong" ? manifest.question : undefined);
      this.#note({ id: entry.id, outcome: how });
    });
    return { title: "API 服务器会收吗？", shown: this.#face.elements };
  }

  async #item(entry: Entry): Promise<Asked | undefined> {
    const card = await answerOf(this.#site, { id: entry.id, page: entry.page ?? "" });
    if (!card) return undefined;
    const section = make("section", { class: "item", "data-item": entry.kind, "aria-label": "选项" }, drawn(card));
    pressable(section, (place) => this.#attempt?.press(place));
    this.#attempt = new Attempt(this.#site, section, {
      id: entry.id,
      question: entry.page ?? "",
      since: Date.now(),
      done: (right) => this.#note({ id: entry.id, title: card.title, outcome: right ? "right" : "wrong" }),
    });
    return { title: card.title, shown: [section] };
  }

  #note(result: Result): void {
    this.#results.push(result);
    this.#moved(this.#place + 1); // whoever comes back goes on with the next one
    this.#offerNext();
  }

  /** An option of an item; of a manifest, whether it is taken. */
  #press(place: number): boolean {
    if (this.#attempt) this.#attempt.press(place);
    else if (place === 0) this.#face?.take();
    else if (place === 1) this.#face?.refuse();
    else return false;
    return true;
  }

  #moved(place: number): void {
    this.#around.moved({ ids: this.#entries.map(({ id }) => id), place, results: this.#results });
  }

  #offerNext(): void {
    const from = this.#place;
    const last = from + 1 >= this.#entries.length;
    const next = button("md-button md-button--primary", last ? "看结果" : "下一题", () => this.#go(from), { "aria-keyshortcuts": "Space" });
    this.#next.replaceChildren(next);
  }

  /** From one to the next; the button may be pressed twice before that is there. */
  #go(from: number): void {
    if (this.#over || from !== this.#place) return;
    this.#place += 1;
    void this.#show();
  }

  async #keep(entry: Entry, right: boolean, question = ""): Promise<void> {
    const time = Date.now();
    const answer = { id: entry.id, time, right, ms: taken(this.#since, time) };
    await this.#site.store.change(answered(answer, question), [entry.id, question]);
    void keep();
  }

  #end(): void {
    if (this.#over) return;
    this.#over = true;
    this.#around.ended(this.#results);
  }
}
