/** What pages and the worker say to each other. */

/** A file of the site: its address from the root, a digest of its bytes, how many. */
export type Listed = [path: string, revision: string, size: number];

/** How far the whole site is in this browser: not wanted, being taken, begun, complete, complete as it once was. */
export type Whole = "none" | "running" | "stopped" | "done" | "old";

/** Why nothing goes on: no network, no room, files that the host no longer has, or the reader stopped it. */
export type Why = "network" | "full" | "gone" | "stopped";

export interface State {
  whole: Whole;
  why?: Why;
  /** Files and bytes that are here, of how many. */
  files: number;
  bytes: number;
  allFiles: number;
  allBytes: number;
}

export type Asked =
  | { do: "state" }
  /** A page is open: keep what it was made of, follow an update, bring the core; `save`: nothing that it did not ask for. */
  | { do: "settle"; urls: string[]; save: boolean }
  /** Take the whole site, or go on with that. */
  | { do: "take" }
  | { do: "stop" }
  | { do: "remove" }
  /** Is the page as this worker's site has it? */
  | { do: "judge"; url: string }
  /** Become the worker of all pages. */
  | { do: "begin" };

/** What is told of itself by a worker, and answered to `state`. */
export interface Told {
  offline: State;
}

/** What is answered to `judge`. */
export interface Judged {
  current: boolean;
}

/** What the worker could not do for a message. */
export interface Failed {
  failed: string;
}
