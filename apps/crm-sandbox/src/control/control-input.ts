import { faultKinds } from '../faults/fault-plan.ts';
import type { Fault, FaultKind } from '../faults/fault-plan.ts';
import type { JsonObject } from '../http/json.ts';
import { scalarText } from '../http/json.ts';

/** What is wrong with a control request; the message names the field. */
export class ControlError extends Error {}

/** @throws ControlError when the kind is unknown or a number is none */
export function readFault(body: JsonObject): Fault {
  const kind = faultKinds.find((name) => name === body['kind']);
  if (!kind) throw new ControlError(`kind must be one of ${faultKinds.join(', ')}`);
  const { times = 1, delayMs = 5_000 } = readNumbers(body, ['times', 'delayMs']);
  if (!Number.isInteger(times) || times < 1) throw new ControlError('times must be an integer from 1');
  return { kind: kind satisfies FaultKind, method: scalarText(body['method']) || '*', times, delayMs };
}

/** The numbers among `names` that the client gave. @throws ControlError for anything but a number from 0 */
export function readNumbers(body: JsonObject, names: readonly string[]): Record<string, number> {
  const given = names.filter((name) => body[name] !== undefined);
  return Object.fromEntries(
    given.map((name) => {
      const value = body[name];
      if (typeof value !== 'number' || !(value >= 0)) throw new ControlError(`${name} must be a number from 0`);
      return [name, value];
    }),
  );
}
