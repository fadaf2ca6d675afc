/** Shortest password, in characters; the API asks for the same. */
export const shortestPassword = 10;

/** The three fields of the form. */
export interface PasswordForm {
  current: string;
  next: string;
  repeat: string;
}

/** What is wrong with a field. */
export type PasswordFault = 'required' | 'tooShort' | 'same' | 'mismatch';

/** Faults by field; none means the form can be sent. */
export function passwordFaults({
  current,
  next,
  repeat,
}: PasswordForm): Partial<Record<keyof PasswordForm, PasswordFault>> {
  const faults: Partial<Record<keyof PasswordForm, PasswordFault>> = {};
  if (current === '') faults.current = 'required';
  if (next.length < shortestPassword) faults.next = 'tooShort';
  else if (next === current) faults.next = 'same';
  if (repeat !== next) faults.repeat = 'mismatch';
  return faults;
}
