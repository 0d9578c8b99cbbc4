/** Exact text shorter than this is not looked for: replacing it everywhere would damage more than it hides. */
const shortest = 6;

/** What looks like a secret wherever it stands; what is kept of a match, and `***` for the rest. */
const patterns: readonly (readonly [RegExp, string])[] = [
  // An incoming webhook of Bitrix24: the address itself is the secret.
  [/(\/rest\/\d+\/)[a-z0-9]{8,}/gi, '$1***'],
  [/(%2Frest%2F\d+%2F)[a-z0-9]{8,}/gi, '$1***'],
  [/\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g, '***'],
  [/(\bBearer\s+)(?=[^\s"']*\d)[\w.~+/-]{8,}=*/gi, '$1***'],
  [/(\bauthorization["']?\s*[:=]\s*["']?(?:basic|bearer)\s+)[^\s"',;]+/gi, '$1***'],
  [/(\b(?:access_token|refresh_token|client_secret)["']?\s*[:=]\s*["']?)[^\s"'&,;]{6,}/gi, '$1***'],
  [/(\b[a-z][a-z\d+.-]*:\/\/)[^\s/@:"']*:[^\s/@"']+@/gi, '$1***@'],
];

/** Text without what looks like a secret. */
export function withoutSecrets(text: string): string {
  let clean = text;
  for (const [pattern, kept] of patterns) clean = clean.replace(pattern, kept);
  return clean;
}

/** The secrets of a run, kept out of everything it says or writes for people. One for each command. */
export class Redaction {
  readonly #forms = new Set<string>();
  #known: RegExp | undefined;

  /** From now on this secret is hidden, and so are its parts: the code of a webhook, the password of `user:password`. */
  add(secret: string): void {
    for (const part of partsOf(secret.trim())) {
      if (part.length < shortest) continue;
      for (const form of formsOf(part)) this.#forms.add(form);
    }
    // The longest first: a secret may begin with another one.
    const forms = [...this.#forms].toSorted((a, b) => b.length - a.length).map(escaped);
    this.#known = forms.length === 0 ? undefined : new RegExp(forms.join('|'), 'g');
  }

  /** Without the known secrets; anything else stays as it is. */
  known(text: string): string {
    return this.#known === undefined ? text : text.replace(this.#known, '***');
  }

  /** Without the known secrets and what looks like one. */
  text(text: string): string {
    return withoutSecrets(this.known(text));
  }

  /** The same for every text of a plain value; numbers stay numbers. */
  value<T>(value: T): T {
    return this.#visit(value) as T;
  }

  #visit(value: unknown): unknown {
    if (typeof value === 'string') return this.text(value);
    if (Array.isArray(value)) return value.map((item) => this.#visit(item));
    if (!isPlain(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [this.known(key), this.#visit(item)]));
  }
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** Of a document with tokens, what must not be seen. */
const secretMembers = ['access_token', 'refresh_token', 'client_secret'] as const;

function partsOf(secret: string): readonly string[] {
  const document = documentOf(secret);
  if (document !== undefined) {
    const parts = secretMembers.map((name) => document[name]).filter((part) => typeof part === 'string');
    return [secret, ...parts];
  }
  const webhook = /\/rest\/\d+\/([^/\s]+)/.exec(secret)?.[1];
  if (webhook !== undefined) return [webhook];
  const password = /^[^:\s/]+:(?!\/\/)(.+)$/.exec(secret)?.[1];
  return password === undefined ? [secret] : [secret, password];
}

/** A text as it may stand in an address, a header, JSON or HTML. */
function formsOf(text: string): readonly string[] {
  const address = encodeURIComponent(text);
  const base64 = Buffer.from(text).toString('base64');
  const json = JSON.stringify(text).slice(1, -1);
  return [
    text,
    address,
    address.replace(/%[\dA-F]{2}/g, (code) => code.toLowerCase()),
    address.replaceAll('%20', '+'),
    base64,
    base64.replace(/=+$/, ''),
    base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''),
    json,
    json.replaceAll('/', '\\/'),
    json.replace(/[^\u0020-\u007e]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`),
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
  ];
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

function documentOf(secret: string): Readonly<Record<string, unknown>> | undefined {
  if (!secret.startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(secret);
    return isPlain(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
