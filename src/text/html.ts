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
const media = new Set(['img', 'iframe', 'object', 'embed', 'video', 'audio', 'svg']);

/** Rich text as plain text in one pass: paragraphs become lines, links keep their address in brackets. */
export function plainText(html: string): PlainText {
  const reading = { text: '', media: 0, href: '', linkAt: 0 };
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open < 0) break;
    reading.text += softSpaces(html.slice(at, open));
    at = readTag(html, open, reading);
  }
  reading.text += softSpaces(html.slice(at));
  return { text: tidy(decodeEntities(reading.text)), media: reading.media };
}

interface Reading {
  text: string;
  media: number;
  href: string;
  linkAt: number;
}

/** @returns the position after the tag; a `<` that opens no tag is text */
function readTag(html: string, open: number, reading: Reading): number {
  if (html.startsWith('<!--', open)) {
    const end = html.indexOf('-->', open + 4);
    return end < 0 ? html.length : end + 3;
  }
  const found = /^<(\/?)([A-Za-z][A-Za-z\d]*)(?=[\s/>])|^<[!?][A-Za-z]/.exec(html.slice(open, open + 40));
  const close = found ? html.indexOf('>', open) : -1;
  if (!found || close < 0) {
    reading.text += '<';
    return open + 1;
  }
  const name = (found[2] ?? '').toLowerCase();
  const isEnd = found[1] === '/';
  if (hidden.has(name) && !isEnd) return endOf(html, name, close);
  if (block.has(name) || heading.test(name)) reading.text += name === 'li' && !isEnd ? '\n- ' : '\n';
  else if (name === 'td' || name === 'th') reading.text += ' ';
  else if (media.has(name) && !isEnd) reading.media += 1;
  else if (name === 'a') readLink(html.slice(open, close), isEnd, reading);
  return close + 1;
}

function endOf(html: string, name: string, from: number): number {
  const end = html.toLowerCase().indexOf(`</${name}`, from);
  const close = end < 0 ? -1 : html.indexOf('>', end);
  return close < 0 ? html.length : close + 1;
}

function readLink(tag: string, isEnd: boolean, reading: Reading): void {
  if (!isEnd) {
    const [, double, single, bare] = /\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i.exec(tag) ?? [];
    reading.href = double ?? single ?? bare ?? '';
    reading.linkAt = reading.text.length;
    return;
  }
  const address = reading.href.replace(/^(?:mailto|tel):/i, '');
  const isSaid = address === '' || address.startsWith('#') || reading.text.slice(reading.linkAt).includes(address);
  if (!isSaid) reading.text += ` (${address})`;
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
