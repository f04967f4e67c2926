/** A newer site: readers who see an old page are told so once, and decide; nothing is loaded anew by itself. */

import { button, make, one } from "../common/dom.ts";
import type { Link } from "./link.ts";
import { isSaving } from "./link.ts";
import type { Judged } from "./messages.ts";

/** Milliseconds after which a page that is looked at again asks for a newer site. */
const HOUR = 3_600_000;

export function watchUpdates(link: Link): void {
  const { registration } = link;
  if (registration.waiting) void consider(link, registration.waiting);
  registration.addEventListener("updatefound", () => {
    const worker = registration.installing;
    worker?.addEventListener("statechange", () => {
      if (worker.state === "installed" && registration.active) void consider(link, worker);
    });
  });
  let asked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.hidden || Date.now() - asked < HOUR) return;
    asked = Date.now();
    void registration.update().catch(() => {}); // some other time
  });
}

/** Who sees the page as it is now need not be asked. */
async function consider(link: Link, worker: ServiceWorker): Promise<void> {
  if (!isSaving() && (await isCurrent(link, worker))) await link.ask({ do: "begin" }, worker);
  else announce(link, worker);
}

async function isCurrent(link: Link, worker: ServiceWorker): Promise<boolean> {
  try {
    return (await link.ask<Judged>({ do: "judge", url: location.href }, worker)).current;
  } catch {
    return false;
  }
}

function announce(link: Link, worker: ServiceWorker): void {
  one(".offline-update")?.remove();
  const line = make("div", { class: "offline-update", role: "status" });
  const accept = async (): Promise<void> => {
    await fetch(location.href, { cache: "reload" }).catch(() => {}); // the browser has an answer of its own for a while
    if (worker.state !== "installed") return location.reload(); // another page has let it begin
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    await link.ask({ do: "begin" }, worker);
  };
  const presses = [button("offline-press", "刷新", accept), button("offline-press", "稍后", () => line.remove())];
  one("main")?.prepend(line);
  line.append(make("p", {}, "本站有更新 ", ...presses));
}
