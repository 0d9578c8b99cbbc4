import type { EmailKind, PhoneKind } from './columns.ts';

/** Labels people and phone books give to numbers and addresses, in lower case. */
const labelledPhones: Readonly<Record<string, PhoneKind>> = {
  mobile: 'mobile',
  cell: 'mobile',
  iphone: 'mobile',
  мобильный: 'mobile',
  'мобильный телефон': 'mobile',
  сотовый: 'mobile',
  work: 'work',
  main: 'work',
  office: 'work',
  company: 'work',
  рабочий: 'work',
  'рабочий телефон': 'work',
  основной: 'work',
  офис: 'work',
  home: 'home',
  домашний: 'home',
  'домашний телефон': 'home',
  fax: 'fax',
  homefax: 'fax',
  workfax: 'fax',
  otherfax: 'fax',
  факс: 'fax',
  'рабочий факс': 'fax',
  'домашний факс': 'fax',
  pager: 'pager',
  пейджер: 'pager',
  other: 'other',
  другой: 'other',
};

/** The name inside the marks of Apple's built-in labels: `_$!<Mobile>!$_`. */
export function plainLabel(label: string): string {
  return /^_\$!<(.*)>!\$_$/s.exec(label.trim())?.[1] ?? label.trim();
}

/** What kind of phone the types and the label say; `note` is a label that says something else. */
export function phoneKind(types: ReadonlySet<string>, label: string): { kind: PhoneKind; note: string } {
  const named = plainLabel(label);
  const fromLabel = labelledPhones[named.toLowerCase()];
  const note = fromLabel === undefined ? named : '';
  if (fromLabel !== undefined) return { kind: fromLabel, note };
  if (types.has('FAX')) return { kind: 'fax', note };
  if (types.has('PAGER')) return { kind: 'pager', note };
  if (types.has('CELL') || types.has('IPHONE')) return { kind: 'mobile', note };
  if (types.has('HOME')) return { kind: 'home', note };
  return { kind: types.has('WORK') || types.has('MAIN') ? 'work' : 'other', note };
}

export function emailKind(types: ReadonlySet<string>, label: string): { kind: EmailKind; note: string } {
  const named = plainLabel(label).toLowerCase();
  const isKnown = ['work', 'home', 'other', 'рабочий', 'домашний', 'личный', 'другой', ''].includes(named);
  const note = isKnown ? '' : plainLabel(label);
  if (types.has('WORK') || named === 'work' || named === 'рабочий') return { kind: 'work', note };
  if (types.has('HOME') || named === 'home' || named === 'домашний' || named === 'личный')
    return { kind: 'home', note };
  return { kind: 'other', note };
}

/** Properties that hold the account of one messenger. */
export const messengerProperties: Readonly<Record<string, string>> = {
  'X-TELEGRAM': 'telegram',
  'X-WHATSAPP': 'whatsapp',
  'X-VIBER': 'viber',
  'X-SKYPE': 'skype',
  'X-SKYPE-USERNAME': 'skype',
  'X-ICQ': 'icq',
  'X-JABBER': 'jabber',
  'X-MSN': 'msn',
  'X-AIM': 'aim',
  'X-YAHOO': 'yahoo',
  'X-QQ': 'qq',
  'X-GTALK': 'gtalk',
  'X-GOOGLE-TALK': 'gtalk',
};

/** Schemes of instant messaging addresses (`IMPP:skype:ivan`, RFC 4770). */
export const messengerSchemes: Readonly<Record<string, string>> = {
  tg: 'telegram',
  telegram: 'telegram',
  whatsapp: 'whatsapp',
  viber: 'viber',
  skype: 'skype',
  icq: 'icq',
  xmpp: 'jabber',
  jabber: 'jabber',
  msnim: 'msn',
  msn: 'msn',
  aim: 'aim',
  ymsgr: 'yahoo',
  yahoo: 'yahoo',
  qq: 'qq',
  gtalk: 'gtalk',
};
