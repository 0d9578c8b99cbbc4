import { define } from '../issue-definition.ts';

/** What calls over HTTP can meet. Addresses are given without what follows `?`. */
export const httpIssues = {
  'http.address': define<{ address: string }>('error'),
  'http.insecure': define<{ address: string }>('error'),
  'http.certificate': define<{ address: string; reason: string }>('error'),
  'http.redirect': define<{ address: string; status: number }>('error'),
  'http.unreachable': define<{ address: string; reason: string; attempts: number }>('error'),
  'http.access': define<{ address: string; status: number }>('error'),
  'http.answer': define<{ address: string; status: number; text: string }>('error'),
  'http.too-large': define<{ address: string; allowed: number }>('error'),
  'http.no-secret': define<{ connection: string; variable: string }>('error'),
  'http.wrong-key': define<{ address: string; key: string }>('error'),
  'http.old-protocol': define<{ address: string; reason: string }>('error'),
  'http.proxy-refused': define<{ address: string; status: number; reason: string }>('error'),
  'http.pin': define<{ pin: string }>('error'),
  'http.proxy': define<{ proxy: string }>('error'),
  'http.ca-file': define<{ file: string }>('error'),
  'http.token-file-of-many': define<{ connections: string }>('error'),
  'http.empty-secret': define<{ file: string }>('error'),
  'http.secret-in-environment': define<{ variable: string }>('warning'),
  'http.open-secret': define<{ file: string }>('warning'),
  'http.circle': define<{ address: string }>('error'),
  'http.changed': define<{ address: string; expected: number; read: number }>('error'),
  'http.schedule': define<{ text: string }>('error'),
} as const;
