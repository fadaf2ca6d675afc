import { LocalInfraError, type TerminalText } from '@voronka/local-infra';

/** A backup or a restore that cannot be done, with the reason and what to do. */
export function backupError(text: TerminalText, cause?: unknown): LocalInfraError {
  return new LocalInfraError('Home.Unusable', text, { cause });
}
