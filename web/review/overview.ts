/** Before a sitting: what is due, what comes, how far one is in each topic, what needs work. */

import { bar } from "../page/progress.ts";
import { nextDay } from "../schedule/days.ts";
import { progress, weak } from "../schedule/states.ts";
import { minutes, today } from "../schedule/today.ts";
import { button, make } from "../common/dom.ts";
import type { Answer, Bank, Question } from "../common/questions.ts";
import type { Site } from "../common/site.ts";
import { address } from "../common/site.ts";
import type { Held } from "../store/records.ts";
import { answerOf } from "./answer.ts";

const MONTH = 30 * 86_400_000;
const WEAK = 8;
const MORE = 5;

interface Actions {
  start(): unknown;
  more(count: number): unknown;
}

/** `left`: how many questions a sitting that was left still has. */
export function overview(site: Site, bank: Bank, held: Held, left: number, actions: Actions): HTMLElement {
  return make("div", {}, plan(site, bank, held, left, actions), known(site, bank, held), ...work(site, bank, held));
}

function plan(site: Site, bank: Bank, held: Held, left: number, { start, more }: Actions): HTMLElement {
  const now = Date.now();
  const { due, fresh } = today(bank, held, now);
  const count = left || due.length + fresh.length;
  const time = `约 ${minutes(count, held.log)} 分钟`;
  const said = left ? `上次还剩 ${left} 题，${time}` : `到期 ${due.length} 题，新题 ${fresh.length} 题，${time}`;
  const begin = count > 0
    ? [make("p", { class: "study-today" }, said), button("md-button md-button--primary", left ? "继续" : "开始", start)]
    : [
        make("p", { class: "study-today" }, "今天没有要复习的题。"),
        button("md-button", `再学 ${MORE} 道新题`, () => more(MORE)),
      ];
  const list = make("a", { class: "md-button", href: site.list }, "去题库挑题");
  return make("section", { class: "study-plan" }, ...begin, list, make("p", { class: "study-meta" }, coming(bank, held, now)));
}

/** How many come back in the next days. */
function coming(bank: Bank, held: Held, now: number): string {
  const ids = new Set(bank.questions.map(({ id }) => id));
  const dues = [...held.cards.values()].filter(({ id, memory }) => memory && ids.has(id)).map(({ memory }) => memory?.due ?? 0);
  const [tomorrow, after] = [nextDay(now), nextDay(nextDay(now))];
  const week = tomorrow + 7 * 86_400_000;
  const between = (from: number, to: number): number => dues.filter((time) => time >= from && time < to).length;
  const later = between(tomorrow, week);
  if (later === 0) return "";
  return `明天到期 ${between(tomorrow, after)} 题，七天内 ${later} 题`;
}

function known(site: Site, bank: Bank, held: Held): HTMLElement {
  const rows = bank.topics.map(({ id, name }) => {
    const ids = bank.questions.filter(({ topics }) => topics.includes(id)).map((question) => question.id);
    const link = make("a", { href: `${site.list}?topic=${id}` }, name);
    return make("li", {}, link, bar(progress(ids, held.cards)));
  });
  const title = make("h2", { id: "study-known" }, "掌握情况");
  const list = make("ul", { class: "study-topics" }, ...rows);
  return make("section", { "aria-labelledby": title.id }, title, make("p", {}, summary(bank, held)), list);
}

function summary(bank: Bank, held: Held): string {
  const whole = progress(bank.questions.map(({ id }) => id), held.cards);
  const recent = held.log.filter(({ time, source }) => source !== "quiz" && time > Date.now() - MONTH);
  const right = recent.filter(({ grade }) => grade > 1).length;
  const rate = recent.length > 0 ? `近 30 天复习 ${recent.length} 次，想起 ${share(right, recent.length)}。` : "";
  return `共 ${whole.all} 题，已掌握 ${whole.known} 题，在学 ${whole.learning} 题。${rate}${tested(bank, held)}`;
}

/** A link to a question; what a follow-up asks stands on its card. */
function titled(site: Site, bank: Bank, question: Question): HTMLElement {
  const page = bank.questions.find(({ id }) => id === question.page)?.title;
  const link = make("a", { href: address(site, question.url) }, question.title ?? `追问自“${page}”`);
  const fill = (card: Answer | undefined): void => void (card && (link.textContent = card.title));
  if (!question.title) answerOf(site, question).then(fill, () => undefined);
  return link;
}

/** Questions themselves are asked in an interview, of the quiz it is items and manifests. */
function tested(bank: Bank, { answers }: Held): string {
  const ids = new Set(bank.questions.map(({ id }) => id));
  const recent = answers.filter(({ time }) => time > Date.now() - MONTH);
  const asked = recent.filter(({ id }) => ids.has(id));
  const quiz = recent.filter(({ id }) => !ids.has(id));
  const right = (of: Held["answers"]): string => share(of.filter((answer) => answer.right).length, of.length);
  const said = quiz.length > 0 ? `测一测答了 ${quiz.length} 题，对 ${right(quiz)}。` : "";
  return asked.length > 0 ? `${said}模拟面试答了 ${asked.length} 问，过 ${right(asked)}。` : said;
}

function share(part: number, whole: number): string {
  return `${Math.round((100 * part) / whole)}%`;
}

/** The questions that need work, if there are any. */
function work(site: Site, bank: Bank, held: Held): HTMLElement[] {
  const found = bank.questions.filter(({ id }) => weak(held.cards.get(id)));
  if (found.length === 0) return [];
  const rows = found.slice(0, WEAK).map((question) => make("li", {}, titled(site, bank, question)));
  const all = found.length > WEAK && make("p", {}, make("a", { href: `${site.list}?state=weak` }, `全部 ${found.length} 题`));
  const title = make("h2", { id: "study-weak" }, "薄弱的题");
  return [make("section", { "aria-labelledby": title.id }, title, make("ul", {}, ...rows), all)];
}
