import { say, type TerminalText } from './terminal-text.ts';

/** What can go wrong while the local infrastructure is set up; the code is stable, the words are not. */
export type LocalInfraErrorCode =
  | 'Home.Busy'
  | 'Home.Unusable'
  | 'Postgres.Unsupported'
  | 'Postgres.Unreachable'
  | 'Postgres.StartFailed'
  | 'Postgres.CredentialsLost'
  | 'Temporal.Missing'
  | 'Temporal.Unreachable'
  | 'Temporal.StartFailed'
  | 'Child.StartFailed'
  | 'Child.Refused';

/** A failure a person at the terminal has to act on: the message says what happened and what to do, in their language. */
export class LocalInfraError extends Error {
  readonly code: LocalInfraErrorCode;
  readonly text: TerminalText;

  constructor(code: LocalInfraErrorCode, text: TerminalText, options?: ErrorOptions) {
    super(say(text), options);
    this.name = 'LocalInfraError';
    this.code = code;
    this.text = text;
  }
}

/** The words of any thrown value; for sentences that end in "…: reason". */
export function reasonOf(error: unknown): string {
  const message = error !== null && typeof error === 'object' && 'message' in error ? error.message : error;
  return String(message);
}

/** The `code` of an error of the operating system, the database driver or gRPC, as text; undefined when it has none. */
export function codeOf(error: unknown): string | undefined {
  if (error === null || typeof error !== 'object' || !('code' in error)) return undefined;
  return typeof error.code === 'string' || typeof error.code === 'number' ? String(error.code) : undefined;
}
