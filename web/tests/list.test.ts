/** What the list shows, and how a sitting goes on. */

import * as assert from "node:assert/strict";
import { test } from "node:test";
import type { Row } from "../questions/filters.ts";
import { matches, read, sorted, written } from "../questions/filters.ts";
import { begun, passed, skipped, total } from "../review/session.ts";
import { after } from "../schedule/fsrs.ts";
import type { Card } from "../store/records.ts";
import { NOON } from "./helpers.ts";

const row = (id: string, place: number, often: number, topic: string[], level = "junior"): Row => ({
  id, title: `Why ${id}?`, place, often, has: { topic, level: [level], frequency: [], kind: ["page"] },
});
const rows = [row("DNS", 0, 5, ["net"]), row("CNI", 1, 20, ["net", "ops"], "senior"), row("PV", 2, 9, ["store"])];
const cards = new Map<string, Card>([
  ["CNI", { id: "CNI", memory: after(undefined, 1, NOON), last: 1, favourite: 1 }],
  ["PV", { id: "PV", memory: after(undefined, 4, NOON), last: 4 }],
]);
const shown = (search: string): string[] => {
  const filters = read(search);
  const found = rows.filter((one) => matches(one, cards.get(one.id), filters, NOON + 1000));
  return sorted(found, cards, filters.sort).map(({ id }) => id);
};

for (const [search, ids] of [
  ["", ["DNS", "CNI", "PV"]],
  ["?topic=net", ["DNS", "CNI"]],
  ["?topic=ops,store", ["CNI", "PV"]],
  ["?topic=net&level=senior", ["CNI"]],
  ["?state=new", ["DNS"]],
  ["?state=due", ["CNI"]],
  ["?state=weak,favourite", ["CNI"]],
  ["?state=learning", ["CNI", "PV"]],
  ["?text=dns", ["DNS"]],
  ["?text=why%20%20pv", ["PV"]],
  ["?topic=nowhere", []],
  ["?sort=frequency", ["CNI", "PV", "DNS"]],
  ["?sort=due", ["CNI", "PV", "DNS"]],
] as const) {
  test(`the list at ${search || "its own address"}`, () => {
    assert.deepEqual(shown(search), ids);
    assert.deepEqual(read(written(read(search))), read(search));
  });
}

test("what is chosen can be read in the address", () => {
  assert.equal(written(read("?topic=net,ops&text= a  b&x=1")), "?topic=net,ops&text=a%20%20b");
  assert.equal(written(read("")), "");
});

test("what comes back within minutes is asked again before the end", () => {
  const soon = NOON + 60_000;
  const days = NOON + 86_400_000;
  const start = begun(["a", "b"]);
  const again = passed(start, 1, soon, NOON);
  assert.deepEqual([again.waiting, again.done, total(again)], [["b", "a"], 0, 2]);
  const end = passed(passed(again, 4, days, NOON), 3, days, NOON);
  assert.deepEqual([end.waiting, end.done, end.grades], [[], 2, [1, 0, 1, 1]]);
  assert.deepEqual(passed(end, 3, days, NOON), end);
  assert.equal(total(skipped(start)), 1);
});
