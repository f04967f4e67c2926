/* What the script of the theme and the one that searches tell each other. */

import type { Entry } from "./library.ts";
import type { Item } from "./find.ts";

export const SETUP = 0;
export const READY = 1;
export const QUERY = 2;
export const RESULT = 3;

/** What the theme reads of the index and hands on. */
export interface Index {
  readonly config: { readonly simplified?: string };
  readonly docs: readonly Entry[];
}

export type Asked = { readonly type: typeof SETUP; readonly data: Index } | { readonly type: typeof QUERY; readonly data: string };

export type Told = { readonly type: typeof READY } | { readonly type: typeof RESULT; readonly data: { readonly items: Item[][] } };
