/** How much time is left: pure. It runs by the time of day, so a page that is loaded again goes on with it. */

export interface Clock {
  /** Milliseconds that had passed when it was last started or stopped. */
  spent: number;
  /** When it was started; it stands while there is none. */
  since?: number | undefined;
}

const MINUTE = 60_000;
/** Minutes before the end at which something is said. */
const WARNED = [5, 1] as const;

export function spent({ spent, since }: Clock, now: number): number {
  return spent + (since === undefined ? 0 : Math.max(0, now - since)); // clocks are set back
}

export function stopped(clock: Clock, now: number): Clock {
  return { spent: spent(clock, now) };
}

export function started(clock: Clock, now: number): Clock {
  return { spent: spent(clock, now), since: now };
}

/** The same where the time of day was set back after it was last `seen`: what had passed has passed. */
export function mended(clock: Clock, seen: number, now: number): Clock {
  return clock.since === undefined || now >= seen ? clock : { spent: spent(clock, seen), since: now };
}

/** Minutes and seconds. */
export function said(ms: number): string {
  const seconds = Math.ceil(Math.abs(ms) / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

export function face(left: number): string {
  return left > 0 ? `还剩 ${said(left)}` : `超时 ${said(left)}`;
}

/** What is to be said once so much is left of so much. */
export function warning(left: number, all: number): string {
  if (left <= 0) return "时间到。说完这一题就可以交卷。";
  const minutes = WARNED.filter((each) => left <= each * MINUTE && each * MINUTE < all).at(-1);
  return minutes === undefined ? "" : `剩下不到 ${minutes} 分钟。`;
}
