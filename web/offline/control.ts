/** On the first page: the whole site into this browser, and out of it again. */

import { all, button, make } from "../common/dom.ts";
import { keep } from "../store/persistence.ts";
import type { Link } from "./link.ts";
import { isSaving } from "./link.ts";
import type { State, Whole } from "./messages.ts";
import { said, size } from "./words.ts";

type Face = Whole | "asking";

/** Milliseconds without a word, after which a worker that was at work has been ended by its browser. */
const SILENCE = 10_000;

export function showControl(place: HTMLElement, link: Link): void {
  let face: Face | undefined;
  let last: State | undefined;
  let watch = 0;
  const status = make("p", { class: "offline-said", role: "status" });
  const rest = make("div", { class: "offline-rest" });

  const take = (): void => {
    void keep(); // that the browser does not throw it away
    void link.ask({ do: "take" }).then(({ offline }) => show(offline), failed);
  };
  const remove = (): void => {
    void link.ask({ do: "remove" }).then(() => link.settle(true), failed);
  };
  const presses: Record<Face, [label: string, press: () => void][]> = {
    none: [["整站离线", () => (isSaving() ? draw("asking") : take())]],
    asking: [["仍然下载", take], ["不用", () => draw("none")]],
    running: [["停下", () => void link.ask({ do: "stop" }).catch(failed)]],
    stopped: [["接着下", take], ["删除", remove]],
    old: [["更新", take], ["删除", remove]],
    done: [["删除", remove]],
  };

  function failed(error: unknown): void {
    place.textContent = `整站离线用不了：${error instanceof Error ? error.message : String(error)}`;
  }

  function show(state: State): void {
    last = state;
    clearTimeout(watch);
    if (state.whole === "running") watch = setTimeout(() => void link.settle(), SILENCE);
    if (face !== state.whole || state.whole !== "running") draw(state.whole);
    const bar = place.querySelector("progress");
    if (bar) bar.value = state.files;
    const count = place.querySelector(".offline-count");
    if (count) count.textContent = `${state.files} / ${state.allFiles} 个文件，${size(state.bytes)}`;
  }

  function draw(next: Face): void {
    if (!last) return;
    const held = rest.contains(document.activeElement);
    face = next;
    const bar = make("progress", { max: String(last.allFiles), "aria-label": "整站离线的进度" });
    const far = make("p", { class: "offline-far" }, bar, make("span", { class: "offline-count" }));
    status.textContent = said(next, last);
    status.classList.toggle("study-spoken", next === "running"); // the bar says it to the eye
    rest.replaceChildren(
      ...(next === "running" ? [far] : []),
      ...presses[next].map(([label, press]) => button("offline-press", label, press)),
    );
    if (held) all("button", rest)[0]?.focus();
  }

  place.replaceChildren(status, rest); // the status stays, so that what it says next is heard
  link.listen(show);
  link.ask({ do: "state" }).then(({ offline }) => show(offline), failed);
}
