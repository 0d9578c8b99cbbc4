import type { bitrix24Issues } from '../../model/issues/bitrix24.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const bitrix24: WordingsOf<typeof bitrix24Issues> = {
  'bitrix24.webhook': {
    title: 'not a webhook',
    message: () => 'the secret of the connection is not the address of an incoming webhook',
    cause: 'The whole address is expected, as the portal shows it.',
    fix: 'Make an incoming webhook in the portal (Developer resources, Other) and put its address into the file named by PERENOS_<CONNECTION>_TOKEN_FILE.',
    example: 'https://romashka.bitrix24.ru/rest/1/<code>/',
  },
  'bitrix24.other-portal': {
    title: 'a webhook of another portal',
    message: ({ found, wanted }) => `the webhook belongs to ${found}, the mapping names ${wanted}`,
    cause: 'Connections were mixed up, or the portal was renamed.',
    fix: 'Correct target.portal or take the webhook of the right portal.',
  },
  'bitrix24.hasty': {
    title: 'too short a wait',
    message: ({ host }) => `settle_ms and timeout_ms cannot be less for ${host}`,
    cause:
      'A portal may execute an abandoned request after a minute: a record sent again before that would be doubled.',
    fix: 'Leave settle_ms and timeout_ms out: they are for the emulator on this computer.',
  },
  'bitrix24.answer': {
    title: 'the portal does not give data',
    message: ({ method, reason }) => `${method} did not answer: ${reason}`,
    cause: "The portal lacks the method, or the webhook's user has no right to the data.",
    fix: 'Check the rights of the webhook with perenos target doctor; for an old box set api: classic.',
  },
  'bitrix24.no-right': {
    title: 'a right is missing',
    message: ({ method, reason }) => `${method} is not allowed: ${reason}`,
    cause: "The role of the webhook's user does not allow it.",
    fix: 'Give the right in the settings of the CRM, or make the webhook as an administrator.',
  },
  'bitrix24.no-user': {
    title: 'no such default owner',
    message: ({ place, user }) => `${place} has no user "${user}"`,
    cause: 'Records whose owner is not known were to be theirs.',
    fix: 'Give the e-mail address, full name or number of a user of the portal.',
  },
  'bitrix24.no-parent': {
    title: 'nothing to add it to',
    message: () => 'none of the records it belongs to is in the portal',
    cause: 'Notes and activities live in the card of a deal, lead, contact or company.',
    fix: 'Load the record it belongs to and run again.',
  },
  'bitrix24.parent-missing': {
    title: 'a related record is missing',
    message: ({ field, key }) => `record ${key}, which ${field} points to, is not in the portal`,
    cause: 'It was not loaded, and on_missing_parent: reject forbids to load a record without its relation.',
    fix: 'Correct the related record and run again, or set on_missing_parent: load_without.',
  },
  'bitrix24.part-rejected': {
    title: 'a part was refused',
    message: ({ part, reason }) => `the portal refused a part (${part}): ${reason}`,
    cause: 'The record itself was created, but what hangs on it breaks a rule of the portal.',
    fix: 'Enter it by hand, or correct it in the source.',
  },
  'bitrix24.email-refused': {
    title: 'the address goes to the comment',
    message: ({ value }) => `the portal will not take ${value}: it is kept in the comment`,
    cause: 'For one wrong address Bitrix24 refuses the whole record.',
    fix: 'Correct the address in the source.',
  },
  'bitrix24.address-moved': {
    title: 'the address goes to the comment',
    message: ({ text }) => `there is no place for an address, it is kept in the comment: ${text}`,
    cause: 'Requisites in Bitrix24 have one address of each type, its line is 256 characters at most.',
    fix: 'Nothing is lost; if it matters, give the addresses different types.',
  },
  'bitrix24.links-left': {
    title: 'further relations',
    message: ({ count, kind }) => `it will be seen in the card of the ${kind} only; other relations: ${count}`,
    cause: 'A note or activity of Bitrix24 belongs to one record.',
    fix: 'Nothing need be done: the related records are opened from that card.',
  },
  'bitrix24.currency': {
    title: 'no such currency',
    message: ({ currency, field, known }) => `the portal has no currency ${currency} (${field}); it has: ${known}`,
    cause: 'An amount in another currency would be another amount, so it is not sent.',
    fix: 'Add the currency in the settings of the CRM and plan again.',
  },
  'bitrix24.rounded': {
    title: 'rounded to hundredths',
    message: ({ field, stored, value }) => `${field}: ${value} is kept as ${stored}`,
    cause: 'Bitrix24 keeps amounts with two places.',
    fix: 'If the rest matters, keep the amount in a custom field.',
  },
  'bitrix24.future-date': {
    title: 'created in the future',
    message: ({ date }) => `the portal will not take the creation date ${date}: it has not come yet`,
    cause: 'A mistake in the source or in the time zone.',
    fix: 'Correct the date; else the record will be dated with the day of the load.',
  },
  'bitrix24.date-of-old': {
    title: 'the creation date stays',
    message: ({ date }) => `the creation date ${date} cannot be written: the record is in the portal already`,
    cause: 'Bitrix24 takes a creation date with a new record only.',
    fix: 'If the date matters, keep it in a custom field.',
  },
  'bitrix24.deletes-final': {
    title: 'deletion is final',
    message: () => 'what is deleted through the API may not go to the recycle bin',
    cause: 'Undoing a load deletes the records it has created.',
    fix: 'Look through the undo plan before it is applied.',
  },
  'bitrix24.updates-start-robots': {
    title: 'changes start robots',
    message: () => 'changing records that are there already starts robots and business processes',
    cause: 'Bitrix24 can only create records without them.',
    fix: 'Switch off robots that write to customers while you load.',
  },
  'bitrix24.not-admin': {
    title: 'not an administrator',
    message: ({ user }) => `${user} is no administrator: creation dates and authors are not kept`,
    cause: 'Bitrix24 lets administrators only bring in history.',
    fix: 'Make the webhook as an administrator.',
  },
  'bitrix24.no-scope': {
    title: 'a scope is missing',
    message: ({ scope }) => `the webhook lacks the scope "${scope}"`,
    cause: 'It is not ticked in the settings of the webhook.',
    fix: 'Tick it in the portal: Developer resources, Integrations, the webhook.',
  },
  'bitrix24.leads-off': {
    title: 'the portal has no leads',
    message: () => 'the portal works without leads',
    cause: 'In this mode a lead becomes a deal and a contact at once.',
    fix: 'Move leads as deals, or switch leads on.',
  },
  'bitrix24.newest-record': {
    title: 'the portal has records',
    message: ({ date, kind }) => `the newest record (${kind}) was created on ${date}`,
    cause: 'Bitrix24 takes no record with an earlier creation date.',
    fix: 'Delete test records before the load; earlier creation dates of others are not kept.',
  },
};
