const enclosed = /^"[^"].*"$/s;
const quoteRuns = /"+/g;
const guillemetRuns = /«+|»+/g;
const apostrophePairs = /''/g;

/**
 * Quotes as they were before spreadsheets and CSV doubled them: `"ООО ""Ромашка"""` becomes `ООО "Ромашка"`. Doubled ones
 * are halved only where every quote is doubled (`АО "НПО "Энергомаш""` stays), and quotes around a whole text without any
 * inside go.
 */
export function straightenQuotes(text: string): string {
  let rest = text;
  if (enclosed.test(rest)) {
    const inside = rest.slice(1, -1);
    if (!inside.includes('"')) return inside.trim();
    if (isDoubled(inside, quoteRuns)) rest = inside;
  }
  if (isDoubled(rest, quoteRuns)) rest = rest.replaceAll('""', '"');
  if (isDoubled(rest, guillemetRuns)) rest = rest.replaceAll('««', '«').replaceAll('»»', '»');
  return rest.replaceAll(apostrophePairs, '"').trim();
}

/** Whether there are quotes and each stands an even number of times in a row. */
function isDoubled(text: string, runs: RegExp): boolean {
  const found = text.match(runs);
  return found !== null && found.every((run) => run.length % 2 === 0);
}
