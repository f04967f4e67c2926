/** What is kept stays, through other pages, other versions, and browsers that keep nothing. */

import "fake-indexeddb/auto";
import * as assert from "node:assert/strict";
import { test } from "node:test";
import { Database, MIGRATIONS } from "../store/database.ts";
import { answered, graded, undone } from "../store/deeds.ts";
import type { Change, Held } from "../store/records.ts";
import { nothing, SETTINGS } from "../store/records.ts";
import { Store } from "../store/store.ts";
import { NOON, review } from "./helpers.ts";

let number = 0;
const fresh = (): string => `store ${++number}`;

class Failing extends Database {
  #error: Error;
  #reads: boolean;
  constructor(error: Error, reads = false) {
    super(fresh());
    this.#error = error;
    this.#reads = reads;
  }
  override look(ids?: readonly string[]): Promise<Held> {
    return this.#reads ? super.look(ids) : Promise.reject(this.#error);
  }
  override change(): Promise<Change> {
    return Promise.reject(this.#error);
  }
}

const named = (name: string): Error => Object.assign(new Error(name), { name });

test("nothing is there at first", async () => {
  const store = new Store(fresh());
  assert.deepEqual(await store.look(), nothing());
  await store.close();
});

test("a review is there for whoever opens the store next", async () => {
  const name = fresh();
  const store = new Store(name);
  await store.change(graded(review("dns", NOON)), ["dns"]);
  await store.change(() => ({ settings: { newPerDay: 3 } }), []);
  await store.close();
  const again = new Store(name);
  const held = await again.look();
  assert.deepEqual(held.log, [review("dns", NOON)]);
  assert.equal(held.cards.get("dns")?.last, 3);
  assert.deepEqual(held.settings, { ...SETTINGS, newPerDay: 3 });
  assert.deepEqual((await again.look(["other"])).log, []);
  await again.close();
});

test("of two pages that grade at once none loses the review of the other, and each hears of it", async () => {
  const name = fresh();
  const [one, other] = [new Store(name), new Store(name)];
  const heard = new Promise<void>((resolve) => other.onChange(resolve));
  await Promise.all([1, 2, 3, 4, 5].map((n) => (n % 2 ? one : other).change(graded(review("dns", NOON + n)), ["dns"])));
  await heard;
  const held = await other.look();
  assert.equal(held.log.length, 5);
  assert.equal(held.cards.get("dns")?.memory?.reps, 5);
  await Promise.all([one.close(), other.close()]);
});

test("a change that cannot be made as a whole is not made", async () => {
  const name = fresh();
  const store = new Store(name);
  const wrong = { id: "dns", bad: () => undefined } as unknown as { id: string };
  await store.change(() => ({ log: [review("dns", NOON)], cards: [wrong] }));
  await store.close();
  const again = new Store(name);
  assert.deepEqual(await again.look(), nothing());
  await again.close();
});

test("data of an older version are brought to the new one", async () => {
  const name = fresh();
  const old = new Database(name);
  await old.change(graded(review("dns", NOON)));
  await old.change(graded(review("cni", NOON)));
  const pinned = [...MIGRATIONS, (_: unknown, transaction: Parameters<(typeof MIGRATIONS)[0]>[1]): void => {
    void transaction.objectStore("cards").delete("cni");
  }];
  const young = new Database(name, pinned); // the old page lets go
  assert.deepEqual([...(await young.look()).cards.keys()], ["dns"]);
  assert.equal((await young.look()).log.length, 2);
  const late = new Store(name, new Database(name));
  assert.deepEqual(await late.look(), nothing());
  assert.equal(late.loss, "newer");
  await young.close();
  await late.close();
});

test("data of version 1, which knew no quiz, are all there in this one", async () => {
  const name = fresh();
  const open = indexedDB.open(name, 1);
  open.onupgradeneeded = () => {
    open.result.createObjectStore("cards", { keyPath: "id" });
    open.result.createObjectStore("log", { keyPath: ["id", "time"] }).createIndex("time", "time");
    open.result.createObjectStore("settings");
  };
  await new Promise((resolve) => open.addEventListener("success", resolve));
  const writing = open.result.transaction("log", "readwrite");
  writing.objectStore("log").put(review("dns", NOON));
  await new Promise((resolve) => writing.addEventListener("complete", resolve));
  open.result.close();
  const store = new Store(name);
  assert.deepEqual(await store.look(), { ...nothing(), log: [review("dns", NOON)] });
  await store.change(answered({ id: "check", time: NOON, right: false, ms: 5 }, "dns"), ["check", "dns"]);
  const held = await store.look();
  assert.deepEqual(held.answers, [{ id: "check", time: NOON, right: false, ms: 5 }]);
  assert.equal(held.cards.get("dns")?.last, 1);
  assert.deepEqual((await store.look(["dns"])).answers, []);
  assert.equal((await store.look(["check"])).answers.length, 1);
  await store.close();
});

for (const [error, loss] of [
  [named("SecurityError"), "forbidden"],
  [named("InvalidStateError"), "forbidden"],
  [named("VersionError"), "newer"],
] as const) {
  test(`where a database ends with ${error.name}, this visit is remembered all the same`, async () => {
    const store = new Store(fresh(), new Failing(error));
    await store.change(graded(review("dns", NOON)), ["dns"]);
    assert.equal(store.loss, loss);
    assert.equal((await store.look()).log.length, 1);
    await store.change(undone(review("dns", NOON)), ["dns"]);
    assert.deepEqual((await store.look()).log, []);
    await store.close();
  });
}

test("where a database is full, what it has is not lost and what is new is remembered for this visit", async () => {
  const full = new Failing(named("QuotaExceededError"), true);
  await Database.prototype.change.call(full, graded(review("cni", NOON)));
  const store = new Store(fresh(), full);
  await store.change(graded(review("dns", NOON)), ["dns"]);
  assert.equal(store.loss, "full");
  assert.deepEqual([...(await store.look()).cards.keys()].sort(), ["cni", "dns"]);
  await store.close();
});

test("what is asked for wrongly is no fault of the browser", async () => {
  const store = new Store(fresh());
  const wrong = (): never => {
    throw new TypeError("wrong");
  };
  await assert.rejects(() => store.change(wrong), { name: "TypeError", message: "wrong" });
  assert.equal(store.loss, undefined);
  await store.close();
});

test("erasing leaves nothing", async () => {
  const store = new Store(fresh());
  await store.change(graded(review("dns", NOON)));
  await store.change(() => ({ settings: { timer: true } }));
  await store.change(() => ({ erased: true }));
  assert.deepEqual(await store.look(), nothing());
  await store.close();
});
