/** What is right of a guess at a manifest, and the words for it: pure. */

import type { Manifest } from "./data.ts";

/** A guess: taken or refused, and then at which line; 0 for no idea. */
export interface Guess {
  taken: boolean;
  line?: number;
}

/** `half`: refused it is, but at another line. */
export type Outcome = "right" | "half" | "wrong";

export function outcome(manifest: Manifest, guess: Guess): Outcome {
  if (guess.taken !== manifest.taken) return "wrong";
  return manifest.taken || (manifest.lines ?? []).includes(guess.line ?? 0) ? "right" : "half";
}

/** The lines at which the engine points; of `lines` the others can be meant as well. */
export function pointed(manifest: Manifest): number[] {
  return (manifest.found ?? []).filter(({ refused }) => refused).map(({ line }) => line);
}

/** The first sentence on the other side. */
export function told(manifest: Manifest, guess: Guess): string {
  const what = outcome(manifest, guess);
  const lines = pointed(manifest);
  const line = lines[0];
  if (what === "right" && manifest.taken) return "对，会收。";
  if (what === "right" && !lines.includes(guess.line ?? 0)) return `对，不会收；第 ${guess.line} 行也算，引擎指的是第 ${line} 行。`;
  if (what === "right") return `对，不会收，错在第 ${guess.line} 行。`;
  if (what === "half") return `不会收，说对了；错在第 ${line} 行。`;
  return manifest.taken ? "不对，会收。" : `不对，不会收：错在第 ${line} 行。`;
}
