/** Why the records' own PostgreSQL couldn't be started. The message is one line for people: what and what to do. */
export class RecordsServerError extends Error {
  readonly code: RecordsServerErrorCode;

  constructor(code: RecordsServerErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'RecordsServerError';
    this.code = code;
  }
}

type RecordsServerErrorCode =
  | 'no-binaries'
  | 'unwritable'
  | 'unreachable'
  | 'in-use'
  | 'newer-data'
  | 'older-data'
  | 'port-taken'
  | 'init-failed'
  | 'start-failed';
