/** Why a sandbox could not start; the message says what to do. */
export type SandboxStartErrorCode = 'Sandbox.HomeBusy' | 'Sandbox.BadOption';

export class SandboxStartError extends Error {
  readonly code: SandboxStartErrorCode;

  constructor(code: SandboxStartErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SandboxStartError';
    this.code = code;
  }
}
