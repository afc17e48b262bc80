// Where somebody else was first: what they did, what was there before and what one wanted oneself, side by
// side; and an undo that later acts stand in the way of.

import { isOpen } from "./article.js";
import { $, el } from "./dom.js";

const COMPARED = { status: "Status", entity: "Means", edtf: "Date", certainty: "Certainty", note: "Note", exact: "Words", means: "Means", manner: "Direct or indirect" };

export class Conflicts {
  // on: {ask(dialog), say(sentence), trouble(sentence)}
  constructor(article, acts, on) {
    Object.assign(this, { article, acts, ...on });
  }

  // Of many that were decided together, somebody else was first with one: the others go again without it.
  #again(act, except) {
    const rest = act.deed.mentions?.filter((part) => part.mention !== except) ?? [];
    const still = rest.map((part) => this.article.find(part.mention)).filter((one) => one && isOpen(one.mention));
    if (!still.length) return;
    const ids = new Set(still.map(({ mention }) => mention.id));
    const mentions = rest.filter((part) => ids.has(part.mention)).map((part) => ({ ...part, version: this.article.find(part.mention).mention.version }));
    this.acts.do(act.said, { ...act.deed, mentions }, act.patches.filter((patch) => ids.has(patch.mention)), { at: mentions[0].mention });
  }

  async conflict(act, answer) {
    const theirs = answer.conflict.mention;
    if (theirs) this.#again(act, theirs.id);
    const patch = act.patches.find((one) => one.mention === theirs?.id);
    if (!patch?.set) return this.trouble(answer.refused);
    const before = act.back.find((one) => one.mention === theirs.id)?.set ?? {};
    const mine = { ...before, ...patch.set };
    const shown = (name, value) => (name === "entity" && value ? this.article.entities[value]?.name ?? value : name === "means" && value ? value.name : value || "–");
    const names = Object.keys(COMPARED).filter((name) => name in patch.set && (patch.set[name] !== theirs[name] || before[name] !== theirs[name]));
    const { who: by, when, did } = answer.conflict;
    $("x-who").textContent = `“${theirs.exact}” was changed by ${by}${when ? `, ${when}` : ""}${did ? `: ${did}` : ""}. Nothing of theirs was overwritten.`;
    $("x-rows").replaceChildren(...names.map((name) => el("tr", {}, el("th", { scope: "row" }, COMPARED[name]),
      ...[before, theirs, mine].map((from) => el("td", {}, String(shown(name, from[name])))))));
    const wanted = await this.ask($("conflict"));
    const one = this.article.find(theirs.id);
    if (wanted !== "mine" || !one) return this.say("Theirs stands.");
    const version = { mention: theirs.id, version: theirs.version };
    const part = act.deed.mentions?.find((each) => each.mention === theirs.id);
    const deed = part ? { ...act.deed, mentions: [{ ...part, ...version }] } : { ...act.deed, ...version };
    this.acts.do(act.said, deed, [patch], { at: theirs.id });
    this.say(act.said);
  }

  async partly(act, answer) {
    $("y-list").replaceChildren(...answer.obstacles.slice(0, 30).map((line) => el("li", {}, line)));
    $("y-rest").hidden = !answer.rest;
    $("y-rest").textContent = `Undo the rest (${answer.rest})`;
    const wanted = await this.ask($("partly"));
    if (wanted === "rest") this.acts.do("", { do: "undo", act: answer.asked, rest: true }, [], { keeps: false });
    else this.say("Nothing was undone.");
  }
}
