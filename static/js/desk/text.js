// The article as text: each passage cut at every edge of its marks and drawn anew only when it
// changes. What is not part of the article as readers see it is folded away.

import { $, el } from "./dom.js";
import { pieces } from "./pieces.js";

export class Text {
  constructor(article, root) {
    Object.assign(this, { article, root });
    this.rows = new Map();
    this.current = null;
  }

  // Draw the whole article.
  draw() {
    this.rows.clear();
    const parts = [];
    let fold = null;
    for (const passage of this.article.passages) {
      const row = el("div", { class: `row ${passage.kind}`, "data-passage": passage.id },
        el("span", { class: "n" }, passage.number), el("div", { class: "words" }));
      this.rows.set(passage.id, row);
      if (passage.isRead) {
        fold = null;
        parts.push(row);
      } else {
        if (!fold) {
          fold = el("details", { class: "folded" }, el("summary", {}, `Not shown to readers, from ${passage.number}: ${passage.kindWords}`));
          parts.push(fold);
        }
        fold.append(row);
      }
      this.fill(passage.id);
    }
    this.root.replaceChildren(...parts);
  }

  fill(id) {
    const row = this.rows.get(id);
    const passage = this.article.passage(id);
    if (!row || !passage) return;
    const pending = this.pending?.passage === id ? [{ ...this.pending, id: 0, kind: "pending", status: "pending" }] : [];
    row.lastChild.replaceChildren(this.#words(passage, pending), ...this.#beneath(passage));
    row.classList.toggle("current", this.current?.passage === id);
  }

  #words(passage, pending) {
    if (passage.text === null) return el("p", { class: "not-held" }, "The text of this passage is not held here.");
    const shown = passage.mentions.filter((one) => one.isPlaced && (one.status !== "rejected" || one.id === this.current?.mention));
    // Nested marks: the innermost is clicked; the others hold it.
    const cut = pieces(passage.text, [...shown, ...pending]).map((piece) => this.#piece(piece));
    return el("p", { class: "t", dir: "auto" }, ...cut);
  }

  #piece(piece) {
    let node = document.createTextNode(piece.text);
    const inner = piece.marks.at(-1);
    for (const mark of piece.marks.toReversed()) {
      const isCurrent = mark.id === 0 || (mark.id === this.current?.mention && !this.pending);
      node = el("span", {
        class: `mk ${mark.kind || "unknown"} ${mark.status}${mark === inner ? "" : " holds"}`,
        "data-mention": mark.id,
        "aria-current": isCurrent && "true",
      }, node);
    }
    return node;
  }

  #beneath(passage) {
    const said = [];
    const speaker = passage.speaker ? this.article.entities[passage.speaker]?.name : passage.speakerName;
    if (passage.kind !== "body") said.push(passage.kindWords);
    if (speaker) said.push(`speaker: ${speaker}`);
    if (passage.topics.length) said.push(passage.topics.join(", "));
    if (passage.wording > 1) said.push(`wording ${passage.wording}: ${passage.reason}`);
    return said.length ? [el("p", { class: "beneath" }, said.join(" · "))] : [];
  }

  // Move the selection; only the two passages that it leaves and enters are drawn.
  select(found) {
    const was = this.current;
    this.current = found ? { passage: found.passage.id, mention: found.mention.id } : null;
    for (const id of new Set([was?.passage, this.current?.passage])) if (id) this.fill(id);
  }

  // Show the words that are about to be marked.
  propose(pending) {
    const was = this.pending;
    this.pending = pending;
    for (const id of new Set([was?.passage, pending?.passage, this.current?.passage])) if (id) this.fill(id);
  }

  show() {
    const mark = this.root.querySelector('[aria-current="true"]') ?? this.rows.get(this.current?.passage);
    const fold = mark?.closest("details");
    if (fold) fold.open = true;
    mark?.scrollIntoView({ block: "nearest" });
  }

  // What the pointer has selected, as a span of one passage; null where it is none.
  selected() {
    const selection = getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    const line = (range.startContainer.parentElement ?? range.startContainer).closest?.(".t");
    if (!line || !line.contains(range.endContainer) || !this.root.contains(line)) return null;
    const upTo = document.createRange();
    upTo.setStart(line, 0);
    upTo.setEnd(range.startContainer, range.startOffset);
    const { text } = this.article.passage(Number(line.closest(".row").dataset.passage));
    let start = upTo.toString().length;
    let end = start + range.toString().length;
    while (start < end && /\s/.test(text[start])) start += 1;
    while (end > start && /\s/.test(text[end - 1])) end -= 1;
    return start < end ? { passage: Number(line.closest(".row").dataset.passage), start, end } : null;
  }
}

export const passageAt = (node) => Number(node.closest("[data-passage]")?.dataset.passage ?? 0);
export const textPane = () => $("passages");
