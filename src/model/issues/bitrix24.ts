import { define } from '../issue-definition.ts';

/** What Bitrix24 alone meets; what every target meets is in the area `target`. */
export const bitrix24Issues = {
  'bitrix24.application': define('error'),
  'bitrix24.webhook': define('error'),
  'bitrix24.other-portal': define<{ wanted: string; found: string }>('error'),
  'bitrix24.hasty': define<{ host: string }>('error'),
  'bitrix24.answer': define<{ method: string; reason: string }>('error'),
  'bitrix24.no-right': define<{ method: string; reason: string }>('error'),
  'bitrix24.no-parent': define<{ kind: string }>('error'),
  'bitrix24.parent-missing': define<{ field: string; key: string }>('error'),
  'bitrix24.part-rejected': define<{ part: string; reason: string }>('warning'),
  'bitrix24.email-refused': define<{ value: string }>('warning'),
  'bitrix24.no-tags': define<{ kind: string }>('warning'),
  'bitrix24.address-moved': define<{ type: string; text: string }>('notice'),
  'bitrix24.links-left': define<{ count: number; kind: string }>('notice'),
  'bitrix24.currency': define<{ field: string; currency: string; known: string }>('error'),
  'bitrix24.rounded': define<{ field: string; value: string; stored: string }>('notice'),
  'bitrix24.future-date': define<{ date: string }>('warning'),
  'bitrix24.date-of-old': define<{ date: string }>('notice'),
  'bitrix24.deletes-final': define('notice'),
  'bitrix24.updates-start-robots': define('notice'),
  'bitrix24.not-admin': define<{ user: string }>('warning'),
  'bitrix24.no-user': define<{ user: string; place: string }>('error'),
  'bitrix24.no-scope': define<{ scope: string }>('error'),
  'bitrix24.leads-off': define('warning'),
  'bitrix24.newest-record': define<{ kind: string; date: string }>('notice'),
} as const;
