import type { amocrmIssues } from '../../model/issues/amocrm.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

const parts: Readonly<Record<string, string>> = { link: 'the link to record', note: 'the note of record' };

export const amocrm: WordingsOf<typeof amocrmIssues> = {
  'amocrm.secret': {
    title: 'not a token of amoCRM',
    message: () => 'the secret of the connection is neither a token nor the document of an integration',
    cause: 'A whole long-lived token or the JSON of an OAuth integration is expected.',
    fix: 'Create an external integration in amoCRM, get a long-lived token under its keys and save it to the file that PERENOS_<CONNECTION>_TOKEN_FILE names.',
    example:
      '{"client_id": …, "client_secret": …, "redirect_uri": …, "access_token": …, "refresh_token": …, "base": "https://romashka.amocrm.ru"}',
  },
  'amocrm.no-portal': {
    title: 'no account named',
    message: () => 'nothing says which account of amoCRM to load into',
    cause: 'A long-lived token does not say whose it is.',
    fix: 'Name the account in the mapping: target.portal: romashka.amocrm.ru.',
    example: 'target: {type: amocrm} without portal, and the file of the secret holds a token only',
  },
  'amocrm.other-account': {
    title: 'a token of another account',
    message: ({ found, wanted }) => `the token belongs to ${found}, the mapping names ${wanted}`,
    cause: 'Connections were mixed up, or the account was renamed.',
    fix: 'Correct target.portal or take the token of the right account.',
    example: 'target.portal: romashka.amocrm.ru, and the document has base: https://romashka2.amocrm.ru',
  },
  'amocrm.no-account': {
    title: 'not an account of amoCRM',
    message: ({ host }) => `${host} answers, but not as an account of amoCRM`,
    cause: 'The address leads elsewhere: to a site, a proxy or a login page.',
    fix: "Set target.portal to the account's own address, without www.",
    example: 'target.portal: www.amocrm.ru in place of romashka.amocrm.ru',
  },
  'amocrm.hasty': {
    title: 'waiting too short',
    message: ({ host }) => `settle_ms and timeout_ms cannot be less for ${host}`,
    cause: 'amoCRM may execute an abandoned request later: a record sent again before that would be doubled.',
    fix: 'Leave settle_ms and timeout_ms out: they are for a stand-in on this computer.',
    example: 'settle_ms: 100 for romashka.amocrm.ru → refused; for the emulator at 127.0.0.1 → allowed',
  },
  'amocrm.answer': {
    title: 'the account gives no data',
    message: ({ path, reason }) => `request ${path} failed: ${reason}`,
    cause: 'The owner of the token has no right to these data, or the account has no such section.',
    fix: 'Check the rights with perenos target doctor; the token must be issued by an administrator.',
    example: '/users answers "404 Not Found": there is no such section at this address',
  },
  'amocrm.not-made': {
    title: 'a field was not made',
    message: ({ path, reason }) => `amoCRM did not make the field (${path}): ${reason}`,
    cause: 'Only administrators make fields, and the tariff limits their number.',
    fix: 'Take the token of an administrator, or make the field in the settings of the account.',
    example: 'a salesman runs perenos target prepare: only an administrator can make the field PERENOS_ID',
  },
  'amocrm.unpaid': {
    title: 'the subscription has ended',
    message: ({ place }) => `account ${place} is not paid for: writing has stopped`,
    cause: 'Once the subscription has ended amoCRM refuses to be written to through its API.',
    fix: 'Pay for the account and run the same command again: it goes on from where it stopped.',
    example: 'the tariff ended yesterday → amoCRM answers 402, no record is sent',
  },
  'amocrm.unprepared': {
    title: 'the account is not prepared',
    message: ({ kinds, place }) =>
      `account ${place} has no field PERENOS_ID (${kinds}): without it nobody can promise that records are not doubled`,
    cause: 'amoCRM has no external id of a record: a field of its own holds the marker of a load.',
    fix: 'Run perenos target prepare: it shows what it would make and asks first.',
    example: 'perenos plan into a new account in which perenos target prepare was never run',
  },
  'amocrm.no-marker': {
    title: 'no field for markers',
    message: ({ kind }) => `${kind} have no field PERENOS_ID`,
    cause: 'A record whose answer was lost is found by its marker: without it it could be doubled.',
    fix: 'Run perenos target prepare.',
    example: 'leads have no field with the code PERENOS_ID',
  },
  'amocrm.no-user': {
    title: 'the default user is missing',
    message: ({ place, user }) => `account ${place} has no user "${user}"`,
    cause: 'It is named as the owner of records whose own is not known.',
    fix: 'Name the e-mail address, name or id of a user of the account.',
    example: 'default_user: petrov@romashka.example, and no user of the account has this address',
  },
  'amocrm.no-pipeline': {
    title: 'no such pipeline',
    message: ({ nearest, pipeline, place }) =>
      `account ${place} has no pipeline "${pipeline}"${nearest === '' ? '' : `; there is "${nearest}"`}`,
    cause: 'Leads that name no pipeline are to go there.',
    fix: "Correct the target's setting pipeline, or make the pipeline.",
    example: 'pipeline: Sale, and the account has "Sales"',
  },
  'amocrm.no-parent': {
    title: 'nowhere to add it',
    message: () => 'none of the records it belongs to is in the account',
    cause: 'Notes and activities live in the card of a lead, a contact or a company.',
    fix: 'Load the record it belongs to and run again.',
    example: 'the note "Called on 5 March" belongs to deal 17, and amoCRM refused deal 17',
  },
  'amocrm.stays': {
    title: 'stays in the account',
    message: ({ id }) => `note or task ${id} can be neither removed nor turned into the other through the API`,
    cause: 'The API of amoCRM deletes no notes and makes no note of a task.',
    fix: 'Remove it in the card by hand.',
    example: 'perenos rollback clears the markers of 40 leads; 12 notes in them stay',
  },
  'amocrm.not-admin': {
    title: 'not an administrator',
    message: ({ user }) => `the token was issued by somebody who is no administrator (${user})`,
    cause: 'Without these rights no fields can be made, and not all users and records are seen.',
    fix: 'Get a token in the name of an administrator of the account.',
    example: 'the token is by the salesman Petrov: users and fields are closed to him',
  },
  'amocrm.currency': {
    title: 'another currency',
    message: ({ currency, value }) => `${value} is kept in a note: the currency of the account is ${currency}`,
    cause: 'All prices in amoCRM are in one currency; converting would change the amount.',
    fix: 'Convert the amounts in the source, or enter the price by hand.',
    example: '1500 KZT, and the account is in RUB → no price, "1500 KZT" in a note',
  },
  'amocrm.part-rejected': {
    title: 'a part was not accepted',
    message: ({ id, part, reason }) => `amoCRM refused ${parts[part] ?? part} ${id}: ${reason}`,
    cause: 'The record itself was made, but what hangs on it breaks a rule of amoCRM.',
    fix: 'Enter it in the card by hand, or correct it in the source.',
    example: 'the contact is made, its note is refused by amoCRM',
  },
  'amocrm.one-company': {
    title: 'a contact has one company',
    message: ({ count }) => `companies left unlinked: ${count}`,
    cause: 'In amoCRM a contact is linked to one company: the primary one was taken.',
    fix: 'If the others matter, name them in a note or in a field of their own.',
    example: 'a contact works at Romashka and Lyutik: it is linked to Romashka, the primary one',
  },
  'amocrm.rounded': {
    title: 'prices are whole numbers',
    message: ({ stored, value }) => `${value}: the price will be ${stored}, the exact sum is in a note`,
    cause: 'The price of a lead in amoCRM is a whole number.',
    fix: 'If the rest matters, keep the amount in a numeric field.',
    example: '1500.50 RUB → price 1501, "1500.5 RUB" in a note',
  },
  'amocrm.lead-person': {
    title: "a lead's person is in its note",
    message: ({ title }) => `person and company of "${title}" are kept in a note of the lead`,
    cause: 'Leads of amoCRM have no names, phones and addresses: contacts and companies have.',
    fix: 'Without lead_persons: note, people of leads become contacts. Nothing to do where the lead became a contact in the source.',
    example:
      'a lead that became contact 15, with the phone +79160000001 → a lead with that contact, the phone in a note',
  },
  'amocrm.links-left': {
    title: 'a task belongs to one record',
    message: ({ count }) => `records left unlinked: ${count}`,
    cause: 'A task of amoCRM belongs to one record: a lead rather than a contact rather than a company.',
    fix: 'If the others matter, name them in the text of the task.',
    example: 'a task of a deal and two contacts: seen in the deal, other links: 2',
  },
  'amocrm.tagged': {
    title: 'tagged for deletion',
    message: ({ id, tag }) => `record ${id} is tagged ${tag}`,
    cause: 'The API of amoCRM deletes no records: a rollback tags them and clears the marker.',
    fix: 'Filter by this tag in the interface and delete them all at once.',
    example: 'lead 1001 → tag perenos-undo-20260314T061502Z-k3fp, status lost',
  },
  'amocrm.no-deletion': {
    title: 'nothing can be deleted',
    message: () =>
      'what is loaded into amoCRM cannot be deleted through its API: a rollback only tags it and closes leads',
    cause: 'The API of amoCRM does not delete contacts, companies, leads, tasks and notes.',
    fix: 'Rehearse first: perenos emulate amocrm. After a rollback delete by the tag in the interface.',
    example: '5000 contacts loaded into the wrong account: only people can delete them, by the tag',
  },
  'amocrm.deals-are-leads': {
    title: 'leads and deals are one',
    message: ({ pipeline }) =>
      `deals and leads both become leads of amoCRM, in pipeline "${pipeline}" where none is named`,
    cause: 'amoCRM has one kind for both: a request is a lead on the first status.',
    fix: 'To keep them apart, give deals a pipeline in the mapping.',
    example: '120 leads and 300 deals → 420 leads of amoCRM',
  },
};
