/** The airports that the models know, searchable by code, city and name. */
export class Airports {
  #list;
  #byCode;

  constructor(list) {
    this.#list = list;
    this.#byCode = new Map(list.map((airport) => [airport.iata, airport]));
  }

  static async load(url) {
    const response = await fetch(url);
    if (!response.ok)
      throw new Error(`${url} answered ${response.status}`);
    const [header, ...rows] = parseCsv(await response.text());
    return new Airports(rows.map((row) => {
      const field = Object.fromEntries(header.map((name, i) => [name, row[i]]));
      return {
        iata: field.iata,
        name: field.name,
        place: field.state ? `${field.city}, ${field.state}` : field.city,
        latitude: Number(field.latitude),
        longitude: Number(field.longitude),
        departures: Number(field.departures ?? 0),
        words: fold(`${field.city} ${field.name}`).split(/[^a-z0-9]+/),
        city: fold(field.city),
      };
    }));
  }

  get all() {
    return this.#list;
  }

  /** The airport with this code, in any case; undefined when there is none. */
  get(code) {
    return this.#byCode.get(code.trim().toUpperCase());
  }

  /** Airports that match what was typed: codes before cities before names, busy ones first. */
  search(text, limit = 8) {
    const query = fold(text.trim());
    return this.#list
      .map((airport) => ({ airport, rank: rankOf(airport, query) }))
      .filter(({ rank }) => rank < Infinity)
      .sort((a, b) => a.rank - b.rank || b.airport.departures - a.airport.departures)
      .slice(0, limit)
      .map(({ airport }) => airport);
  }
}

function rankOf(airport, query) {
  if (query === "")
    return 0;
  const code = airport.iata.toLowerCase();
  if (code === query)
    return 0;
  if (code.startsWith(query) && query.length > 1)
    return 1;
  if (airport.city.startsWith(query))
    return 2;
  const terms = query.split(/[^a-z0-9]+/).filter(Boolean);
  return terms.length > 0 && terms.every((term) => code === term || airport.words.some((word) => word.startsWith(term))) ? 3 : Infinity;
}

const fold = (text) => text.normalize("NFD").replace(/\p{Mark}/gu, "").toLowerCase();

/** Reads CSV as RFC 4180 has it: quoted fields may hold commas, line ends and doubled quotes. */
function parseCsv(text) {
  const rows = [];
  let row = [];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ",")
      continue;
    if (row.length > 1)
      rows.push(row);
    row = [];
  }
  return rows;
}
