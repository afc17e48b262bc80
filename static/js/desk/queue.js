// What is to be decided, as a list box: in reading order or the most doubtful first, of all kinds or
// one. What was decided in this sitting stays, so that the eye keeps its place.

import { isOpen } from "./article.js";
import { $, el, STATUS } from "./dom.js";

const SHORT = { organisation: "org", quotation: "quote" };

export class Queue {
  constructor(article, root) {
    Object.assign(this, { article, root, kind: "", byDoubt: false });
    this.seen = new Set();
    this.shown = [];
    this.items = new Map();
    this.current = 0;
  }

  list() {
    const found = [];
    for (const { mention, passage } of this.article.mentions()) {
      if (isOpen(mention)) this.seen.add(mention.id);
      if (this.seen.has(mention.id) && (!this.kind || mention.kind === this.kind)) found.push({ mention, passage });
    }
    const doubt = ({ mention }) => (mention.status === "needs_review" ? -1 : mention.score ?? 0);
    return this.byDoubt ? found.sort((a, b) => doubt(a) - doubt(b)) : found;
  }

  draw() {
    const found = this.list();
    const order = found.map(({ mention }) => mention.id);
    const isSame = order.length === this.shown.length && order.every((id, at) => id === this.shown[at]);
    for (const { mention, passage } of found) this.#draw(mention, passage);
    if (!isSame) this.root.replaceChildren(...order.map((id) => this.items.get(id).node));
    this.shown = order;
    let left = 0;
    for (const { mention } of this.article.mentions()) left += isOpen(mention);
    $("left").textContent = left;
    $("onward").hidden = left > 0;
  }

  #draw(mention, passage) {
    const before = this.items.get(mention.id);
    const key = `${mention.status}|${mention.exact}|${mention.kind}|${passage.number}`;
    if (before?.key === key) return;
    const node = el("li", { role: "option", id: `q${mention.id}`, "data-mention": mention.id, class: mention.status, "aria-selected": String(mention.id === this.current) },
      el("span", { class: "st", "aria-hidden": "true" }, STATUS[mention.status][0]),
      el("span", { class: "x" }, mention.exact),
      el("span", { class: "k" }, SHORT[mention.kind] ?? (mention.kind || "–")),
      el("span", { class: "p" }, `¶${passage.number}`),
      el("span", { class: "vh" }, `, ${STATUS[mention.status][1]}`));
    before?.node.replaceWith(node);
    this.items.set(mention.id, { node, key });
  }

  select(id) {
    this.items.get(this.current)?.node.setAttribute("aria-selected", "false");
    this.current = id;
    const node = this.items.get(id)?.node;
    if (node) {
      node.setAttribute("aria-selected", "true");
      this.root.setAttribute("aria-activedescendant", node.id);
      node.scrollIntoView({ block: "nearest" });
    } else this.root.removeAttribute("aria-activedescendant");
  }

  // The next or last before; only what is open where asked. From a mark that is not in the list, the
  // nearest to it in the text.
  step(by, { onlyOpen = false } = {}) {
    const found = this.list().filter(({ mention }) => !onlyOpen || isOpen(mention) || mention.id === this.current);
    const at = found.findIndex(({ mention }) => mention.id === this.current);
    if (at >= 0) return found[at + by] ?? (onlyOpen ? found.find(({ mention }) => mention.id !== this.current) : null) ?? null;
    return this.#nearest(found, by);
  }

  #nearest(found, by) {
    const all = [...this.article.mentions()].map(({ mention }) => mention.id);
    const here = all.indexOf(this.current);
    const ordered = found.map((one) => ({ ...one, at: all.indexOf(one.mention.id) }));
    return (by > 0 ? ordered.find((one) => one.at > here) : ordered.findLast((one) => one.at < here)) ?? found[0] ?? null;
  }
}
