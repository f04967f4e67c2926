/** Files from the host, several at a time, into the store. */

import type { Listed } from "../messages.ts";
import { keep } from "./store.ts";
import { scope } from "./told.ts";

const LANES = 6;

/** Fetch and keep files, in their order; ends at the first failure, with `ending` aborted. Those the host has no more. */
export async function fetchAll(
  files: readonly Listed[],
  ending: AbortController,
  kept: (file: Listed) => void,
): Promise<string[]> {
  const { signal } = ending;
  const waiting = files.values();
  const gone: string[] = [];
  const lane = async (): Promise<void> => {
    for (const file of waiting) {
      signal.throwIfAborted();
      const answer = await fetch(scope + file[0], { cache: "no-cache", signal });
      if (!answer.ok) gone.push(file[0]);
      else if (!(await keep(file[0], answer))) throw new TypeError(`${file[0]}: somebody else has answered`);
      kept(file);
    }
  };
  try {
    await Promise.all(Array.from({ length: LANES }, lane));
  } catch (error) {
    ending.abort(error);
    throw error;
  }
  return gone;
}

export interface List {
  build: string;
  files: Listed[];
}

/** What there is of the site by now. */
export async function listed(signal?: AbortSignal): Promise<List> {
  const answer = await fetch(`${scope}offline.json`, { cache: "no-cache", signal: signal ?? null });
  if (!answer.ok) throw new TypeError(`offline.json: ${answer.status}`);
  return (await answer.json()) as List;
}
