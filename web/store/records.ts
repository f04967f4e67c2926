/** What is kept of a reader: a log of reviews, and for each question what follows from it. */

/** 没想起, 勉强, 想起, 很熟. */
export type Grade = 1 | 2 | 3 | 4;

export type Source = "page" | "review" | "quiz";

/** One answer that a reader has graded; everything else follows from these. */
export interface Review {
  id: string;
  /** Milliseconds since 1970. */
  time: number;
  grade: Grade;
  /** How long it took. */
  ms: number;
  source: Source;
}

/** An item of the quiz that a reader has answered. What a wrong answer says of a question is a review of that. */
export interface Answer {
  /** Of an item of a page its id, of a manifest a path such as `rule/unknown-field`. */
  id: string;
  time: number;
  right: boolean;
  ms: number;
}

/** What FSRS knows of a question, with times as numbers. */
export interface Memory {
  due: number;
  stability: number;
  difficulty: number;
  scheduled_days: number;
  learning_steps: number;
  reps: number;
  lapses: number;
  /** 0 new, 1 learning, 2 review, 3 relearning. */
  state: 0 | 1 | 2 | 3;
  last_review: number;
}

export interface Card {
  id: string;
  /** When a reader wished to be asked this. */
  added?: number;
  /** Since when it is a favourite. */
  favourite?: number;
  memory?: Memory;
  /** The grade of the last review. */
  last?: Grade;
}

export interface Settings {
  /** 先想再看: answers are hidden until one asks. */
  questionFirst: boolean;
  newPerDay: number;
  /** Half a minute to think. */
  timer: boolean;
  /** When the last export was made; 0 for never. */
  exported: number;
}

export const SETTINGS: Readonly<Settings> = { questionFirst: false, newPerDay: 10, timer: false, exported: 0 };

/** All that is kept, or that of some questions. */
export interface Held {
  cards: Map<string, Card>;
  /** In the order of time. */
  log: Review[];
  /** In the order of time. */
  answers: Answer[];
  settings: Settings;
}

/** What becomes different; a change is made as a whole or not at all. */
export interface Change {
  cards?: Card[];
  log?: Review[];
  answers?: Answer[];
  settings?: Partial<Settings>;
  /** Cards that go. */
  gone?: string[];
  /** Reviews that go. */
  struck?: Pick<Review, "id" | "time">[];
  /** Answers that go. */
  unanswered?: Pick<Answer, "id" | "time">[];
  /** Everything goes before the rest is done. */
  erased?: boolean;
}

export function nothing(): Held {
  return { cards: new Map(), log: [], answers: [], settings: { ...SETTINGS } };
}

export function inTime<Told extends { time: number }>(log: Iterable<Told>): Told[] {
  return [...log].sort((one, other) => one.time - other.time);
}
