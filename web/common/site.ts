/** The site that a script runs in, and what its scripts share: one name among the globals, `handbook`. */

import type { Study } from "../study.ts";
import type { Store } from "../store/store.ts";
import type { Manifest, Said } from "../quiz/data.ts";
import type { Answer, Bank, Told } from "./questions.ts";
import { whole } from "./questions.ts";

interface Shared {
  /** From `assets/study/questions.js`. */
  questions?: Omit<Bank, "questions"> & { questions: Told[] };
  /** From `assets/study/cards/`. */
  cards?: Record<string, Answer>;
  /** From `assets/study/quiz.js`. */
  quiz?: Said;
  /** From `assets/study/quiz/`. */
  manifests?: Record<string, Manifest>;
  /** From `assets/study/version.js`. */
  version?: { commit: string };
  /** From the script of every page. */
  site?: Site;
  /** From the script of the pages where one studies. */
  study?: Study;
}

declare global {
  var handbook: Shared | undefined;
}

export interface Site {
  root: URL;
  store: Store;
  /** The address of the script for whoever studies. */
  script: string;
  /** Old names of questions, with the new ones. */
  renamed: Readonly<Record<string, string>>;
  /** The address of 复习. */
  review: string;
  /** The address of 题库. */
  list: string;
}

export function shared(): Shared {
  globalThis.handbook ??= {};
  return globalThis.handbook;
}

/** An address of the site, from its root. */
export function address(site: Site, path: string): string {
  return new URL(path, site.root).href;
}

const loading = new Map<string, Promise<void>>();

/** Run a classic script of the site, once; a page from a folder can load nothing else. */
export function load(url: string): Promise<void> {
  let running = loading.get(url);
  if (!running) {
    running = new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = url;
      script.onload = () => resolve();
      script.onerror = () => {
        loading.delete(url);
        script.remove();
        reject(new Error(`${url} cannot be loaded`));
      };
      document.head.append(script);
    });
    loading.set(url, running);
  }
  return running;
}

let bank: Bank | undefined;

/** All questions of the site. */
export async function questions(site: Site): Promise<Bank> {
  if (!shared().questions) await load(address(site, "assets/study/questions.js"));
  const said = shared().questions;
  if (!said) throw new Error("questions.js says nothing");
  bank ??= { ...said, questions: whole(said.questions) };
  return bank;
}

/** What only those need who study. */
export async function study(site: Site): Promise<Study> {
  if (!shared().study) await load(site.script);
  const found = shared().study;
  if (!found) throw new Error(`${site.script} says nothing`);
  return found;
}
