/** A picture in a frame that scrolls. Pinch, wheel, drag, double tap and keys all come down to a scale and a point. */

import { make } from "../common/dom.ts";

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where fingers are, in the middle, and how far apart. */
interface Grip extends Point {
  readonly spread: number;
}

const MOST = 4;
const STEP = 1.3;
const MARGIN = 32;
const ARROW = 80;
/** How much a wheel changes the scale for a pixel; two fingers on a touchpad say that they are a pinch. */
const WHEEL = 0.002;
const PINCH = 0.01;
const LINE = 16;
const ARROWS: Record<string, Point> = {
  ArrowLeft: { x: -ARROW, y: 0 },
  ArrowRight: { x: ARROW, y: 0 },
  ArrowUp: { x: 0, y: -ARROW },
  ArrowDown: { x: 0, y: ARROW },
};

export class Stage {
  readonly #sheet = make("div", { class: "viewer-sheet" });
  readonly element = make("div", { class: "viewer-stage", tabindex: "0", autofocus: true }, this.#sheet);
  readonly #fingers = new Map<number, Point>();
  #width = 1;
  #height = 1;
  #scale = 1;

  constructor() {
    this.element.addEventListener("pointerdown", (event) => this.#hold(event));
    this.element.addEventListener("pointermove", (event) => this.#move(event));
    for (const end of ["pointerup", "pointercancel"] as const) {
      this.element.addEventListener(end, (event) => this.#fingers.delete(event.pointerId));
    }
    this.element.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    this.element.addEventListener("dblclick", (event) => {
      const near = this.#scale > Math.max(this.#fitting, 1) * 1.2;
      this.#zoom(near ? this.#fitting : this.#scale * 2, event);
    });
  }

  /** Show a picture of this size, as large as one reads it. */
  show(picture: Element, width: number, height: number): void {
    this.#sheet.replaceChildren(picture);
    [this.#width, this.#height] = [width, height];
    this.#zoom(Math.min(2, Math.max(1, this.#fitting)));
    this.element.scrollTo(0, 0);
  }

  /** Nearer, or farther away. */
  near(): void {
    this.#zoom(this.#scale * STEP);
  }

  far(): void {
    this.#zoom(this.#scale / STEP);
  }

  /** All of it. */
  fit(): void {
    this.#zoom(this.#fitting);
  }

  /** Use a key; whether it is one of ours. */
  key(name: string): boolean {
    const arrow = ARROWS[name];
    if (arrow) this.element.scrollBy(arrow.x, arrow.y);
    else if (name === "+" || name === "=") this.near();
    else if (name === "-") this.far();
    else if (name === "0") this.fit();
    else return false;
    return true;
  }

  get #fitting(): number {
    const { clientWidth, clientHeight } = this.element;
    return Math.min((clientWidth - MARGIN) / this.#width, (clientHeight - MARGIN) / this.#height, MOST);
  }

  /** Change the scale so that a point of the picture stays where it is. */
  #zoom(scale: number, at: Partial<Point> = {}): void {
    const frame = this.element.getBoundingClientRect();
    const { x = frame.left + frame.width / 2, y = frame.top + frame.height / 2 } = at;
    const before = this.#sheet.getBoundingClientRect();
    this.#scale = Math.min(MOST, Math.max(Math.min(1, this.#fitting), scale));
    this.#sheet.style.width = `${this.#width * this.#scale}px`;
    const after = this.#sheet.getBoundingClientRect();
    const grown = before.width > 0 ? after.width / before.width : 1;
    this.element.scrollBy(after.left + (x - before.left) * grown - x, after.top + (y - before.top) * grown - y);
  }

  #hold(event: PointerEvent): void {
    if (event.button !== 0) return;
    this.element.setPointerCapture(event.pointerId);
    this.#fingers.set(event.pointerId, event);
  }

  #move(event: PointerEvent): void {
    if (!this.#fingers.has(event.pointerId)) return;
    const before = grip(this.#fingers);
    this.#fingers.set(event.pointerId, event);
    const after = grip(this.#fingers);
    this.element.scrollBy(before.x - after.x, before.y - after.y);
    if (before.spread > 0) this.#zoom((this.#scale * after.spread) / before.spread, after);
  }

  #wheel(event: WheelEvent): void {
    if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return;
    event.preventDefault();
    const far = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE : 1);
    this.#zoom(this.#scale * Math.exp(-far * (event.ctrlKey ? PINCH : WHEEL)), event);
  }
}

function grip(fingers: ReadonlyMap<number, Point>): Grip {
  const [first = { x: 0, y: 0 }, second = first] = fingers.values();
  const spread = Math.hypot(first.x - second.x, first.y - second.y);
  return { x: (first.x + second.x) / 2, y: (first.y + second.y) / 2, spread };
}
