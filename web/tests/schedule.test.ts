/** What comes back when, and what is asked today. */

import * as assert from "node:assert/strict";
import { test } from "node:test";
import { dateInWords, dayOf, daysBetween, inWords, nextDay } from "../schedule/days.ts";
import { after, choices } from "../schedule/fsrs.ts";
import { due, progress, state, weak } from "../schedule/states.ts";
import { minutes, today, untouched } from "../schedule/today.ts";
import { renamed, whole } from "../common/questions.ts";
import { graded } from "../store/deeds.ts";
import { changed } from "../store/memory.ts";
import type { Card, Held, Review } from "../store/records.ts";
import { bank, DAY, held, NOON, question, review } from "./helpers.ts";

const at = (hour: number, day = 29): number => new Date(2026, 10, day, hour).getTime();
const asked = (start: Held, id: string, time: number, grade: 1 | 2 | 3 | 4 = 3): Held =>
  changed(start, graded(review(id, time, grade))(start));

test("the better the grade, the later a question comes back, and the same each time", () => {
  const dates = choices(undefined, NOON).map((memory) => memory.due);
  assert.deepEqual(dates, [...dates].sort((one, other) => one - other));
  assert.equal(new Set(dates).size, 4);
  assert.deepEqual(dates, choices(undefined, NOON).map((memory) => memory.due));
});

test("where the clock is set back no time has passed, and there are dates", () => {
  const memory = after(undefined, 3, NOON);
  assert.deepEqual(choices(memory, NOON - 400 * DAY), choices(memory, NOON));
});

test("few reviews, done quickly, do not make the next ones quick", () => {
  const quick = Array.from({ length: 3 }, (_, index) => ({ ...review("a", NOON + index), ms: 1000 }));
  const slow = Array.from({ length: 50 }, (_, index) => ({ ...review("a", NOON + index), ms: 120_000 }));
  assert.deepEqual([minutes(10, []), minutes(10, quick), minutes(10, slow)], [7, 5, 18]);
  assert.equal(minutes(1, quick), 1);
  const spoken = slow.map((review): Review => ({ ...review, source: "quiz" }));
  assert.equal(minutes(10, [...quick, ...spoken]), 5, "what was answered in an interview says nothing of reviews");
});

test("a day ends at four in the morning", () => {
  assert.equal(dayOf(at(3, 30)), dayOf(at(23)));
  assert.equal(nextDay(at(23)), at(4, 30));
  assert.equal(daysBetween(at(23), at(3, 30)), 0);
  assert.equal(daysBetween(at(23), at(4, 30)), 1);
});

test("in how long, in words", () => {
  const words = [0, 10 / 1440, 0.3, 1, 8, 60, 500].map((days) => inWords(NOON, NOON + days * DAY));
  assert.deepEqual(words, ["马上", "10 分钟后", "今天", "明天", "8 天后", "2 个月后", "1.4 年后"]);
  assert.equal(dateInWords(NOON, at(12, 30)), "11 月 30 日");
  assert.equal(dateInWords(NOON, new Date(2027, 0, 2, 12).getTime()), "2027 年 1 月 2 日");
});

test("new, being learned, known, due and weak", () => {
  const card = (grades: (1 | 2 | 3 | 4)[]): Card => {
    let time = NOON;
    const memory = grades.reduce<Card["memory"]>((now, grade) => after(now, grade, (time = now?.due ?? time)), undefined);
    return { id: "a", memory: memory!, last: grades.at(-1)! };
  };
  assert.deepEqual([undefined, { id: "a", added: 1 }, card([3]), card([4, 4, 4])].map(state), [
    "new", "new", "learning", "known",
  ]);
  assert.ok(due(card([3]), NOON));
  assert.ok(!due(card([4]), NOON));
  assert.ok(weak(card([1])));
  assert.ok(!weak(card([3])));
  assert.ok(!weak(card([4, 4, 4])));
  const cards = new Map([["a", card([3])], ["b", card([4, 4, 4])]]);
  assert.deepEqual(progress(["a", "b", "c"], cards), { known: 1, learning: 1, all: 3 });
});

const questions = bank(
  question("rare", { frequency: 1 }),
  question("rare-more", { kind: "follow-up", page: "rare" }),
  question("often", { frequency: 20 }),
  question("often-more", { kind: "follow-up", page: "often" }),
);

test("what is new comes as it is asked for, wished for first", () => {
  assert.deepEqual(untouched(questions, held()), ["often", "rare", "often-more", "rare-more"]);
  const wished = held({ cards: new Map([["rare-more", { id: "rare-more", added: 1 }]]) });
  assert.equal(untouched(questions, wished)[0], "rare-more");
});

test("today is what is due and not more that is new than one wants", () => {
  const start = held({ settings: { ...held().settings, newPerDay: 2 } });
  assert.deepEqual(today(questions, start, NOON), { due: [], fresh: ["often", "rare"] });
  const begun = asked(asked(start, "often", NOON, 1), "gone", NOON - 9 * DAY);
  assert.deepEqual(today(questions, begun, NOON + 1000), { due: ["often"], fresh: ["rare"] });
  const later = today(questions, asked(begun, "rare", NOON - 3 * DAY), NOON);
  assert.deepEqual(later.due, ["rare", "often"]);
  assert.deepEqual(today(questions, begun, NOON + DAY).fresh, ["rare", "often-more"]);
});

test("a name leads to the present one and never round in a circle", () => {
  assert.equal(renamed("a", { a: "b", b: "c" }), "c");
  assert.equal(renamed("constructor", {}), "constructor");
  assert.ok(["a", "b"].includes(renamed("a", { a: "b", b: "a" })));
});

test("what a file says in short is said of every question", () => {
  const { kind: _kind, page: _page, ...dns } = question("dns", { url: "net/dns/", topics: ["a"], frequency: 3 });
  assert.deepEqual(whole([{ ...dns, asked: [["policy", "senior"], ["cache", "junior", ["a", "b"]]] }]), [
    { ...dns, kind: "page", page: "dns" },
    { id: "policy", kind: "follow-up", page: "dns", url: "net/dns/#policy", level: "senior", topics: ["a"] },
    { id: "cache", kind: "follow-up", page: "dns", url: "net/dns/#cache", level: "junior", topics: ["a", "b"] },
  ]);
});
