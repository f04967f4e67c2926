/** Words that several places say. */

import type { State } from "../schedule/states.ts";
import type { Loss } from "../store/store.ts";

export const GRADE_WORDS = ["没想起", "勉强", "想起", "很熟"] as const;

export const STATE_WORDS: Record<State, string> = { new: "没学过", learning: "在学", known: "已掌握" };

/** Why nothing is kept beyond this visit. */
export const LOSS_WORDS: Record<Loss, string> = {
  forbidden: "这个浏览器不让本站保存数据（例如隐私窗口），进度只保留到关闭本页为止。",
  full: "浏览器的存储空间已满，从现在起的进度只保留到关闭本页为止；先导出，再腾出空间。",
  newer: "另一个标签页里是更新的版本；刷新本页，否则从现在起的进度不会保存。",
};

/** A word of somebody else, as long as it may be where it is repeated. */
export function short(text: string): string {
  return text.length > 20 ? `${text.slice(0, 20)}…` : text;
}
