/** Grading, undoing, renaming, and taking a file in: the log is the truth. */

import * as assert from "node:assert/strict";
import { test } from "node:test";
import { replayed } from "../schedule/fsrs.ts";
import { graded, moved, undone } from "../store/deeds.ts";
import { exported, FORMAT, imported, merged } from "../store/exchange.ts";
import { changed } from "../store/memory.ts";
import type { Held } from "../store/records.ts";
import { DAY, held, NOON, review } from "./helpers.ts";

const log = [review("dns", NOON), review("dns", NOON + DAY, 1), review("cni", NOON + DAY, 4)];
const LATER = NOON + 3 * DAY;
const after = (start: Held, ...reviews: typeof log): Held =>
  reviews.reduce((now, one) => changed(now, graded(one)(now)), start);
const full = after(held(), ...log);

test("a card is what its log says", () => {
  assert.deepEqual(full.log, log);
  assert.deepEqual(full.cards.get("dns")?.memory, replayed(log.slice(0, 2)));
  assert.equal(full.cards.get("dns")?.last, 1);
});

test("a clock that is set back does not hide a review behind another", () => {
  const twice = after(held(), review("dns", NOON), review("dns", NOON), review("dns", NOON - DAY));
  assert.deepEqual(twice.log.map((one) => one.time), [NOON, NOON + 1, NOON + 2]);
});

test("what is undone has not been", () => {
  const added = changed(held(), { cards: [{ id: "dns", favourite: 1 }] });
  const graded = after(added, ...log.slice(0, 2));
  const back = changed(graded, undone(log[1]!)(graded));
  assert.deepEqual(back, after(added, log[0]!));
  assert.deepEqual(changed(back, undone(log[0]!)(back)), added);
});

test("a question keeps its history when it is renamed, again and again", () => {
  const names = { dns: "cluster-dns", "cluster-dns": "resolution" };
  const now = changed(full, moved(names)(full));
  assert.deepEqual([...now.cards.keys()].sort(), ["cni", "resolution"]);
  assert.deepEqual(now.cards.get("resolution"), { ...full.cards.get("dns"), id: "resolution" });
  assert.equal(now.log.length, 3);
  assert.deepEqual(moved(names)(now), {});
  assert.deepEqual(moved({ dns: "a", a: "dns" })(held()), {});
});

test("two histories of a question that was renamed become one", () => {
  const both = after(full, review("cluster-dns", NOON + DAY / 2, 2));
  const now = changed(both, moved({ dns: "cluster-dns" })(both));
  const times = [NOON, NOON + DAY / 2, NOON + DAY];
  assert.deepEqual(now.log.filter((one) => one.id === "cluster-dns").map((one) => one.time), times);
  assert.equal(now.cards.get("cluster-dns")?.memory?.reps, 3);
});

test("what is exported can be imported, here and elsewhere", () => {
  const marked = changed(full, { cards: [{ ...full.cards.get("cni"), id: "cni", favourite: 5, added: 6 }] });
  const text = exported(marked, NOON);
  assert.equal(JSON.parse(text).format, FORMAT);
  const elsewhere = changed(held(), merged(imported(text, LATER))(held()));
  assert.deepEqual(elsewhere, marked);
  assert.deepEqual(changed(marked, merged(imported(text, LATER))(marked)), marked);
});

test("of two browsers no review is lost, whichever file goes where", () => {
  const here = after(held(), review("dns", NOON), review("dns", NOON + 2 * DAY));
  const there = changed(after(held(), review("dns", NOON + DAY, 1)), { cards: [{ id: "pod", favourite: 9 }] });
  const one = changed(here, merged(imported(exported(there, NOON), LATER))(here));
  const other = changed(there, merged(imported(exported(here, NOON), LATER))(there));
  assert.equal(one.log.length, 3);
  assert.deepEqual(one.log, other.log);
  assert.deepEqual(one.cards.get("dns"), other.cards.get("dns"));
  assert.deepEqual(one.cards.get("pod"), { id: "pod", favourite: 9 });
});

test("a review that a file has twice is one", () => {
  const twice = JSON.stringify({ format: FORMAT, cards: [], log: [log[0], { ...log[0], grade: 1 }] });
  const now = changed(held(), merged(imported(twice, LATER))(held()));
  assert.deepEqual(now.log, [log[0]]);
  assert.equal(now.cards.get("dns")?.memory?.reps, 1);
});

test("names that objects have from the start are names like others", () => {
  const text = `{"format": "${FORMAT}", "cards": [{"id": "__proto__", "favourite": 1}], "log": [], "__proto__": {"a": 1}}`;
  const now = changed(held(), merged(imported(text, LATER))(held()));
  assert.deepEqual([...now.cards.values()], [{ id: "__proto__", favourite: 1 }]);
  assert.equal(({} as { a?: number }).a, undefined);
});

const good = JSON.parse(exported(full, NOON));
for (const [what, file, said] of [
  ["no JSON", "{", /^文件不是完整的 JSON：/],
  ["half a file", exported(full, NOON).slice(0, 100), /^文件不是完整的 JSON：/],
  ["something else", "[]", /^这不是本站导出的文件。$/],
  ["another program's", JSON.stringify({ format: "anki/2" }), /^这不是本站导出的文件。$/],
  ["a newer one", JSON.stringify({ ...good, format: "kubernetes-handbook/2" }), /只认识 kubernetes-handbook\/1/],
  ["no log", JSON.stringify({ ...good, log: undefined }), /^log 应为列表。$/],
  ["a wrong grade", JSON.stringify({ ...good, log: [{ ...log[0], grade: 7 }] }), /^log\[0\]\.grade 应为 1 到 4/],
  ["a time that is none", JSON.stringify({ ...good, log: [log[0], { ...log[1], time: 1e17 }] }), /^log\[1\]\.time /],
  ["a review in two days", JSON.stringify({ ...good, log: [{ ...log[0], time: LATER + 2 * DAY }] }), /^log\[0\]\.time 在将来/],
  ["lists in lists", "[".repeat(1e6), /^文件不是完整的 JSON：/],
  ["an id that goes on and on", JSON.stringify({ ...good, cards: [{ id: "a".repeat(1e5) }] }), /^cards\[0\]\.id /],
  ["no source", JSON.stringify({ ...good, log: [{ ...log[0], source: "x" }] }), /^log\[0\]\.source 应为 page、review/],
  ["a card without an id", JSON.stringify({ ...good, cards: [{}] }), /^cards\[0\]\.id 应为题目的标识。$/],
  ["a card that is none", JSON.stringify({ ...good, cards: [1] }), /^cards\[0\] 应为对象。$/],
  ["a wrong mark", JSON.stringify({ ...good, cards: [{ id: "a", favourite: "yes" }] }), /^cards\[0\]\.favourite /],
] as const) {
  test(`a file is refused with the reason: ${what}`, () => assert.throws(() => imported(file, LATER), { message: said }));
}
