// Correcting a passage where it stands: the new wording, then the account of every mark, then the act.
// Nothing is applied that was not shown; what is typed is kept until it is applied or thrown away.

import { opened } from "./dialogs.js";
import { $, el } from "./dom.js";

const CHARACTERS_A_LINE = 80;
// What was said has its own quotation marks.
const named = (words) => (/^["“„«‘']/.test(words) ? words : `“${words}”`);

export class Correction {
  // done(deed): applies what was shown
  constructor(server, drafts, done) {
    Object.assign(this, { server, drafts, done });
    $("c-show").addEventListener("click", () => this.#plan());
    $("c-text").addEventListener("input", () => this.#changed());
    $("c-reason").addEventListener("input", () => this.drafts.keep(`reason-${this.passage.revision}`, $("c-reason").value));
    $("c-back").addEventListener("click", () => this.leave());
    $("c-forget").addEventListener("click", () => this.#forget());
    $("c-form").addEventListener("submit", (event) => this.#apply(event));
    $("c-text").addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.#plan();
    });
  }

  open(passage) {
    this.passage = passage;
    const draft = this.drafts.read(`text-${passage.revision}`);
    $("h-correct").textContent = `Correct passage ${passage.number}`;
    $("c-note").textContent = `Wording ${passage.wording} becomes ${passage.wording + 1}; the old one keeps its address.${draft === null ? "" : " What you typed before is here again."}`;
    $("c-text").value = draft ?? passage.text;
    $("c-text").rows = Math.min(7, 2 + Math.floor($("c-text").value.length / CHARACTERS_A_LINE));
    $("c-reason").value = this.drafts.read(`reason-${passage.revision}`) ?? "";
    $("c-withholds").checked = false;
    this.#blank();
    this.leave = opened($("correction"), (deed) => this.done(deed || null));
    $("c-text").focus();
  }

  #blank() {
    this.seen = "";
    $("c-plan").replaceChildren();
    $("c-apply").disabled = true;
    $("c-said").textContent = "";
  }

  #changed() {
    this.drafts.keep(`text-${this.passage.revision}`, $("c-text").value);
    if (this.seen) this.#blank();
  }

  async #plan() {
    const { revision } = this.passage;
    const text = $("c-text").value;
    let plan;
    try {
      plan = await this.server.splice({ revision, text });
    } catch {
      plan = { refused: "The archive did not answer; what you typed is kept." };
    }
    if (revision !== this.passage.revision || text !== $("c-text").value) return; // of other words by now
    $("c-said").textContent = plan.refused ?? "";
    if (plan.refused) return;
    this.seen = plan.seen;
    const { kept, moved, to_review: review } = plan.counts;
    $("c-plan").replaceChildren(
      el("p", { class: "wording" }, ...plan.diff.flatMap(([same, out, put]) => [same, out ? el("del", {}, out) : null, put ? el("ins", {}, put) : null].filter((one) => one !== null))),
      el("ul", { class: "fates" }, ...plan.fates.map((fate) => el("li", { class: fate.becomes === "needs review" ? "needs" : "" },
        this.#choice(fate), ` ${named(fate.words)}, ${fate.means}, ${fate.was}${fate.now && fate.now !== fate.was ? ` → ${fate.now}` : ""}`))));
    $("c-apply").disabled = false;
    $("c-said").textContent = `What would change is shown: ${kept} kept, ${moved} moved, ${review} to review.`;
    $("c-reason").focus();
  }

  // What becomes of one mark: what the arithmetic says, unless somebody chooses otherwise.
  #choice({ mark, words, becomes, choices }) {
    if (choices.length === 1) return el("b", {}, becomes);
    return el("select", { "data-mark": mark, "aria-label": `What becomes of “${words}”` }, ...choices.map(([value, label]) => el("option", { value }, label)));
  }

  #chosen() {
    const fields = [...$("c-plan").querySelectorAll("select[data-mark]")].filter((field) => field.value);
    return Object.fromEntries(fields.map((field) => [field.dataset.mark, field.value]));
  }

  #apply(event) {
    event.preventDefault();
    if (!this.seen) {
      this.#plan();
      return;
    }
    if (!$("c-reason").value.trim()) {
      $("c-said").textContent = "A correction needs its reason, e.g. “misread in transcription”.";
      $("c-reason").focus();
      return;
    }
    const deed = { do: "correct", revision: this.passage.revision, text: $("c-text").value, reason: $("c-reason").value, seen: this.seen, choices: this.#chosen(), withholdsFormer: $("c-withholds").checked };
    this.leave(deed);
  }

  // Once it is applied, or thrown away.
  settled(passage) {
    this.drafts.drop(`text-${passage.revision}`);
    this.drafts.drop(`reason-${passage.revision}`);
  }

  #forget() {
    this.settled(this.passage);
    this.leave();
  }
}
