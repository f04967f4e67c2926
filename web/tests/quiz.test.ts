/** The quiz: which are asked, what is right, and what a reader keeps of it. */

import * as assert from "node:assert/strict";
import { test } from "node:test";
import { chance, shuffled } from "../common/chance.ts";
import type { Entry, Manifest } from "../quiz/data.ts";
import { entries } from "../quiz/data.ts";
import { drawn, wished } from "../quiz/draw.ts";
import { outcome, told } from "../quiz/verdict.ts";
import { weak } from "../schedule/states.ts";
import { today } from "../schedule/today.ts";
import { answered, moved } from "../store/deeds.ts";
import { exported, FORMAT, imported, merged } from "../store/exchange.ts";
import { changed } from "../store/memory.ts";
import type { Answer, Held } from "../store/records.ts";
import { bank, DAY, held, NOON, question, review } from "./helpers.ts";

const manifest = (id: string, ...topics: string[]): Entry => ({ id, kind: "manifest", topics, file: 0 });
const item = (id: string, ...topics: string[]): Entry => ({ id, kind: "choice", topics, page: "dns", level: "junior" });
const many: Entry[] = [
  ...Array.from({ length: 30 }, (_, n) => manifest(`rule/r${n}`, n % 2 ? "a" : "b")),
  ...Array.from({ length: 30 }, (_, n) => item(`item-${n}`, "a")),
];
const ids = (found: readonly Entry[]): string[] => found.map(({ id }) => id);
const answer = (id: string, time = NOON, right = false): Answer => ({ id, time, right, ms: 900 });
const after = (before: Held, ...steps: [Answer, string?][]): Held =>
  steps.reduce((now, [one, of]) => changed(now, answered(one, of)(now)), before);

test("what the build says becomes what can be asked", () => {
  const manifests: [string, number, ...string[]][] = [["rule/a", 2, "x", "y"]];
  const said = entries({ versions: "1.37", topics: [], levels: [], manifests, items: [["i", "ordering", "dns", "senior", "x"]] });
  assert.deepEqual(said, [
    { id: "rule/a", kind: "manifest", topics: ["x", "y"], file: 2 },
    { id: "i", kind: "ordering", topics: ["x"], page: "dns", level: "senior" },
  ]);
});

test("the same seed asks the same, another one something else", () => {
  assert.deepEqual(drawn(many, [], 7), drawn(many, [], 7));
  assert.ok(ids(drawn(many, [], 7)).join() !== ids(drawn(many, [], 8)).join());
  assert.deepEqual(shuffled([1, 2, 3, 4, 5], chance(1)).toSorted(), [1, 2, 3, 4, 5]);
});

test("a round has each once, as many manifests as items", () => {
  for (let seed = 1; seed < 40; seed++) {
    const round = drawn(many, [], seed);
    assert.equal(new Set(ids(round)).size, 10);
    assert.equal(round.filter(({ kind }) => kind === "manifest").length, 5);
  }
});

test("where there are few of the one, there are more of the other", () => {
  assert.equal(drawn(many.slice(0, 30), [], 1).length, 10);
  assert.equal(drawn([...many.slice(0, 30), item("only")], [], 1).filter(({ kind }) => kind === "choice").length, 1);
  assert.equal(drawn([manifest("rule/a"), ...many.slice(30)], [], 1).length, 10);
  assert.deepEqual(drawn([], [], 1), []);
});

test("nothing stands beside what tells its answer", () => {
  const pairs = Array.from({ length: 12 }, (_, n) => [manifest(`rule/r${n}`), manifest(`rule/r${n}/mended`)]).flat();
  const traps = ["pod", "job", "service"].map((kind) => manifest(`trap/env-twice/${kind}`));
  for (let seed = 1; seed < 40; seed++) {
    const bases = ids(drawn([...pairs, ...traps], [], seed)).map((id) => id.split("/").slice(0, 2).join("/"));
    assert.equal(new Set(bases).size, bases.length);
  }
  assert.equal(drawn([manifest("page/a/1"), manifest("page/a/2")], [], 1).length, 2);
});

test("what was wrong or never asked comes before what was right, of that what is longest ago", () => {
  const known = many.slice(0, 30).map(({ id }, n) => answer(id, NOON + n, n >= 4));
  const round = ids(drawn(many.slice(0, 30), known, 5));
  for (let n = 0; n < 10; n++) assert.ok(round.includes(`rule/r${n}`), `${n}`);
  const mended = ids(drawn(many.slice(0, 30), [...known, ...known.slice(0, 4).map(({ id }) => answer(id, NOON + DAY, true))], 5));
  assert.ok(!mended.includes("rule/r0"));
});

test("a wish is for kinds and topics; none means all", () => {
  const none = new Set<string>();
  assert.equal(wished(many, { kinds: none, topics: none }).length, 60);
  assert.equal(wished(many, { kinds: new Set(["choice"]), topics: none }).length, 30);
  assert.equal(wished(many, { kinds: new Set(["manifest"]), topics: new Set(["b"]) }).length, 15);
  assert.deepEqual(wished(many, { kinds: none, topics: new Set(["c"]) }), []);
});

const refused: Manifest = {
  text: "a\n", taken: false, lines: [3, 4], found: [{ line: 2, text: "w", refused: false, rule: "r" }, { line: 3, text: "e", refused: true, rule: "r" }],
};
const taken: Manifest = { text: "a\n", taken: true };
for (const [what, manifest, guess, is, said] of [
  ["taken, and it is", taken, { taken: true }, "right", "对，会收。"],
  ["taken, and it is not", refused, { taken: true }, "wrong", "不对，不会收：错在第 3 行。"],
  ["refused, and it is taken", taken, { taken: false, line: 1 }, "wrong", "不对，会收。"],
  ["refused, at the line", refused, { taken: false, line: 3 }, "right", "对，不会收，错在第 3 行。"],
  ["refused, at a line that can be meant", refused, { taken: false, line: 4 }, "right", "对，不会收；第 4 行也算，引擎指的是第 3 行。"],
  ["refused, at another line", refused, { taken: false, line: 2 }, "half", "不会收，说对了；错在第 3 行。"],
  ["refused, no idea where", refused, { taken: false, line: 0 }, "half", "不会收，说对了；错在第 3 行。"],
] as const) {
  test(`a guess: ${what}`, () => {
    assert.equal(outcome(manifest, guess), is);
    assert.equal(told(manifest, guess), said);
  });
}

test("a wrong answer makes its question due and weak, a right one is only kept", () => {
  const now = after(held(), [answer("check", NOON, true), "dns"]);
  assert.deepEqual([now.answers.length, now.log.length, now.cards.size], [1, 0, 0]);
  const wrong = after(now, [answer("check", NOON + 5), "dns"]);
  assert.deepEqual(wrong.log, [{ id: "dns", time: NOON + 5, grade: 1, ms: 900, source: "quiz" }]);
  assert.ok(weak(wrong.cards.get("dns")));
  assert.deepEqual(today(bank(question("dns")), wrong, NOON + 5).due, ["dns"]);
});

test("the same question is told once a day that it is not known", () => {
  const twice = after(held(), [answer("one"), "dns"], [answer("two", NOON + 9), "dns"]);
  assert.deepEqual([twice.answers.length, twice.log.length], [2, 1]);
  assert.equal(after(twice, [answer("one", NOON + DAY), "dns"]).log.length, 2);
});

test("an answer to what no question tells is only an answer", () => {
  const now = after(held(), [answer("trap/env-twice/pod"), ""]);
  assert.deepEqual([now.answers.length, now.log.length], [1, 0]);
});

test("what the quiz has begun is nothing that was planned for today", () => {
  const three = bank(question("a"), question("b"), question("c"));
  const plan = (now: Held): number => today(three, { ...now, settings: { ...now.settings, newPerDay: 2 } }, NOON + 1).fresh.length;
  assert.equal(plan(after(held(), [answer("x"), "a"])), 2);
  assert.equal(plan(held({ log: [review("a", NOON)], cards: new Map([["a", { id: "a" }]]) })), 1);
});

test("answers go along in the file, and of two files none is lost", () => {
  const here = after(held(), [answer("one"), "dns"]);
  const there = after(held(), [answer("one"), "dns"], [answer("two", NOON + 7, true), "dns"]);
  const both = changed(here, merged(imported(exported(there, NOON), NOON))(here));
  assert.deepEqual(both.answers, there.answers);
  assert.deepEqual(changed(both, merged(imported(exported(there, NOON), NOON))(both)), both);
});

test("a file that was made before there was a quiz is taken in", () => {
  const before = JSON.stringify({ format: FORMAT, cards: [], log: [review("dns", NOON)] });
  const now = changed(after(held(), [answer("one")]), merged(imported(before, NOON))(after(held(), [answer("one")])));
  assert.deepEqual([now.answers.length, now.log.length], [1, 1]);
});

for (const [wrong, said] of [
  [{ answers: {} }, /^answers 应为列表。$/],
  [{ answers: [{ ...answer("a"), right: 1 }] }, /^answers\[0\]\.right 应为 true 或 false。$/],
  [{ answers: [{ ...answer(""), right: true }] }, /^answers\[0\]\.id 应为题目的标识。$/],
  [{ answers: [answer("a"), { ...answer("a"), time: NOON + 9 * DAY }] }, /^answers\[1\]\.time 在将来/],
] as const) {
  test(`an answer that is none is refused: ${said}`, () => {
    const file = JSON.stringify({ format: FORMAT, cards: [], log: [], ...wrong });
    assert.throws(() => imported(file, NOON), { message: said });
  });
}

test("an item that is called otherwise keeps its answers", () => {
  const now = after(held(), [answer("old"), "dns"]);
  const later = changed(now, moved({ old: "new" })(now));
  assert.deepEqual(later.answers, [answer("new")]);
  assert.deepEqual(later.log, now.log);
  assert.deepEqual(moved({ old: "new" })(later), {});
});

test("erasing leaves no answers", () => {
  assert.deepEqual(changed(after(held(), [answer("a")]), { erased: true }).answers, []);
});
