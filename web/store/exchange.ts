/** What a reader keeps, as a file to take along; a file that is not one is refused with the reason. */

import { joined } from "./deeds.ts";
import type { Answer, Card, Change, Grade, Held, Review, Source } from "./records.ts";

const FAMILY = "kubernetes-handbook/";
export const FORMAT = `${FAMILY}1`;
/** Bytes of a file; ten years of fifty reviews a day are fewer. */
export const LARGEST = 32 * 1024 * 1024;
const LONGEST = 200;
/** Milliseconds that clocks may be apart; what is later than that would never be asked again. */
const APART = 86_400_000;
const SOURCES: readonly string[] = ["page", "review", "quiz"] satisfies Source[];

export interface Kept {
  cards: Card[];
  log: Review[];
  answers: Answer[];
}

/** Why a file is refused. */
export class Refusal extends Error {}

/** The file, as text. */
export function exported(held: Held, now: number): string {
  const cards = [...held.cards.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
  return JSON.stringify({ format: FORMAT, exported: new Date(now).toISOString(), cards, log: held.log, answers: held.answers }, null, 1);
}

/** What is in a file that is taken in now; throws `Refusal`. */
export function imported(text: string, now: number): Kept {
  const file = object(parsed(text), "");
  const format = file["format"];
  if (typeof format !== "string" || !format.startsWith(FAMILY)) throw new Refusal("这不是本站导出的文件。");
  if (format !== FORMAT) throw new Refusal(`文件的格式是 ${format.slice(0, 60)}，本页只认识 ${FORMAT}；刷新页面后再试。`);
  const latest = now + APART;
  return {
    cards: list(file, "cards").map(card),
    log: list(file, "log").map((value, index) => review(value, index, latest)),
    answers: file["answers"] === undefined ? [] : list(file, "answers").map((value, index) => answer(value, index, latest)),
  }; // a file of a page that knew no quiz has no answers
}

/** The change that takes a file in. */
export function merged(kept: Kept): (held: Held) => Change {
  return (held) => joined(held, kept.cards, kept.log, kept.answers);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Refusal(`文件不是完整的 JSON：${error instanceof Error ? error.message : error}`);
  }
}

type Fields = Record<string, unknown>;

function object(value: unknown, where: string): Fields {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Fields;
  throw new Refusal(where ? `${where} 应为对象。` : "这不是本站导出的文件。");
}

function list(file: Fields, name: string): unknown[] {
  const value = file[name];
  if (Array.isArray(value)) return value;
  throw new Refusal(`${name} 应为列表。`);
}

function card(value: unknown, index: number): Card {
  const where = `cards[${index}]`;
  const fields = object(value, where);
  const result: Card = { id: id(fields, where) };
  for (const name of ["added", "favourite"] as const) {
    if (fields[name] !== undefined) result[name] = time(fields, name, where);
  }
  return result; // what is remembered follows from the log
}

function review(value: unknown, index: number, latest: number): Review {
  const where = `log[${index}]`;
  const fields = object(value, where);
  const source = fields["source"];
  if (typeof source !== "string" || !SOURCES.includes(source)) {
    throw new Refusal(`${where}.source 应为 ${SOURCES.join("、")} 之一。`);
  }
  return {
    id: id(fields, where),
    time: past(fields, where, latest),
    grade: whole(fields, "grade", where, 1, 4) as Grade,
    ms: whole(fields, "ms", where, 0, Number.MAX_SAFE_INTEGER),
    source: source as Source,
  };
}

function answer(value: unknown, index: number, latest: number): Answer {
  const where = `answers[${index}]`;
  const fields = object(value, where);
  const right = fields["right"];
  if (typeof right !== "boolean") throw new Refusal(`${where}.right 应为 true 或 false。`);
  const ms = whole(fields, "ms", where, 0, Number.MAX_SAFE_INTEGER);
  return { id: id(fields, where), time: past(fields, where, latest), right, ms };
}

function past(fields: Fields, where: string, latest: number): number {
  const when = time(fields, "time", where);
  if (when > latest) throw new Refusal(`${where}.time 在将来：写下它的设备时钟不对，或这里的不对。`);
  return when;
}

function id(fields: Fields, where: string): string {
  const value = fields["id"];
  if (typeof value === "string" && value !== "" && value.length <= LONGEST) return value;
  throw new Refusal(`${where}.id 应为题目的标识。`);
}

/** Between the year 1970 and the last that a date can have. */
function time(fields: Fields, name: string, where: string): number {
  return whole(fields, name, where, 0, 8.64e15);
}

function whole(fields: Fields, name: string, where: string, least: number, most: number): number {
  const value = fields[name];
  if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most) return value;
  throw new Refusal(`${where}.${name} 应为 ${least} 到 ${most} 之间的整数。`);
}
