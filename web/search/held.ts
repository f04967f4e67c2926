/* What only the search needs, its index and the worker that reads it, is asked for when somebody searches. */

import type { Asked, Told } from "./messages.ts";

const INDEX = /\/search_index\.json$/;

/** What goes by between the theme and the worker. */
export interface Listener {
  asked(message: Asked): void;
  told(message: Told): void;
}

/** Hold back what the theme starts; what is returned lets it go. */
export function hold(listener: Listener): () => void {
  let wanted = false;
  const held: (() => void)[] = [];
  const once = (start: () => void): void => {
    if (wanted) start();
    else held.push(start);
  };
  holdIndex(once);
  holdWorker(once, listener);
  return () => {
    if (wanted) return;
    wanted = true;
    for (const start of held) start();
  };
}

function holdIndex(once: (start: () => void) => void): void {
  const { open, send } = XMLHttpRequest.prototype;
  const indexes = new WeakSet<XMLHttpRequest>();
  XMLHttpRequest.prototype.open = function (this: XMLHttpRequest, ...how: unknown[]): void {
    if (INDEX.test(String(how[1]))) indexes.add(this);
    Reflect.apply(open, this, how);
  };
  XMLHttpRequest.prototype.send = function (this: XMLHttpRequest, body?: XMLHttpRequestBodyInit | Document | null): void {
    if (indexes.has(this)) once(() => send.call(this, body));
    else send.call(this, body);
  };
}

function holdWorker(once: (start: () => void) => void, listener: Listener): void {
  const RealWorker = window.Worker;
  class LateWorker extends EventTarget {
    private real: Worker | undefined;

    constructor(address: string) {
      super();
      once(() => {
        this.real = new RealWorker(address);
        this.real.addEventListener("message", (event: MessageEvent<Told>) => {
          this.dispatchEvent(new MessageEvent("message", { data: event.data }));
          listener.told(event.data);
        });
      });
    }

    postMessage(message: Asked): void {
      once(() => {
        listener.asked(message);
        this.real?.postMessage(message);
      });
    }
  }
  window.Worker = LateWorker as unknown as typeof Worker;
}
