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
  'http.changed': define<{ address: string; expected: number; read: number }>('error'),
  'http.schedule': define<{ text: string }>('error'),
} as const;
