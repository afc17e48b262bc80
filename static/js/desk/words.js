// Where a span may begin and end: at the edges of words, or of single characters.

// An English possessive is no part of the word, nor a word: a name is marked without it.
const WORD = /(?<![\p{L}\p{N}\p{M}][’'](?=[sS](?![\p{L}\p{N}\p{M}])))[\p{L}\p{N}\p{M}]+(?:(?![’'][sS](?![\p{L}\p{N}\p{M}]))[’'\-.][\p{L}\p{N}\p{M}]+)*/gu;

export function wordsOf(text) {
  return [...text.matchAll(WORD)].map((found) => ({ start: found.index, end: found.index + found[0].length }));
}

// The next or the last word before, seen from a span; null at the ends of the text.
export function neighbour(text, { start, end }, by) {
  const words = wordsOf(text);
  return (by > 0 ? words.find((word) => word.start >= end) : words.findLast((word) => word.end <= start)) ?? null;
}

// A span with one edge moved by a word: side "start" or "end", outwards or inwards. The same span
// where it can go no further.
export function byWord(text, { start, end }, side, isOutwards) {
  const words = wordsOf(text);
  if (side === "end") {
    const to = isOutwards ? words.find((word) => word.end > end)?.end : words.findLast((word) => word.end < end && word.end > start)?.end;
    return { start, end: to ?? end };
  }
  const to = isOutwards ? words.findLast((word) => word.start < start)?.start : words.find((word) => word.start > start && word.start < end)?.start;
  return { start: to ?? start, end };
}

// The same by one character, never into the middle of one that has two units.
export function byCharacter(text, { start, end }, side, isOutwards) {
  const forwards = (at) => at + (text.codePointAt(at) > 0xffff ? 2 : 1);
  const backwards = (at) => at - (at > 1 && text.codePointAt(at - 2) > 0xffff ? 2 : 1);
  const moved = side === "end"
    ? { start, end: isOutwards ? Math.min(text.length, forwards(Math.min(end, text.length - 1))) : backwards(end) }
    : { start: isOutwards ? Math.max(0, backwards(start)) : forwards(start), end };
  return moved.start < moved.end ? moved : { start, end };
}

// A span with the quotation marks that stand round it, and the stop before the closing one.
export function inMarks(text, { start, end }) {
  const closing = /^[,.!?…;:]*["”“»’]/u.exec(text.slice(end));
  const isOpened = /["“„«‘]$/u.test(text.slice(0, start));
  return isOpened && closing ? { start: start - 1, end: end + closing[0].length } : { start, end };
}

// A span carried on to the end of its sentence, the stop left out; from there, to the end of the next.
export function toSentenceEnd(text, { start, end }) {
  const stop = /[.!?…](?=["”»’)\]]*(?:\s|$))/gu;
  stop.lastIndex = end + 1;
  return { start, end: Math.max(end, stop.exec(text)?.index ?? text.trimEnd().length) };
}

// The whole words that hold what was typed, in any case, from a place of the text on; null for none.
export function wordsWith(text, typed, from) {
  const low = text.toLowerCase();
  const isSame = low.length === text.length; // a few letters are longer when they are small
  const at = isSame ? low.indexOf(typed.toLowerCase(), from) : text.indexOf(typed, from);
  if (at < 0) return null;
  const held = wordsOf(text).filter((word) => word.end > at && word.start < at + typed.length);
  return { start: Math.min(at, held[0]?.start ?? at), end: Math.max(at + typed.length, held.at(-1)?.end ?? 0) };
}
