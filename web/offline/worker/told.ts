/** What the build has written into the worker, in front of its script. */

import type { Listed } from "../messages.ts";

export interface Site {
  /** A digest of all files that can be taken along. */
  build: string;
  files: number;
  bytes: number;
  /** What is brought unasked: the pages where one begins, and what they are made of. */
  core: Listed[];
  /** Those pages, with their names. */
  ways: [path: string, name: string][];
  /** How the names of files end that no worker touches. */
  never: string[];
}

declare const self: ServiceWorkerGlobalScope & { handbook: Site };

export const site = self.handbook;
export const scope = self.registration.scope;
