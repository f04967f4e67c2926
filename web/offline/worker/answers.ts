/**
 * What answers which request. The network first, so that nobody with a network ever reads an old page because of the
 * worker; after some seconds, or at once where there is none, what is here. Where the network has just kept somebody
 * waiting, as in a tunnel with bars but no data, what is here comes first for a while, and is brought up to date behind
 * it. A file whose name says what is in it never changes: what is here is enough.
 */

import type { RouteHandlerCallbackOptions, RouteMatchCallbackOptions, WorkboxPlugin } from "workbox-core/types.js";
import { registerRoute } from "workbox-routing/registerRoute.js";
import { CacheFirst } from "workbox-strategies/CacheFirst.js";
import { NetworkFirst } from "workbox-strategies/NetworkFirst.js";
import { StaleWhileRevalidate } from "workbox-strategies/StaleWhileRevalidate.js";
import { away } from "./away.ts";
import { isPublished, leave } from "./leave.ts";
import { isLasting, pathOf } from "./plan.ts";
import { FILES, found, sealed } from "./store.ts";
import { inTurn } from "./taking.ts";
import { scope, site } from "./told.ts";

/** Seconds until what is here is better than what may come. */
const PATIENCE = 3;
/** Milliseconds that a network counts as slow after it has been. */
const SLOW = 15_000;

let slowUntil = 0;
let isLeaving = false;

const kept: WorkboxPlugin = {
  cacheKeyWillBeUsed: async ({ request }) => scope + (pathOf(request.url, scope) ?? ""),
  cacheWillUpdate: async ({ request, response }) => {
    if (request.mode === "navigate") slowUntil = 0; // of other files the browser itself has many
    return response.status === 200 && !isLeaving ? sealed(pathOf(request.url, scope) ?? "", response) : null;
  },
};
/** Where the network says at once that it is away, the next page may find it again; only where it keeps silent it is slow. */
const waited: WorkboxPlugin = {
  handlerWillStart: async ({ state }) => {
    if (state) state["start"] = Date.now();
  },
  cachedResponseWillBeUsed: async ({ cachedResponse, state }) => {
    const now = Date.now();
    if (now - (state?.["start"] ?? now) >= PATIENCE * 1000) slowUntil = now + SLOW;
    return cachedResponse;
  },
};
const options = { cacheName: FILES, matchOptions: { ignoreVary: true } };
const lasting = new CacheFirst({ ...options, plugins: [kept] });
const fresh = new NetworkFirst({ ...options, plugins: [kept, waited], networkTimeoutSeconds: PATIENCE });
const near = new StaleWhileRevalidate({ ...options, plugins: [kept] });

/** The answer, and the end of all that it brings along. */
function answered(request: RouteHandlerCallbackOptions): [Promise<Response>, Promise<void>] {
  return (Date.now() < slowUntil ? near : fresh).handleAll(request);
}

function isOurs({ url, sameOrigin }: RouteMatchCallbackOptions): boolean {
  return sameOrigin && url.href.startsWith(scope) && !site.never.some((end) => url.pathname.endsWith(end));
}

let looked = false;

/** Once in the life of a worker: is it still published? Where it is not, it goes. */
async function look(): Promise<void> {
  if (looked) return;
  looked = true;
  if (await isPublished()) return;
  isLeaving = true;
  await inTurn(leave); // what is being fetched ends before
}

async function page(request: RouteHandlerCallbackOptions): Promise<Response> {
  try {
    const [answer, end] = answered(request);
    request.event.waitUntil(end.then(look, () => {}));
    return await answer;
  } catch {
    const { url } = request;
    const below = pathOf(`${url.href.replace(/[?#].*$/s, "")}/`, scope) ?? "";
    const isThere = !url.pathname.endsWith("/") && (await found(below));
    return isThere ? Response.redirect(scope + below + url.search) : away();
  }
}

export function answerRequests(): void {
  registerRoute((asked) => isOurs(asked) && asked.request.mode === "navigate", page);
  registerRoute((asked) => isOurs(asked) && isLasting(asked.url.pathname), lasting);
  registerRoute(isOurs, (request) => answered(request)[0]);
}
