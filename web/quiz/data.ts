/** What there is to be asked: manifests with the verdict of the engine, and the items of the pages. */

import type { Site } from "../common/site.ts";
import { address, load, shared } from "../common/site.ts";

/** `assets/study/quiz.js`. */
export interface Said {
  /** The versions of Kubernetes that the verdicts are about, in words. */
  versions: string;
  /** Ids and names. */
  topics: [id: string, name: string][];
  levels: [id: string, name: string][];
  /** Id, the number of the file that has it, topics. */
  manifests: [id: string, file: number, ...topics: string[]][];
  /** Id, kind, the question of its page, level, topics; what is asked stands on its card. */
  items: [id: string, kind: "choice" | "ordering", page: string, level: string, ...topics: string[]][];
}

/** A sentence of the engine. */
export interface Found {
  line: number;
  field?: string;
  text: string;
  /** Else it is only a warning. */
  refused: boolean;
  /** What its rule is about, and where the page of that is. */
  rule: string;
  url?: string;
}

/** A manifest, from `assets/study/quiz/`. */
export interface Manifest {
  text: string;
  /** Whether the API server takes it. */
  taken: boolean;
  /** Lines that are right as the place of the mistake. */
  lines?: number[];
  found?: Found[];
  /** How it becomes right: a sign (blank, - or +) and a line; both empty where something is left out. */
  changes?: [sign: string, line: string][];
  why?: string;
  source?: string;
  /** The question that tells more. */
  question?: string;
  /** The rule that it keeps, and where the page of that is. */
  about?: [rule: string, url: string];
}

export type Kind = "manifest" | "choice" | "ordering";

/** Something to be asked. */
export interface Entry {
  id: string;
  kind: Kind;
  topics: string[];
  /** Of a manifest the number of its file. */
  file?: number;
  /** Of an item the question of its page, and who is asked. */
  page?: string;
  level?: string;
}

export async function said(site: Site): Promise<Said> {
  if (!shared().quiz) await load(address(site, "assets/study/quiz.js"));
  const found = shared().quiz;
  if (!found) throw new Error("quiz.js says nothing");
  return found;
}

export function entries({ manifests, items }: Said): Entry[] {
  return [
    ...manifests.map(([id, file, ...topics]): Entry => ({ id, kind: "manifest", topics, file })),
    ...items.map(([id, kind, page, level, ...topics]): Entry => ({ id, kind, topics, page, level })),
  ];
}

export async function manifestOf(site: Site, entry: Entry): Promise<Manifest | undefined> {
  if (!shared().manifests?.[entry.id]) await load(address(site, `assets/study/quiz/${entry.file}.js`));
  return shared().manifests?.[entry.id];
}
