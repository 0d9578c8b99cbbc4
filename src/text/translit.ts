/**
 * Cyrillic in Latin letters for display. `passport`: ICAO Doc 9303, as in Russian passports since 2014. `gost`: GOST
 * 7.79-2000 system B. `bgn`: BGN/PCGN without its apostrophes, the usual form on maps and in the press.
 */
export type TranslitScheme = 'passport' | 'gost' | 'bgn';

const shared =
  'а=a б=b в=v г=g д=d з=z и=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f ш=sh ч=ch ' +
  'ґ=g ғ=g қ=q ң=ng ө=o ұ=u ү=u һ=h ҳ=h ә=a ў=u';
const own: Readonly<Record<TranslitScheme, string>> = {
  passport: 'е=e ё=e ж=zh й=i х=kh ц=ts щ=shch ъ=ie ы=y ь= э=e ю=iu я=ia і=i ї=i є=ie',
  gost: "е=e ё=yo ж=zh й=j х=x ц=c щ=shh ъ='' ы=y' ь=' э=e' ю=yu я=ya і=i ї=yi є=ye",
  bgn: 'е=e ё=yo ж=zh й=y х=kh ц=ts щ=shch ъ= ы=y ь= э=e ю=yu я=ya і=i ї=yi є=ye',
};
/** BGN: е at the start of a word and after a vowel or sign. */
const yeAfter = new Set('аеёиоуыэюяъь'.split(''));
const isCyrillic = /[\u0400-\u052F]/;
const isLetter = /\p{L}/u;

const tables = new Map<TranslitScheme, ReadonlyMap<string, string>>();

function tableOf(scheme: TranslitScheme): ReadonlyMap<string, string> {
  const known = tables.get(scheme);
  if (known !== undefined) return known;
  const table = new Map<string, string>();
  for (const pair of `${shared} ${own[scheme]}`.split(' ')) {
    const [letter = '', latin = ''] = pair.split('=');
    table.set(letter, latin);
  }
  tables.set(scheme, table);
  return table;
}

/** The text with its Cyrillic letters in Latin ones; everything else stays. `ЩУКИНА` is `SHCHUKINA`, `Щукина` `Shchukina`. */
export function transliterate(text: string, scheme: TranslitScheme = 'passport'): string {
  if (!isCyrillic.test(text)) return text;
  const table = tableOf(scheme);
  let result = '';
  for (let at = 0; at < text.length; at++) {
    const letter = text.charAt(at);
    const lower = letter.toLowerCase();
    const latin = scheme === 'bgn' && lower === 'е' && startsSyllable(text, at) ? 'ye' : table.get(lower);
    if (latin === undefined) result += letter;
    else result += letter === lower ? latin : capitals(latin, text, at);
  }
  return result;
}

function startsSyllable(text: string, at: number): boolean {
  const before = text.charAt(at - 1).toLowerCase();
  return at === 0 || !isLetter.test(before) || yeAfter.has(before);
}

/** `Shch` before a small letter, `SHCH` among capitals. */
function capitals(latin: string, text: string, at: number): string {
  const neighbour = text.charAt(at + 1) || text.charAt(at - 1);
  const amongCapitals = isLetter.test(neighbour) ? neighbour !== neighbour.toLowerCase() : isUpperWord(text, at);
  return amongCapitals ? latin.toUpperCase() : latin.charAt(0).toUpperCase() + latin.slice(1);
}

function isUpperWord(text: string, at: number): boolean {
  const before = text.charAt(at - 1);
  return isLetter.test(before) && before !== before.toLowerCase();
}
