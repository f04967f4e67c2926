/** Elements, made in one expression. */

type Attributes = Record<string, string | boolean | ((event: Event) => void) | undefined>;
type Child = Node | string | undefined | false;

/** An element: a function among the attributes listens to the event of that name, true sets an attribute. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== undefined && child !== false));
  return element;
}

/** A button that does something. */
export function button(name: string, label: Child, press: () => unknown, more: Attributes = {}): HTMLButtonElement {
  return make("button", { type: "button", class: name, click: () => void press(), ...more }, label);
}

/** A button that is pressed or not. */
export function toggle(name: string, label: string, pressed: boolean, press: () => unknown): HTMLButtonElement {
  return button(name, label, press, { "aria-pressed": String(pressed) });
}

export function all<Found extends Element = HTMLElement>(selector: string, within: ParentNode = document): Found[] {
  return [...within.querySelectorAll<Found>(selector)];
}

export function one<Found extends Element = HTMLElement>(selector: string, within: ParentNode = document): Found | null {
  return within.querySelector<Found>(selector);
}

/** Text for those who hear the page. */
export function spoken(text: string): HTMLElement {
  return make("span", { class: "study-spoken" }, text);
}

/** A sentence in which code stands between backticks. */
export function prose(text: string): (HTMLElement | string)[] {
  return text.split("`").map((part, index) => (index % 2 ? make("code", {}, part) : part));
}
