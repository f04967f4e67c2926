/** The mock interview: the same papers as from the command line, addresses, the clock, and what marks come to. */

import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { chance } from "../common/chance.ts";
import type { Bank, Told } from "../common/questions.ts";
import { whole } from "../common/questions.ts";
import * as clock from "../interview/clock.ts";
import type { Wish } from "../interview/draw.ts";
import { drawn, followUpsEach, possible, sign } from "../interview/draw.ts";
import { enough, result, share } from "../interview/result.ts";
import { COUNT, inWords, MINUTES, read, SEED, tooFew, USUAL as USUAL_WISH, written } from "../interview/wish.ts";
import { question } from "./helpers.ts";

interface Shared {
  usual: typeof USUAL_WISH;
  possible: Record<"minutes" | "count" | "seed", readonly [number, number]>;
  chance: { seed: number; below: [end: number, value: number][] }[];
  questions: Told[];
  papers: { wish: Omit<Wish, "topics"> & { topics: string[] }; possible: number; sign: string; questions: string[][] }[];
}

/** The papers that `tests/study/test_interview.py` is held against too; tests run at the root of the project. */
const shared: Shared = JSON.parse(readFileSync("tests/study/papers.json", "utf8"));
const topics = [...new Set(shared.questions.flatMap((each) => each.topics))].sort();
const bank: Bank = {
  levels: [{ id: "junior", name: "初级" }, { id: "senior", name: "中级" }, { id: "expert", name: "高级" }],
  topics: topics.map((id) => ({ id, name: id.toUpperCase(), url: `${id}/` })),
  renamed: {},
  questions: whole(shared.questions),
};
const USUAL: Wish = { level: "senior", topics: new Set(), count: 12, minutes: 45, seed: 7 };
const ids = (wish: Wish, from = bank): string[][] =>
  drawn(from, wish).map((asked) => [asked.question.id, ...asked.followUps.map(({ id }) => id)]);

test("numbers follow from the seed", () => {
  for (const { seed, below } of shared.chance) {
    const next = chance(seed);
    assert.deepEqual(below.map(([end]) => [end, Math.floor(next() * end)]), below);
  }
});

test("what can be wished for is what the command line takes", () => {
  assert.deepEqual({ minutes: MINUTES, count: COUNT, seed: SEED }, shared.possible);
  assert.deepEqual({ ...USUAL_WISH }, shared.usual);
});

test("papers are those of the command line", () => {
  for (const row of shared.papers) {
    const wish = { ...row.wish, topics: new Set(row.wish.topics) };
    assert.deepEqual(ids(wish), row.questions);
    assert.equal(sign(drawn(bank, wish)), row.sign);
    assert.equal(possible(bank, wish), row.possible);
  }
});

test("the order of the questions does not matter", () => {
  const turned = { ...bank, questions: whole(shared.questions.toReversed()) };
  for (const seed of [1, 2, 3]) assert.deepEqual(ids({ ...USUAL, seed }, turned), ids({ ...USUAL, seed }));
});

test("follow-ups have their time", () => {
  const each = (minutes: number, count: number): number => followUpsEach({ ...USUAL, minutes, count });
  assert.deepEqual([each(45, 12), each(5, 12), each(240, 1)], [2, 1, 4]);
});

test("what is wished for goes into the address and comes back", () => {
  const wish = { level: "expert", topics: new Set([topics[1] ?? "", topics[0] ?? ""]), count: 6, minutes: 30, seed: 99 };
  const address = written(wish, bank);
  assert.equal(address, `?level=expert&minutes=30&topic=${topics[0]},${topics[1]}&count=6&seed=99`);
  assert.deepEqual(read(address, bank, 1), { wish: { ...wish, topics: new Set([topics[0], topics[1]]) }, faults: [] });
  assert.deepEqual(read("", bank, 7), { wish: USUAL, faults: [] });
  assert.deepEqual(read(written(USUAL, bank), bank, 1).wish, USUAL);
});

test("what is wrong in an address is told, and what is usual stands for it", () => {
  const faults = (search: string): string[] => read(search, bank, 7).faults;
  assert.deepEqual(faults("?level=boss"), ["没有级别“boss”，改为中级。"]);
  assert.deepEqual(faults("?topic=cooking"), ["没有主题“cooking”，改为全部主题。"]);
  assert.deepEqual(faults(`?topic=${topics[0]},cooking,tea`), ["没有主题“cooking”“tea”，已略去。"]);
  for (const count of ["0", "41", "-1", "1.5", "1e1", "many", "", " 5", "５"]) {
    assert.deepEqual(faults(`?count=${count}`), [`题数“${count}”不是 1 到 40 之间的整数，改为 12。`]);
  }
  assert.deepEqual(faults("?minutes=4"), ["分钟数“4”不是 5 到 240 之间的整数，改为 45。"]);
  assert.deepEqual(faults("?seed=4294967296"), ["编号“4294967296”不是 0 到 4294967295 之间的整数，改为 7。"]);
  assert.match(faults(`?level=${"x".repeat(500)}`)[0] ?? "", /^没有级别“x{20}…”/);
  assert.deepEqual(read("?level=boss&count=0&topic=cooking", bank, 7).wish, USUAL);
  assert.deepEqual(faults("?constructor=1&unknown=2"), []);
});

test("that there are not so many questions is told", () => {
  assert.equal(tooFew(bank, USUAL), "");
  const there = possible(bank, { ...USUAL, topics: new Set(["storage"]) });
  assert.equal(tooFew(bank, { ...USUAL, topics: new Set(["storage"]), count: 40 }), `STORAGE里适合中级的只有 ${there} 题，这一份就出 ${there} 题。`);
  assert.equal(tooFew({ ...bank, questions: [] }, USUAL), "全部主题里适合中级的没有题，换个级别或主题。");
  assert.equal(inWords({ level: "junior", topics: new Set(topics) }, bank).topics, `BASICS、NETWORKING等 ${topics.length} 个主题`);
});

test("the clock goes on while the page is away, and stands while it is paused", () => {
  const running = clock.started({ spent: 1000 }, 5000);
  assert.equal(clock.spent(running, 9000), 5000);
  assert.equal(clock.spent(running, 4000), 1000, "the clock of the machine was set back");
  const mended = clock.mended(running, 9000, 4000);
  assert.equal(clock.spent(mended, 4000), 5000, "and somebody has seen what it was before");
  assert.equal(clock.spent(mended, 5000), 6000);
  assert.deepEqual(clock.mended(running, 9000, 9500), running);
  const standing = clock.stopped(running, 9000);
  assert.deepEqual(clock.mended(standing, 9000, 4000), standing);
  assert.equal(clock.spent(standing, 99_000), 5000);
  assert.equal(clock.spent(clock.started(standing, 99_000), 100_000), 6000);
});

test("the time that is left is told in words", () => {
  assert.equal(clock.face(45 * 60_000), "还剩 45:00");
  assert.equal(clock.face(61_001), "还剩 1:02");
  assert.equal(clock.face(0), "超时 0:00");
  assert.equal(clock.face(-65_000), "超时 1:05");
  const all = 45 * 60_000;
  assert.equal(clock.warning(301_000, all), "");
  assert.equal(clock.warning(300_000, all), "剩下不到 5 分钟。");
  assert.equal(clock.warning(60_000, all), "剩下不到 1 分钟。");
  assert.equal(clock.warning(0, all), "时间到。说完这一题就可以交卷。");
  assert.equal(clock.warning(300_000, 5 * 60_000), "", "a short one does not begin with a warning");
});

test("marks come to a result: what was not asked counts as not answered, and is not weak", () => {
  const one = { question: question("one", { topics: ["a", "b"] }), followUps: [question("one-1", { kind: "follow-up", page: "one" })] };
  const two = { question: question("two", { topics: ["b"] }), followUps: [question("two-1", { topics: ["c"] })] };
  const ticked: Record<string, number> = { one: 3, "one-1": 1, two: 2, "two-1": 4 };
  const found = result([one, two], { reached: new Set(["one", "one-1", "two"]), of: (id) => ({ got: ticked[id] ?? 0, all: 4 }) });
  assert.deepEqual([found.got, found.all, share(found), found.missed], [6, 16, 38, 1]);
  assert.deepEqual(found.questions.map(({ score }) => score), [{ got: 4, all: 8 }, { got: 2, all: 8 }]);
  assert.deepEqual(found.again.map((each) => each.question.id), ["one-1", "two"]);
  assert.deepEqual(found.weak, [{ topic: "a", got: 4, all: 8 }]);
  assert.deepEqual(found.marked.map((each) => each.question.id), ["one", "one-1", "two"]);
});

test("six of ten are enough, and what has no points is not failed", () => {
  assert.deepEqual([enough({ got: 6, all: 10 }), enough({ got: 59, all: 100 }), enough({ got: 0, all: 0 })], [true, false, true]);
  assert.equal(share({ got: 0, all: 0 }), 0);
});
