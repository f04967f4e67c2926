/** One card after the other, and nothing else: think, turn, grade. */

import { taken } from "../page/grades.ts";
import { due } from "../schedule/states.ts";
import { onKeys } from "../common/keys.ts";
import type { Bank, Question } from "../common/questions.ts";
import { byId } from "../common/questions.ts";
import type { Site } from "../common/site.ts";
import { graded, undone } from "../store/deeds.ts";
import { keep } from "../store/persistence.ts";
import type { Card, Grade, Review } from "../store/records.ts";
import { make } from "../common/dom.ts";
import { answerOf } from "./answer.ts";
import { back, front } from "./faces.ts";
import type { Session } from "./session.ts";
import { passed, skipped, total } from "./session.ts";

interface Listener {
  /** The sitting is now so far. */
  moved(session: Session): void;
  ended(session: Session): void;
}

export class Sitting {
  readonly element = make("section", { class: "study-card", "aria-label": "复习" });
  #site: Site;
  #questions: Map<string, Question>;
  #names: Bank;
  #session: Session;
  #listener: Listener;
  /** What can be taken back, with the sitting as it was before. */
  #past: { review: Review; session: Session }[] = [];
  #since = 0;
  #turned = false;
  #busy = false;
  #closed = false;

  constructor(site: Site, bank: Bank, session: Session, listener: Listener) {
    this.#site = site;
    this.#names = bank;
    this.#questions = byId(bank);
    this.#session = session;
    this.#listener = listener;
    const grade = (value: Grade) => () => this.#turned && void this.#grade(value);
    onKeys({
      " ": () => !this.#closed && !this.#turned && void this.#turn(),
      1: grade(1), 2: grade(2), 3: grade(3), 4: grade(4),
      u: () => !this.#closed && void this.#undo(),
      Escape: () => !this.#closed && this.#listener.ended(this.#session),
    });
  }

  begin(): void {
    void this.#show();
  }

  /** Listen to nothing any more. */
  close(): void {
    this.#closed = true;
    this.#turned = false;
  }

  get #question(): Question | undefined {
    return this.#questions.get(this.#session.waiting[0] ?? "");
  }

  async #show(): Promise<void> {
    await this.#skip();
    this.#listener.moved(this.#session);
    const question = this.#question;
    if (!question) return this.#listener.ended(this.#session);
    this.#turned = false;
    this.#since = Date.now();
    const [{ settings }, card] = await Promise.all([
      this.#site.store.look([]),
      answerOf(this.#site, question).catch(() => undefined),
    ]);
    const title = question.title ?? card?.title ?? "这个追问没有加载出来，联网后再试。";
    this.element.replaceChildren(
      ...front(question, title, this.#names, this.#progress, settings.timer, {
        turn: () => this.#turn(),
        undo: this.#past.length > 0 ? () => this.#undo() : undefined,
        leave: () => this.#listener.ended(this.#session),
      }),
    );
    this.element.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
    scrollTo({ top: 0 });
  }

  get #progress(): string {
    return `${this.#session.done + 1} / ${total(this.#session)}`;
  }

  /** Leave out what has left the site, and what another page has asked meanwhile. */
  async #skip(): Promise<void> {
    while (this.#session.waiting.length > 0) {
      const id = this.#session.waiting[0] ?? "";
      const card = (await this.#site.store.look([id])).cards.get(id);
      if (this.#questions.has(id) && (!card?.memory || due(card, Date.now()))) return;
      this.#session = skipped(this.#session);
    }
  }

  async #turn(): Promise<void> {
    const question = this.#question;
    if (!question || this.#turned) return;
    this.#turned = true;
    const [answer, held] = await Promise.all([
      answerOf(this.#site, question).catch(() => undefined),
      this.#site.store.look([question.id]),
    ]);
    const card: Card = held.cards.get(question.id) ?? { id: question.id };
    const last = this.element.lastElementChild;
    last?.replaceWith(...back(this.#site, question, answer, card, (grade) => void this.#grade(grade)));
  }

  async #grade(grade: Grade): Promise<void> {
    const question = this.#question;
    if (!question || this.#busy || this.#closed) return;
    this.#busy = true;
    const time = Date.now();
    const review: Review = { id: question.id, time, grade, ms: taken(this.#since, time), source: "review" };
    const done = await this.#site.store.change(graded(review), [question.id]);
    this.#past.push({ review: done.log?.[0] ?? review, session: this.#session });
    this.#session = passed(this.#session, grade, done.cards?.[0]?.memory?.due ?? time, time);
    this.#busy = false;
    void keep();
    await this.#show();
  }

  async #undo(): Promise<void> {
    const last = this.#past.pop();
    if (!last || this.#busy) return;
    await this.#site.store.change(undone(last.review), [last.review.id]);
    this.#session = last.session;
    await this.#show();
  }
}
