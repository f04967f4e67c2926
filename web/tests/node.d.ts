/** What the tests use of Node. */

declare module "node:test" {
  export function test(name: string, run: () => void | Promise<void>): void;
}

declare module "node:assert/strict" {
  export function equal(actual: unknown, expected: unknown, message?: string): void;
  export function deepEqual(actual: unknown, expected: unknown, message?: string): void;
  export function match(value: string, pattern: RegExp, message?: string): void;
  export function ok(value: unknown, message?: string): void;
  export function throws(run: () => unknown, expected: object): void;
  export function rejects(run: () => Promise<unknown>, expected: object): Promise<void>;
}

declare module "node:fs" {
  export function readFileSync(path: string, encoding: "utf8"): string;
}

declare module "fake-indexeddb/auto";
