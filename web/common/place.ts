/** Where the site is: two sites on one host have different data, and all pages of one have the same. */

const NAME = "kubernetes-handbook";

/** The root of the site, as the element of a script says it. */
export function rootOf(script: HTMLOrSVGScriptElement | null): URL {
  return new URL((script?.dataset["root"] ?? ".").replace(/\/?$/, "/"), location.href);
}

/** The name of the database of the site with this root. */
export function databaseOf(root: URL): string {
  return `${NAME}-${root.protocol === "file:" ? "folder" : hash(root.pathname)}`;
}

/** The name below which a small thing is kept that has to be there at once. */
export function keyOf(root: URL, name: string): string {
  return `${databaseOf(root)}:${name}`;
}

/** What is kept there; nothing where a browser forbids it. */
export function recall(key: string): string {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

/** Keep it; an empty text is not kept. */
export function remember(key: string, text: string): void {
  try {
    if (text) localStorage.setItem(key, text);
    else localStorage.removeItem(key);
  } catch {
    // then it is not kept
  }
}

/** FNV-1a of 32 bits. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (const unit of new TextEncoder().encode(text)) value = Math.imul(value ^ unit, 0x01000193) >>> 0;
  return value.toString(16).padStart(8, "0");
}
