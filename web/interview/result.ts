/** What a marked paper comes to: pure. */

import type { Question } from "../common/questions.ts";
import type { Asked } from "./draw.ts";

/** Of a hundred points so many are enough. */
export const ENOUGH = 60;

/** How many key points of how many. */
export interface Score {
  got: number;
  all: number;
}

/** A question or a follow-up that was asked. */
export interface Marked extends Score {
  question: Question;
}

export interface Result extends Score {
  /** By question of the paper, with its follow-ups; those that were not asked have no points. */
  questions: { asked: Asked; score: Score; reached: boolean }[];
  marked: Marked[];
  /** What was not asked in time. */
  missed: number;
  /** Topics with less than what is enough, the weakest first. */
  weak: (Score & { topic: string })[];
  /** Questions and follow-ups with less than what is enough. */
  again: Marked[];
}

export interface Marks {
  /** Ids that were asked. */
  reached: ReadonlySet<string>;
  /** How many points there are of a question, and how many were ticked. */
  of(id: string): Score;
}

export function result(paper: readonly Asked[], { reached, of }: Marks): Result {
  const questions = paper.map((asked) => {
    const all = [asked.question, ...asked.followUps];
    return { asked, score: sum(all.map(({ id }) => counted(of(id), reached.has(id)))), reached: reached.has(asked.question.id) };
  });
  const all = paper.flatMap(({ question, followUps }) => [question, ...followUps]);
  const marked = all.filter(({ id }) => reached.has(id)).map((question) => ({ question, ...of(question.id) }));
  return {
    ...sum(questions.map(({ score }) => score)),
    questions,
    marked,
    missed: all.length - marked.length,
    weak: weak(marked),
    again: marked.filter((each) => !enough(each)),
  };
}

export function share({ got, all }: Score): number {
  return all > 0 ? Math.round((100 * got) / all) : 0;
}

export function enough({ got, all }: Score): boolean {
  return got * 100 >= all * ENOUGH;
}

function counted({ got, all }: Score, reached: boolean): Score {
  return { got: reached ? got : 0, all };
}

function sum(scores: readonly Score[]): Score {
  return scores.reduce((one, other) => ({ got: one.got + other.got, all: one.all + other.all }), { got: 0, all: 0 });
}

function weak(marked: readonly Marked[]): Result["weak"] {
  const topics = [...new Set(marked.flatMap(({ question }) => question.topics))];
  const scores = topics.map((topic) => ({ topic, ...sum(marked.filter(({ question }) => question.topics.includes(topic))) }));
  return scores.filter((score) => !enough(score)).sort((one, other) => one.got / one.all - other.got / other.all);
}
