// The search of a static copy. A classic script: a page opened from a disk may load no module and no
// data, but it may load scripts, and the index is made of those (see sources/public/searchable.py).
"use strict";

const copySearch = (() => {
  const A_PIECE = 200; // passages in one file, as they were written
  const MOST = 100;
  const asked = new Map(); // each piece is asked for once, whoever waits for it
  const waiting = new Map();

  const take = (kind, name, value) => waiting.get(`${kind}-${name}`)(value);

  const load = (kind, name) => {
    const key = `${kind}-${name}`;
    if (!asked.has(key)) {
      const piece = new Promise((resolve) => {
        const script = document.createElement("script");
        waiting.set(key, resolve);
        script.src = name === "" ? `${kind}.js` : `${key}.js`;
        script.onerror = () => resolve(null);
        document.head.append(script);
      });
      asked.set(key, piece);
    }
    return asked.get(key);
  };

  const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");

  const terms = (text) =>
    plain(text)
      .split(/\s+/u)
      .flatMap((part) => {
        const isExcluded = part.startsWith("-");
        const words = part.match(/[\p{L}\p{N}]+/gu) || [];
        return words.map((word, n) => ({
          word,
          isExcluded,
          isPrefix: part.endsWith("*") && n === words.length - 1,
        }));
      });

  const having = async ({ word, isPrefix }) => {
    const letter = word.codePointAt(0).toString(16);
    const letters = (await load("letters", "")) || [];
    const words = letters.includes(letter) ? (await load("words", letter)) || {} : {};
    if (!isPrefix) return new Set(Object.hasOwn(words, word) ? words[word] : []);
    return new Set(Object.keys(words).filter((one) => one.startsWith(word)).flatMap((one) => words[one]));
  };

  const find = async (text) => {
    const parts = terms(text);
    const wanted = parts.filter((term) => !term.isExcluded);
    if (!wanted.length) return [];
    const found = await Promise.all(wanted.map(having));
    const without = await Promise.all(parts.filter((term) => term.isExcluded).map(having));
    return [...found[0]]
      .filter((one) => found.every((set) => set.has(one)) && !without.some((set) => set.has(one)))
      .sort((one, other) => one - other);
  };

  const item = ([label, number, address, opening]) => {
    const line = document.createElement("li");
    const link = document.createElement("a");
    const words = document.createElement("blockquote");
    link.href = address;
    link.className = "ui";
    link.textContent = `${label} ¶${number}`;
    words.dir = "auto";
    words.textContent = opening;
    line.append(link, words);
    return line;
  };

  // A site's language may be one whose tag no browser knows.
  const plurals = (tag) => {
    try {
      return new Intl.PluralRules(tag);
    } catch {
      return new Intl.PluralRules("en");
    }
  };

  // As the pages write 1234: with the site's own sign between its groups.
  const grouped = (number, sign) => String(number).replace(/\B(?=(?:\d{3})+$)/gu, () => sign);

  // The page has the sentence for numbers of every kind that a language may tell apart.
  const counted = (heading, number) => {
    const kinds = plurals(document.documentElement.lang);
    const forms = Object.entries(JSON.parse(heading.dataset.found));
    const [, words] = forms.find(([like]) => kinds.select(Number(like)) === kinds.select(number)) || forms.at(-1);
    return words.replace("#", grouped(number, heading.dataset.thousand.slice(1, -3)));
  };

  const show = async (text) => {
    const found = await find(text);
    const list = document.querySelector("#found");
    const shown = found.slice(0, MOST);
    const pieces = new Map();
    for (const piece of new Set(shown.map((one) => Math.floor(one / A_PIECE)))) {
      pieces.set(piece, await load("passages", String(piece)));
    }
    const rows = shown.map((one) => pieces.get(Math.floor(one / A_PIECE))[one % A_PIECE]);
    list.replaceChildren(...rows.map(item));
    const heading = document.querySelector("#count");
    heading.textContent = found.length
      ? counted(heading, found.length) + (found.length > MOST ? ` ${heading.dataset.cut.replace("#", MOST)}` : "")
      : heading.dataset.none;
  };

  document.addEventListener("DOMContentLoaded", () => {
    const text = new URLSearchParams(location.search).get("q") || "";
    document.querySelector("#q0").value = text;
    if (text.trim()) show(text);
  });

  return { take };
})();
