/**
 * What is here of the site: one cache with the newest answer for each address, and with it the digest of its bytes, so
 * that what was only read and what was taken along are one, and an update need fetch of both only what has changed.
 */

import { isForeign, pathOf } from "./plan.ts";
import { scope } from "./told.ts";

const PREFIX = `handbook ${scope} `;
/** Another form has another name: what is kept in an older one goes when the worker begins. */
export const FILES = `${PREFIX}files-1`;
const NOTES = `${PREFIX}notes-1`;
const NOTE = `${scope}?note`;
const REVISION = "x-handbook-revision";
const PATH = "x-handbook-path";
const TITLE = "x-handbook-title";

/** What is remembered between two lives of the worker. */
export interface Note {
  /** The build as of which the files are here that were read. */
  build?: string;
  core?: string;
  /** The whole site is wanted: the build as of which all of it is here, or "" as long as it is not. */
  whole?: string;
  /** The reader has stopped that. */
  stopped?: boolean;
  /** How much of it was here when it last ended: files and bytes. */
  have?: [number, number];
}

export interface Page {
  path: string;
  title: string;
}

export async function digest(bytes: ArrayBuffer): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash.subarray(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** An answer as it is kept; none where it is not this site that has answered. */
export async function sealed(path: string, answer: Response): Promise<Response | null> {
  const bytes = await answer.arrayBuffer();
  const type = answer.headers.get("content-type") ?? "";
  const html = type.startsWith("text/html") ? new TextDecoder().decode(bytes) : undefined;
  if (isForeign(path, answer.redirected ? pathOf(answer.url, scope) : path, html)) return null;
  const headers = new Headers({ "content-type": type, [REVISION]: await digest(bytes), [PATH]: encodeURI(path) });
  if (html !== undefined) headers.set(TITLE, encodeURIComponent(titleOf(html)));
  return new Response(bytes, { headers });
}

function titleOf(html: string): string {
  return /<title>([^<]*)</.exec(html)?.[1]?.replace(/ - [^-]*$/, "") ?? "";
}

/** Keep an answer, if it is one of this site. */
export async function keep(path: string, answer: Response): Promise<boolean> {
  const made = await sealed(path, answer);
  if (made) await (await caches.open(FILES)).put(scope + path, made);
  return made !== null;
}

export async function found(path: string): Promise<Response | undefined> {
  return caches.match(scope + path, { cacheName: FILES });
}

export async function revisionOf(path: string): Promise<string | undefined> {
  return (await found(path))?.headers.get(REVISION) ?? undefined;
}

/** The digest of everything that is here, by path. */
export async function revisions(): Promise<Map<string, string>> {
  const all = await (await caches.open(FILES)).matchAll();
  return new Map(all.map(({ headers }) => [decodeURI(headers.get(PATH) ?? ""), headers.get(REVISION) ?? ""]));
}

/** The pages that are here, by path. */
export async function pages(): Promise<Page[]> {
  const all = await (await caches.open(FILES)).matchAll();
  return all
    .filter(({ headers }) => headers.has(TITLE))
    .map(({ headers }) => ({
      path: decodeURI(headers.get(PATH) ?? ""),
      title: decodeURIComponent(headers.get(TITLE) ?? ""),
    }))
    .sort((one, other) => (one.path < other.path ? -1 : 1));
}

export async function drop(paths: readonly string[]): Promise<void> {
  const cache = await caches.open(FILES);
  await Promise.all(paths.map((path) => cache.delete(scope + path)));
}

/** Forget what other forms of this store have kept, or everything; other sites of this host have caches too. */
export async function forget(everything: boolean): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  const gone = names.filter((name) => everything || (name !== FILES && name !== NOTES));
  await Promise.all(gone.map((name) => caches.delete(name)));
}

export async function noted(): Promise<Note> {
  const note = await caches.match(NOTE, { cacheName: NOTES });
  return note ? ((await note.json()) as Note) : {};
}

export async function note(changes: (before: Note) => Note): Promise<void> {
  const cache = await caches.open(NOTES);
  await cache.put(NOTE, new Response(JSON.stringify(changes(await noted()))));
}
