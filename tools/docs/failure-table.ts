import { isFinal } from '@voronka/activities';
import { errorCodes, errorTexts } from '@voronka/contracts';
import type { ErrorCode } from '@voronka/contracts';

/** Codes with which a step can fail; all others are answers of the API or reasons of the decision itself. */
function stopsStep(code: ErrorCode): boolean {
  return /^(Crm|Webhook(?!\.InUse)|Step|Internal|Dialogue)\.|^Channel\.Delivery|^Flow\.NodeMissing$/.test(code);
}

/** Rows of the table of failures in docs/architecture.md: code, what the step does, what people read. */
export function failureRows(): string[][] {
  return errorCodes
    .filter(stopsStep)
    .map((code) => [`\`${code}\``, isFinal(code) ? 'final' : 'retried', errorTexts[code].en]);
}
