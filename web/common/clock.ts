/** Half a minute to think, counted down. */

import { make } from "./dom.ts";

const SECONDS = 30;

/** The clock; it ends when it is taken from the page. */
export function clock(): HTMLElement {
  const since = Date.now();
  const element = make("span", { class: "study-clock", role: "timer" }, `还剩 ${SECONDS} 秒`);
  const tick = setInterval(() => {
    const left = SECONDS - Math.floor((Date.now() - since) / 1000);
    element.textContent = left > 0 ? `还剩 ${left} 秒` : "时间到";
    if (left <= 0 || !element.isConnected) clearInterval(tick);
  }, 1000);
  return element;
}
