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

/** The identifying values of a record; those of an office (an `info@` mailbox of a person) are left out. */
export function identifyingValues(record: Staged<MatchedKind>, placeholders: ReadonlySet<string>): IdentifyingValue[] {
  const values: IdentifyingValue[] = [
    { type: 'source-key', value: `${record.system}\u001f${record.key}`, placeholder: false },
  ];
  const isPerson = record.kind === 'contact';
  const { inn, phones, emails } = record.data;
  if (inn !== undefined)
    values.push({ type: 'inn', value: inn, placeholder: oneDigit.test(inn) || placeholders.has(inn) });
  for (const { value, ext } of phones ?? []) {
    const number = isPerson && ext !== undefined ? `${value}x${ext}` : value;
    const placeholder = isPlaceholderPhone(value) || placeholders.has(value) || placeholders.has(number);
    values.push({ type: 'phone', value: number, placeholder });
  }
  for (const { value } of emails ?? []) {
    const mailbox = mailboxOf(value);
    if (mailbox === undefined || (isPerson && isRoleMailbox(mailbox.local))) continue;
    const address = `${mailbox.local}@${mailbox.domain}`;
    const placeholder = isPlaceholderEmail(mailbox.local, mailbox.domain) || placeholders.has(address);
    values.push({ type: 'email', value: address, placeholder });
  }
  return values;
}
