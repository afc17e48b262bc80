// What the desk knows of the article: the server's last word on every passage, and on top of it
// what was done here and is not confirmed yet. An act is shown at once; the server's answer then
// takes its place, with whatever others did meanwhile.

import { received } from "./offsets.js";

const OPEN = new Set(["suggested", "needs_review"]);
export const isOpen = (mention) => OPEN.has(mention.status);

export class Article {
  #stored = new Map(); // passage id -> as the server has it
  #shown = new Map(); // passage id -> with what is not confirmed yet
  #order = [];
  #patches = []; // {key, passage, mention?, set?, add?, drop?}
  entities = {};
  known = {};
  heard = {};
  dates = {};
  topics = [];
  head = 0;
  status = "";

  // Take the server's state; give the ids of the passages that changed.
  take(state) {
    if (state.whole) {
      this.#stored.clear();
      this.#shown.clear();
      this.#order = [];
    }
    const numbers = new Set(this.#order);
    for (const passage of state.passages) {
      this.#stored.set(passage.id, received(passage));
      if (!numbers.has(passage.id)) this.#order.push(passage.id);
      this.#shown.delete(passage.id);
    }
    Object.assign(this.entities, state.entities);
    Object.assign(this.dates, state.dates);
    Object.assign(this, { known: state.known, heard: state.heard, topics: state.topics, head: state.head, status: state.status });
    return state.passages.map((passage) => passage.id);
  }

  // Show what was done here before it is confirmed; give the passages that change.
  add(key, patches) {
    this.#patches.push(...patches.map((patch) => ({ ...patch, key })));
    return this.#forget(patches);
  }

  // What was done under that key is confirmed, or was refused: the server's state speaks now.
  settle(key) {
    const gone = this.#patches.filter((patch) => patch.key === key);
    this.#patches = this.#patches.filter((patch) => patch.key !== key);
    return this.#forget(gone);
  }

  // A mark made here is known to the server by another number from now on.
  rename(from, to) {
    for (const patch of this.#patches) if (patch.mention === from) patch.mention = to;
  }

  #forget(patches) {
    const touched = [...new Set(patches.map((patch) => patch.passage))];
    for (const id of touched) this.#shown.delete(id);
    return touched;
  }

  passage(id) {
    if (!this.#shown.has(id)) this.#shown.set(id, this.#patched(id));
    return this.#shown.get(id);
  }

  #patched(id) {
    const own = this.#patches.filter((patch) => patch.passage === id);
    const stored = this.#stored.get(id);
    if (!stored || !own.length) return stored;
    const passage = { ...stored, mentions: stored.mentions.map((mention) => ({ ...mention })) };
    for (const patch of own) {
      if (patch.add) passage.mentions.push({ ...patch.add });
      else if (patch.drop) passage.mentions = passage.mentions.filter((one) => one.id !== patch.mention);
      else if (patch.mention === undefined) Object.assign(passage, patch.set);
      else Object.assign(passage.mentions.find((one) => one.id === patch.mention) ?? {}, patch.set);
    }
    passage.mentions.sort((a, b) => a.start - b.start || b.end - a.end || a.id - b.id);
    return passage;
  }

  get passages() {
    return this.#order.map((id) => this.passage(id));
  }

  *mentions() {
    for (const passage of this.passages) for (const mention of passage.mentions) yield { mention, passage };
  }

  find(id) {
    for (const found of this.mentions()) if (found.mention.id === id) return found;
    return null;
  }

  // The version of a mention that the server holds, which an act must name.
  version(passage, id) {
    return this.#stored.get(passage)?.mentions.find((one) => one.id === id)?.version ?? 1;
  }

  // What a mention means, or accepting it would make it mean:
  // {entity}, {edtf}, {kind, name} (somebody new), {choose: [entities]}, {answer} (a claim), or null.
  meaning(mention) {
    if (mention.means) return mention.means;
    if (mention.kind === "claim") return { answer: mention.answer };
    if (mention.entity) return { entity: mention.entity };
    if (mention.kind === "quotation") {
      if (mention.proposedEntity) return { entity: mention.proposedEntity };
      const heard = this.heard[mention.proposedKey] ?? [];
      if (heard.length) return heard.length > 1 ? { choose: heard } : { entity: heard[0] };
      return mention.proposedName ? { said: mention.proposedName } : null;
    }
    if (mention.edtf) return { edtf: mention.edtf };
    if (mention.proposedEntity) return { entity: mention.proposedEntity };
    if (mention.proposedKey) {
      const known = this.known[mention.proposedKey] ?? [];
      if (known.length > 1) return { choose: known };
      if (known.length) return { entity: known[0] };
      // Somebody new who was accepted a moment ago is not new any more, though the answer is on its way.
      const isMade = this.#patches.some((patch) => patch.makes === mention.proposedKey);
      return { kind: mention.proposedKind, name: mention.proposedName, isMade };
    }
    return mention.proposedEdtf ? { edtf: mention.proposedEdtf } : null;
  }

  inWords(meaning) {
    if (!meaning) return "nothing yet";
    if (meaning.entity) return this.entities[meaning.entity]?.name ?? "an entity";
    if (meaning.edtf) return this.dates[meaning.edtf] ?? meaning.words ?? meaning.edtf;
    if (meaning.choose) return "one of several";
    if (meaning.answer) return meaning.answer;
    if (meaning.said) return `“${meaning.said}”, as the text says`;
    return meaning.name;
  }

  // As an act says it: what is made by it is called new.
  asWhat(meaning) {
    const isNew = meaning?.kind && meaning.name && !meaning.entity && !meaning.isMade;
    return isNew ? `the new ${meaning.kind} ${meaning.name}` : this.inWords(meaning);
  }

  // Those that wait with the proposal that a mark had, on the same words of the article. Where they turn
  // out to be of another kind the server tells them all (annotate/likewise.py); here they show it at once.
  fellows({ mention }) {
    return [...this.mentions()].filter(({ mention: one }) => isOpen(one) && one.id !== mention.id && one.exact === mention.exact && one.kind !== "date"
      && one.proposedEntity === mention.proposedEntity && one.proposedName === mention.proposedName && one.proposedKind === mention.proposedKind);
  }

  // Two mentions mean the same where they would be accepted as the same.
  sameness(mention) {
    const meaning = this.meaning(mention);
    if (!meaning || meaning.choose || meaning.answer) return "";
    if (mention.kind === "quotation") return `q${meaning.entity ?? meaning.said ?? meaning.name}`;
    if (meaning.entity) return `e${meaning.entity}`;
    return meaning.edtf ? `d${meaning.edtf}` : mention.proposedKey || `n${meaning.kind}|${meaning.name}`;
  }
}
