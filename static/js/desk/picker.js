// Choosing with type-ahead: a combobox (ARIA 1.2, list autocomplete) over whatever ``find`` gives for
// the words typed. An answer that comes late, for words no longer there, is thrown away.

import { el } from "./dom.js";

const PAUSE = 90;

export class Picker {
  // find(words) -> Promise<[{label, note, value}]>; chosen(value) ; left()
  constructor(input, list, { find, chosen, left }) {
    Object.assign(this, { input, list, find, chosen, left, options: [], at: 0, isOpen: false });
    input.addEventListener("input", () => this.#later());
    input.addEventListener("keydown", (event) => this.#key(event));
    input.addEventListener("blur", () => setTimeout(() => document.activeElement !== input && this.close(), 150));
    list.addEventListener("mousedown", (event) => {
      const at = event.target.closest("[role=option]")?.dataset.at;
      if (at === undefined) return;
      event.preventDefault();
      this.#choose(Number(at));
    });
  }

  // Open with some words looked up already.
  async open(words = "", { isKept = false } = {}) {
    this.input.focus();
    this.input.value = words;
    if (!isKept) this.input.select();
    await this.#look();
  }

  close() {
    this.isOpen = false;
    this.options = [];
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  #later() {
    clearTimeout(this.timer);
    this.ready = new Promise((resolve) => {
      this.timer = setTimeout(() => resolve(this.#look()), PAUSE);
    });
  }

  async #look() {
    const words = this.input.value;
    const found = await this.find(words);
    if (this.input.value !== words || document.activeElement !== this.input) return;
    Object.assign(this, { options: found, at: 0, isOpen: true });
    this.#draw();
  }

  #draw() {
    const id = this.list.id;
    this.list.replaceChildren(...this.options.map((option, at) => el("li",
      { role: "option", id: `${id}-${at}`, "data-at": at, "aria-selected": String(at === this.at) },
      option.label, option.note ? el("span", { class: "note" }, option.note) : null)));
    this.list.hidden = !this.options.length;
    this.input.setAttribute("aria-expanded", String(this.options.length > 0));
    if (this.options.length) this.input.setAttribute("aria-activedescendant", `${id}-${this.at}`);
    this.list.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }

  async #key(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!this.isOpen) await this.#look();
      else this.at = Math.min(this.options.length - 1, Math.max(0, this.at + (event.key === "ArrowDown" ? 1 : -1)));
      this.#draw();
    } else if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      await this.ready; // what was typed last is looked up before it is chosen from
      if (!this.isOpen) await this.#look();
      this.#choose(this.at);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.close();
      this.left();
    }
  }

  #choose(at) {
    const option = this.options[at];
    if (!option) return;
    this.close();
    this.chosen(option.value);
  }
}
