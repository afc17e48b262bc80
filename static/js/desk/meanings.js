// What words may be made to mean, as the options of a picker: entities in any spelling, a date with
// its reading, and somebody or something new, a place with its coordinates where they are known.

const KINDS = ["person", "place", "organisation"];

// Who may have said something: the same, and the words by which the text itself names them.
export async function speakers(server, article, words) {
  const options = await meanings(server, article, words, "person", { dates: false });
  return words.trim() ? [...options, { label: `As the text says: “${words.trim()}”`, note: "no record of the lists", value: { said: words.trim() } }] : options;
}

export async function meanings(server, article, words, kind, { dates = true } = {}) {
  const asked = words.trim();
  if (!asked) return [];
  const found = await server.lookup(asked, kind);
  const offered = (isFar) => found.entities.filter((entity) => entity.isFar === isFar).map((entity) => option(article, entity));
  const known = offered(false);
  const day = dates && found.date ? [{ label: found.date.words, note: `date, ${found.date.edtf}`, value: { edtf: found.date.edtf, words: found.date.words } }] : [];
  const options = kind === "date" || (day.length && !known.length) ? [...day, ...known] : [...known, ...day];
  if (kind === "date" && !day.length) options.unshift({ label: `“${asked}” is no date`, note: found.noDate, value: null });
  // What is merely alike comes last: words typed in full that nobody bears are somebody new.
  return [...options, ...made(found.place, asked, kind, found.doubts), ...offered(true)];
}

function option(article, entity) {
  article.entities[entity.id] ??= entity;
  const parts = [entity.kind, entity.about?.replace(/\.$/, ""), entity.also && `also “${entity.also}”`, entity.because, `${entity.count} ${entity.count === 1 ? "mention" : "mentions"}`];
  return { label: entity.name, note: parts.filter(Boolean).join(", "), value: { entity: entity.id } };
}

// A name that looks like another's is offered with what it looks like; choosing it says that it is meant so.
function made(place, name, kind, doubts) {
  const note = (own) => [...doubts, own].filter(Boolean).join(" ");
  const sure = doubts.length ? { isAnother: true } : {};
  const kinds = KINDS.includes(kind) ? [kind, ...KINDS.filter((one) => one !== kind)] : KINDS;
  return kinds.flatMap((one) => {
    const plain = { label: `New ${one} “${name}”`, note: note(one === "place" ? "without coordinates" : ""), value: { kind: one, name, ...sure } };
    if (one !== "place" || !place) return [plain];
    const { latitude, longitude, geonames } = place;
    const where = `${place.name}, ${place.country || place.feature} (${latitude.toFixed(2)}, ${longitude.toFixed(2)}; GeoNames)`;
    return [{ label: `New place “${name}”, on the map`, note: note(where), value: { kind: one, name, latitude, longitude, geonames, ...sure } }, plain];
  });
}
