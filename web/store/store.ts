/**
 * Where progress is kept: in the browser's database, or, where that cannot be, in memory for this visit.
 * Other pages of the site that are open hear of every change.
 */

import { Database } from "./database.ts";
import { changed, part } from "./memory.ts";
import type { Change, Held } from "./records.ts";
import { nothing } from "./records.ts";

/** Why nothing is kept beyond this visit: `newer`: another page of the site has a newer version of the data. */
export type Loss = "forbidden" | "full" | "newer";

export type Make = (held: Held) => Change;

export class Store {
  /** Why nothing is kept, if nothing is. */
  loss: Loss | undefined;
  #database: Database;
  #held: Held | undefined;
  #channel: BroadcastChannel | undefined;
  #listeners = new Set<() => void>();

  constructor(name: string, database = new Database(name)) {
    this.#database = database;
    this.#channel = channel(name);
    this.#channel?.addEventListener("message", () => this.#tell());
  }

  /** What is kept, of some questions or of all. */
  async look(ids?: readonly string[]): Promise<Held> {
    if (!this.#held) {
      try {
        return await this.#database.look(ids);
      } catch (error) {
        this.#lose(error, nothing());
      }
    }
    return part(this.#held ?? nothing(), ids);
  }

  /** Change what is kept of some questions, or of all; `make` sees the present state and is not interrupted. */
  async change(make: Make, ids?: readonly string[]): Promise<Change> {
    const change = this.#held ? this.#inMemory(make, ids) : await this.#inDatabase(make, ids);
    this.#tell();
    return change;
  }

  /** Be told when something has changed, here or in another page. */
  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  async close(): Promise<void> {
    this.#channel?.close();
    await this.#database.close();
  }

  async #inDatabase(make: Make, ids: readonly string[] | undefined): Promise<Change> {
    let refused: unknown;
    const careful: Make = (held) => {
      try {
        return make(held);
      } catch (error) {
        refused = error;
        throw error;
      }
    };
    try {
      const change = await this.#database.change(careful, ids);
      this.#channel?.postMessage("changed");
      return change;
    } catch (error) {
      if (refused) throw refused; // what was asked for is wrong, not the browser
      const held = await this.#database.look().catch(nothing);
      this.#lose(error, held);
      return this.#inMemory(make, ids);
    }
  }

  #inMemory(make: Make, ids: readonly string[] | undefined): Change {
    const held = this.#held ?? nothing();
    const change = make(part(held, ids));
    this.#held = changed(held, change);
    return change;
  }

  #lose(error: unknown, held: Held): void {
    this.loss = loss(error);
    this.#held = held;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

function loss(error: unknown): Loss {
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  if (name === "QuotaExceededError") return "full";
  return name === "VersionError" ? "newer" : "forbidden";
}

function channel(name: string): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(name);
  } catch {
    return undefined; // in a browser without one, or where it is forbidden
  }
}
