/* A page that was found marks what it was found by: ?h= in its address. */

const PASSED_OVER = "script, style, svg, nav, .headerlink, .proof, .proof-seal, mark";
const LETTER = /[a-z0-9]/i;

/** The words in an address that are to be marked. */
export function wanted(search: string): string[] {
  return (new URLSearchParams(search).get("h") ?? "").split(/\s+/).filter((word) => word !== "");
}

/** Mark words below an element. */
export function mark(root: Element, words: readonly string[]): void {
  if (!words.length) return;
  const pattern = new RegExp(words.map(literal).join("|"), "gi");
  for (const code of root.querySelectorAll("code:has(wbr)")) {
    if (code.textContent.search(pattern) >= 0) unite(code);
  }
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const nodes: Text[] = [];
  while (walker.nextNode()) nodes.push(walker.currentNode as Text);
  for (const node of nodes) {
    if (!node.parentElement?.closest(PASSED_OVER)) split(node, pattern);
  }
}

/** An identifier that may break in a table is several texts; to be found it is one. */
function unite(code: Element): void {
  for (const place of code.querySelectorAll("wbr")) place.remove();
  code.normalize();
}

/** A word in a pattern; a Latin one stands alone. */
function literal(word: string): string {
  const escaped = word.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
  const before = LETTER.test(word[0] ?? "") ? "(?<![a-z0-9])" : "";
  const after = LETTER.test(word.at(-1) ?? "") ? "(?![a-z0-9])" : "";
  return before + escaped + after;
}

function split(node: Text, pattern: RegExp): void {
  const parts: (string | Node)[] = [];
  let at = 0;
  for (const match of node.data.matchAll(pattern)) {
    const found = document.createElement("mark");
    found.textContent = match[0];
    parts.push(node.data.slice(at, match.index), found);
    at = match.index + match[0].length;
  }
  if (parts.length) node.replaceWith(...parts, node.data.slice(at));
}
