/**
 * How the letters of the scripts met in CIS customer data sound, one ASCII byte a sound:
 * `7` is ж, `4` is ч, `6` is ш and щ; soft and hard signs have no sound; и, й, ы and е, э, ё fall together.
 */

/** What a UTF-16 code is for {@link ./skeleton.ts}. */
export const letterClass = { separator: 0, cyrillic: 1, latin: 2, digit: 3, silent: 4, other: 5 } as const;

/** Codes below this have a row in the tables; letters above it are told apart by their code point only. */
const tableSize = 0x2200;

const classes = new Uint8Array(tableSize);
const firstSounds = new Uint8Array(tableSize);
const secondSounds = new Uint8Array(tableSize);

const cyrillic =
  'аa бb вv гg дd еe ёe жʒ зz иi йi кk лl мm нn оo пp рr сs тt уu фf хh цc чʧ шʃ щʃ ъ ы#i ь эe юiu яia ' +
  'іi їi єe ґg ўu ђd ѓg ѕz јi љl њn ћʧ ќk џdʒ ѐe ѝi ғg ұu үu қk ңn өo әa һh ҳh ҷʧ җʒ ҡk ҙz ҫs ӣi ӯu ӑa ӗe ӳu ҝg ҹʧ ҕg ҥn ӊn ӝʒ ӟz ӥi ӧo ӵʧ ӹi ӷg ѣe ѳf ѵi';
const georgian = 'აa ბb გg დd ეe ვv ზz თt იi კk ლl მm ნn ოo პp ჟʒ რr სs ტt უu ფf ქk ღg ყk შʃ ჩʧ ცc ძdz წc ჭʧ ხh ჯdʒ ჰh';
const armenian =
  'աa բb գg դd եe զz էe ըi թt ժʒ իi լl խh ծc կk հh ձdz ղg ճʧ մm յi նn շʃ ոo չʧ պp ջdʒ ռr սs վv տt րr ցc ւv փp քk օo ֆf և#ev';
const greek = 'αa βv γg δd εe ζz ηi θt ιi κk λl μm νn ξks οo πp ρr σs ςs τt υi φf χh ψps ωo';
/** Latin letters whose sound is not that of the letter without its marks. */
const latinMarks = 'čʧ šʃ žʒ şʃ șʃ çʧ ćʧ ċʧ ĉʧ ŝʃ śs żʒ źz ĵi țc ţc łl đd ðd þt æe œe øo ßs ıi əa ŋn ħh ŧt';
const silent = "'’‘ʼʹʺ´`\u00AD\u200B\u200C\u200D\u2060\uFEFF";

const symbols: Readonly<Record<string, string>> = { ʒ: '7', ʧ: '4', ʃ: '6' };

function enter(letter: string, sounds: string, kind: number): void {
  for (const form of new Set([letter, letter.toUpperCase()])) {
    const code = form.charCodeAt(0);
    if (form.length !== 1 || code >= tableSize) continue;
    classes[code] = kind;
    firstSounds[code] = sounds.charCodeAt(0) || 0;
    secondSounds[code] = sounds.charCodeAt(1) || 0;
  }
}

function enterAll(list: string, kind: number): void {
  for (const entry of list.split(' ')) {
    const sounds = entry.slice(1).replace('#', '');
    enter(
      entry.charAt(0),
      sounds.replaceAll(/[ʒʧʃ]/gu, (symbol) => symbols[symbol] ?? ''),
      kind,
    );
  }
}

function enterMarkedLatin(): void {
  for (const [from, to] of [
    [0xc0, 0x24f],
    [0x1e00, 0x1eff],
  ] as const) {
    for (let code = from; code <= to; code++) {
      const plain = String.fromCharCode(code).normalize('NFD').charAt(0).toLowerCase();
      if (plain >= 'a' && plain <= 'z') enter(String.fromCharCode(code).toLowerCase(), plain, letterClass.latin);
    }
  }
}

function build(): void {
  enterAll(cyrillic, letterClass.cyrillic);
  enterAll(georgian, letterClass.other);
  enterAll(armenian, letterClass.other);
  enterAll(greek, letterClass.other);
  for (const letter of 'abcdefghijklmnopqrstuvwxyz') enter(letter, letter, letterClass.latin);
  enterMarkedLatin();
  enterAll(latinMarks, letterClass.latin);
  for (const digit of '0123456789') enter(digit, digit, letterClass.digit);
  for (const sign of silent) if (sign.charCodeAt(0) < tableSize) classes[sign.charCodeAt(0)] = letterClass.silent;
}

build();

const anyLetter = /\p{L}/u;

/** The {@link letterClass} of one UTF-16 code. */
export function classOf(code: number): number {
  const known = code < tableSize ? (classes[code] ?? 0) : 0;
  if (known !== 0 || code < 0x2b0) return known;
  if (code === 0xfeff) return letterClass.silent;
  return (code >= 0xd800 && code <= 0xdfff) || anyLetter.test(String.fromCharCode(code))
    ? letterClass.other
    : letterClass.separator;
}

/** The first sound of a letter as an ASCII code, 0 when it has none (ь) or is of an unlisted script. */
export function firstSound(code: number): number {
  return code < tableSize ? (firstSounds[code] ?? 0) : 0;
}

/** The second sound of ю, я, џ and the like, else 0. */
export function secondSound(code: number): number {
  return code < tableSize ? (secondSounds[code] ?? 0) : 0;
}
