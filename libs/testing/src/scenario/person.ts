/** A client of the scenario with a phone that nobody else in this process has. */
export interface ScenarioPerson {
  readonly name: string;
  /** E.164. */
  readonly phone: string;
  /** How the person writes name and number in one message. */
  readonly introduction: string;
}

// Random, so that a second process against the same CRM hardly ever meets the first one's people.
let next = Math.floor(Math.random() * 9_000_000);

/** A new person. Numbers are of the Russian plan's mobile range 916. @param name @default 'Анна' */
export function newPerson(name = 'Анна'): ScenarioPerson {
  next = (next + 1) % 10_000_000;
  const digits = String(next).padStart(7, '0');
  const spoken = `8 (916) ${digits.slice(0, 3)}-${digits.slice(3, 5)}-${digits.slice(5)}`;
  return { name, phone: `+7916${digits}`, introduction: `${name}, ${spoken}` };
}
