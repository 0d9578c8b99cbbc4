const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00A0',
  laquo: '«',
  raquo: '»',
  ldquo: '“',
  rdquo: '”',
  bdquo: '„',
  lsquo: '‘',
  rsquo: '’',
  sbquo: '‚',
  ndash: '–',
  mdash: '—',
  minus: '−',
  hellip: '…',
  shy: '\u00AD',
  copy: '©',
  reg: '®',
  trade: '™',
  sect: '§',
  para: '¶',
  deg: '°',
  plusmn: '±',
  times: '×',
  divide: '÷',
  frac12: '½',
  frac14: '¼',
  frac34: '¾',
  sup2: '²',
  sup3: '³',
  micro: 'µ',
  middot: '·',
  bull: '•',
  euro: '€',
  pound: '£',
  yen: '¥',
  cent: '¢',
  curren: '¤',
  larr: '←',
  rarr: '→',
  uarr: '↑',
  darr: '↓',
  ensp: '\u2002',
  emsp: '\u2003',
  thinsp: '\u2009',
  zwnj: '\u200C',
  zwj: '\u200D',
  acute: '´',
  iexcl: '¡',
  iquest: '¿',
  eacute: 'é',
  egrave: 'è',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  szlig: 'ß',
  ccedil: 'ç',
  agrave: 'à',
  aacute: 'á',
  ntilde: 'ñ',
  iacute: 'í',
  oacute: 'ó',
  uacute: 'ú',
  acirc: 'â',
  ecirc: 'ê',
  ocirc: 'ô',
  checkmark: '✓',
  numero: '№',
};

const entity = /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([A-Za-z][A-Za-z\d]{1,11}));/g;

/** Decodes HTML entities once; unknown ones stay as written. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(entity, (whole: string, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return Object.hasOwn(named, name) ? (named[name] ?? whole) : whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    return isCharacter ? String.fromCodePoint(code) : whole;
  });
}

export interface PlainText {
  readonly text: string;
  /** Pictures, frames and embedded objects left out. */
  readonly media: number;
}

const block = new Set(['p', 'div', 'br', 'li', 'ul', 'ol', 'tr', 'table', 'hr', 'blockquote', 'pre', 'section']);
const heading = /^h[1-6]$/;
const hidden = new Set(['script', 'style', 'head', 'title', 'template']);
/** What is no element of HTML is text: `Иванов <Ваня>`. */
const elements = new Set(
  'a abbr address article aside audio b base big blockquote body br button caption center cite code col colgroup dd del details div dl dt em embed fieldset figcaption figure font footer form frame h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd label legend li link main map mark meta nav nobr noscript object ol option o:p p param pre q s samp script section select small source span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr tt u ul var video wbr'.split(
    ' ',
  ),
);
const media = new Set(['img', 'iframe', 'object', 'embed', 'video', 'audio', 'svg']);

/** Rich text as plain text in one pass: paragraphs become lines, links keep their address in brackets. */
export function plainText(html: string): PlainText {
  const reading: Reading = {
    parts: [],
    media: 0,
    href: '',
    linkAt: 0,
    lastClose: html.lastIndexOf('>'),
    unclosed: new Set(),
  };
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open < 0) break;
    reading.parts.push(softSpaces(html.slice(at, open)));
    at = readTag(html, open, reading);
  }
  reading.parts.push(softSpaces(html.slice(at)));
  return { text: tidy(decodeEntities(reading.parts.join(''))), media: reading.media };
}

interface Reading {
  readonly parts: string[];
  /** Where the last `>` stands: no tag ends after it. */
  readonly lastClose: number;
  /** Hidden elements found to have no end tag. */
  readonly unclosed: Set<string>;
  media: number;
  href: string;
  linkAt: number;
}

/** @returns the position after the tag; a `<` that opens no tag is text */
function readTag(html: string, open: number, reading: Reading): number {
  if (html.startsWith('<!--', open) && !reading.unclosed.has('!--')) {
    const end = html.indexOf('-->', open + 4);
    if (end >= 0) return end + 3;
    reading.unclosed.add('!--');
  }
  const found = /^<(\/?)([A-Za-z][A-Za-z\d]*(?::p)?)(?=[\s/>])|^<[!?][A-Za-z]/.exec(html.slice(open, open + 40));
  const isTag = found && (found[2] === undefined || elements.has(found[2].toLowerCase()));
  const close = isTag && open < reading.lastClose ? html.indexOf('>', open) : -1;
  if (!isTag || close < 0) {
    reading.parts.push('<');
    return open + 1;
  }
  const name = (found[2] ?? '').toLowerCase();
  const isEnd = found[1] === '/';
  if (hidden.has(name) && !isEnd) return endOf(html, name, close, reading);
  if (block.has(name) || heading.test(name)) {
    reading.parts.push(name === 'li' && !isEnd ? '\n- ' : '\n');
  } else if (name === 'td' || name === 'th') reading.parts.push(' ');
  else if (media.has(name) && !isEnd) reading.media += 1;
  else if (name === 'a') readLink(html.slice(open, close), isEnd, reading);
  return close + 1;
}

/** After the end tag of what is not shown; without one, only the start tag is left out. */
function endOf(html: string, name: string, from: number, reading: Reading): number {
  if (reading.unclosed.has(name)) return from + 1;
  const ending = new RegExp(`</${name}\\s*>`, 'gi');
  ending.lastIndex = from;
  if (ending.exec(html)) return ending.lastIndex;
  reading.unclosed.add(name);
  return from + 1;
}

function readLink(tag: string, isEnd: boolean, reading: Reading): void {
  if (!isEnd) {
    const [, double, single, bare] = /\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i.exec(tag) ?? [];
    reading.href = double ?? single ?? bare ?? '';
    reading.linkAt = reading.parts.length;
    return;
  }
  const address = reading.href.replace(/^(?:mailto|tel):/i, '');
  const isSaid =
    address === '' || address.startsWith('#') || reading.parts.slice(reading.linkAt).join('').includes(address);
  if (!isSaid) reading.parts.push(` (${address})`);
  reading.href = '';
}

function softSpaces(text: string): string {
  return text.replace(/[ \t\r\n]+/g, ' ');
}

function tidy(text: string): string {
  return text
    .replace(/\u00A0/g, ' ')
    .replace(/ +/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
