/** The bar at the bottom: how well did I know it, when does it come back, undo for ten seconds, next question. */

import { inWords } from "../schedule/days.ts";
import { button, make, one } from "../common/dom.ts";
import { after } from "../common/round.ts";
import type { Site } from "../common/site.ts";
import { study } from "../common/site.ts";
import { gradeButtons, taken } from "./grades.ts";
import type { Grade, Memory, Review } from "../store/records.ts";
import type { Target } from "./target.ts";

/** Milliseconds in which a grade can be taken back. */
const PATIENCE = 10_000;
const FAILED = "没有记下：脚本没有加载出来，联网后再按一次。";

/** What is to be graded. */
interface Entry {
  target: Target;
  since: number;
  memories: Memory[];
}

export class GradeBar {
  /** What keys do while it is open. */
  readonly keys: Record<string, () => unknown>;
  #site: Site;
  #page: string;
  #told = make("p", { class: "study-told", role: "status" });
  #actions = make("span", { class: "study-line" });
  #grades = make("div");
  #element = make(
    "section",
    { class: "study-foot md-typeset", "aria-label": "自评", hidden: true },
    make("div", { class: "study-line" }, this.#told, this.#actions),
    this.#grades,
  );
  /** What was opened last is at the end. */
  #open: Entry[] = [];
  #undo: { review: Review; entry: Entry } | undefined;
  #said = "";
  #timeout: ReturnType<typeof setTimeout> | undefined;

  /** `page` is the question of the page, after which comes the next one. */
  constructor(site: Site, page: string) {
    this.#site = site;
    this.#page = page;
    document.body.append(this.#element);
    const grade = (value: Grade) => () => this.#open.length > 0 && void this.#grade(value);
    const back = (): unknown => this.#undo && void this.#back();
    this.keys = { 1: grade(1), 2: grade(2), 3: grade(3), 4: grade(4), u: back };
  }

  /** Ask how well one knew this; first the dates are not there yet. */
  open(target: Target, since: number): void {
    const entry: Entry = { target, since, memories: [] };
    this.#open = [...this.#open.filter((other) => other.target.id !== target.id), entry];
    this.#draw();
    this.#dated(entry).catch(() => undefined); // then there are none, and grading says why
  }

  close(): void {
    this.#open = [];
    this.#said = "";
    this.#forget();
  }

  async #dated(entry: Entry): Promise<void> {
    const { choices } = await study(this.#site);
    const { cards } = await this.#site.store.look([entry.target.id]);
    entry.memories = choices(cards.get(entry.target.id)?.memory, Date.now());
    this.#draw();
  }

  async #grade(grade: Grade): Promise<void> {
    const entry = this.#open.pop();
    if (!entry) return;
    const { target, since } = entry;
    const time = Date.now();
    clearTimeout(this.#timeout);
    try {
      const { graded, keep } = await study(this.#site);
      const review: Review = { id: target.id, time, grade, ms: taken(since, time), source: "page" };
      const done = await this.#site.store.change(graded(review), [target.id]);
      this.#undo = { review: done.log?.[0] ?? review, entry };
      this.#said = `${inWords(time, done.cards?.[0]?.memory?.due ?? time)}再问：${target.title}`;
      this.#timeout = setTimeout(() => this.#forget(), PATIENCE);
      void keep();
    } catch {
      this.#open.push(entry);
      this.#said = FAILED;
    }
    this.#draw();
  }

  async #back(): Promise<void> {
    const last = this.#undo;
    if (!last) return;
    this.#undo = undefined;
    const { undone } = await study(this.#site);
    await this.#site.store.change(undone(last.review), [last.review.id]);
    this.#said = "已撤销";
    this.open(last.entry.target, last.entry.since);
  }

  #forget(): void {
    clearTimeout(this.#timeout);
    this.#undo = undefined;
    if (this.#open.length > 0) this.#said = "";
    this.#draw();
  }

  #draw(): void {
    const within = this.#element.contains(document.activeElement);
    const entry = this.#open.at(-1);
    const undo = this.#undo && button("study-plain", "撤销", () => this.#back(), { "aria-keyshortcuts": "u" });
    const next = entry ? undefined : nextQuestion(this.#site, this.#page);
    const title = entry?.target.title ?? "";
    this.#told.textContent = this.#said || title;
    this.#actions.replaceChildren(...[undo, next].filter((part) => part !== undefined));
    const parts = [
      this.#said ? make("p", { class: "study-meta" }, title) : undefined,
      entry && gradeButtons(entry.memories, (grade) => void this.#grade(grade)),
    ];
    this.#grades.replaceChildren(...(entry ? parts.filter((part) => part !== undefined) : []));
    this.#element.hidden = !entry && !this.#said;
    document.documentElement.classList.toggle("study-footed", !this.#element.hidden);
    if (within) one("button, a", this.#element)?.focus();
  }
}

/** The way to the next question: of the round, or else of the table of contents. */
function nextQuestion(site: Site, page: string): HTMLElement | undefined {
  const next = after(site, page);
  const href = next?.href ?? one<HTMLAnchorElement>(".md-footer__link--next")?.href;
  const words = !next ? "下一题" : next.place ? `下一题 ${next.place}` : "这一组完成";
  return href ? make("a", { class: "md-button md-button--primary", href }, words) : undefined;
}
