/** What is taken along: what was read, the core, the whole site; one thing after another, each begun again after a fall. */

import type { Listed, State, Whole, Why } from "../messages.ts";
import { fetchAll, listed } from "./fetching.ts";
import { pathOf, plan } from "./plan.ts";
import type { Note } from "./store.ts";
import { drop, forget, found, keep, note, noted, revisionOf, revisions } from "./store.ts";
import { scope, site } from "./told.ts";

declare const self: ServiceWorkerGlobalScope;

/** Milliseconds between two words on how far it is. */
const PAUSE = 100;

let last: Promise<unknown> = Promise.resolve();
let running: AbortController | undefined;
/** Whether the reader has asked for the whole site, which waits for what is being done. */
let isWaiting = false;
let have: [number, number] | undefined;
let why: Why | undefined;

/** Do something when everything asked for before is done. */
export function inTurn(job: () => Promise<void>): Promise<void> {
  const turn = last.then(job);
  last = turn.catch(() => {});
  return turn;
}

/** A page is open: keep what it was made of, follow an update, bring the core. */
export function settle(urls: readonly string[], save: boolean): Promise<void> {
  return inTurn(async () => {
    await keepSeen(urls);
    const before = await noted();
    if (!save && before.core !== site.build) await bringCore();
    if (before.whole === "") {
      if (!before.stopped) await follow(true); // begun some other time: the reader has asked for it
    } else if (before.build === undefined) {
      await note((now) => ({ ...now, build: site.build }));
    } else if (before.build !== site.build && !save) {
      await follow(before.whole !== undefined);
    }
  });
}

/** What a page has loaded before there was a worker; the browser mostly has it. */
async function keepSeen(urls: readonly string[]): Promise<void> {
  for (const url of urls) {
    const path = pathOf(url, scope);
    if (path === undefined || site.never.some((end) => path.endsWith(end)) || (await found(path))) continue;
    const answer = await fetch(scope + path, { cache: "force-cache" });
    if (answer.ok) await keep(path, answer);
  }
}

async function bringCore(): Promise<void> {
  const wanted: Listed[] = [];
  for (const file of site.core) if ((await revisionOf(file[0])) !== file[1]) wanted.push(file);
  await fetchAll(wanted, new AbortController(), () => {});
  await note((now) => ({ ...now, core: site.build }));
}

/** Take the whole site, or go on with that. */
export async function take(): Promise<void> {
  await note(({ stopped, ...before }) => ({ ...before, whole: before.whole ?? "" }));
  isWaiting = true;
  await tell(); // what is before it may hang on a network that says nothing
  await inTurn(async () => {
    if (isWaiting) await follow(true);
  });
}

export async function stop(): Promise<void> {
  await note((before) => ({ ...before, stopped: true }));
  isWaiting = false;
  if (running) running.abort();
  else await tell();
}

/** Nothing is here any more but what is asked for from now on. */
export async function remove(): Promise<void> {
  isWaiting = false;
  running?.abort();
  await inTurn(async () => {
    await forget(true);
    await note(() => ({ build: site.build }));
    have = why = undefined;
    await tell();
  });
}

/** Bring what is here, or all of it, to the site as it is now. */
async function follow(whole: boolean): Promise<void> {
  running = new AbortController();
  isWaiting = false;
  why = undefined;
  await tell();
  try {
    const { build, files } = await listed(running.signal);
    const { fetch: wanted, drop: gone } = plan(files, await revisions(), whole);
    const still = sizes(wanted);
    if (whole) await room(still);
    have = [files.length - wanted.length, sizes(files) - still];
    const missing = await fetchAll(wanted, running, step);
    await drop(gone);
    if (missing.length > 0) why = "gone";
    else await note((now) => ({ ...now, build, ...(whole && { whole: build }) }));
    if (build !== site.build) void self.registration.update().catch(() => {});
  } catch (error) {
    why = running.signal.aborted && (await noted()).stopped ? "stopped" : reason(error);
  }
  running = undefined;
  if (whole) await note((now) => ({ ...now, ...(have && { have }) }));
  await tell();
}

function sizes(files: readonly Listed[]): number {
  return files.reduce((sum, [, , size]) => sum + size, 0);
}

function step([, , size]: Listed): void {
  if (have) have = [have[0] + 1, have[1] + size];
  soon();
}

/** Fail before anything is fetched where the browser has no room for it. */
async function room(bytes: number): Promise<void> {
  const { quota, usage } = await navigator.storage.estimate();
  if (quota !== undefined && usage !== undefined && quota - usage < bytes) {
    throw new DOMException("no room", "QuotaExceededError");
  }
}

function reason(error: unknown): Why {
  return error instanceof DOMException && error.name === "QuotaExceededError" ? "full" : "network";
}

export async function state(): Promise<State> {
  const before = await noted();
  const [files, bytes] = have ?? before.have ?? [0, 0];
  const whole = wholeOf(before);
  const all = { allFiles: site.files, allBytes: site.bytes };
  return { whole, ...(why && { why }), ...(before.stopped && { why: "stopped" as const }), files, bytes, ...all };
}

function wholeOf({ whole }: Note): Whole {
  if (whole === undefined) return "none";
  if (running || isWaiting) return "running";
  if (whole === "") return "stopped";
  return whole === site.build ? "done" : "old";
}

let told = false;

/** Tell the pages, but not at every file. */
function soon(): void {
  if (told) return;
  told = true;
  setTimeout(() => {
    told = false;
    void tell();
  }, PAUSE);
}

/** Tell all pages how far it is. */
export async function tell(): Promise<void> {
  const offline = await state();
  for (const page of await self.clients.matchAll({ includeUncontrolled: true, type: "window" })) page.postMessage({ offline });
}

/** Whether a page is here as it is in the site of this worker. */
export async function isCurrent(url: string): Promise<boolean> {
  const path = pathOf(url, scope);
  const held = path === undefined ? undefined : await revisionOf(path);
  const { files } = await listed();
  return held !== undefined && files.some(([one, revision]) => one === path && revision === held);
}
