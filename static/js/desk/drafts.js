// What is typed and not sent yet: notes, corrections, reasons. Kept in the browser with every letter,
// for each account and article by itself, until it is saved or thrown away.

export class Drafts {
  constructor(prefix) {
    this.prefix = prefix;
  }

  read(name) {
    try {
      return localStorage.getItem(`${this.prefix}${name}`);
    } catch {
      return null;
    }
  }

  keep(name, text) {
    try {
      localStorage.setItem(`${this.prefix}${name}`, text);
    } catch { /* no room, or storage is off */ }
  }

  drop(name) {
    try {
      localStorage.removeItem(`${this.prefix}${name}`);
    } catch { /* storage is off */ }
  }
}
