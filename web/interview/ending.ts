/** The result sheet: how much of it, what is weak, what to look at again. */

import { button, make, prose } from "../common/dom.ts";
import type { Site } from "../common/site.ts";
import { address } from "../common/site.ts";
import * as clock from "./clock.ts";
import type { Sitting } from "./kept.ts";
import type { Cards, Paper } from "./paper.ts";
import { inWords } from "./wish.ts";
import type { Marked, Result, Score } from "./result.ts";
import { ENOUGH, enough, share } from "./result.ts";

interface Actions {
  /** The same kind, another paper. */
  again(): unknown;
  choose(): unknown;
  print(): unknown;
}

export function ending(site: Site, paper: Paper, cards: Cards, sitting: Sitting, found: Result, actions: Actions): HTMLElement {
  const title = (id: string): (HTMLElement | string)[] => prose(cards.get(id)?.title ?? "");
  return make(
    "section",
    { class: "quiz-ending interview-ending", "aria-label": "结果" },
    make("p", { class: "study-today", role: "status" }, `${share(found)} 分：${found.all} 个要点答到 ${found.got} 个`),
    make("p", { class: "study-meta" }, about(paper, sitting, found)),
    make(
      "div",
      { class: "study-line" },
      button("md-button md-button--primary", "再面一场", actions.again),
      button("md-button", "换个范围", actions.choose),
      make("a", { class: "md-button", href: site.review }, "去复习"),
      button("md-button", "打印结果", actions.print),
    ),
    make("h2", {}, "各题"),
    make("ol", { class: "interview-scores" }, ...found.questions.map(({ asked, score, reached }) => {
      const href = address(site, asked.question.url);
      return make("li", {}, make("a", { href }, ...title(asked.question.id)), bar(score, reached));
    })),
    ...weak(site, paper, found),
    ...again(site, found, title),
  );
}

function about({ wish, sign, bank }: Paper, sitting: Sitting, { missed, marked }: Result): string {
  const { level, topics } = inWords(wish, bank);
  const time = clock.said(clock.spent(sitting.clock, 0));
  const left = missed > 0 ? `，${missed} 问没有问到，按没答算` : "";
  return `${level} · ${topics} · 用时 ${time}，限 ${wish.minutes} 分钟 · 问了 ${marked.length} 问${left} · ${wish.seed} 号卷，校验码 ${sign}`;
}

function bar(score: Score, reached: boolean): HTMLElement {
  const filled = make("i");
  filled.style.setProperty("--known", String(score.all > 0 ? score.got / score.all : 0));
  const words = reached ? `${score.got} / ${score.all}` : "没问到";
  return make("span", { class: "study-progress" }, make("span", { class: "study-bar", "aria-hidden": "true" }, filled, make("i")), make("span", { class: "study-numbers" }, words));
}

function weak(site: Site, { bank }: Paper, found: Result): HTMLElement[] {
  if (found.weak.length === 0) return [make("p", {}, `问到的每个主题都有 ${ENOUGH} 分以上。`)];
  const rows = found.weak.map((score) => {
    const name = bank.topics.find(({ id }) => id === score.topic)?.name ?? score.topic;
    const href = `${site.list}?topic=${score.topic}`;
    return make("li", {}, make("a", { href }, name), bar(score, true));
  });
  return [make("h2", {}, "薄弱的主题"), make("ul", { class: "interview-scores" }, ...rows)];
}

function again(site: Site, { again, marked }: Result, title: (id: string) => (HTMLElement | string)[]): HTMLElement[] {
  if (again.length === 0) return [make("p", {}, marked.length > 0 && marked.every(enough) ? "没有要重看的题。" : "")];
  const row = ({ question }: Marked): HTMLElement => make("li", {}, make("a", { href: address(site, question.url) }, ...title(question.id)));
  const told = make("p", {}, "不到六成的，已经排进今天的", make("a", { href: site.review }, "复习"), "：");
  return [make("h2", {}, "再看一遍"), told, make("ul", {}, ...again.map(row))];
}
