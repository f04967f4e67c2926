/** The service worker of the site: pages that were read stay, and all of them may. */

import type { Asked, Judged, Told } from "../messages.ts";
import { answerRequests } from "./answers.ts";
import { forget } from "./store.ts";
import { isCurrent, remove, settle, state, stop, take } from "./taking.ts";

declare const self: ServiceWorkerGlobalScope;

answerRequests();

self.addEventListener("activate", (event) => event.waitUntil(begin()));
self.addEventListener("message", (event) => event.waitUntil(hear(event)));

/** From now on this worker answers, and what another form of it has kept goes. */
async function begin(): Promise<void> {
  await forget(false);
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
}

/** Do what a page asks for, and answer it. */
async function hear(event: ExtendableMessageEvent): Promise<void> {
  const page = event.ports[0];
  try {
    page?.postMessage(await done(event.data as Asked));
  } catch (error) {
    page?.postMessage({ failed: String(error) });
  }
}

async function done(asked: Asked): Promise<Told | Judged | undefined> {
  switch (asked.do) {
    case "state":
      return { offline: await state() };
    case "settle":
      await settle(asked.urls, asked.save);
      break;
    case "take":
      await take();
      break;
    case "stop":
      await stop();
      break;
    case "remove":
      await remove();
      break;
    case "judge":
      return { current: await isCurrent(asked.url) };
    case "begin":
      await self.skipWaiting();
      break;
  }
  return { offline: await state() };
}
