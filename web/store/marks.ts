/** What a reader marks a question with. */

import type { Card, Change, Held } from "./records.ts";

export type Mark = "added" | "favourite";

/** Set a mark, or take it away. */
export function marked(id: string, mark: Mark, time: number | undefined): (held: Held) => Change {
  return (held) => {
    const card: Card = { ...(held.cards.get(id) ?? { id }) };
    if (time === undefined) delete card[mark];
    else card[mark] = time;
    return Object.keys(card).length > 1 ? { cards: [card] } : { gone: [id] };
  };
}
