// The selected words: what they mean, how sure that is, what else it could be, where else it stands.
// What stands elsewhere is fetched when the eye rests, so that no key waits for it.

import { $, el, inContext, STATUS } from "./dom.js";

const REST = 180; // milliseconds until a selection is looked at more closely

export class Inspector {
  constructor(article, server, drafts, user) {
    Object.assign(this, { article, server, drafts, user, candidates: [] });
  }

  draw(found, pending) {
    this.found = found;
    $("i-none").hidden = Boolean(found || pending);
    $("i-some").hidden = !(found || pending);
    if (pending) this.#pending(pending);
    else if (found) this.#mention(found);
    this.#passage(this.article.passage(pending?.passage ?? found?.passage.id));
    this.#later(found, pending);
  }

  #pending({ passage, start, end, isQuote }) {
    const { text, number } = this.article.passage(passage);
    $("i-place").textContent = `new, passage ${number}`;
    $("i-exact").textContent = text.slice(start, end);
    $("i-why").textContent = isQuote ? "Not marked yet: choose who said it." : "Not marked yet: choose what the words mean.";
    $("i-means").textContent = "";
    $("i-decide").hidden = true;
    $("i-record").hidden = true;
    $("i-protect").hidden = true;
    $("i-claim").hidden = true;
    $("i-who").hidden = false;
    this.#show({ certainty: "certain", note: "" });
  }

  #mention({ mention, passage }) {
    const meaning = this.article.meaning(mention);
    const words = this.article.inWords(meaning);
    $("i-place").textContent = `${mention.kind || "kind not known"}, passage ${passage.number}, ${STATUS[mention.status][1]}`;
    $("i-exact").textContent = mention.exact;
    const lost = mention.isPlaced ? "" : " Its words were corrected: mark the new ones with N, then press P to put it there.";
    $("i-why").textContent = `${mention.why}.${lost}`;
    const isNew = meaning?.kind && !meaning.entity && !meaning.isMade;
    const isSaid = mention.kind === "quotation";
    const isClaim = mention.kind === "claim";
    $("i-means").textContent = isClaim ? `${mention.question} ${words}` : isSaid ? `Said by ${words} (${mention.manner})` : mention.status === "accepted" ? words : isNew ? `New ${meaning.kind}: ${words}` : meaning?.edtf ? `${words} (${meaning.edtf})` : words;
    $("i-decide").hidden = false;
    for (const [does, status] of [["accept", "accepted"], ["reject", "rejected"]]) {
      const button = $("i-decide").querySelector(`[data-do=${does}]`);
      if (button) button.hidden = mention.status === status; // it is so already
    }
    const entity = this.article.entities[meaning?.entity];
    $("i-record").hidden = !entity;
    if (entity) $("i-record").href = `${this.server.addresses.records}${entity.kind}/${entity.id}/change/`;
    const isPerson = entity?.kind === "person";
    $("i-protect").hidden = !isPerson;
    if (isPerson) $("i-protect").href = `${this.server.addresses.records}person/${entity.id}/protect/?${new URLSearchParams({ back: `${location.pathname}#p${passage.id}` })}`;
    $("i-who").hidden = isClaim;
    $("i-claim").hidden = !isClaim;
    if (isClaim) $("i-claim").href = mention.form;
    this.#show(mention);
  }

  #show({ id, certainty, note }) {
    for (const radio of document.getElementsByName("certainty")) radio.checked = radio.value === certainty;
    if (document.activeElement !== $("note")) $("note").value = this.drafts.read(`note-${id}`) ?? note ?? "";
    if (document.activeElement !== $("who")) $("who").value = "";
  }

  #passage(passage) {
    $("i-passage").hidden = !passage;
    if (!passage) return;
    $("i-number").textContent = passage.number;
    $("i-topics").replaceChildren(...passage.topics.map((name) => el("li", {}, name, " ",
      el("button", { type: "button", class: "quiet", "data-topic": name, "aria-label": `Take “${name}” off the passage` }, "×"))));
    const speaker = passage.speaker ? this.article.entities[passage.speaker]?.name : passage.speakerName;
    $("i-speaker").textContent = speaker || "nobody named";
  }

  // Look more closely, unless the selection has moved on by then.
  #later(found, pending) {
    clearTimeout(this.timer);
    const key = pending ? `p${pending.passage}:${pending.start}-${pending.end}` : `m${found?.mention.id}`;
    const isSame = key === this.key;
    this.key = key;
    if (!isSame) this.#empty(found);
    this.timer = setTimeout(() => this.#look(found, pending, key).catch(() => {}), REST);
  }

  #empty(found) {
    const known = found ? this.#chosen(found.mention) : [];
    this.#candidates(known.map((id) => ({ label: this.article.entities[id]?.name ?? "", value: { entity: id } })));
    $("i-kwic").replaceChildren();
    $("i-else").textContent = "Elsewhere";
    $("i-hist").replaceChildren();
  }

  #chosen(mention) {
    const meaning = this.article.meaning(mention);
    return [...new Set([...(meaning?.choose ?? []), ...(mention.alternatives ?? [])])];
  }

  async #look(found, pending, key) {
    const words = pending ? this.article.passage(pending.passage).text.slice(pending.start, pending.end) : found?.mention.exact;
    if (!words) return;
    const mention = pending ? null : found.mention;
    const meaning = mention ? this.article.meaning(mention) : null;
    if (mention?.kind === "claim") return this.#claimed(mention, key);
    if (mention?.kind === "quotation") return this.#said(mention, meaning, key);
    const query = { mention: mention?.id > 0 ? mention.id : "", entity: meaning?.entity ?? "", edtf: meaning?.edtf ?? "" };
    const [alike, about] = await Promise.all([
      this.server.could(words, mention?.kind ?? ""),
      query.mention || query.entity || query.edtf ? this.server.about(query) : null,
    ]);
    if (key !== this.key) return;
    this.#alike(alike, mention, meaning);
    if (about) this.#about(about, meaning);
  }

  // A quotation: who else of the name may have said it, and what they are named for elsewhere.
  async #said(mention, meaning, key) {
    const name = mention.proposedName || (meaning?.entity ? this.article.entities[meaning.entity]?.name : "");
    const alike = name ? await this.server.could(name, "") : { entities: [] };
    const about = await this.server.about({ mention: mention.id > 0 ? mention.id : "", entity: meaning?.entity ?? "", edtf: "" });
    if (key !== this.key) return;
    this.#alike(alike, mention, meaning);
    this.#about(about, meaning);
  }

  // A claim: what became of it.
  async #claimed(mention, key) {
    const about = await this.server.about({ mention: mention.id, entity: "", edtf: "" });
    if (key === this.key) this.#about(about, null);
  }

  #alike(alike, mention, meaning) {
    for (const entity of alike.entities) this.article.entities[entity.id] ??= entity;
    const others = alike.entities.filter((entity) => entity.id !== meaning?.entity);
    const first = (mention ? this.#chosen(mention) : []).filter((id) => !others.some((one) => one.id === id));
    const options = [...first.map((id) => this.article.entities[id]), ...others].filter(Boolean);
    this.#candidates(options.map((entity) => ({ label: entity.name, note: [entity.kind, entity.about].filter(Boolean).join(", "), value: { entity: entity.id } })));
  }

  #candidates(options) {
    this.candidates = options.slice(0, 9);
    $("i-could").hidden = !this.candidates.length;
    $("i-candidates").replaceChildren(...this.candidates.map((one, at) => el("li", {},
      el("button", { type: "button", "data-candidate": at }, el("kbd", { "aria-hidden": "true" }, String(at + 1)), ` ${one.label}`),
      one.note ? el("span", { class: "note" }, one.note) : null)));
  }

  #about(about, meaning) {
    $("i-else").textContent = about.count ? `Elsewhere: ${about.count}` : "Elsewhere: nowhere yet";
    if (!meaning?.entity && !meaning?.edtf) $("i-else").textContent = "Elsewhere";
    $("i-kwic").replaceChildren(...about.elsewhere.map((line) => el("li", {},
      line.article ? el("a", { href: `../../${line.article}/desk/#m${line.mention}` }, line.where) : line.where, el("br"), ...inContext(line))));
    $("i-hist").replaceChildren(...about.history.map((line) => el("li", {}, line)));
  }
}
