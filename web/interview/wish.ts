/** What is wished for stands in the address; what there is wrong is told, and what is usual stands for it. */

import type { Bank } from "../common/questions.ts";
import { short } from "../common/words.ts";
import type { Wish } from "./draw.ts";
import { possible } from "./draw.ts";

export const USUAL = { level: "senior", minutes: 45, count: 12 } as const;
/** The least and the most; the command line has the same. */
export const MINUTES = [5, 240] as const;
export const COUNT = [1, 40] as const;
export const SEED = [0, 2 ** 32 - 1] as const;

export interface Read {
  wish: Wish;
  /** Sentences on what could not be read. */
  faults: string[];
}

/** `any` is the seed where the address has none. */
export function read(search: string, bank: Bank, any: number): Read {
  const said = new URLSearchParams(search);
  const faults: string[] = [];
  const number = (name: string, word: string, [least, most]: readonly [number, number], usual: number): number => {
    const given = said.get(name);
    if (given === null) return usual;
    const value = /^\d{1,10}$/.test(given) ? Number(given) : -1;
    if (value >= least && value <= most) return value;
    faults.push(`${word}“${short(given)}”不是 ${least} 到 ${most} 之间的整数，改为 ${usual}。`);
    return usual;
  };
  const wish = {
    level: level(said.get("level"), bank, faults),
    topics: topics(said.get("topic"), bank, faults),
    count: number("count", "题数", COUNT, USUAL.count),
    minutes: number("minutes", "分钟数", MINUTES, USUAL.minutes),
    seed: number("seed", "编号", SEED, any),
  };
  return { wish, faults };
}

function level(given: string | null, { levels }: Bank, faults: string[]): string {
  if (given === null || levels.some(({ id }) => id === given)) return given ?? USUAL.level;
  const usual = levels.find(({ id }) => id === USUAL.level)?.name ?? "";
  faults.push(`没有级别“${short(given)}”，改为${usual}。`);
  return USUAL.level;
}

function topics(given: string | null, bank: Bank, faults: string[]): Set<string> {
  const names = new Set((given ?? "").split(",").filter(Boolean));
  const known = new Set(bank.topics.map(({ id }) => id).filter((id) => names.has(id)));
  const unknown = [...names].filter((name) => !known.has(name)).map(short);
  if (unknown.length > 0) faults.push(`没有主题“${unknown.join("”“")}”，${known.size > 0 ? "已略去" : "改为全部主题"}。`);
  return known;
}

/** The address of a paper, behind that of the page; topics in the order of the site. */
export function written({ level, topics, count, minutes, seed }: Wish, bank: Bank): string {
  const chosen = bank.topics.map(({ id }) => id).filter((id) => topics.has(id));
  const topic = chosen.length > 0 ? `&topic=${chosen.join(",")}` : "";
  return `?level=${level}&minutes=${minutes}${topic}&count=${count}&seed=${seed}`;
}

/** Who is asked about what, in words. */
export function inWords({ level, topics }: Pick<Wish, "level" | "topics">, bank: Bank): { level: string; topics: string } {
  const names = bank.topics.filter(({ id }) => topics.has(id)).map(({ name }) => name);
  const some = names.length > 3 ? `${names.slice(0, 2).join("、")}等 ${names.length} 个主题` : names.join("、");
  return { level: bank.levels.find(({ id }) => id === level)?.name ?? "", topics: some || "全部主题" };
}

/** Why a paper has fewer questions than were wished for, if it has. */
export function tooFew(bank: Bank, wish: Wish): string {
  const there = possible(bank, wish);
  const { level, topics } = inWords(wish, bank);
  if (there >= wish.count) return "";
  const only = there === 0 ? "没有题，换个级别或主题" : `只有 ${there} 题，这一份就出 ${there} 题`;
  return `${topics}里适合${level}的${only}。`;
}
