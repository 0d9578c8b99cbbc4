/** What the numbering plan says a number is for. */
export type LineKind = 'mobile' | 'fixed' | 'pager' | 'service' | 'other';

/** A number that is valid by the numbering plans. */
export interface KnownNumber {
  /** E.164. */
  readonly value: string;
  readonly country: string | undefined;
  readonly callingCode: string;
  /** Digits after the calling code. */
  readonly national: string;
  readonly kind: LineKind;
}
