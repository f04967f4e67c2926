/** How a round went, what to look at again, and another one. */

import { button, make } from "../common/dom.ts";
import type { Bank } from "../common/questions.ts";
import { byId } from "../common/questions.ts";
import type { Site } from "../common/site.ts";
import { address, questions } from "../common/site.ts";
import type { Entry } from "./data.ts";
import { manifestOf } from "./data.ts";
import type { Result } from "./kept.ts";

interface Actions {
  again(): unknown;
  /** Choose what else to be asked. */
  choose(): unknown;
}

/** `all` is what could be asked. */
export async function ending(
  site: Site, all: readonly Entry[], results: readonly Result[], { again, choose }: Actions,
): Promise<HTMLElement> {
  const bank = await questions(site).catch(() => undefined); // then nothing leads to pages
  const right = results.filter(({ outcome }) => outcome === "right").length;
  const half = results.filter(({ outcome }) => outcome === "half").length;
  const said = half > 0 ? `，另有 ${half} 题判断对、行不对` : "";
  const missed = results.filter(({ outcome }) => outcome !== "right");
  const rows = await Promise.all(missed.map(async (result) => {
    const entry = all.find(({ id }) => id === result.id);
    return make("li", {}, ...(entry ? await look(site, bank, entry, result.title) : []));
  }));
  return make(
    "section",
    { class: "quiz-ending", "aria-label": "结果" },
    make("p", { class: "study-today", role: "status" }, `${results.length} 题对 ${right} 题${said}`),
    make(
      "p",
      { class: "study-line" },
      button("md-button md-button--primary", "再来一组", again),
      button("md-button", "换个范围", choose),
      make("a", { class: "md-button", href: site.review }, "去复习"),
    ),
    missed.length > 0 && make("h2", {}, "再看一遍"),
    missed.length > 0 && make("ul", {}, ...rows),
  );
}

/** Where the answer is told: the page of the question, the page of the rule. */
async function look(site: Site, bank: Bank | undefined, entry: Entry, title = ""): Promise<(HTMLElement | string)[]> {
  const manifest = entry.kind === "manifest" ? await manifestOf(site, entry).catch(() => undefined) : undefined;
  const question = bank && byId(bank).get(entry.page ?? manifest?.question ?? "");
  if (entry.kind !== "manifest") return question ? [link(site, `${question.url}#${entry.id}`, title)] : [title];
  const found = manifest?.found?.[0];
  const rule = found ? [found.rule, found.url ?? ""] : (manifest?.about ?? ["", ""]);
  const [name = "", url = ""] = rule;
  const parts = [name && (url ? link(site, url, name) : name), question?.title && link(site, question.url, question.title)].filter(Boolean);
  const kind = /^kind: *(\w+)/m.exec(manifest?.text ?? "")?.[1] ?? "";
  const words = parts.length > 0 ? [`${kind}：`] : [`${kind}：看着像错的，会收`];
  return [...words, ...parts.flatMap((part, index) => (index ? ["；", part as HTMLElement | string] : [part as HTMLElement | string]))];
}

function link(site: Site, url: string, name: string): HTMLElement {
  return make("a", { href: address(site, url) }, name);
}
