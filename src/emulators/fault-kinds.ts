/** Refusals that the system words itself; nothing is performed. */
export const refusalKinds = [
  '429',
  '503',
  '500',
  'overload',
  'expired_token',
  'empty-error',
  'portal-deleted',
] as const;

/** Answers of something between the client and the system; nothing is performed. */
export const beforeKinds = [
  '503-html',
  '502-html-before',
  '504-html-before',
  'login-page',
  'redirect',
  'reset-before',
  'refused',
  'late',
  'late-timeout',
] as const;

/** The work is done, and something happens to the answer. */
export const afterKinds = [
  'reset-after',
  'timeout-after',
  '500-after',
  '502-html',
  '504-html-after',
  'login-page-after',
  'truncated-json',
  'cut-json',
  'trickle',
  'slow',
  'bom',
  'wrong-type',
  'bad-gzip',
  'duplicate',
  'clock-jump',
] as const;

/** What happens inside the work: the system itself does it. */
export const workKinds = ['partial', 'item-error', 'reorder', 'missing', 'ignore-field', 'cut-value'] as const;

export type RefusalKind = (typeof refusalKinds)[number];
export type BeforeKind = (typeof beforeKinds)[number];
export type AfterKind = (typeof afterKinds)[number];
export type WorkKind = (typeof workKinds)[number];
export type FaultKind = RefusalKind | BeforeKind | AfterKind | WorkKind;

/** What the number or text after the colon of a kind means, where one is taken; a missing one counts as this. */
export const argumentOf: Readonly<Partial<Record<FaultKind, string>>> = {
  redirect: 'other.example',
  refused: '1000',
  late: '20000',
  'late-timeout': '20000',
  trickle: '1000',
  slow: '5000',
  'clock-jump': '3600000',
  partial: '',
  'ignore-field': '',
  'cut-value': '10',
};

const known = new Set<string>([...refusalKinds, ...beforeKinds, ...afterKinds, ...workKinds]);

export function isFaultKind(text: string): text is FaultKind {
  return known.has(text);
}

export function isOneOf<K extends FaultKind>(kinds: readonly K[], kind: FaultKind): kind is K {
  return (kinds as readonly string[]).includes(kind);
}
