// The annotation desk: joins the text, the queue and the inspector to the acts.

import { Acts, isDoneAlready } from "./acts.js";
import { Article, isOpen } from "./article.js";
import { Conflicts } from "./conflicts.js";
import { Correction } from "./correction.js";
import { opened } from "./dialogs.js";
import { $, STATUS } from "./dom.js";
import { Drafts } from "./drafts.js";
import { drawHelp } from "./help.js";
import { Inspector } from "./inspector.js";
import { Keys } from "./keys.js";
import { meanings, speakers } from "./meanings.js";
import { sent } from "./offsets.js";
import { Outbox } from "./outbox.js";
import { Picker } from "./picker.js";
import { Queue } from "./queue.js";
import { Server } from "./server.js";
import { TagAll } from "./tagall.js";
import { passageAt, Text } from "./text.js";
import { byCharacter, byWord, inMarks, neighbour, toSentenceEnd, wordsOf, wordsWith } from "./words.js";

const state = JSON.parse($("desk-state").textContent);
const store = `sourcebook.desk.${state.user}.`;
const mayDecide = state.may.includes("decide and correct");
let token = document.querySelector("[name=csrfmiddlewaretoken]").value;

const article = new Article();
article.take(state);
const server = new Server(state.addresses, () => token);
const drafts = new Drafts(`${store}${state.article}.`);
const text = new Text(article, $("passages"));
const queue = new Queue(article, $("queue"));
const inspector = new Inspector(article, server, drafts);
let current = null; // the number of the selected mark
let pending = null; // words about to be marked: {passage, start, end}
let home = $("queue"); // the pane that a field or a dialog gives the focus back to

const found = () => (current === null ? null : article.find(current));
const here = () => pending?.passage ?? found()?.passage.id ?? article.passages.find((one) => one.isRead && one.text)?.id;

function say(sentence) {
  $("said").textContent = sentence;
  if (!acts.outbox?.waiting.length) trouble("");
}

function trouble(sentence) {
  $("trouble").textContent = sentence;
}

// --- drawing ------------------------------------------------------------------------------------

function changed(passages) {
  const isKnown = passages.every((id) => text.rows.has(id)) && text.rows.size === article.passages.length;
  if (isKnown) for (const id of new Set(passages)) text.fill(id);
  else text.draw();
  queue.draw();
  draw();
}

function draw() {
  let selected = found();
  if (current !== null && !selected) { // somebody took it away, or its making was undone
    selected = inPassage(text.current?.passage) ?? queue.step(1);
    current = selected?.mention.id ?? null;
    text.select(selected);
    queue.select(current);
  }
  inspector.draw(pending ? null : selected, pending);
  $("undo").disabled = acts.done.length === 0;
  $("status").textContent = article.status.replace("_", " ");
}

// A mark of the passage where the work is, for who goes on there.
function inPassage(id) {
  const mention = id ? article.passage(id).mentions.find((one) => one.isPlaced && one.status !== "rejected") : null;
  return mention ? article.find(mention.id) : null;
}

function select(next, { announces = true } = {}) {
  if (!next) return;
  current = next.mention.id;
  drop();
  text.select(next);
  queue.select(current);
  draw();
  text.show();
  if (announces) say(`${describe(next)}. Means: ${article.inWords(article.meaning(next.mention))}.`);
}

const describe = ({ mention, passage }) => `${mention.exact}, ${mention.kind || "kind not known"}, passage ${passage.number}, ${STATUS[mention.status][1]}`;

function goHome() {
  home.focus({ preventScroll: true });
}

// --- acts -----------------------------------------------------------------------------------------

const acts = new Acts(article, { changed });
acts.done = state.mine.toReversed();
acts.outbox = new Outbox(state.addresses.act, `${store}${state.article}.outbox`, {
  since: () => article.head,
  token: () => token,
  actOf: (key) => acts.actOf(key),
  waiting(count, why) {
    trouble(why && count ? `${why} ${count === 1 ? "One act is" : `${count} acts are`} kept here and will be sent.` : "");
  },
  async renew() {
    try {
      const answer = await server.changes(article.head);
      // What one person did is never sent as another's: signing in gives a page another token.
      if (answer.user !== state.user) return "Somebody else is signed in by now: sign in as yourself in another tab.";
      token = answer.token;
      changed(article.take(answer.state));
      return "The page was open too long; trying again.";
    } catch {
      return "The archive refuses this page: open it anew.";
    }
  },
  answered(act, answer) {
    if (act.newMention && current === act.newMention) current = answer.made;
    if (act.newMention && queue.current === act.newMention) queue.current = answer.made;
    if (text.current?.mention === act.newMention) text.current.mention = answer.made ?? text.current.mention;
    server.forget();
    changed(acts.answered(act, answer));
    if (!act.said || !act.patches.length) say(`${answer.said.replace(/\.$/, "")}.`);
    if (act.deed.do === "correct") correction.settled(act.passage ?? { revision: act.deed.revision });
    if (act.deed.note !== undefined) drafts.drop(`note-${act.deed.mention}`);
  },
  async refused(act, answer) {
    if (isDoneAlready(act, answer)) {
      changed([...article.settle(act.key), ...article.take(answer.state)]);
      return;
    }
    const { touched } = acts.refused(act, answer);
    if (act.deed.note) drafts.keep(`note-${act.deed.mention}`, act.deed.note);
    changed(touched);
    if (answer.conflict) await conflicts.conflict(act, answer);
    else if (answer.obstacles) await conflicts.partly(act, answer);
    else {
      trouble(answer.refused);
      say("Refused; nothing was changed.");
    }
  },
});

function needsDecider() {
  if (!mayDecide) say("You propose marks; an editor decides on them.");
  return !mayDecide;
}

function onward(said) {
  const next = queue.step(1, { onlyOpen: true });
  if (next && isOpen(next.mention)) {
    select(next, { announces: false });
    say(`${said} Next: ${describe(next)}. Means: ${article.inWords(article.meaning(next.mention))}.`);
  } else {
    text.fill(found()?.passage.id);
    say(`${said} Nothing is left to decide${queue.kind ? " of this kind" : ""}.`);
  }
}

// All that wait in this article and mean the same.
function alike(one) {
  const sameness = article.sameness(one.mention);
  const others = [...article.mentions()].filter(({ mention }) => isOpen(mention) && mention.isPlaced && mention !== one.mention && sameness && article.sameness(mention) === sameness);
  return [one, ...others];
}

function accept({ all = false, target = null } = {}) {
  const one = found();
  if (!one || needsDecider()) return;
  if (pending) return choose();
  const meaning = target ?? article.meaning(one.mention);
  if (!meaning || meaning.choose) {
    say(`“${one.mention.exact}” ${meaning ? "may be more than one: choose" : nothingYet(one.mention)}.`);
    return choose();
  }
  if (!one.mention.isPlaced) return say(`“${one.mention.exact}” stood on words that were corrected: mark the new ones with N, then P.`);
  if (!isOpen(one.mention) && !target) return one.mention.status === "accepted" ? say(`“${one.mention.exact}” is accepted already.`) : onward(acts.accept([one]));
  onward(acts.accept(all ? alike(one) : [one], target));
}

// Most days without a year take it from the article's date, once it has one.
function nothingYet({ kind }) {
  if (kind !== "date") return "names nobody yet: choose";
  return $("no-date") ? "has no day yet: the article has no date. Give it one and look again (L), or write the day" : "has no day yet: write it";
}

function reject({ all = false } = {}) {
  const one = found();
  if (!one || pending || needsDecider()) return;
  onward(acts.reject(all ? alike(one) : [one]));
}

// What the picker or a digit chose: for new words, a suggestion, or a mark that stands.
function means(target) {
  if (!target) return;
  const one = found();
  if (pending) {
    const certainty = document.querySelector("[name=certainty]:checked").value;
    const status = mayDecide ? "accepted" : "suggested";
    const { said, made } = pending.isQuote ? acts.quote(pending, target, { status, certainty, manner: "direct" }) : acts.mark(pending, target, { status, certainty, note: $("note").value });
    pending = null;
    text.propose(null);
    select(article.find(made), { announces: false });
    say(said);
  } else if (one && isOpen(one.mention) && one.mention.isPlaced) accept({ target });
  else if (one && !needsDecider()) say(acts.retarget(one, target));
  goHome();
}

function certainty(value) {
  const one = found();
  if (!one || pending || needsDecider()) return;
  const order = ["certain", "probable", "possible"];
  const next = value ?? order[(order.indexOf(one.mention.certainty) + 1) % 3];
  say(acts.set(one, { certainty: next }, `“${one.mention.exact}” is ${next}.`));
}

function note() {
  const one = found();
  const value = $("note").value.trim();
  if (!one || pending || value === one.mention.note || needsDecider()) return;
  say(acts.set(one, { note: value }, `Note on “${one.mention.exact}” saved.`));
}

function remove() {
  const one = found();
  if (!one || pending || needsDecider()) return;
  const next = beside();
  const said = acts.remove(one);
  if (next) select(next, { announces: false });
  say(said);
}

// The mark nearest in the text, in the same passage where it has another; the next of two as near.
function beside() {
  const all = [...article.mentions()].filter(({ mention }) => mention.isPlaced && mention.status !== "rejected");
  const at = all.findIndex(({ mention }) => mention.id === current);
  const passage = found().passage.id;
  const near = [all[at + 1], all[at - 1]].filter(Boolean);
  return near.find((one) => one.passage.id === passage) ?? near[0] ?? queue.step(1) ?? null;
}

function undo() {
  const last = acts.undo();
  if (!last) return say("Nothing to undo.");
  const back = last.at ? article.find(last.at) : null;
  if (back) select(back, { announces: false });
  draw();
  say(`Undone: ${last.said}`);
}

// --- spans ------------------------------------------------------------------------------------------

function move(edge, isOutwards, how = byWord) {
  if (pending) return propose({ ...pending, ...how(article.passage(pending.passage).text, pending, edge, isOutwards) });
  const one = found();
  if (!one?.mention.isPlaced || needsDecider()) return;
  const span = how(one.passage.text, one.mention, edge, isOutwards);
  if (span.start === one.mention.start && span.end === one.mention.end) return say("The words cannot go further.");
  const isBeyond = /[.!?…]["”’)]*\s/.test(one.passage.text.slice(span.start, span.end)) && !/[.!?…]["”’)]*\s/.test(one.mention.exact);
  say(`${acts.span(one, span)}${isBeyond ? " It goes past the end of a sentence." : ""}`);
  text.show();
}

function propose(next, { announces = true } = {}) {
  pending = next;
  text.propose(pending);
  draw();
  if (!pending) return;
  const { text: words, number } = article.passage(pending.passage);
  $("passages").querySelector('[data-mention="0"]')?.scrollIntoView({ block: "nearest" });
  if (announces) say(`New, passage ${number}: ${words.slice(pending.start, pending.end)}. Enter chooses what it means.`);
}

function drop() {
  if (!pending) return false;
  pending = null;
  text.propose(null);
  return true;
}

function begin() {
  const one = found();
  const at = one?.mention.isPlaced ? one.mention : { start: 0, end: 0 };
  const passage = article.passage(here());
  if (!passage?.text) return say("There are no words here to mark.");
  home = $("passages");
  goHome();
  propose({ passage: passage.id, ...(neighbour(passage.text, at, 1) ?? wordsOf(passage.text)[0] ?? { start: 0, end: 1 }) });
}

function along(by) {
  const { passage: id } = pending;
  const next = neighbour(article.passage(id).text, pending, by);
  if (next) propose({ ...pending, ...next });
  else across(by, by < 0);
}

function across(by, toEnd = false) {
  const readable = article.passages.filter((one) => one.text);
  const to = readable[readable.findIndex((one) => one.id === pending.passage) + by];
  const words = to ? wordsOf(to.text) : [];
  if (words.length) propose({ ...pending, passage: to.id, ...(toEnd ? words.at(-1) : words[0]) });
}

// A mark that a correction left behind is put on the words chosen now.
function put() {
  const one = found();
  if (!pending || !one || one.mention.isPlaced || one.passage.id !== pending.passage || needsDecider()) return say("P puts a mark that a correction left behind on the new words chosen with N.");
  const { start, end } = pending;
  drop();
  say(acts.span(one, { start, end }));
}

// The words chosen, or the next ones, as something that somebody said.
function quote() {
  if (!pending) begin();
  if (!pending) return;
  propose({ ...pending, ...inMarks(article.passage(pending.passage).text, pending), isQuote: true }, { announces: false });
  const { text: words } = article.passage(pending.passage);
  say(`Said, passage ${article.passage(pending.passage).number}: ${words.slice(pending.start, pending.end)}. Enter chooses who said it.`);
}

function manner() {
  const one = found();
  if (!one || pending || one.mention.kind !== "quotation") return say("Only a quotation is direct or indirect.");
  if (needsDecider()) return;
  const next = one.mention.manner === "direct" ? "indirect" : "direct";
  say(acts.set(one, { manner: next }, `These words are quoted ${next === "direct" ? "directly" : "indirectly"}.`));
}

// Every mark of the text, whatever its status, in reading order.
function wander(by) {
  const all = [...article.mentions()].filter(({ mention }) => mention.isPlaced && mention.status !== "rejected");
  const at = all.findIndex(({ mention }) => mention.id === current);
  select(all[Math.min(all.length - 1, Math.max(0, at + by))]);
}

// --- choosing ------------------------------------------------------------------------------------------

const kindHere = () => (pending ? "" : found()?.mention.kind ?? "");
const isSaid = () => (pending ? Boolean(pending.isQuote) : kindHere() === "quotation");
const who = new Picker($("who"), $("who-list"), {
  async find(words) {
    await acts.outbox.settled(); // somebody made a moment ago is offered, not made twice
    return isSaid() ? speakers(server, article, words) : meanings(server, article, words, kindHere());
  },
  chosen: means,
  left: goHome,
});

function choose() {
  if (!pending && !found()) return;
  if (kindHere() === "claim") return openClaim();
  if (isSaid()) {
    const name = found()?.mention.proposedName;
    return who.open(pending ? "" : name || "");
  }
  if (pending) return who.open(article.passage(pending.passage).text.slice(pending.start, pending.end));
  // Whoever does not want the record that is proposed begins with the words, not with that record's name.
  const { proposedEdtf, proposedEntity, proposedName, exact } = found().mention;
  who.open(proposedEdtf || (proposedEntity ? "" : proposedName) || exact);
}

const speaker = mayDecide && new Picker($("speaker"), $("speaker-list"), {
  async find(words) {
    const nobody = { label: "Nobody", note: "takes the speaker away", value: null };
    return words.trim() ? meanings(server, article, words, "person", { dates: false }) : [nobody];
  },
  chosen(target) {
    const passage = article.passage(here());
    const shown = { speaker: target?.entity ?? null, speakerName: target?.name ?? "" };
    say(acts.tell(passage, { speaker: target, speakerName: "" }, shown, target ? `${article.inWords(target)} speaks passage ${passage.number}.` : `Nobody speaks all of passage ${passage.number}.`));
    $("speaker").value = "";
    goHome();
  },
  left: goHome,
});

const topic = mayDecide && new Picker($("topic"), $("topic-list"), {
  async find(words) {
    const asked = words.trim();
    const has = new Set(article.passage(here()).topics);
    const offered = article.topics.filter((name) => name.toLowerCase().includes(asked.toLowerCase())).slice(0, 12);
    const isNew = asked && !article.topics.some((name) => name.toLowerCase() === asked.toLowerCase());
    return [...offered.map((name) => ({ label: name, note: has.has(name) ? "takes it off" : "", value: name })), ...(isNew ? [{ label: `New topic “${asked}”`, note: "", value: asked }] : [])];
  },
  chosen: (name) => { tag(name); $("topic").value = ""; goHome(); },
  left: goHome,
});

function tag(name) {
  const passage = article.passage(here());
  const isOff = passage.topics.includes(name);
  const topics = isOff ? passage.topics.filter((one) => one !== name) : [...passage.topics, name];
  say(acts.tell(passage, { topics }, { topics }, isOff ? `“${name}” is off passage ${passage.number}.` : `Passage ${passage.number} is about “${name}”.`));
}

// A passage by its number: its first mark that waits, or any; the words themselves where it has none.
// Anything else that is typed are words of the text, to be marked.
async function leap() {
  $("goto-number").value = "";
  if (await ask($("goto")) !== "go") return;
  const asked = $("goto-number").value.trim();
  const passage = article.passages.find((one) => one.number.toLowerCase() === asked.toLowerCase() && one.text);
  if (passage) reach(passage);
  else if (/^\w?\d*\w?$/.test(asked)) say(`There are no words of a passage ${asked || "without a number"} here.`);
  else seek(asked);
}

// Onwards from where one is, and round to there again.
function seek(typed) {
  const readable = article.passages.filter((one) => one.text);
  const at = pending ?? found()?.mention;
  const first = Math.max(0, readable.findIndex((one) => one.id === here()));
  for (let by = 0; by <= readable.length; by += 1) {
    const passage = readable[(first + by) % readable.length];
    const span = wordsWith(passage.text, typed, by === 0 ? at?.end ?? 0 : 0);
    if (span) {
      to($("passages"));
      return propose({ ...pending, passage: passage.id, ...span });
    }
  }
  say(`“${typed}” is nowhere in this article.`);
}

function reach(passage) {
  const marks = passage.mentions.filter((one) => one.isPlaced && one.status !== "rejected");
  const mark = marks.find(isOpen) ?? marks[0];
  if (!pending && mark) return select({ mention: mark, passage });
  to($("passages"));
  propose({ ...pending, passage: passage.id, ...(wordsOf(passage.text)[0] ?? { start: 0, end: 1 }) });
}

// --- dialogs ---------------------------------------------------------------------------------------------

// What was done a moment ago is stored first: else it would be counted as it was before.
const stored = {
  async places(query) {
    await acts.outbox.settled();
    return server.places(query);
  },
  async splice(body) {
    await acts.outbox.settled();
    return server.splice(body);
  },
};

const tagAll = new TagAll(stored, (places, { target, name }) => {
  goHome();
  if (places.length) acts.ask({ do: "tag_all", target, places }, `Tagged ${places.length} as ${name}.`);
});

function openTagAll() {
  const one = found();
  const meaning = one && article.meaning(one.mention);
  if (!one || pending || needsDecider()) return;
  if (one.mention.kind === "quotation" || one.mention.kind === "claim") return say(`A ${one.mention.kind} stands where it stands: there is nothing to tag all of.`);
  if (!meaning || meaning.choose) return say("Choose first what it means, then tag all.");
  tagAll.open(one.mention.exact, meaning, article.inWords(meaning));
}

const correction = mayDecide && new Correction(stored, drafts, (deed) => {
  goHome();
  if (deed) acts.ask(deed, "");
});

function openCorrection() {
  const passage = article.passage(here());
  if (!passage || needsDecider()) return;
  if (passage.text === null) return say("The text of this passage is not held here.");
  correction.open(passage);
}

const ask = (dialog) => new Promise((resolve) => {
  opened(dialog, (value) => { goHome(); resolve(value); });
});

const conflicts = new Conflicts(article, acts, { ask, say, trouble });

async function advance() {
  if (needsDecider()) return;
  for (const button of $("advance").querySelectorAll("[data-from]")) button.hidden = !button.dataset.from.split(" ").includes(article.status);
  const to = await ask($("advance"));
  if (to) acts.ask({ do: "move", to });
}

drawHelp();

// --- keys, pointer, fields ------------------------------------------------------------------------------

function show(kind) {
  queue.kind = kind;
  for (const button of document.querySelectorAll("[data-kind]")) button.setAttribute("aria-pressed", String(button.dataset.kind === kind));
  queue.draw();
  const first = queue.list().find(({ mention }) => isOpen(mention));
  if (first && !queue.list().some(({ mention }) => mention.id === current)) select(first, { announces: false });
  else queue.select(current);
  say(`Showing ${kind || "all"}: ${queue.list().filter(({ mention }) => isOpen(mention)).length} to decide.`);
}

function doubt() {
  queue.byDoubt = !queue.byDoubt;
  $("by-doubt").setAttribute("aria-pressed", String(queue.byDoubt));
  queue.draw();
  queue.select(current);
  say(queue.byDoubt ? "The most doubtful first." : "In reading order.");
}

// The form's own button: what waits to be sent is kept and goes first when the page comes again.
const look = () => document.querySelector("form.look").requestSubmit();

function to(pane) {
  home = pane;
  goHome();
  pane.closest(".pane").scrollIntoView({ block: "nearest" }); // where the panes stand one below the other
}

// To a page of its own, once what was done here is stored: it shows what it finds. Not for ever, for
// what is not sent yet is kept.
async function leave(address) {
  for (let waits = 0; waits < 20 && acts.outbox.waiting.length; waits += 1) await new Promise((done) => setTimeout(done, 100));
  location.assign(address);
}

// What a claim says is changed in its own form, which leads back here.
function openClaim() {
  if (!needsDecider()) leave(found().mention.form);
}

// The words chosen, or those of the mark at hand, as an answer to a question: a page of its own.
function claim() {
  const one = found();
  if (!pending && kindHere() === "claim") return openClaim();
  const at = pending ?? (one?.mention.isPlaced ? { ...one.mention, passage: one.passage.id } : null);
  if (!at) return say("Choose the words first: N, then the arrows.");
  const { start, end } = sent(article.passage(at.passage).text, at);
  leave(`${state.addresses.claims}new/${at.passage}/?start=${start}&end=${end}&from=desk`);
}

// The words chosen, or those of the mark at hand, or the passage, kept from readers: a page of its own, which
// shows what they will have instead and where else it stands, and leads back here.
function withhold({ all = false } = {}) {
  if (needsDecider()) return;
  const one = found();
  const at = pending ?? (one?.mention.isPlaced ? { ...one.mention, passage: one.passage.id } : null);
  const passage = at?.passage ?? here();
  if (!passage) return say("There are no words here to withhold.");
  const query = new URLSearchParams({ passage, back: `${location.pathname}#p${passage}` });
  if (at && !all) for (const [name, value] of Object.entries(sent(article.passage(passage).text, at))) if (name === "start" || name === "end") query.set(name, value);
  leave(`${state.addresses.withhold}?${query}`);
}

const next = () => (pending ? across(1) : select(queue.step(1)));
const previous = () => (pending ? across(-1) : select(queue.step(-1)));
const kinds = ["", "person", "place", "organisation", "date", "quotation", "claim"];
const TABLE = {
  j: next, ArrowDown: next, k: previous, ArrowUp: previous, J: () => wander(1), K: () => wander(-1),
  a: () => accept(), A: () => accept({ all: true }), r: () => reject(), R: () => reject({ all: true }),
  e: choose, Enter: choose, c: () => certainty(), o: () => $("note").focus(), x: remove, t: openTagAll, u: undo,
  "]": () => move("end", true), "}": () => move("end", false), "[": () => move("start", true), "{": () => move("start", false),
  ".": () => move("end", true, byCharacter), ",": () => move("end", false, byCharacter),
  "<": () => move("start", true, byCharacter), ">": () => move("start", false, byCharacter),
  n: begin, '"': quote, i: manner, p: put, g: () => topic && topic.open(), s: () => speaker && speaker.open(), w: openCorrection,
  h: claim, b: () => withhold(), B: () => withhold({ all: true }), l: look, d: doubt, f: () => show(kinds[(kinds.indexOf(queue.kind) + 1) % kinds.length]), v: advance,
  "/": leap, q: () => to($("queue")), m: () => to($("passages")), "?": () => ask($("help")),
  ArrowRight: () => (pending ? along(1) : false), ArrowLeft: () => (pending ? along(-1) : false),
  "Shift+ArrowRight": () => (pending ? move("end", true) : false), "Shift+ArrowLeft": () => (pending ? move("end", false) : false),
  "Shift+End": () => (pending ? propose({ ...pending, ...toSentenceEnd(article.passage(pending.passage).text, pending) }) : false),
  "Shift+ArrowDown": () => wander(1), "Shift+ArrowUp": () => wander(-1),
  Escape: () => { if (drop()) { draw(); say("Not marked."); } },
};
for (let digit = 1; digit <= 9; digit += 1) {
  TABLE[digit] = () => {
    const candidate = inspector.candidates[digit - 1];
    return candidate ? means(candidate.value) : say(`There is no number ${digit} under “It could be”.`);
  };
}
new Keys(TABLE, [$("queue"), $("passages")], `${store}keys`);

const BUTTONS = { look() {}, accept: () => accept(), reject: () => reject(), remove, tagall: openTagAll, undo, help: () => ask($("help")), correct: openCorrection, advance, doubt, withhold: () => withhold(), withholdpassage: () => withhold({ all: true }) };

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do], [data-candidate], [data-kind], [data-topic]");
  if (button?.dataset.do) BUTTONS[button.dataset.do]();
  else if (button?.dataset.candidate) means(inspector.candidates[Number(button.dataset.candidate)].value);
  else if (button?.dataset.topic) { tag(button.dataset.topic); $("topic")?.focus(); }
  else if (button) show(button.dataset.kind);
  if (button && (button.disabled || !button.isConnected)) goHome();
});
$("queue").addEventListener("click", (event) => {
  const id = event.target.closest("li")?.dataset.mention;
  if (id) select(article.find(Number(id)));
});
$("passages").addEventListener("mouseup", (event) => {
  const span = text.selected();
  const id = Number(event.target.closest(".mk")?.dataset.mention ?? 0);
  if (span) {
    getSelection().removeAllRanges();
    propose(span);
  } else if (id) select(article.find(id));
  else if (passageAt(event.target) && !pending) drop();
});
for (const pane of [$("queue"), $("passages")]) pane.addEventListener("focus", () => { home = pane; });
for (const radio of document.getElementsByName("certainty")) radio.addEventListener("change", () => certainty(radio.value));
$("note").addEventListener("input", () => { if (current) drafts.keep(`note-${current}`, $("note").value); });
$("note").addEventListener("change", note);
$("note").addEventListener("keydown", (event) => {
  if (event.key === "Enter") { event.preventDefault(); note(); goHome(); }
  if (event.key === "Escape") goHome();
});
document.addEventListener("visibilitychange", async () => {
  if (document.visibilityState !== "visible" || acts.outbox.waiting.length) return;
  try {
    changed(article.take((await server.changes(article.head)).state));
  } catch { /* said when something is to be sent */ }
});

// --- the beginning --------------------------------------------------------------------------------------

for (const act of acts.outbox.waiting) article.add(act.key, act.patches);
text.draw();
queue.draw();
draw();
const [, what, asked] = /^#([mp])(\d+)$/.exec(location.hash) ?? [];
const left = article.passages.find((one) => what === "p" && one.id === Number(asked) && one.text);
if (left) {
  // Back from the form of a claim: to the words that were being worked on.
  to($("passages"));
  reach(left);
} else {
  select((what === "m" && article.find(Number(asked))) || queue.list().find(({ mention }) => isOpen(mention)));
  goHome();
}
acts.outbox.send();
document.documentElement.dataset.desk = "ready";
