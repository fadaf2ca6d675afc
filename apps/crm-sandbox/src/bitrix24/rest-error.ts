/**
 * An error the portal reports as `{"error","error_description"}`.
 *
 * @source B24 docs: _includes/system-errors and the error tables of the methods
 */
export class RestError extends Error {
  readonly status: number;
  /** The vendor's code; empty for most errors of crm.lead, crm.contact and crm.deal, as on a real portal. */
  readonly code: string;

  constructor(status: number, code: string, description: string) {
    super(description);
    this.name = 'RestError';
    this.status = status;
    this.code = code;
  }
}

/** The universal methods' complaint about a parameter that is not there. */
export const missingParameter = (name: string): RestError =>
  new RestError(400, '100', `Could not find value for parameter {${name}}`);

/** A field value the portal does not accept; each dialect of methods words it in its own way. */
export class InvalidFieldError extends Error {
  readonly problem: 'value' | 'email';
  readonly fieldTitle: string;

  constructor(fieldTitle: string, problem: 'value' | 'email' = 'value') {
    super(
      problem === 'email'
        ? `The field "${fieldTitle}" contains an invalid address`
        : `Invalid value for the "${fieldTitle}" field`,
    );
    this.name = 'InvalidFieldError';
    this.problem = problem;
    this.fieldTitle = fieldTitle;
  }
}
