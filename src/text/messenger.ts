export interface Messenger {
  /** telegram, whatsapp, viber, vk, skype, icq, ... */
  readonly service: string;
  readonly value: string;
}

const services: readonly (readonly [service: string, names: string])[] = [
  ['telegram', 'telegram|телеграмм?|телега|tg|тг'],
  ['whatsapp', 'whats?\\s?app|wa|wapp|ватс?ап+|вотс?ап+|вацап|ватсапп|whatsup'],
  ['viber', 'viber|вайбер|вибер'],
  ['vk', 'vk|вк|vkontakte|вконтакте'],
  ['max', 'max|макс'],
  ['skype', 'skype|скайп'],
  ['icq', 'icq|аська'],
  ['instagram', 'instagram|инстаграмм?|инста|insta'],
  ['facebook', 'facebook|фейсбук|fb'],
  ['ok', 'ok|одноклассники'],
  ['signal', 'signal|сигнал'],
  ['wechat', 'wechat|вичат'],
  ['discord', 'discord|дискорд'],
];

/** Names that are words of their own count only before a colon: `Макс Иванов` is a person. */
const strict = new Set(['max', 'ok', 'signal']);

const named = services.map(([service, names]) => ({
  service,
  pattern: new RegExp(`^(?:${names})\\s*(?:[:=]${strict.has(service) ? '' : '|-|(?=[\\s@+])'})\\s*(\\S.*)$`, 'iu'),
}));

/** Known service names, for options. */
export const messengerServices = services.map(([service]) => service);

const hosts: readonly (readonly [service: string, host: RegExp])[] = [
  ['telegram', /^(?:t\.me|telegram\.(?:me|dog|org))\/(?:s\/)?(.+)$/i],
  ['whatsapp', /^(?:wa\.me|(?:api|web|www)?\.?whatsapp\.com)\/(.+)$/i],
  ['vk', /^(?:m\.)?(?:vk\.(?:com|ru|me)|vkontakte\.ru)\/(.+)$/i],
  ['max', /^max\.ru\/(.+)$/i],
  ['instagram', /^instagram\.com\/(.+)$/i],
  ['facebook', /^(?:[a-z-]+\.)?(?:facebook\.com|fb\.com|m\.me)\/(.+)$/i],
  ['ok', /^(?:m\.)?(?:ok\.ru|odnoklassniki\.ru)\/(.+)$/i],
  ['icq', /^(?:www\.)?icq\.(?:com|im)\/(?:people\/)?(.+)$/i],
];

/** An account in a messenger, from a link, `@name`, or a text such as `вайбер +7 900 123-45-67`. */
export function readMessenger(text: string, service?: string): Messenger | undefined {
  const value = text.trim().replace(/\s+/g, ' ');
  if (value === '' || value.length > 255) return undefined;
  const fromLink = readScheme(value) ?? readLink(value);
  if (fromLink) return fromLink;
  if (/^[a-z]+:\/\//i.test(value)) return undefined;
  for (const { service: name, pattern } of named) {
    const said = pattern.exec(value)?.[1];
    if (said !== undefined) return readLink(said) ?? account(name, said);
  }
  if (service !== undefined) return account(service, value);
  return /^@[A-Za-z]\w{3,31}$/.test(value) ? account('telegram', value) : undefined;
}

function readScheme(value: string): Messenger | undefined {
  const found = /^(tg|viber|whatsapp|skype|icq):(.+)$/i.exec(value);
  if (!found) return undefined;
  const [, scheme = '', rest = ''] = found;
  const asked = /[?&](?:domain|number|phone|chat|to)=([^&]+)/i.exec(rest)?.[1];
  const service = scheme.toLowerCase() === 'tg' ? 'telegram' : scheme.toLowerCase();
  if (asked !== undefined) return account(service, phoneOr(decode(asked)));
  return rest.startsWith('//') ? undefined : account(service, rest.replace(/\?.*$/, ''));
}

function readLink(link: string): Messenger | undefined {
  const bare = link.replace(/^https?:\/\//i, '').replace(/^www\./i, '');
  for (const [service, host] of hosts) {
    const path = host.exec(bare)?.[1];
    if (path === undefined) continue;
    const number = /[?&]phone=([^&]+)/i.exec(path)?.[1];
    const query = service === 'facebook' ? path : path.replace(/[?#].*$/, '');
    const name = decode(number ?? query).replace(/\/+$/, '');
    return name === '' ? undefined : account(service, service === 'whatsapp' ? phoneOr(name) : name);
  }
  return undefined;
}

/** Links hold the number in international form, with or without the plus. */
function phoneOr(name: string): string {
  const digits = name.replace(/[\s()+-]/g, '');
  return /^[1-9]\d{9,14}$/.test(digits) ? `+${digits}` : name;
}

function account(service: string, said: string): Messenger | undefined {
  const value = said.trim().replace(/^@/, '');
  return value === '' ? undefined : { service, value };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
