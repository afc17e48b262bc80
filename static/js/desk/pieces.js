// A text and the marks on it, cut at every edge of every mark (the server's values/markup.py does
// the same, and a test compares them). A piece knows the marks that cover it, outermost first.

export function pieces(text, marks) {
  const edges = [...new Set([0, text.length, ...marks.flatMap((mark) => [mark.start, mark.end])])].sort((a, b) => a - b);
  const ordered = [...marks].sort((a, b) => b.end - a.end || a.start - b.start);
  const cut = [];
  for (let i = 0; i + 1 < edges.length; i += 1) {
    const [start, end] = [edges[i], edges[i + 1]];
    const covering = ordered.filter((mark) => mark.start <= start && mark.end >= end);
    cut.push({ text: text.slice(start, end), start, marks: covering });
  }
  return cut;
}
