// Acts on their way to the server, one after the other. They are kept in the browser until the
// server has answered: a lost connection, a closed lid or a reload loses nothing, and the page says
// how many wait.

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 15_000;
const PATIENCE = 3_000; // of somebody who looks up a name

export class Outbox {
  #acts = [];
  #isSending = false;
  #pause = FIRST_PAUSE;
  #timer = 0;
  #made = new Map(); // the page's own number of a new mark -> the server's
  #versions = new Map(); // row -> version, where an act of ours raised it
  #awaited = []; // who waits until nothing is on its way

  // on: {answered(act, answer), refused(act, answer), waiting(count, why), since(), token(), renew(): why not}
  constructor(address, store, on) {
    Object.assign(this, { address, store, on });
    this.#acts = read(store).map((act) => ({ ...act, isAgain: true }));
    window.addEventListener("online", () => this.#retry());
  }

  get waiting() {
    return this.#acts;
  }

  put(act) {
    this.#acts.push(act);
    this.#keep();
    this.send();
  }

  // Resolves when nothing is on its way, or cannot be sent now: then the server knows what was made here.
  settled() {
    if (!this.#isSending) return Promise.resolve();
    return new Promise((resolve) => {
      this.#awaited.push(resolve);
      setTimeout(resolve, PATIENCE);
    });
  }

  #release() {
    for (const resolve of this.#awaited.splice(0)) resolve();
  }

  // Take an act back that has not left yet; false where it has.
  withdraw(key) {
    const at = this.#acts.findIndex((act) => act.key === key);
    if (at < 0 || (at === 0 && this.#isSending) || this.#acts[at].isAgain) return false;
    this.#acts.splice(at, 1);
    this.#keep();
    return true;
  }

  async send() {
    if (this.#isSending || !this.#acts.length) return;
    this.#isSending = true;
    clearTimeout(this.#timer);
    const act = this.#acts[0];
    const found = await this.#ask(act);
    this.#isSending = false;
    if (found.lost) return this.#wait(found.lost);
    this.#pause = FIRST_PAUSE;
    this.#acts.shift();
    this.#learn(act, found.answer);
    this.#keep();
    this.on.waiting(this.#acts.length, "");
    await (found.answer.refused ? this.on.refused(act, found.answer) : this.on.answered(act, found.answer));
    if (!this.#acts.length) this.#release();
    return this.send();
  }

  async #ask(act) {
    act.isAgain ||= act.wasSent;
    act.wasSent = true;
    try {
      const response = await fetch(this.address, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": this.on.token() },
        body: JSON.stringify({ ...this.#ready(act), since: this.on.since() }),
      });
      if (response.redirected) return { lost: "You are signed out: sign in again in another tab." };
      if (response.status >= 500) return { lost: "The archive cannot take it now." };
      if (!response.headers.get("Content-Type")?.includes("json")) {
        return { lost: await this.on.renew() };
      }
      return { answer: await response.json() };
    } catch {
      return { lost: "Not connected." };
    }
  }

  // What goes out names marks as the server does, with the versions that our own acts led to.
  #ready(act) {
    const deed = structuredClone(act.deed);
    for (const part of [deed, ...(deed.mentions ?? [])]) {
      if (part.version === undefined) continue;
      if (part.mention !== undefined) part.mention = this.#made.get(part.mention) ?? part.mention;
      const row = part.mention === undefined ? `passage-${part.passage}` : `mention-${part.mention}`;
      part.version = Math.max(part.version, this.#versions.get(row) ?? 0);
    }
    if (deed.ofKey) deed.act = this.on.actOf(deed.ofKey) ?? 0;
    return deed;
  }

  #learn(act, answer) {
    if (answer.made && act.newMention) this.#made.set(act.newMention, answer.made);
    // Only the versions that this act led to: what others saved meanwhile has not been looked at.
    for (const [row, version] of Object.entries(answer.versions ?? {})) this.#versions.set(row, version);
  }

  // Give up what was to be done after a refused act to the same mention.
  dropAfter(act) {
    const numbers = new Set([act.newMention, act.deed.mention, ...(act.deed.mentions ?? []).map((part) => part.mention)].filter(Boolean));
    const isAfter = (one) => [one.deed, ...(one.deed.mentions ?? [])].some((part) => numbers.has(part.mention));
    const dropped = this.#acts.filter(isAfter);
    this.#acts = this.#acts.filter((one) => !isAfter(one));
    this.#keep();
    return dropped;
  }

  #wait(why) {
    this.on.waiting(this.#acts.length, why);
    this.#timer = setTimeout(() => this.send(), this.#pause);
    this.#pause = Math.min(LONGEST_PAUSE, this.#pause * 2);
    this.#release();
  }

  #retry() {
    this.#pause = FIRST_PAUSE;
    this.send();
  }

  #keep() {
    try {
      if (this.#acts.length) localStorage.setItem(this.store, JSON.stringify(this.#acts));
      else localStorage.removeItem(this.store);
    } catch { /* no room, or storage is off: they are kept in memory as long as the page is open */ }
  }
}

function read(store) {
  try {
    return JSON.parse(localStorage.getItem(store) ?? "[]");
  } catch {
    return [];
  }
}
