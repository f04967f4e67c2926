/** On every page: what helps to read it, its question, if it has one, and what the reader knows where a page shows that. */

import { openQuestion } from "./page/question.ts";
import { showEntry } from "./page/entry.ts";
import { showProgress } from "./page/progress.ts";
import { openReading } from "./reading/reading.ts";
import { databaseOf, rootOf } from "./common/place.ts";
import { all, one } from "./common/dom.ts";
import type { Site } from "./common/site.ts";
import { load, shared, study } from "./common/site.ts";
import { Store } from "./store/store.ts";
import { openDiagrams } from "./viewing/diagrams.ts";
import { watchWide } from "./viewing/wide.ts";

function start(script: HTMLOrSVGScriptElement): void {
  const root = rootOf(script);
  const site: Site = {
    root,
    store: new Store(databaseOf(root)),
    script: linked(script, "study"),
    renamed: JSON.parse(script.dataset["renamed"] ?? "{}"),
    review: linked(script, "review"),
    list: linked(script, "list"),
  };
  shared().site = site;
  openReading();
  openDiagrams();
  watchWide(root);
  const heading = one("h1[data-question]");
  if (heading) openQuestion(site, heading);
  if (all("[data-progress]").length > 0) showProgress(site).catch(without);
  for (const place of all("[data-study-entry]")) showEntry(site, place).catch(without);
  follow(site).catch(without);
  if (script.dataset["offline"]) whenIdle(() => load(linked(script, "offline")).catch(without));
}

/** Not before the page stands and nothing else wants to run. */
function whenIdle(run: () => void): void {
  const soon = (): unknown => (globalThis.requestIdleCallback ?? setTimeout)(run);
  if (document.readyState === "complete") soon();
  else addEventListener("load", soon);
}

function linked(script: HTMLOrSVGScriptElement, name: string): string {
  return new URL(script.dataset[name] ?? "", location.href).href;
}

/** A page whose further scripts cannot be loaded just now stays as it is. */
function without(): void {}

/** What was kept under an old name of a question goes on under the new one. */
async function follow(site: Site): Promise<void> {
  const old = Object.keys(site.renamed);
  if (old.length === 0) return;
  const held = await site.store.look(old);
  if (held.cards.size === 0 && held.log.length === 0 && held.answers.length === 0) return;
  const { moved } = await study(site);
  await site.store.change(moved(site.renamed));
}

if (document.currentScript) start(document.currentScript);
