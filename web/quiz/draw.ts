/** Which are asked, by a seed: what was wrong or never asked comes first, and nothing beside what tells its answer. */

import { chance, shuffled } from "../common/chance.ts";
import type { Answer } from "../store/records.ts";
import type { Entry, Kind } from "./data.ts";

export const TOGETHER = 10;
export const KINDS: readonly [Kind, string][] = [
  ["manifest", "清单"],
  ["choice", "选择题"],
  ["ordering", "排序题"],
];

/** What a reader wishes to be asked: of each the chosen ones, none chosen means all. */
export interface Wish {
  kinds: ReadonlySet<string>;
  topics: ReadonlySet<string>;
}

export function wished(all: readonly Entry[], { kinds, topics }: Wish): Entry[] {
  const fits = (entry: Entry): boolean => topics.size === 0 || entry.topics.some((topic) => topics.has(topic));
  return all.filter((entry) => (kinds.size === 0 || kinds.has(entry.kind)) && fits(entry));
}

/** A round; of manifests and of items about as many, as far as there are. */
export function drawn(all: readonly Entry[], answers: readonly Answer[], seed: number, count = TOGETHER): Entry[] {
  const next = chance(seed);
  const waiting = ordered(all, answers, next);
  const manifests = apart(waiting.filter(({ kind }) => kind === "manifest"));
  const items = waiting.filter(({ kind }) => kind !== "manifest");
  const few = Math.min(manifests.length, Math.max(Math.ceil(count / 2), count - items.length));
  return shuffled([...manifests.slice(0, few), ...items.slice(0, count - few)], next);
}

/** Wrong when last asked, or never asked; then what was right, the longest ago first. */
function ordered(all: readonly Entry[], answers: readonly Answer[], next: () => number): Entry[] {
  const last = new Map(answers.map((answer) => [answer.id, answer]));
  const known = (entry: Entry): number => {
    const answer = last.get(entry.id);
    return answer?.right ? answer.time : 0;
  };
  return shuffled(all, next).toSorted((one, other) => known(one) - known(other));
}

/** Without a manifest beside the same one mended, or beside the same edit of another kind. */
function apart(entries: readonly Entry[]): Entry[] {
  const seen = new Set<string>();
  return entries.filter(({ id }) => {
    const base = id.split("/").slice(0, 2).join("/");
    const key = id.startsWith("page/") ? id : base;
    return !seen.has(key) && seen.add(key);
  });
}
