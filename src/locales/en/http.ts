import type { httpIssues } from '../../model/issues/http.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const http: WordingsOf<typeof httpIssues> = {
  'http.address': {
    title: 'not an address',
    message: ({ address }) => `"${address}" is not an address of a server`,
    cause: 'An address begins with https:// and holds no user name and no password.',
    fix: 'Correct the address in the mapping; keep the secret in a file named by PERENOS_<CONNECTION>_TOKEN_FILE.',
    example: 'https://server.example/base/odata/standard.odata',
  },
  'http.insecure': {
    title: 'an address without encryption',
    message: ({ address }) => `${address} would be read without encryption`,
    cause:
      'http:// is allowed only for this very computer: passwords and personal data would be open to everybody on the way.',
    fix: 'Publish the base over https://.',
  },
  'http.certificate': {
    title: 'a certificate that cannot be trusted',
    message: ({ address, reason }) => `the certificate of ${address} is not trusted: ${reason}`,
    cause: 'It is self-signed, out of date, or issued by an authority this computer does not know.',
    fix: 'Name the file with the certificate of the authority in the variable PERENOS_CA_FILE. Verification cannot be switched off.',
  },
  'http.redirect': {
    title: 'the server sends elsewhere',
    message: ({ address, status }) => `${address} answers with a redirection (${status})`,
    cause: 'Redirections are not followed: the secret would go to another server.',
    fix: 'Put the final address into the mapping.',
  },
  'http.unreachable': {
    title: 'the server does not answer',
    message: ({ address, reason, attempts }) => `${address} could not be read in ${attempts} attempts: ${reason}`,
    cause: 'The server is switched off, overloaded or not reachable from this computer.',
    fix: 'Check the address and the network and run again.',
  },
  'http.access': {
    title: 'the server does not let in',
    message: ({ address, status }) => `${address} refuses access (${status})`,
    cause: 'The user name or the password is wrong, or the user has no right to this data.',
    fix: 'Check the secret, "user:password" in one line, and the rights of the user.',
  },
  'http.answer': {
    title: 'an unexpected answer',
    message: ({ address, status, text }) => `${address} answers ${status}: ${text}`,
    cause: 'There is no such data on the server, or it cannot give it.',
    fix: 'Check the address and the names asked for.',
  },
  'http.too-large': {
    title: 'an answer too large',
    message: ({ address, allowed }) => `the answer of ${address} is over ${allowed} bytes`,
    cause: 'The server gives more in one page than is held in memory.',
    fix: 'Ask for smaller pages (page_size) or raise the limit: --limit heldBytes=….',
  },
  'http.no-secret': {
    title: 'no secret for a connection',
    message: ({ connection, variable }) => `there is no secret for the connection "${connection}" (${variable})`,
    cause: 'Neither the variable with the name of a file nor the variable itself is set.',
    fix: 'Put the secret into a file and its path into PERENOS_<CONNECTION>_TOKEN_FILE; in CI PERENOS_<CONNECTION>_TOKEN may hold the secret itself.',
  },
  'http.changed': {
    title: 'data that changed while it was read',
    message: ({ address, expected, read }) => `${address} has ${expected} records, ${read} were read`,
    cause: 'Somebody worked in the base while it was read page by page.',
    fix: 'Run again, best when nobody works in the base.',
  },
  'http.schedule': {
    title: 'schedule not understood',
    message: ({ text }) => `"${text}" is not a time span with its share of the pace`,
    cause: 'The schedule has another form.',
    fix: 'Write spans as 09:00-19:00=0.5, separated by commas; the share is above 0 and at most 1.',
  },
};
