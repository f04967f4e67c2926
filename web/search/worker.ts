/* The search, in a thread of its own, or in a frame where a page is opened from a folder. */

import { find } from "./find.ts";
import { Library } from "./library.ts";
import { type Asked, READY, RESULT, SETUP, type Told } from "./messages.ts";
import { simplify } from "./text.ts";

let library = new Library([]);

function answer(message: Asked): Told {
  if (message.type === SETUP) {
    simplify(message.data.config.simplified ?? "");
    library = new Library(message.data.docs);
    return { type: READY };
  }
  return { type: RESULT, data: { items: find(message.data, library) } };
}

addEventListener("message", (event: MessageEvent<Asked>) => {
  postMessage(answer(event.data));
});
