/** Published in place of the worker where a site has none any more: it removes what that has left, and itself. */

import { leave } from "./leave.ts";

declare const self: ServiceWorkerGlobalScope;

self.addEventListener("install", (event) => event.waitUntil(self.skipWaiting()));
self.addEventListener("activate", (event) => event.waitUntil(leave()));
