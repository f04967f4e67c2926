/** IndexedDB as the store: each change is one transaction, and another version of the page may come and go. */

import type { DBSchema, IDBPDatabase, IDBPTransaction } from "idb";
import { openDB } from "idb";
import type { Answer, Card, Change, Held, Review, Settings } from "./records.ts";
import { inTime, SETTINGS } from "./records.ts";

interface Schema extends DBSchema {
  cards: { key: string; value: Card };
  log: { key: [string, number]; value: Review; indexes: { time: number } };
  settings: { key: string; value: Partial<Settings> };
  answers: { key: [string, number]; value: Answer };
}

type Opened = IDBPDatabase<Schema>;
type Upgrading = IDBPTransaction<Schema, (keyof Tables)[], "versionchange">;
type Tables = Pick<Schema, "cards" | "log" | "settings" | "answers">;

const TABLES = ["cards", "log", "settings", "answers"] as const;
const ONLY = "settings";

/** What makes version 1 of nothing, version 2 of version 1, and so on. */
export const MIGRATIONS: ((database: Opened, transaction: Upgrading) => void)[] = [
  (database) => {
    database.createObjectStore("cards", { keyPath: "id" });
    database.createObjectStore("log", { keyPath: ["id", "time"] }).createIndex("time", "time");
    database.createObjectStore("settings");
  },
  (database) => {
    database.createObjectStore("answers", { keyPath: ["id", "time"] });
  },
];

export class Database {
  #opened: Promise<Opened> | undefined;
  #name: string;
  #migrations: typeof MIGRATIONS;

  constructor(name: string, migrations = MIGRATIONS) {
    this.#name = name;
    this.#migrations = migrations;
  }

  /** What is kept, of some questions or of all. */
  async look(ids?: readonly string[]): Promise<Held> {
    const transaction = (await this.#open()).transaction(TABLES, "readonly");
    const held = await read(transaction, ids);
    await transaction.done;
    return held;
  }

  /** Make what is said of the present state so, with nobody in between; what was changed. */
  async change(make: (held: Held) => Change, ids?: readonly string[]): Promise<Change> {
    const transaction = (await this.#open()).transaction(TABLES, "readwrite");
    const ended = transaction.done;
    ended.catch(() => undefined); // it is told below
    try {
      const change = make(await read(transaction, ids));
      await write(transaction, change);
      await ended;
      return change;
    } catch (error) {
      abort(transaction);
      throw await ended.then(() => error, (why: unknown) => (named(why, "AbortError") ? error : why));
    }
  }

  async close(): Promise<void> {
    (await this.#opened)?.close();
    this.#opened = undefined;
  }

  #open(): Promise<Opened> {
    const forget = (): void => {
      this.#opened = undefined;
    };
    this.#opened ??= openDB<Schema>(this.#name, this.#migrations.length, {
      upgrade: (database, from, _to, transaction) => {
        for (const migrate of this.#migrations.slice(from)) migrate(database, transaction as unknown as Upgrading);
      },
      blocking: () => void this.close(), // a newer page waits for this one
      terminated: forget,
    }).catch((error: unknown) => {
      forget();
      throw error;
    });
    return this.#opened;
  }
}

type Reading = IDBPTransaction<Schema, typeof TABLES, "readonly" | "readwrite">;
type Writing = IDBPTransaction<Schema, typeof TABLES, "readwrite">;

async function read(transaction: Reading, ids: readonly string[] | undefined): Promise<Held> {
  const [cards, log] = [transaction.objectStore("cards"), transaction.objectStore("log")];
  const answers = transaction.objectStore("answers");
  const of = (id: string): IDBKeyRange => IDBKeyRange.bound([id], [id, []]);
  const [found, reviews, answered, settings] = await Promise.all([
    ids ? Promise.all(ids.map((id) => cards.get(id))) : cards.getAll(),
    ids ? Promise.all(ids.map((id) => log.getAll(of(id)))) : log.getAll(),
    ids ? Promise.all(ids.map((id) => answers.getAll(of(id)))) : answers.getAll(),
    transaction.objectStore("settings").get(ONLY),
  ]);
  return {
    cards: new Map(found.filter((card) => card !== undefined).map((card) => [card.id, card])),
    log: inTime(reviews.flat()),
    answers: inTime(answered.flat()),
    settings: { ...SETTINGS, ...settings },
  };
}

async function write(transaction: Writing, change: Change): Promise<void> {
  const [cards, log] = [transaction.objectStore("cards"), transaction.objectStore("log")];
  const [answers, settings] = [transaction.objectStore("answers"), transaction.objectStore("settings")];
  if (change.erased) await Promise.all(TABLES.map((table) => transaction.objectStore(table).clear()));
  await Promise.all([
    ...(change.gone ?? []).map((id) => cards.delete(id)),
    ...(change.struck ?? []).map((review) => log.delete([review.id, review.time])),
    ...(change.unanswered ?? []).map((answer) => answers.delete([answer.id, answer.time])),
  ]);
  await Promise.all([
    ...(change.cards ?? []).map((card) => cards.put(card)),
    ...(change.log ?? []).map((review) => log.put(review)),
    ...(change.answers ?? []).map((answer) => answers.put(answer)),
    ...(change.settings ? [settings.put({ ...(await settings.get(ONLY)), ...change.settings }, ONLY)] : []),
  ]);
}

function named(error: unknown, name: string): boolean {
  return error instanceof DOMException && error.name === name;
}

function abort(transaction: Writing): void {
  try {
    transaction.abort();
  } catch {
    // it has ended by itself
  }
}
