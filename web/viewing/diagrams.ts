/**
 * A diagram that is too small to read where it stands opens large. It moves into the dialog and back, so its names stay
 * the only ones of the page, and one that the theme has drawn where nobody can look inside works too.
 */

import { all, button, make, one } from "../common/dom.ts";
import { Stage } from "./stage.ts";

const FIGURE = "figure.diagram";
const OPENER = ".diagram-open";
/** The width of a drawing that does not say how wide it is. */
const UNKNOWN = 900;

export function openDiagrams(): void {
  for (const figure of all(FIGURE)) figure.removeAttribute("tabindex"); // with scripts it fits and need not scroll
  let viewer: Viewer | undefined;
  document.addEventListener("click", ({ target }) => {
    const figure = target instanceof Element ? target.closest<HTMLElement>(FIGURE) : null;
    const opener = figure && one(OPENER, figure);
    if (!figure || !opener?.offsetParent || getSelection()?.toString()) return;
    viewer ??= new Viewer();
    viewer.open(figure, opener);
  });
}

class Viewer {
  readonly #stage = new Stage();
  readonly #title = make("p", { class: "viewer-title" });
  readonly #dialog: HTMLDialogElement;
  #back: () => void = () => undefined;

  constructor() {
    const press = (label: string, sign: string, action: () => void): HTMLButtonElement =>
      button("viewer-button", sign, action, { "aria-label": label, title: label });
    this.#dialog = make(
      "dialog",
      { class: "viewer", keydown: (event) => this.#key(event as KeyboardEvent), close: () => this.#closed() },
      this.#stage.element,
      make(
        "div",
        { class: "viewer-bar" },
        this.#title,
        press("缩小", "−", () => this.#stage.far()),
        press("放大", "+", () => this.#stage.near()),
        press("看全图", "全图", () => this.#stage.fit()),
        press("关闭", "关闭", () => this.#dialog.close()),
      ),
    );
    document.body.append(this.#dialog);
    for (const leaving of ["popstate", "beforeprint"]) addEventListener(leaving, () => this.#dialog.close());
  }

  open(figure: HTMLElement, opener: HTMLElement): void {
    const picture = figure.firstElementChild;
    if (!picture || this.#dialog.open) return;
    const title = one("title", picture)?.textContent ?? "图";
    this.#title.textContent = title;
    this.#dialog.setAttribute("aria-label", title);
    this.#stage.element.setAttribute("aria-label", `${title}：方向键移动，加减键缩放`);
    figure.style.height = `${figure.offsetHeight}px`;
    this.#back = () => {
      figure.prepend(picture);
      figure.style.height = "";
      opener.focus({ preventScroll: true });
    };
    this.#dialog.showModal();
    const { width, height } = picture instanceof SVGSVGElement ? picture.viewBox.baseVal : { width: UNKNOWN, height: 1 };
    this.#stage.show(picture, width, height);
    history.pushState({ viewer: true }, ""); // the way back closes it
  }

  #closed(): void {
    this.#back();
    if ((history.state as { viewer?: boolean } | null)?.viewer) history.back();
  }

  /** Keys are for the picture alone: the theme would go to the next page at some. */
  #key(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (this.#stage.key(event.key)) event.preventDefault();
  }
}
