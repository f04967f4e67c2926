/** The paper as it is printed: the questions, and on a page of their own the key points to mark them by. */

import { make, prose } from "../common/dom.ts";
import type { Question } from "../common/questions.ts";
import type { Asked } from "./draw.ts";
import type { Cards, Paper } from "./paper.ts";
import { counted, parts } from "./paper.ts";
import { inWords } from "./wish.ts";

/** Make it question by question, so that nobody waits for what is seen on paper only, and show it when it is whole. */
export async function fill(place: HTMLElement, paper: Paper, cards: Cards, isWanted: () => boolean): Promise<void> {
  const { wish, sign, bank, asked } = paper;
  const { level, topics } = inWords(wish, bank);
  const title = (id: string): (HTMLElement | string)[] => prose(cards.get(id)?.title ?? "");
  const said = `${level} · ${topics} · ${wish.minutes} 分钟 · ${counted(paper)} · ${wish.seed} 号卷，校验码 ${sign}`;
  const questions = make("ol");
  const keys = make("ol");
  const sections = [
    make(
      "section",
      { class: "interview-questions" },
      make("p", { class: "study-meta" }, said),
      make("p", { class: "interview-who" }, "姓名 ", blank(), " 日期 ", blank(), " 得分 ", blank()),
      questions,
    ),
    make(
      "section",
      { class: "interview-key" },
      make("h2", {}, "评分要点"),
      make("p", { class: "study-meta" }, `${said}。答到一点记一点，要点答到六成算过。`),
      keys,
    ),
  ];
  for (const each of asked) {
    await new Promise((done) => setTimeout(done));
    if (!isWanted()) return;
    questions.append(question(each, title));
    keys.append(make("li", {}, ...parts(each).map((part, index) => key(part, index, cards, title))));
  }
  place.replaceChildren(...sections);
}

function question({ question, followUps }: Asked, title: (id: string) => (HTMLElement | string)[]): HTMLElement {
  const rows = followUps.map(({ id }) => make("li", {}, ...title(id)));
  return make("li", {}, make("p", {}, make("b", {}, ...title(question.id))), make("ul", {}, ...rows));
}

function key({ id }: Question, index: number, cards: Cards, title: (id: string) => (HTMLElement | string)[]): HTMLElement {
  const points = cards.get(id)?.points ?? [];
  const head = make("p", {}, index > 0 && "追问：", make("b", {}, ...title(id)), ` ____ / ${points.length}`);
  return make("div", {}, head, make("ul", {}, ...points.map((point) => make("li", {}, ...prose(point)))));
}

function blank(): HTMLElement {
  return make("span", { class: "interview-blank" });
}
