/** The data: where they are, taking them along, taking them in, erasing them. */

import { button, make } from "../common/dom.ts";
import { keyOf, remember } from "../common/place.ts";
import type { Site } from "../common/site.ts";
import { Keeper as InterviewKeeper } from "../interview/kept.ts";
import { Keeper as QuizKeeper } from "../quiz/kept.ts";
import { moved } from "../store/deeds.ts";
import { exported, imported, LARGEST, merged, Refusal } from "../store/exchange.ts";
import { promised } from "../store/persistence.ts";
import type { Held } from "../store/records.ts";
import type { Kept } from "./kept.ts";

const DAY = 86_400_000;
/** After so many reviews and days without an export it is time for one. */
const MANY = 20;
const LONG = 30 * DAY;

export function backup(site: Site, kept: Kept): HTMLElement {
  const told = make("p", { role: "status", class: "study-told" });
  const reminder = make("p", { class: "study-meta" });
  const tell = (text: string, wrong = false): void => {
    told.textContent = text;
    told.classList.toggle("study-wrong", wrong);
  };
  const file = make("input", { type: "file", accept: "application/json,.json", class: "study-file", change: () => void take() });
  const take = async (): Promise<void> => {
    const chosen = file.files?.[0];
    file.value = "";
    if (!chosen) return;
    tell("正在并入……");
    await takeIn(site, chosen).then((text) => tell(text), (error: Error) => tell(error.message, true));
  };
  const update = async (): Promise<void> => {
    reminder.textContent = due(await site.store.look());
  };
  site.store.onChange(() => void update());
  void update();
  return make(
    "section",
    { "aria-labelledby": "study-data" },
    make("h2", { id: "study-data" }, "数据"),
    make("p", {}, "进度只存在这个浏览器里，不会发到任何地方。", keeping()),
    reminder,
    make(
      "div",
      { class: "study-line" },
      button("md-button", "导出", () => save(site).then(() => tell("已导出，文件在下载目录里。"))),
      make("label", { class: "md-button study-import" }, "导入", file),
      erasing(site, kept, tell),
    ),
    told,
  );
}

/** How long the browser keeps the data, as far as it says. */
function keeping(): HTMLElement {
  const folder = location.protocol === "file:";
  const lost = "隐私窗口一关就没有了；长时间不访问时，有的浏览器也会自动清掉（Safari 是七天），请定期导出。";
  const apart = "从文件夹打开时，有的浏览器不在页面之间共用记录，也可能随文件夹的移动而丢失，请勤导出。";
  const place = make("span", {}, folder ? apart : lost);
  void promised().then((said) => {
    if (said === "kept" && !folder) place.textContent = "浏览器答应不自动清除它。";
  });
  return place;
}

function due({ log, settings }: Held): string {
  const last = settings.exported;
  if (log.length < MANY || Date.now() - last < LONG) return "";
  const days = Math.floor((Date.now() - last) / DAY);
  return last ? `上次导出是 ${days} 天前。` : `已有 ${log.length} 次复习，还没有导出过。`;
}

async function save(site: Site): Promise<void> {
  const now = Date.now();
  const blob = new Blob([exported(await site.store.look(), now)], { type: "application/json" });
  const href = URL.createObjectURL(blob);
  make("a", { href, download: `kubernetes-handbook-${new Date(now).toISOString().slice(0, 10)}.json` }).click();
  URL.revokeObjectURL(href);
  await site.store.change(() => ({ settings: { exported: now } }), []);
}

/** Take in a file; what was done, or why it was refused. */
async function takeIn(site: Site, file: File): Promise<string> {
  if (file.size > LARGEST) throw new Refusal("文件太大，不是本站导出的。");
  const kept = imported(await file.text(), Date.now());
  const change = await site.store.change(merged(kept));
  await site.store.change(moved(site.renamed));
  const [reviews, answers] = [change.log?.length ?? 0, change.answers?.length ?? 0];
  const known = kept.log.length + kept.answers.length - reviews - answers;
  return `并入 ${times(reviews, answers)}${known > 0 ? `，另有 ${known} 次原来就有` : ""}。`;
}

/** Of the quiz and of interviews there are answers. */
function times(reviews: number, answers: number): string {
  return `${reviews} 次复习${answers > 0 ? `、${answers} 次作答` : ""}`;
}

/** A button that asks once more. */
function erasing(site: Site, kept: Kept, tell: (text: string) => void): HTMLElement {
  const place = make("span", { class: "study-line" });
  const offer = (): void => place.replaceChildren(button("md-button study-danger", "清除", ask));
  const ask = async (): Promise<void> => {
    const { log, answers } = await site.store.look();
    const sure = button("md-button study-danger", `确定清除 ${times(log.length, answers.length)}`, erase);
    place.replaceChildren(sure, button("md-button", "取消", offer));
    sure.focus();
  };
  const erase = async (): Promise<void> => {
    await site.store.change(() => ({ erased: true }));
    for (const name of ["think", "last"]) remember(keyOf(site.root, name), "");
    for (const left of [kept, new QuizKeeper(site.root), new InterviewKeeper(site.root)]) left.forget();
    offer();
    tell("已清除。");
  };
  offer();
  return place;
}
