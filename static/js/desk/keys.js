// One key, one act; in the text and the queue only, never in a field (WCAG 2.1.4). They can be
// switched off, which this browser remembers for the account; the arrows, Enter and Escape stay.

import { $ } from "./dom.js";

const NEVER = "input, textarea, select, button, summary, a, dialog, [contenteditable]";

export class Keys {
  // table: key -> function; where: the panes in which arrows act
  constructor(table, panes, store) {
    Object.assign(this, { table, panes, store });
    const isOff = this.#read() === "off";
    $("keys-on").checked = !isOff;
    $("keys-on").addEventListener("change", () => this.#write($("keys-on").checked ? "on" : "off"));
    document.addEventListener("keydown", (event) => this.#run(event));
  }

  #read() {
    try {
      return localStorage.getItem(this.store);
    } catch {
      return null;
    }
  }

  #write(value) {
    try {
      localStorage.setItem(this.store, value);
    } catch { /* storage is off: it holds for this page */ }
  }

  #run(event) {
    // AltGr writes [ ] { } on many keyboards, and is no command.
    const isAltGr = event.getModifierState("AltGraph");
    if (!isAltGr && (event.ctrlKey || event.metaKey || event.altKey)) return;
    if (event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]")) return;
    if (event.target.closest(NEVER)) return;
    const isSingle = event.key.length === 1;
    if (isSingle ? !$("keys-on").checked : !this.panes.some((pane) => pane.contains(event.target))) return;
    const name = event.shiftKey && !isSingle ? `Shift+${event.key}` : event.key;
    const run = this.table[name];
    if (run && run() !== false) event.preventDefault();
  }
}
