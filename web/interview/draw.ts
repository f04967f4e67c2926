/** Which questions make a paper. `src/studybook/study/interview/draw.py` says how, and does the same. */

import { chance, shuffled, weighted } from "../common/chance.ts";
import type { Bank, Question } from "../common/questions.ts";

export interface Wish {
  level: string;
  /** None means all. */
  topics: ReadonlySet<string>;
  count: number;
  minutes: number;
  seed: number;
}

/** A question of the paper, with what follows it. */
export interface Asked {
  question: Question;
  followUps: Question[];
}

const LEVELS = ["junior", "senior", "expert"];
const EASIER = 4;
const LIKELIER = 3;
const FAR = 3;
const MOST = 4;

interface Page extends Asked {
  frequency: number;
}

export function possible(bank: Bank, wish: Wish): number {
  const [own, easier] = fitting(bank, wish);
  return own.length + easier.length;
}

/** The paper, with fewer questions where there are not so many. */
export function drawn(bank: Bank, wish: Wish): Asked[] {
  const [own, easier] = fitting(bank, wish);
  const count = Math.min(wish.count, own.length + easier.length);
  const few = Math.min(easier.length, Math.max(Math.floor(count / EASIER), count - own.length));
  const next = chance(wish.seed);
  const times = new Map<string, number>();
  const chosen: Page[] = [];
  for (const [pool, soMany] of [[easier, few], [own, count - few]] as const) {
    for (let turn = 0; turn < soMany; turn++) {
      const [page] = pool.splice(place(pool, wish, times, next), 1);
      if (!page) continue;
      chosen.push(page);
      for (const topic of page.question.topics) times.set(topic, (times.get(topic) ?? 0) + 1);
    }
  }
  return chosen.map(({ question, followUps }) => ({ question, followUps: follow(followUps, wish, next) }));
}

/** How many follow-ups a question has time for. */
export function followUpsEach({ minutes, count }: Wish): number {
  return Math.min(MOST, Math.max(1, Math.floor(minutes / count) - 1));
}

/** A sign of what is in a paper: whoever reads the same has the same, from the same state of the site. */
export function sign(paper: readonly Asked[]): string {
  const ids = paper.flatMap(({ question, followUps }) => [question, ...followUps]).map(({ id }) => id);
  let value = 0x811c9dc5;
  for (const unit of new TextEncoder().encode(ids.join(" "))) value = Math.imul(value ^ unit, 0x01000193) >>> 0;
  return value.toString(16).padStart(8, "0").slice(0, 4);
}

/** Questions of the level, and those of the level below that lead up to it. */
function fitting(bank: Bank, { level, topics }: Wish): [own: Page[], easier: Page[]] {
  const pages = new Map<string, Page>();
  for (const question of bank.questions) {
    if (question.kind === "page") pages.set(question.id, { question, followUps: [], frequency: question.frequency ?? 0 });
    else pages.get(question.page)?.followUps.push(question);
  }
  const wished = [...pages.values()].filter(({ question }) => topics.size === 0 || question.topics.some((topic) => topics.has(topic)));
  wished.sort((one, other) => (one.question.id < other.question.id ? -1 : 1));
  const below = LEVELS[LEVELS.indexOf(level) - 1];
  return [
    wished.filter(({ question }) => question.level === level),
    wished.filter(({ question, followUps }) => question.level === below && followUps.some((each) => each.level === level)),
  ];
}

function place(pool: readonly Page[], { topics }: Wish, times: ReadonlyMap<string, number>, next: () => number): number {
  const turns = pool.map(({ question }) => {
    const wished = question.topics.filter((topic) => topics.size === 0 || topics.has(topic));
    return Math.min(...wished.map((topic) => times.get(topic) ?? 0));
  });
  const fewest = Math.min(...turns);
  const rarer = turns.map((turn) => 4 ** Math.max(0, FAR - (turn - fewest)));
  return weighted(pool.map(({ frequency }, index) => (frequency + LIKELIER) * (rarer[index] ?? 1)), next);
}

function follow(followUps: readonly Question[], wish: Wish, next: () => number): Question[] {
  const any = shuffled(followUps.toSorted((one, other) => (one.id < other.id ? -1 : 1)), next);
  const at = (step: number): Question[] => any.filter(({ level }) => LEVELS.indexOf(level) - LEVELS.indexOf(wish.level) === step);
  const taken = [...at(0), ...at(-1), ...at(1).slice(0, 1)].slice(0, followUpsEach(wish));
  return followUps.filter((each) => taken.includes(each));
}
