/** The worker, as a page knows it. */

import type { Asked, Failed, State, Told } from "./messages.ts";

/** Why there is no worker here, in words. */
export class Unavailable extends Error {}

interface Connection extends EventTarget {
  saveData?: boolean;
}

/** Whether the reader asks pages to load little. */
export function isSaving(): boolean {
  return (navigator as { connection?: Connection }).connection?.saveData === true;
}

export class Link {
  readonly registration: ServiceWorkerRegistration;

  private constructor(registration: ServiceWorkerRegistration) {
    this.registration = registration;
  }

  /** The worker with this address, which keeps the site with this root; raises `Unavailable`. */
  static async open(worker: URL, root: URL): Promise<Link> {
    if (!isSecureContext) throw new Unavailable("要用 https 打开本站");
    if (!("serviceWorker" in navigator)) throw new Unavailable("浏览器不支持，或者在无痕窗口里");
    try {
      await caches.has("");
      const options = { scope: root.href, updateViaCache: "none" } as const;
      const made: ServiceWorkerRegistration | undefined = await navigator.serviceWorker.register(worker, options);
      if (made) return new Link(made);
    } catch (error) {
      if (error instanceof DOMException && error.name === "SecurityError") {
        throw new Unavailable("浏览器不允许本站存东西");
      }
      throw new Unavailable(`登记没有成功（${error instanceof Error ? error.message : String(error)}）`);
    }
    throw new Unavailable("浏览器里有东西拦住了"); // an extension
  }

  /** Ask the worker that answers now, or another one; raises what it says is wrong. */
  async ask<Answer = Told>(asked: Asked, other?: ServiceWorker): Promise<Answer> {
    const worker = other ?? this.registration.active ?? (await navigator.serviceWorker.ready).active;
    const { port1, port2 } = new MessageChannel();
    return new Promise((resolve, reject) => {
      port1.onmessage = ({ data }: MessageEvent<Answer | Failed>) => {
        port1.close();
        if (data && typeof data === "object" && "failed" in data) reject(new Error(data.failed));
        else resolve(data as Answer);
      };
      worker?.postMessage(asked, [port2]);
    });
  }

  /** Hear how far it is. */
  listen(hear: (state: State) => void): void {
    navigator.serviceWorker.addEventListener("message", ({ data }: MessageEvent<Told>) => hear(data.offline));
  }

  /** Say that a page is open, of what it is made if the worker did not see that, and whether more may be loaded. */
  async settle(isNew = !navigator.serviceWorker.controller): Promise<void> {
    const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
    const urls = isNew ? [location.href, ...loaded] : [];
    await this.ask({ do: "settle", urls, save: isSaving() }).catch(() => {}); // later, at another page
  }
}
