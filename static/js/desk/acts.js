// Acts: each is shown at once, sent, and can be taken back. What an act changes here is written down
// as patches, so that taking it back, or its refusal, needs no second thought.

import { sent } from "./offsets.js";

const FIELDS = ["status", "entity", "edtf", "certainty", "manner", "note", "start", "end"];

// What was said has its own quotation marks.
const named = ({ kind, exact }) => (kind === "quotation" ? exact : `“${exact}”`);

export class Acts {
  #serial = 0;
  #numbers = new Map(); // key -> the number that the record gave the act
  done = []; // what can be taken back, the last at the end: {key?, act?, said, back, at}

  // on: {changed(passages), say(sentence), refused(act, answer), answered(act, answer)}
  constructor(article, on) {
    Object.assign(this, { article, on });
  }

  // deed: what the server is asked; patches: what changes here; at: where to return on undo
  do(said, deed, patches, { at = 0, newMention = 0, keeps = true } = {}) {
    this.#serial += 1;
    const key = `${Date.now().toString(36)}-${this.#serial}`;
    const back = patches.map((patch) => this.#reverse(patch)).toReversed();
    const touched = this.article.add(key, patches);
    if (keeps) this.done.push({ key, said, back, at });
    this.on.changed(touched);
    this.outbox.put({ key, said, deed, patches, back, at, newMention });
  }

  #reverse(patch) {
    const passage = this.article.passage(patch.passage);
    if (patch.add) return { passage: patch.passage, mention: patch.add.id, drop: true };
    const before = patch.mention === undefined ? passage : passage.mentions.find((one) => one.id === patch.mention);
    if (patch.drop) return { passage: patch.passage, mention: patch.mention, add: { ...before } };
    const set = Object.fromEntries(Object.keys(patch.set).map((name) => [name, before?.[name]]));
    return { passage: patch.passage, mention: patch.mention, set };
  }

  part({ mention, passage }) {
    return { mention: mention.id, version: this.article.version(passage.id, mention.id) };
  }

  // Quotations and claims are decided on by deeds of their own.
  #deed(does, { mention: { kind } }) {
    return kind === "quotation" || kind === "claim" ? `${does}_${kind}` : does;
  }

  accept(found, target = null) {
    const words = this.article.asWhat(target ?? this.article.meaning(found[0].mention));
    const said = found.length === 1 ? `Accepted ${named(found[0].mention)} as ${words}.` : `Accepted ${found.length} as ${words}.`;
    const deed = { do: this.#deed("accept", found[0]), mentions: found.map((one) => ({ ...this.part(one), ...(target && { target }) })) };
    const patches = found.map(({ mention, passage }) => ({
      passage: passage.id, mention: mention.id, set: { status: "accepted", ...this.#meant(target ?? this.article.meaning(mention), mention) }, makes: this.#makes(mention, target),
    }));
    if (found.length === 1 && target) patches.push(...this.#likewise(found[0], target));
    this.do(said, deed, patches, { at: found[0].mention.id });
    return said;
  }

  // The proposal that is somebody from now on: others with it are no longer new.
  #makes({ proposedKey, kind }, target) {
    return !target && kind !== "quotation" ? proposedKey : "";
  }

  #likewise(found, target) {
    const kind = target.entity ? this.article.entities[target.entity]?.kind : target.kind;
    const { mention } = found;
    const proposed = this.article.entities[mention.proposedEntity]?.kind ?? mention.proposedKind;
    if (!kind || !proposed || kind === proposed || mention.kind === "quotation") return [];
    const set = { kind, ...(target.entity ? { proposedEntity: target.entity, proposedKey: "" } : { means: { ...target, isMade: true } }) };
    return this.article.fellows(found).map((one) => ({ passage: one.passage.id, mention: one.mention.id, set }));
  }

  #meant(meaning, mention) {
    if (mention.kind === "claim") return {}; // what it says is changed in its own form
    if (mention.kind === "quotation") return { entity: meaning?.entity ?? null, proposedName: meaning?.said ?? "", means: meaning?.name ? meaning : null };
    const kind = meaning?.entity ? this.article.entities[meaning.entity]?.kind : meaning?.kind ?? (meaning?.edtf ? "date" : mention.kind);
    return { entity: meaning?.entity ?? null, edtf: meaning?.edtf ?? "", kind: kind ?? mention.kind, means: meaning?.name ? meaning : null };
  }

  reject(found) {
    const said = found.length === 1 ? `Rejected ${named(found[0].mention)}.` : `Rejected ${found.length}.`;
    const patches = found.map(({ mention, passage }) => ({ passage: passage.id, mention: mention.id, set: { status: "rejected" } }));
    this.do(said, { do: this.#deed("reject", found[0]), mentions: found.map((one) => this.part(one)) }, patches, { at: found[0].mention.id });
    return said;
  }

  retarget(found, target) {
    const said = `${named(found.mention)} is now ${this.article.asWhat(target)}.`;
    const set = this.#meant(target, found.mention);
    this.do(said, { do: this.#deed("change", found), ...this.part(found), target }, [{ passage: found.passage.id, mention: found.mention.id, set }], { at: found.mention.id });
    return said;
  }

  set(found, values, said) {
    this.do(said, { do: this.#deed("change", found), ...this.part(found), ...values }, [{ passage: found.passage.id, mention: found.mention.id, set: values }], { at: found.mention.id });
    return said;
  }

  span(found, { start, end }) {
    const { mention, passage } = found;
    const exact = passage.text.slice(start, end);
    const said = `Now ${named({ ...mention, exact })}, was ${named(mention)}.`;
    const status = !mention.isPlaced && (mention.entity || mention.edtf) ? { status: "accepted" } : {};
    const deed = { do: this.#deed("span", found), ...this.part(found), revision: passage.revision, ...sent(passage.text, { start, end }) };
    this.do(said, deed, [{ passage: passage.id, mention: mention.id, set: { start, end, exact, isPlaced: true, ...status } }], { at: mention.id });
    return said;
  }

  mark({ passage: id, start, end }, target, { status, certainty, note }) {
    const passage = this.article.passage(id);
    const exact = passage.text.slice(start, end);
    const words = this.article.asWhat(target);
    const said = `${status === "accepted" ? "Marked" : "Proposed"} “${exact}” as ${words}.`;
    this.#serial += 1;
    const made = -this.#serial;
    const mention = { id: made, version: 1, isPlaced: true, start, end, exact, status, certainty, note, proposedKey: "", proposedEdtf: "", score: null, why: "Marked by hand" };
    const deed = { do: "mark", revision: passage.revision, ...sent(passage.text, { start, end }), target, certainty, note };
    this.do(said, deed, [{ passage: id, add: { ...mention, ...this.#meant(target, mention) } }], { at: made, newMention: made });
    return { said, made };
  }

  // Words that somebody said; manner is direct or indirect.
  quote({ passage: id, start, end }, target, { status, certainty, manner }) {
    const passage = this.article.passage(id);
    const exact = passage.text.slice(start, end);
    const said = `${status === "accepted" ? "Marked" : "Proposed"} words of ${this.article.inWords(target)}.`;
    this.#serial += 1;
    const made = -this.#serial;
    const quotation = { id: made, version: 1, isPlaced: true, start, end, exact, status, certainty, manner, kind: "quotation", note: "", edtf: "", proposedKey: "", proposedEdtf: "", score: null, why: "Marked by hand" };
    const deed = { do: "quote", revision: passage.revision, ...sent(passage.text, { start, end }), target, certainty, manner };
    this.do(said, deed, [{ passage: id, add: { ...quotation, ...this.#meant(target, quotation) } }], { at: made, newMention: made });
    return { said, made };
  }

  remove(found) {
    const said = `Removed the mark on ${named(found.mention)}.`;
    this.do(said, { do: this.#deed("remove", found), ...this.part(found) }, [{ passage: found.passage.id, mention: found.mention.id, drop: true }], { at: found.mention.id });
    return said;
  }

  // values: {topics} or {speaker, speakerName}; shown: what of it can be seen before it is confirmed
  tell(passage, values, shown, said) {
    this.do(said, { do: "tell", passage: passage.id, version: passage.version, ...values }, [{ passage: passage.id, set: shown }]);
    return said;
  }

  // Ask for something whose outcome only the server knows.
  ask(deed, said = "") {
    this.do(said, deed, []);
  }

  // Take the last act back; with ``rest``, what later acts left alone of a certain one.
  undo() {
    const last = this.done.pop();
    if (!last) return null;
    if (last.key && this.outbox.withdraw(last.key)) {
      this.on.changed(this.article.settle(last.key));
      return last;
    }
    const deed = last.act ? { do: "undo", act: last.act } : { do: "undo", ofKey: last.key };
    this.do(`Undone: ${last.said}`, deed, last.back ?? [], { at: last.at, keeps: false });
    return last;
  }

  // The server has answered: its state takes the place of what was shown meanwhile.
  answered(act, answer) {
    const entry = this.done.find((one) => one.key === act.key);
    if (answer.made && act.newMention) this.#renumber(act.newMention, answer.made);
    if (answer.act) this.#numbers.set(act.key, answer.act);
    if (entry && answer.act) Object.assign(entry, { act: answer.act, said: entry.said || answer.said });
    else if (entry) this.done.splice(this.done.indexOf(entry), 1); // nothing was changed, so nothing to undo
    return [...this.article.settle(act.key), ...this.article.take(answer.state)];
  }

  refused(act, answer) {
    const dropped = this.outbox.dropAfter(act);
    const gone = new Set([act, ...dropped].map((one) => one.key));
    this.done = this.done.filter((one) => !gone.has(one.key));
    const touched = [...gone].flatMap((key) => this.article.settle(key));
    if (answer.state) touched.push(...this.article.take(answer.state));
    return { touched, dropped };
  }

  #renumber(from, to) {
    this.article.rename(from, to);
    for (const entry of this.done) {
      if (entry.at === from) entry.at = to;
      for (const patch of entry.back ?? []) if (patch.mention === from) patch.mention = to;
    }
  }

  actOf(key) {
    return this.#numbers.get(key) ?? 0;
  }
}

// An act that was sent twice because its answer was lost: what is stored is what was asked.
export function isDoneAlready(act, answer) {
  if (!act.isAgain) return false;
  if (act.deed.do === "mark") return answer.refused.includes("is marked so already");
  const stored = answer.conflict?.mention;
  const wanted = act.patches.find((patch) => patch.mention === stored?.id)?.set;
  return Boolean(wanted) && FIELDS.every((name) => !(name in wanted) || wanted[name] === stored[name]);
}
