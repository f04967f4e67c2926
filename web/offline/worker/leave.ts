/** How a worker goes. */

import { forget } from "./store.ts";

declare const self: ServiceWorkerGlobalScope;

const GONE = [404, 410];

/** Whether the host still has this worker; no answer is no answer, nor is one from elsewhere. */
export async function isPublished(): Promise<boolean> {
  try {
    const { status, redirected } = await fetch(self.location.href, { method: "HEAD", cache: "no-store" });
    return redirected || !GONE.includes(status);
  } catch {
    return true;
  }
}

/** Nothing is kept, and the next page is opened without a worker. */
export async function leave(): Promise<void> {
  await forget(true);
  await self.registration.unregister();
}
