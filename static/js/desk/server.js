// What the desk asks the server without changing anything. Answers are kept: names and neighbours
// are looked at again and again while an article is worked through.

const KEPT = 300;

export class Server {
  #kept = new Map();

  constructor(addresses, token) {
    Object.assign(this, { addresses, token });
  }

  async #get(address, query) {
    const response = await fetch(`${address}?${new URLSearchParams(query)}`, { headers: { Accept: "application/json" } });
    if (!response.ok || response.redirected) throw new Error("The archive did not answer.");
    return response.json();
  }

  async #once(address, query) {
    const key = `${address}?${new URLSearchParams(query)}`;
    if (!this.#kept.has(key)) {
      if (this.#kept.size >= KEPT) this.#kept.clear();
      this.#kept.set(key, this.#get(address, query).catch((error) => {
        this.#kept.delete(key);
        throw error;
      }));
    }
    return this.#kept.get(key);
  }

  // What was looked up may be otherwise after an act.
  forget() {
    this.#kept.clear();
  }

  lookup(q, kind = "") {
    return this.#once(this.addresses.lookup, { q, kind });
  }

  // What marked words could be: offered unasked, so only what is truly alike.
  could(q, kind) {
    return this.#once(this.addresses.lookup, { q, kind, could: 1 });
  }

  about(query) {
    return this.#once(this.addresses.about, query);
  }

  places(query) {
    return this.#get(this.addresses.tag_all, query);
  }

  changes(since) {
    return this.#get(this.addresses.changes, { since });
  }

  async splice(body) {
    const response = await fetch(this.addresses.splice, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": this.token() },
      body: JSON.stringify(body),
    });
    return response.json();
  }
}
