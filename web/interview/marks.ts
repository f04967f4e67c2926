/** What was ticked, as a result, and what is kept of it. */

import type { Site } from "../common/site.ts";
import { taken } from "../page/grades.ts";
import { answered } from "../store/deeds.ts";
import { keep } from "../store/persistence.ts";
import type { Sitting } from "./kept.ts";
import type { Cards, Paper } from "./paper.ts";
import type { Result } from "./result.ts";
import { enough, result } from "./result.ts";

export function resultOf({ asked }: Paper, cards: Cards, { reached, ticks }: Sitting): Result {
  const of = (id: string): { got: number; all: number } => {
    const all = cards.get(id)?.points?.length ?? 0;
    return { got: (ticks[id] ?? []).filter((tick) => tick < all).length, all }; // an answer may have become shorter
  };
  return result(asked, { reached: new Set(Object.keys(reached)), of });
}

/** Each that was asked is kept as an answer; less than enough is a review of the question, once a day. */
export async function keepMarks({ store }: Site, { marked }: Result, { reached }: Sitting, time: number): Promise<void> {
  for (const mark of marked) {
    const { id } = mark.question;
    await store.change(answered({ id, time, right: enough(mark), ms: taken(0, reached[id] ?? 0) }, id), [id]);
  }
  void keep();
}
