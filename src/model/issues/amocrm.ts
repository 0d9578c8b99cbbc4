import { define } from '../issue-definition.ts';

/** What amoCRM alone meets; what every target meets is in the area `target`. */
export const amocrmIssues = {
  'amocrm.secret': define('error'),
  'amocrm.no-portal': define('error'),
  'amocrm.other-account': define<{ wanted: string; found: string }>('error'),
  'amocrm.no-account': define<{ host: string }>('error'),
  'amocrm.hasty': define<{ host: string }>('error'),
  'amocrm.answer': define<{ path: string; reason: string }>('error'),
  'amocrm.not-made': define<{ path: string; reason: string }>('error'),
  'amocrm.unpaid': define<{ place: string }>('error'),
  'amocrm.unprepared': define<{ place: string; kinds: string }>('error'),
  'amocrm.no-marker': define<{ kind: string }>('error'),
  'amocrm.no-user': define<{ user: string; place: string }>('error'),
  'amocrm.no-pipeline': define<{ pipeline: string; place: string; nearest: string }>('error'),
  'amocrm.no-parent': define('error'),
  'amocrm.stays': define<{ id: string }>('error'),
  'amocrm.not-admin': define<{ user: string }>('warning'),
  'amocrm.currency': define<{ value: string; currency: string }>('warning'),
  'amocrm.part-rejected': define<{ part: string; id: string; reason: string }>('warning'),
  'amocrm.one-company': define<{ count: number }>('warning'),
  'amocrm.rounded': define<{ value: string; stored: string }>('notice'),
  'amocrm.lead-person': define<{ title: string }>('notice'),
  'amocrm.links-left': define<{ count: number }>('notice'),
  'amocrm.tagged': define<{ id: string; tag: string }>('notice'),
  'amocrm.no-deletion': define('notice'),
  'amocrm.deals-are-leads': define<{ pipeline: string }>('notice'),
} as const;
