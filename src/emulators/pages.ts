import type { Answer } from './emulator.ts';

const html = { 'content-type': 'text/html; charset=utf-8' };

const titles: Readonly<Record<number, string>> = {
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Temporarily Unavailable',
  504: 'Gateway Time-out',
};

/** A page as the balancer in front of a portal answers with. */
export function errorPage(status: number): Answer {
  const title = `${status} ${titles[status] ?? 'Error'}`;
  const body = `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`;
  return { status, headers: html, body };
}

/** The page of a portal that wants a password, or of a network that wants its conditions accepted: with the status of success. */
export const loginPage: Answer = {
  status: 200,
  headers: html,
  body: '\ufeff<!DOCTYPE html>\n<html lang="ru"><head><title>Вход</title></head><body><form method="post" action="/login/"><input name="USER_LOGIN"><input name="USER_PASSWORD" type="password"></form></body></html>\n',
};

export function redirection(status: number, location: string): Answer {
  return { status, headers: { ...html, location }, body: '' };
}
