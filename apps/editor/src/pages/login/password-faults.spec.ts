import { changePasswordSchema } from '@voronka/contracts';
import { passwordFaults, shortestPassword } from './password-faults.ts';

describe('the form for a new password', () => {
  it('takes what the API takes', () => {
    const form = { current: 'given-once', next: 'x'.repeat(shortestPassword), repeat: 'x'.repeat(shortestPassword) };
    expect(passwordFaults(form)).toEqual({});
    expect(changePasswordSchema.safeParse({ current: form.current, next: form.next }).success).toBe(true);
    expect(changePasswordSchema.safeParse({ current: 'a', next: form.next.slice(1) }).success).toBe(false);
  });

  it('names each fault at its field', () => {
    expect(passwordFaults({ current: '', next: 'short', repeat: 'other' })).toEqual({
      current: 'required',
      next: 'tooShort',
      repeat: 'mismatch',
    });
    expect(passwordFaults({ current: 'same-password', next: 'same-password', repeat: 'same-password' })).toEqual({
      next: 'same',
    });
  });
});
