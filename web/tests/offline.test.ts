/** What is taken along: which files are fetched and which go, and what readers are told of it. */

import * as assert from "node:assert/strict";
import { test } from "node:test";
import type { Listed, State } from "../offline/messages.ts";
import { said, size } from "../offline/words.ts";
import { isForeign, isLasting, pathOf, plan } from "../offline/worker/plan.ts";

const LIST: Listed[] = [["a.js", "1", 10], ["", "2", 20], ["b/", "3", 30]];
const held = (...pairs: [string, string][]): Map<string, string> => new Map(pairs);
const paths = (files: Listed[]): string[] => files.map(([path]) => path);

test("of the whole site everything is fetched that is not here as it is there", () => {
  const { fetch, drop } = plan(LIST, held(["a.js", "1"], ["", "old"]), true);
  assert.deepEqual(paths(fetch), ["", "b/"]);
  assert.deepEqual(drop, []);
});

test("of what was read only that is fetched which has changed, and what the site no longer has goes", () => {
  const { fetch, drop } = plan(LIST, held(["a.js", "1"], ["", "old"], ["c/", "9"]), false);
  assert.deepEqual(paths(fetch), [""]);
  assert.deepEqual(drop, ["c/"]);
});

test("a script that has changed has another name, and comes with the pages that ask for it", () => {
  const list: Listed[] = [["a.00000002.js", "2", 1], ["b.00000001.js", "1", 1], ["c/", "3", 1]];
  const { fetch, drop } = plan(list, held(["a.00000001.js", "1"], ["c/", "1"]), false);
  assert.deepEqual(paths(fetch), ["a.00000002.js", "c/"]);
  assert.deepEqual(drop, ["a.00000001.js"]);
});

test("an address is that of its file, whatever is asked of it", () => {
  const root = "https://pages.example/handbook/";
  for (const [url, path] of [
    [root, ""],
    [`${root}index.html`, ""],
    [`${root}dns/?h=a#b`, "dns/"],
    [`${root}dns/index.html`, "dns/"],
    [`${root}my-index.html`, "my-index.html"],
    ["https://pages.example/", undefined],
    ["https://pages.example/handbook-2/", undefined],
  ] as const) {
    assert.equal(pathOf(url, root), path, url);
  }
});

test("a name that says what is in the file is one of scripts and styles", () => {
  for (const path of ["study/page.40644b17.js", "stylesheets/main.57a0d79d.min.css"]) assert.ok(isLasting(path), path);
  for (const path of ["study/questions.js", "quiz/0.js", "dns/", "page.40644b17.js.map"]) assert.ok(!isLasting(path), path);
});

test("sizes are said as people read them", () => {
  assert.deepEqual([0, 999, 1000, 9_949, 9_950, 21_600_000].map(size), ["0 B", "999 B", "1.0 kB", "9.9 kB", "10 kB", "22 MB"]);
});

test("every state has its words, with the reason where something went wrong", () => {
  const state: State = { whole: "none", files: 3, bytes: 5_000, allFiles: 9, allBytes: 12_000_000 };
  const faces = ["none", "asking", "running", "stopped", "old", "done"] as const;
  const told = faces.map((face) => said(face, state));
  assert.equal(new Set(told).size, faces.length);
  assert.match(said("none", state), /占 12 MB/);
  assert.match(said("stopped", { ...state, why: "full" }), /空间不够，已存 3 \/ 9 个文件/);
});

test("an answer is foreign that comes from elsewhere, or is a page where none was asked for", () => {
  const ours = '<script data-offline="x.js"></script>';
  for (const [path, from, html] of [
    ["", "", ours],
    ["dns/", "dns/", ours],
    ["a.html", "a.html", ours],
    ["a.js", "a.js", undefined],
  ] as const) assert.equal(isForeign(path, from, html), false, path);
  for (const [path, from, html] of [
    ["dns/", "login/", ours],
    ["dns/", undefined, ours],
    ["dns/", "dns/", "<h1>Wi-Fi</h1>"],
    ["dns/", "dns/", undefined],
    ["a.js", "a.js", "<h1>Wi-Fi</h1>"],
  ] as const) assert.ok(isForeign(path, from, html), path);
});
