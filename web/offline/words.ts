/** What is said of the whole site in this browser: pure. */

import type { State, Whole, Why } from "./messages.ts";

const UNITS: [number, string][] = [[1e6, "MB"], [1e3, "kB"]];

/** Bytes as people read them. */
export function size(bytes: number): string {
  for (const [unit, name] of UNITS) {
    const amount = bytes / unit;
    if (amount >= 1) return `${amount.toFixed(amount >= 9.95 ? 0 : 1)} ${name}`;
  }
  return `${bytes} B`;
}

const REASONS: Record<Why, string> = {
  network: "网络断了，连上后接着下",
  full: "浏览器给本站的空间不够",
  gone: "网站刚更新过，请再试一次",
  stopped: "停下了",
};

export function said(face: Whole | "asking", { why, files, allFiles, allBytes }: State): string {
  const failed = why ? `${REASONS[why]}，` : "";
  switch (face) {
    case "none":
      return `整站存到本机，占 ${size(allBytes)}，没有网络也能读、能搜、能练`;
    case "asking":
      return `省流量模式开着：全部页面共 ${size(allBytes)}，压缩后少些`;
    case "running":
      return "正在存，可以接着读";
    case "stopped":
      return `${failed}已存 ${files} / ${allFiles} 个文件`;
    case "old":
      return `${failed}本机的整站不是最新的，更新时只下载变了的文件`;
    case "done":
      return `整站已在本机，占 ${size(allBytes)}，没有网络也能读、能搜、能练`;
  }
}
