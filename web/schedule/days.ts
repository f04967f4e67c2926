/** Days as a learner counts them: one that sits up late is still in the day before. */

const HOUR = 3_600_000;
/** When a new day begins. */
const BEGIN = 4;

/** The beginning of the day that a time is in. */
export function dayOf(time: number): number {
  const date = new Date(time);
  if (date.getHours() < BEGIN) date.setDate(date.getDate() - 1);
  return date.setHours(BEGIN, 0, 0, 0);
}

/** The beginning of the next day. */
export function nextDay(time: number): number {
  const date = new Date(dayOf(time));
  return date.setDate(date.getDate() + 1);
}

/** How many days lie between two times; 0 for the same day. */
export function daysBetween(from: number, to: number): number {
  return Math.round((dayOf(to) - dayOf(from)) / (24 * HOUR)); // a day may have 23 or 25 hours
}

/** In how long, in words. */
export function inWords(from: number, to: number): string {
  const minutes = Math.round((to - from) / 60_000);
  const days = daysBetween(from, to);
  if (minutes < 1) return "马上";
  if (minutes < 60) return `${minutes} 分钟后`;
  if (days < 1) return "今天";
  if (days === 1) return "明天";
  if (days < 31) return `${days} 天后`;
  if (days < 365) return `${Math.round(days / 30.4)} 个月后`;
  return `${(days / 365).toFixed(1).replace(".0", "")} 年后`;
}

/** A date, without the year where it is this one. */
export function dateInWords(now: number, time: number): string {
  const [date, today] = [new Date(time), new Date(now)];
  const year = date.getFullYear() === today.getFullYear() ? "" : `${date.getFullYear()} 年 `;
  return `${year}${date.getMonth() + 1} 月 ${date.getDate()} 日`;
}
