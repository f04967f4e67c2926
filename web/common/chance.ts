/** Numbers that follow from a seed; `src/studybook/study/interview/chance.py` has the same for papers. */

/** Numbers from 0 to 1: mulberry32. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function shuffled<Thing>(things: readonly Thing[], next: () => number): Thing[] {
  const all = [...things];
  for (let place = all.length - 1; place > 0; place--) {
    const other = Math.floor(next() * (place + 1));
    [all[place], all[other]] = [all[other] as Thing, all[place] as Thing];
  }
  return all;
}

/** The place of one of them, each as likely as it weighs. */
export function weighted(weights: readonly number[], next: () => number): number {
  let left = Math.floor(next() * weights.reduce((sum, weight) => sum + weight, 0));
  return weights.findIndex((weight) => (left -= weight) < 0);
}

/** A seed for those who bring none, short enough to be told. */
export function anySeed(): number {
  return 1 + Math.floor(Math.random() * 99_999);
}
