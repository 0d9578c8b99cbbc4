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
    fix: 'Name the file with the certificate of the authority: --ca-file FILE or PERENOS_CA_FILE. For a self-signed certificate give the key of the server: --tls-pin sha256:…. Verification cannot be switched off.',
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
    cause:
      'Neither --token-file nor the variable with the name of a file nor the variable itself is given, and there is nobody to ask.',
    fix: 'Put the secret into a file and name it by --token-file or in PERENOS_<CONNECTION>_TOKEN_FILE; in CI PERENOS_<CONNECTION>_TOKEN may hold the secret itself.',
  },
  'http.wrong-key': {
    title: 'a server with another key',
    message: ({ address, key }) => `${address} has another key than the pinned one: ${key}`,
    cause:
      'The server got a new key, the pin belongs to another server, or somebody stands between it and this computer.',
    fix: 'Ask the administrator of the server for its key before changing --tls-pin; do not take the one shown here on trust.',
  },
  'http.old-protocol': {
    title: 'a protocol that is not safe',
    message: ({ address, reason }) => `no safe connection to ${address} could be made: ${reason}`,
    cause:
      'The server offers only protocols or ciphers that have been broken (SSL, TLS 1.0, TLS 1.1), or does not speak TLS there.',
    fix: 'Have TLS 1.2 or 1.3 switched on at the server, or correct the port.',
  },
  'http.proxy-refused': {
    title: 'the proxy does not let through',
    message: ({ address, status, reason }) => `the way to ${address} is closed: ${reason} (${status})`,
    cause: 'The proxy of HTTPS_PROXY wants a user name and a password (407) or does not allow this server (403).',
    fix: 'Write the address as http://user:password@proxy:port, have the server allowed, or add the server to NO_PROXY.',
  },
  'http.pin': {
    title: 'not the key of a server',
    message: ({ pin }) => `"${pin}" is not the key of a server`,
    cause: 'A key is given as sha256: and the SHA-256 of the public key of the certificate, in base64 or hexadecimal.',
    fix: 'Ask the administrator of the server, or take it from the certificate: openssl x509 -pubkey -noout -in server.pem | openssl pkey -pubin -outform der | openssl dgst -sha256',
    example: '--tls-pin sha256:r/mIkG3eEpVdm+u/ko/cwxzOMo1bk4TyHIlByibiA5E=',
  },
  'http.proxy': {
    title: 'not the address of a proxy',
    message: ({ proxy }) => `HTTPS_PROXY names no proxy: ${proxy}`,
    cause: 'The address of a proxy begins with http:// or https://. SOCKS proxies are not supported.',
    fix: 'Correct the variable, or remove it to connect directly.',
    example: 'HTTPS_PROXY=http://proxy.example:3128',
  },
  'http.ca-file': {
    title: 'not a certificate',
    message: ({ file }) => `there is no certificate in ${file}`,
    cause: 'A certificate of an authority is expected, PEM ("-----BEGIN CERTIFICATE-----") or DER.',
    fix: 'Ask the administrator for the certificate of the authority, without its private key.',
  },
  'http.token-file-of-many': {
    title: 'a secret for one of several connections',
    message: ({ connections }) => `it is not said whose secret --token-file holds; connections: ${connections}`,
    cause: 'A secret given to the wrong server is lost.',
    fix: 'Write the connection before the file: --token-file CONNECTION=FILE, once for each.',
  },
  'http.empty-secret': {
    title: 'a file without a secret',
    message: ({ file }) => `${file} is empty`,
    cause: 'The file named for the secret holds nothing but spaces.',
    fix: 'Write the secret into the file, in one line.',
  },
  'http.secret-in-environment': {
    title: 'a secret in a variable',
    message: ({ variable }) => `the secret is taken from ${variable}`,
    cause: 'Other programs of the same user can read variables; they also get into logs.',
    fix: 'Put the secret into a file only you can read and name it in a variable with _FILE at the end, or by --token-file.',
  },
  'http.open-secret': {
    title: 'a secret others can read',
    message: ({ file }) => `other users of this computer can read ${file}`,
    cause: 'The file with the secret is open to the group or to everybody.',
    fix: 'chmod 600 FILE',
  },
  'http.circle': {
    title: 'pages without an end',
    message: ({ address }) => `the pages of ${address} lead back to one that was read`,
    cause: 'The server, or a proxy before it, takes no notice of what page is asked for.',
    fix: 'Open the address in a browser with $skip and look whether other records come; call the server without the proxy.',
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
