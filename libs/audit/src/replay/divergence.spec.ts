import { namedEvent, reasonOf } from './divergence.ts';

const said = (message: string) =>
  'Replay failed with a nondeterminism error. This means that the workflow code as written is not compatible with the ' +
  `history that was fed in. Details: Workflow activation completion failed: Failure { failure: Some(Failure { message: ` +
  `"${message}", source: "", stack_trace: "", cause: None }), force_cause: NonDeterministicError }`;

const timer = said(
  '[TMPRL1100] Nondeterminism error: Timer machine does not handle this event: HistoryEvent(id: 20, ActivityTaskScheduled)',
);

describe('what a failed replay says', () => {
  it('is told without the SDK’s frame', () => {
    expect(reasonOf(timer)).toBe(
      'Timer machine does not handle this event: HistoryEvent(id: 20, ActivityTaskScheduled)',
    );
    expect(reasonOf(said(`[TMPRL1100] Nondeterminism error: scheduled event \\'a\\' is \\"b\\"`))).toBe(
      `scheduled event 'a' is "b"`,
    );
  });

  it('is told as it is when it has another form, and cut', () => {
    expect(reasonOf('Something else')).toBe('Something else');
    expect(reasonOf('x'.repeat(10_000))).toHaveLength(300);
  });

  it('is put into words where the workflow’s own error is encrypted', () => {
    expect(reasonOf(said('Encoded failure'))).toBe('the workflow code fails there');
  });

  it('names the event, or does not', () => {
    expect(namedEvent(timer)).toEqual({ id: 20, type: 'ActivityTaskScheduled' });
    expect(namedEvent(said('Missing associated machine for LocalActivity(1)'))).toBeNull();
  });
});
