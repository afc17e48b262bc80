// What each key does, in the order in which an editor learns them.

import { $, el } from "./dom.js";

const HELP = [
  ["J or ↓, K or ↑", "next, previous in the queue"], ["Shift J, Shift K", "next, previous mark in the text, decided or not"],
  ["A", "accept, and on to the next"], ["Shift A", "accept all that wait here and mean the same"],
  ["R", "reject"], ["Shift R", "reject all that wait here and mean the same"],
  ["1 to 9", "it is the one with that number under “It could be”"], ["E or Enter", "choose who, where or when; type a name in any spelling, or a date in EDTF"],
  ["] and }", "right edge out, in, by a word"], ["[ and {", "left edge out, in, by a word"],
  [". and ,", "right edge out, in, by a character"], ["< and >", "left edge out, in, by a character"],
  ["N", "new: mark other words; arrows choose the word, Shift and arrows more of them, Shift End the rest of the sentence"], ["\"", "quotation: the words chosen with N were said; Enter chooses by whom"], ["I", "quotation: direct or indirect"], ["P", "put a mark that a correction left behind on the words chosen with N"],
  ["C", "certainty"], ["O", "note for other editors"], ["X", "remove the mark"], ["T", "tag all"],
  ["G", "tag the passage with a topic"], ["S", "speaker of the passage"], ["W", "correct the wording of the passage"], ["H", "claim: these words answer a question; on a claim, open its form"],
  ["B", "withhold the words chosen, or those of the mark, from readers"], ["Shift B", "withhold the whole passage"], ["U", "undo"], ["L", "look through the article for names, dates and quotations"], ["D", "queue by doubt, or in reading order"], ["F", "queue of the next kind"], ["V", "move the article on: review, publish"],
  ["/", "go to a passage by its number, or to words of the text, to mark them"], ["Q, M", "go to the queue, to the text"], ["Escape", "back"], ["?", "this list"],
];

export function drawHelp() {
  $("help-list").replaceChildren(...HELP.map(([keys, does]) => el("div", {}, el("dt", {}, keys), el("dd", {}, does))));
}
