/* Draws one Mermaid source and tells what is to be seen: shapes with their computed style, and every line of
 * text with its place. HTML inside of <foreignObject> becomes text lines and background boxes, as laid out
 * by the browser; nothing but browsers can show it. Titles of groups come last and with a background, because
 * Mermaid leads lines over them. The answer is a tree of [tag, attributes, style, children]. */
"use strict";
const KEPT = {
  g: ["transform"], defs: [],
  path: ["d", "transform"], polygon: ["points", "transform"], polyline: ["points", "transform"],
  rect: ["x", "y", "width", "height", "transform"], line: ["x1", "y1", "x2", "y2", "transform"],
  circle: ["cx", "cy", "r", "transform"], ellipse: ["cx", "cy", "rx", "ry", "transform"],
  marker: ["id", "viewBox", "refX", "refY", "markerWidth", "markerHeight", "markerUnits", "orient"],
};
const PAINT = ["fill", "fill-opacity", "stroke", "stroke-opacity", "stroke-width", "stroke-dasharray",
  "stroke-linecap", "stroke-linejoin", "opacity", "marker-start", "marker-mid", "marker-end"];
const IGNORED = new Set(["style", "title", "desc", "symbol", "script", "filter", "linearGradient", "radialGradient"]);
const BACK = "rgb(255, 255, 255)";  // the role "back" of the palette
const NOTHING = "rgba(0, 0, 0, 0)";
const AWAY = [0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82];  // parts of a line at which its label may stand
const canvas = document.createElement("canvas").getContext("2d");

async function measure(source) {
  const host = document.getElementById("host");
  host.innerHTML = (await mermaid.render("drawing", source)).svg;
  const root = host.querySelector("svg");
  const [, , width, height] = root.getAttribute("viewBox").split(/[\s,]+/).map(Number);
  // Mermaid may leave the drawing scaled to the page; every measure below is then in the drawing's own units.
  root.style.maxWidth = "none";
  root.setAttribute("width", width);
  root.setAttribute("height", height);
  const text = name => (root.querySelector(`:scope > ${name}`) || { textContent: "" }).textContent;
  separate(root);
  const late = [];
  for (const object of root.querySelectorAll(".cluster .cluster-label foreignObject")) {
    const back = getComputedStyle(object.closest(".cluster").querySelector("rect, path, polygon")).fill;
    const inverse = root.getScreenCTM().inverse();
    for (const part of object.querySelectorAll("span, p"))
      if (part.textContent.trim() && !part.children.length) late.push(box(inverse, part.getBoundingClientRect(), back));
    late.push(...label(object, inverse));
    object.remove();
  }
  const tree = {
    kind: root.getAttribute("aria-roledescription") || "diagram",
    title: text("title"), description: text("desc"),
    viewBox: root.getAttribute("viewBox"), children: [...[...root.children].flatMap(shape), ...late],
  };
  host.replaceChildren();
  return JSON.stringify(tree);
}

/* Labels of lines that Mermaid has put on one another, or on a node, go along their line to where it is free. */
function separate(root) {
  const taken = [...root.querySelectorAll(".node")].map(node => node.getBoundingClientRect());
  const free = rect => !taken.some(other => rect.left < other.right && other.left < rect.right
    && rect.top < other.bottom && other.top < rect.bottom);
  for (const label of root.querySelectorAll("g.edgeLabel")) {
    if (!label.textContent.trim()) continue;
    const name = label.querySelector("[data-id]")?.dataset.id;
    const path = name && root.querySelector(`path[data-id="${CSS.escape(name)}"]`);
    const before = label.getAttribute("transform");
    for (const part of path ? AWAY : []) {
      if (free(label.getBoundingClientRect())) break;
      const point = path.getPointAtLength(path.getTotalLength() * part)
        .matrixTransform(label.parentNode.getScreenCTM().inverse().multiply(path.getScreenCTM()));
      label.setAttribute("transform", `translate(${point.x}, ${point.y})`);
    }
    if (!free(label.getBoundingClientRect())) label.setAttribute("transform", before);
    taken.push(label.getBoundingClientRect());
  }
}

function shape(element) {
  const tag = element.localName, style = getComputedStyle(element);
  if (IGNORED.has(tag) || style.display === "none" || style.visibility === "hidden") return [];
  if (tag === "foreignObject") return label(element);
  if (tag === "text") return written(element);
  if (tag === "a" || tag === "switch") return [...element.children].flatMap(shape);
  if (!KEPT[tag]) throw new Error(`<${tag}> in the drawing is not known to measure.js`);
  const attributes = {};
  for (const name of KEPT[tag]) if (element.hasAttribute(name)) attributes[name] = element.getAttribute(name);
  if (tag === "rect") for (const name of ["rx", "ry"]) {
    const value = style.getPropertyValue(name);
    if (value !== "auto" && parseFloat(value)) attributes[name] = String(parseFloat(value));
  }
  const paint = {};
  for (const name of tag === "g" ? ["opacity"] : PAINT) paint[name] = style.getPropertyValue(name);
  return [[tag, attributes, paint, [...element.children].flatMap(shape)]];
}

/* A line of text: centred on its place, so that another font of the reader does little harm. */
function line(inverse, style, string, left, right, baseline, fill) {
  const from = new DOMPoint(left, baseline).matrixTransform(inverse);
  const to = new DOMPoint(right, baseline).matrixTransform(inverse);
  return ["text", { x: (from.x + to.x) / 2, y: from.y, width: to.x - from.x }, {
    fill, "font-size": style.fontSize, "font-weight": style.fontWeight,
  }, string];
}

function box(inverse, rect, fill) {
  const from = new DOMPoint(rect.left, rect.top).matrixTransform(inverse);
  const to = new DOMPoint(rect.right, rect.bottom).matrixTransform(inverse);
  return ["rect", { x: from.x, y: from.y, width: to.x - from.x, height: to.y - from.y }, { fill, stroke: "none" }, []];
}

function label(object, inverse = object.parentNode.getScreenCTM().inverse()) {
  const found = [];
  for (const element of object.querySelectorAll("*")) {
    const style = getComputedStyle(element);
    if (style.backgroundColor !== NOTHING && element.textContent.trim())
      found.push(box(inverse, element.getBoundingClientRect(), style.backgroundColor));
  }
  const nodes = document.createTreeWalker(object, NodeFilter.SHOW_TEXT);
  for (let node; (node = nodes.nextNode());) found.push(...lines(node, inverse));
  return found;
}

function lines(node, inverse) {
  const style = getComputedStyle(node.parentElement), range = document.createRange(), found = [];
  canvas.font = `${style.fontWeight} ${style.fontSize} "Book Sans"`;
  const { fontBoundingBoxAscent: ascent } = canvas.measureText("国");
  let current = null, offset = 0;
  const flush = () => {
    if (current && current.string.trim())
      found.push(line(inverse, style, current.string.trim(), current.left, current.right, current.top + ascent, style.color));
    current = null;
  };
  for (const character of node.data) {
    range.setStart(node, offset);
    range.setEnd(node, offset += character.length);
    const rect = range.getClientRects()[0];
    if (!rect) continue;
    if (current && Math.abs(rect.top - current.top) > 2) flush();
    current ??= { string: "", left: rect.left, right: rect.right, top: rect.top };
    current.string += character;
    if (character.trim()) current.right = Math.max(current.right, rect.right);
  }
  flush();
  return found;
}

function written(text) {
  const inverse = text.parentNode.getScreenCTM().inverse(), own = text.getScreenCTM(), found = [];
  const nodes = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  let index = 0;
  for (let node; (node = nodes.nextNode());) {
    const shown = node.data.replace(/\s+/g, " ");
    const string = shown.trim();
    if (!string) continue;
    const holder = node.parentElement, style = getComputedStyle(holder);
    const first = text === holder || holder.parentNode !== text ? index : startOf(text, holder);
    const count = [...string].reduce((sum, character) => sum + character.length, 0);
    canvas.font = `${style.fontWeight} ${style.fontSize} "Book Sans"`;
    const start = text.getExtentOfChar(first), end = text.getExtentOfChar(first + count - 1);
    const baseline = start.y + canvas.measureText("国").fontBoundingBoxAscent;
    const from = new DOMPoint(start.x, baseline).matrixTransform(own);
    const to = new DOMPoint(end.x + end.width, baseline).matrixTransform(own);
    if (text.matches(".messageText, .loopText")) {  // it may lie across a life line
      const place = { x: from.x - 3, y: start.y + 1, width: to.x - from.x + 6, height: start.height + 1 };
      found.push(["rect", place, { fill: BACK, stroke: "none" }, []]);
    }
    // Names of participants in several lines stand too close.
    const apart = text.matches(".actor") ? (parseFloat(holder.getAttribute("dy")) || 0) / 4 : 0;
    found.push(line(inverse, style, string, from.x, to.x, from.y + apart, style.fill));
    index = first + count;
  }
  return found;
}

/* Characters of the <text> before one of its <tspan>. */
function startOf(text, holder) {
  let count = 0;
  for (const child of text.children) {
    if (child === holder) return count;
    count += child.getNumberOfChars();
  }
  return count;
}
