/** A paper with all that is needed to ask it: what is asked and answered stands on cards. */

import type { Answer, Bank, Question } from "../common/questions.ts";
import type { Site } from "../common/site.ts";
import { answerOf } from "../review/answer.ts";
import type { Asked, Wish } from "./draw.ts";
import { drawn, sign } from "./draw.ts";
import { inWords } from "./wish.ts";

export interface Paper {
  wish: Wish;
  asked: readonly Asked[];
  /** See `sign` of `draw.ts`. */
  sign: string;
  /** How the things are called that it is about. */
  bank: Bank;
}

/** The cards of its questions, by id. */
export type Cards = ReadonlyMap<string, Answer>;

export function paperOf(bank: Bank, wish: Wish): Paper {
  const asked = drawn(bank, wish);
  return { wish, asked, sign: sign(asked), bank };
}

/** A question and its follow-ups. */
export function parts({ question, followUps }: Asked): Question[] {
  return [question, ...followUps];
}

/** All cards of a paper; raises what the browser says where one does not come. */
export async function cardsOf(site: Site, { asked }: Paper): Promise<Cards> {
  const wanted = asked.flatMap(parts);
  const found = await Promise.all(wanted.map(async (question) => [question.id, await answerOf(site, question)] as const));
  const missing = found.find(([, card]) => !card);
  if (missing) throw new Error(`${missing[0]} has no card`);
  return new Map(found.flatMap(([id, card]) => (card ? [[id, card]] : [])));
}

/** Level and topics of a question, as they stand above it. */
export function about(question: Question, bank: Bank): string {
  const names = bank.topics.filter(({ id }) => question.topics.includes(id)).map(({ name }) => name);
  return [inWords({ ...question, topics: new Set() }, bank).level, ...names].join(" · ");
}

/** How often something is there, as in 12 题、24 个追问. */
export function counted({ asked }: Paper): string {
  const followUps = asked.reduce((sum, each) => sum + each.followUps.length, 0);
  return `${asked.length} 题、${followUps} 个追问`;
}
