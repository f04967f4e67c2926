/** How much is new each day, and whether one thinks first. */

import { setThinking } from "../page/think_switch.ts";
import { make } from "../common/dom.ts";
import type { Site } from "../common/site.ts";
import type { Settings } from "../store/records.ts";

const MOST = 200;

export function settings(site: Site): HTMLElement {
  const change = (part: Partial<Settings>): void => void site.store.change(() => ({ settings: part }), []);
  const count = make("input", {
    type: "number", min: "0", max: String(MOST), step: "1", inputmode: "numeric",
    change: () => change({ newPerDay: Math.min(MOST, Math.max(0, Math.trunc(Number(count.value)) || 0)) }),
  });
  const first = box((on) => setThinking(site, on));
  const timer = box((on) => change({ timer: on }));
  const update = async (): Promise<void> => {
    const now = (await site.store.look([])).settings;
    if (document.activeElement !== count) count.value = String(now.newPerDay);
    first.checked = now.questionFirst;
    timer.checked = now.timer;
  };
  count.addEventListener("blur", () => void update());
  site.store.onChange(() => void update());
  void update();
  return make(
    "section",
    { "aria-labelledby": "study-settings" },
    make("h2", { id: "study-settings" }, "设置"),
    row("每天新题", count),
    row("题目页先想再看（先藏起答案）", first),
    row("思考时倒数 30 秒", timer),
  );
}

function box(press: (on: boolean) => void): HTMLInputElement {
  const input = make("input", { type: "checkbox", change: () => press(input.checked) });
  return input;
}

function row(name: string, input: HTMLElement): HTMLElement {
  return make("label", { class: "study-setting" }, make("span", {}, name), input);
}
