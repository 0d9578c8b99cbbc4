/**
 * How much a decoded text looks like language, as a log-likelihood over the characters that were bytes above 0x7F.
 * Letter frequencies of Russian are rounded from public counts; what matters is their order of magnitude.
 */

const cyrillicCost = cyrillicCosts();
const westernCost = westernCosts();
/** Typographic signs that business texts use, the same cost whatever the encoding. */
const signs = new Set('«»„“”‘’—–…№§©®°·•€±×÷™\u00A0\u00AD');

const alphabet = 'абвгдежзийклмнопрстуфхцчшщъыьэюяё';

/**
 * Costs of a letter after another: one line for each first letter, one digit for each second, both in the order of `alphabet`.
 * Counted over names, addresses and business texts; without them a text in capitals in KOI8-R passes for windows-1251.
 */
const pairCost: readonly string[] = (
  '633434544332325523344365577777757 ' +
  '257632452765662735627667736556667 ' +
  '276463761753623754567776777567757 ' +
  '156652752762542626636777777676577 ' +
  '265552351755352525637677677445656 ' +
  '652433556333425523264555677777767 ' +
  '156631672756523656637777677645677 ' +
  '144543752744432656636667777446637 ' +
  '444443545333325433354451577777637 ' +
  '544424534632324433364345577677557 ' +
  '252763763754562632237767677567667 ' +
  '255452672753452666446577777327446 ' +
  '156562652766562454625576677656756 ' +
  '155433552746632664346666677446656 ' +
  '541345656443332433465675677777657 ' +
  '256661763743762426447666647655765 ' +
  '235342552745442564436566677546656 ' +
  '264662773723433454246676777556657 ' +
  '263532652755552634535576677436555 ' +
  '445435535532336323374365477776567 ' +
  '177572662754662736335577777646755 ' +
  '155354762754252645436677676566667 ' +
  '275762731624762756746677777366657 ' +
  '267771472736534665437776777655765 ' +
  '145662772735443656435577677666776 ' +
  '477760762777775767747777777777776 ' +
  '466541645665244644443466666666426 ' +
  '644343536132336433365374477777757 ' +
  '534331654746335554463566567776325 ' +
  '553526655331326624354566577776667 ' +
  '535336636532235412376555457766767 ' +
  '634444635534315523354454567777767 ' +
  '562727236635226626276677777677767 '
).split(' ');

/** Costs a sign that no business text holds. */
const improbable = 9;

function cyrillicCosts(): Map<string, number> {
  const costs = new Map<string, number>();
  // Most frequent first; the cost of a letter is about minus the logarithm of its share.
  const tiers: readonly (readonly [string, number])[] = [
    ['оеаи', 2.4],
    ['нтсрвл', 3],
    ['кмдпу', 3.5],
    ['яыьгзбчй', 4.1],
    ['хжшюцщ', 5],
    ['эфё', 6],
    ['ъ', 7.5],
    ['іїєґўқңәөүұһғђѓљњќћџјѕ', 7],
  ];
  for (const [letters, cost] of tiers) {
    for (const letter of letters) {
      costs.set(letter, cost);
      costs.set(letter.toUpperCase(), cost);
    }
  }
  return costs;
}

function westernCosts(): Map<string, number> {
  const costs = new Map<string, number>();
  for (const letter of 'éèêëàâäáãåæçíìîïñóòôöõøœúùûüßýÿšžº') {
    costs.set(letter, 3);
    costs.set(letter.toUpperCase(), 4.5);
  }
  costs.set('ª', 5);
  return costs;
}

function isLatinLetter(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

function isUpper(letter: string): boolean {
  return letter !== letter.toLowerCase();
}

export interface TextScore {
  /** Log-likelihood; higher is more plausible. Comparable between decodings of the same bytes only. */
  readonly total: number;
  /** Characters looked at: those above ASCII. */
  readonly characters: number;
}

/** Scores the characters above ASCII in `text`; see the file's head. */
export function scoreText(text: string): TextScore {
  let cost = 0;
  let characters = 0;
  for (let index = 0; index < text.length; index += 1) {
    if (text.charCodeAt(index) < 0x80) continue;
    characters += 1;
    cost += characterCost(text, index);
  }
  return { total: -cost, characters };
}

function characterCost(text: string, index: number): number {
  const char = text.charAt(index);
  const cyrillic = cyrillicCost.get(char);
  if (cyrillic !== undefined) return cyrillicContext(text, index, char) + (afterLetter(text, index, char) ?? cyrillic);
  const western = westernCost.get(char);
  if (western !== undefined) return western + westernContext(text, index);
  return signs.has(char) ? 4 : improbable;
}

/** What a Russian letter costs after the Russian letter before it; undefined at the start of a word. */
function afterLetter(text: string, index: number, char: string): number | undefined {
  const previous = alphabet.indexOf(text.charAt(index - 1).toLowerCase() || ' ');
  const current = alphabet.indexOf(char.toLowerCase());
  if (previous === -1 || current === -1) return undefined;
  return Number(pairCost[previous]?.charAt(current) ?? 9);
}

/** Cyrillic letters stand among Cyrillic letters, and capitals at the start of a word or of a whole word in capitals. */
function cyrillicContext(text: string, index: number, char: string): number {
  let cost = 0;
  const before = text.charCodeAt(index - 1);
  if (isLatinLetter(before)) cost += 5;
  if (isLatinLetter(text.charCodeAt(index + 1))) cost += 5;
  const previous = text.charAt(index - 1);
  if (cyrillicCost.has(previous) && isUpper(char)) cost += isUpper(previous) ? 0.3 : 5;
  return cost;
}

/** Accented letters stand among plain Latin letters, one or two at a time. */
function westernContext(text: string, index: number): number {
  const before = text.charCodeAt(index - 1);
  const after = text.charCodeAt(index + 1);
  const isAmongLatin = isLatinLetter(before) || isLatinLetter(after);
  const isRun = before >= 0x80 || after >= 0x80;
  return (isAmongLatin ? 0 : 2) + (isRun ? 3 : 0);
}
