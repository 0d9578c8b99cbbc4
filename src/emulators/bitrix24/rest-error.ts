/** A refusal as the portal words it. `code` may be empty: classic methods have none. */
export class RestError extends Error {
  readonly status: number;
  readonly code: string;
  readonly description: string;

  constructor(code: string, description: string, status = 400) {
    super(`${code} ${description}`);
    this.name = 'RestError';
    this.status = status;
    this.code = code;
    this.description = description;
  }

  get body(): { readonly error: string; readonly error_description: string } {
    return { error: this.code, error_description: this.description };
  }
}

export const accessDenied = (): RestError => new RestError('', 'Access denied.');
export const notFound = (): RestError => new RestError('', 'Not found');
export const itemNotFound = (): RestError => new RestError('NOT_FOUND', 'Элемент не найден');
export const badId = (): RestError => new RestError('', 'ID is not defined or invalid.');
export const mustBeArray = (name: string): RestError => new RestError('', `Parameter '${name}' must be array.`);
export const requiredField = (title: string): RestError =>
  new RestError('CRM_FIELD_ERROR_REQUIRED', `Поле "${title}" обязательно для заполнения`);
export const invalidValue = (title: string): RestError =>
  new RestError('CRM_FIELD_ERROR_VALUE_NOT_VALID', `Поле "${title}" имеет недопустимое значение`);
export const missingParameter = (name: string): RestError =>
  new RestError('100', `Could not find value for parameter {${name}}`);
