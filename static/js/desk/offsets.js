// The one place where offsets cross between the server and this page. The archive counts Unicode
// code points; JavaScript strings count UTF-16 units, of which 𝔸 and 😀 have two.

export function toUnits(text, points) {
  let units = 0;
  for (let left = points; left > 0 && units < text.length; left -= 1) {
    units += text.codePointAt(units) > 0xffff ? 2 : 1;
  }
  return units;
}

export function toPoints(text, units) {
  let points = 0;
  for (let at = 0; at < units; points += 1) at += text.codePointAt(at) > 0xffff ? 2 : 1;
  return points;
}

// A passage as it came from the server, with every offset in this page's own units.
export function received(passage) {
  const text = passage.text ?? "";
  const isPlain = !/[\ud800-\udfff]/.test(text);
  const convert = (mention) => (isPlain || !mention.isPlaced ? mention
    : { ...mention, start: toUnits(text, mention.start), end: toUnits(text, mention.end) });
  return { ...passage, mentions: passage.mentions.map(convert) };
}

// A place in a text as the server counts it.
export function sent(text, { start, end }) {
  return { start: toPoints(text, start), end: toPoints(text, end) };
}
