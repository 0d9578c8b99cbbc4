import type { ExactIdentifier } from '../model/dedupe.ts';
import type { Staged } from '../model/staged.ts';
import { isPlaceholderEmail, isPlaceholderPhone, isRoleMailbox, mailboxOf } from './contact-values.ts';
import type { MatchedKind } from './matcher.ts';

/** A value by which records may be recognised, in the form in which equal values are equal text. */
export interface IdentifyingValue {
  readonly type: ExactIdentifier;
  readonly value: string;
  /** True when it stands for "none" and so says nothing. */
  readonly placeholder: boolean;
}

const oneDigit = /^(\d)\1+$/;

/** Takes one identifying value: see `IdentifyingValue`. */
export type TakeIdentifyingValue = (type: ExactIdentifier, value: string, placeholder: boolean) => void;

/** Gives the identifying values of a record; those of an office (an `info@` mailbox of a person) are left out. */
export function eachIdentifyingValue(
  record: Staged<MatchedKind>,
  placeholders: ReadonlySet<string>,
  take: TakeIdentifyingValue,
): void {
  take('source-key', `${record.system}\u001f${record.key}`, false);
  const isPerson = record.kind === 'contact';
  const { inn, phones, emails } = record.data;
  if (inn !== undefined) take('inn', inn, oneDigit.test(inn) || placeholders.has(inn));
  if (phones !== undefined) {
    for (const { value, ext } of phones) {
      const number = isPerson && ext !== undefined ? `${value}x${ext}` : value;
      take('phone', number, isPlaceholderPhone(value) || placeholders.has(value) || placeholders.has(number));
    }
  }
  if (emails !== undefined) {
    for (const { value } of emails) {
      const mailbox = mailboxOf(value);
      if (mailbox === undefined || (isPerson && isRoleMailbox(mailbox.local))) continue;
      const address = `${mailbox.local}@${mailbox.domain}`;
      take('email', address, isPlaceholderEmail(mailbox.local, mailbox.domain) || placeholders.has(address));
    }
  }
}

/** The same as a list. */
export function identifyingValues(record: Staged<MatchedKind>, placeholders: ReadonlySet<string>): IdentifyingValue[] {
  const values: IdentifyingValue[] = [];
  eachIdentifyingValue(record, placeholders, (type, value, placeholder) => {
    values.push({ type, value, placeholder });
  });
  return values;
}
