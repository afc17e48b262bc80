// Tag all: every place of some words, in context, with tick boxes; what is ticked is tagged as one act.

import { opened } from "./dialogs.js";
import { $, el, inContext } from "./dom.js";

const SAID = { tagged: "is so already", otherwise: "now", suggested: "suggested", rejected: "was rejected", free: "" };

export class TagAll {
  constructor(server, done) {
    Object.assign(this, { server, done, places: [] });
    $("t-scope").addEventListener("change", () => this.#look());
    $("t-forms").addEventListener("change", () => this.#look());
    $("t-list").addEventListener("change", () => this.#count());
  }

  // words: what to look for; target: what it is to mean; name: that in words
  async open(words, target, name) {
    Object.assign(this, { words, target, name });
    $("h-tag").textContent = `Tag all as ${name}`;
    $("t-forms").closest("label").hidden = !target.entity;
    $("t-scope").value = "article";
    $("t-forms").checked = false;
    $("t-list").replaceChildren();
    opened($("tagall"), (answer) => this.#left(answer));
    await this.#look();
    if ($("tagall").open) $("t-apply").focus();
  }

  // Only the answer to what was asked last is shown: an earlier one may come after it.
  async #look() {
    const asked = Symbol(this.words);
    this.asked = asked;
    const query = { form: this.words, scope: $("t-scope").value };
    if (this.target.entity) query.entity = this.target.entity;
    if (this.target.edtf) query.edtf = this.target.edtf;
    if ($("t-forms").checked) query.forms = "all";
    $("t-note").textContent = "Looking…";
    let found = null;
    try {
      found = await this.server.places(query);
    } catch { /* said below */ }
    if (this.asked !== asked) return;
    this.places = found?.places ?? [];
    this.isCut = found?.isCut ?? false;
    $("t-list").replaceChildren(...this.places.map((place, at) => this.#line(place, at)));
    this.#count();
    if (!found) $("t-note").textContent = "The archive did not answer; close and try again.";
  }

  #line(place, at) {
    const said = [SAID[place.standing], place.standing === "tagged" ? "" : place.markedAs].filter(Boolean).join(" ");
    const box = el("input", { type: "checkbox", value: at, checked: place.isTicked, disabled: place.standing === "tagged" });
    return el("li", { class: place.standing }, el("label", {}, box, el("span", { class: "w" }, place.where),
      el("span", { class: "c" }, ...inContext(place), said ? el("span", { class: "note" }, ` ${said}`) : null)));
  }

  #ticked() {
    return [...$("t-list").querySelectorAll("input:checked:not(:disabled)")].map((box) => this.places[Number(box.value)]);
  }

  #count() {
    const ticked = this.#ticked().length;
    $("t-apply").textContent = `Tag ${ticked}`;
    $("t-apply").disabled = ticked === 0;
    const more = this.isCut ? ` There are more than ${this.places.length}: these are the first; choose a narrower scope.` : "";
    $("t-note").textContent = `${this.places.length} found, ${ticked} ticked. One act, undone as one.${more}`;
  }

  #left(answer) {
    const places = answer === "apply" ? this.#ticked() : [];
    this.done(places.map(({ revision, start, end }) => ({ revision, start, end })), this);
  }
}
