/** Which files of a site are fetched, and which go: pure. */

import type { Listed } from "../messages.ts";

export interface Plan {
  fetch: Listed[];
  drop: string[];
}

/**
 * From what is here, by path, to the site of the list: all of it, or what is here as it is there, whatever its name is by
 * now: a script or a style sheet that changes has another.
 */
export function plan(list: readonly Listed[], held: ReadonlyMap<string, string>, whole: boolean): Plan {
  const listed = new Set(list.map(([path]) => path));
  const drop = [...held.keys()].filter((path) => !listed.has(path));
  const renamed = new Set(drop.filter(isLasting).map(role));
  const isWanted = (path: string): boolean => whole || held.has(path) || (isLasting(path) && renamed.has(role(path)));
  return { fetch: list.filter(([path, revision]) => isWanted(path) && held.get(path) !== revision), drop };
}

const MARK = /\.[0-9a-f]{8}(?=\.(?:min\.)?(?:js|css)$)/;

/** What a file is for, by its name without the part that says what is in it. */
function role(path: string): string {
  return path.replace(MARK, "");
}

/** The path of an address below the root, whatever is asked or shown of it; nothing of another site. */
export function pathOf(url: string, root: string): string | undefined {
  const { origin, pathname } = new URL(url);
  const whole = origin + pathname.replace(/\/index\.html$/, "/");
  return whole.startsWith(root) ? whole.slice(root.length) : undefined;
}

/** Whether the name of a file says what is in it: such a file never changes. */
export function isLasting(path: string): boolean {
  return MARK.test(path);
}

/**
 * Whether somebody else has answered in place of the site, with a page of their own or by leading to one: a network that
 * first asks for a password, or a host on which one has to log in again. `from` is the path from where the answer came.
 */
export function isForeign(path: string, from: string | undefined, html: string | undefined): boolean {
  const isPage = path === "" || /(?:\/|\.html)$/.test(path);
  return from !== path || (isPage ? !html?.includes("data-offline") : html !== undefined);
}
