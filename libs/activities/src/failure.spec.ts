import { errorCodes, VoronkaError } from '@voronka/contracts';
import { isFinal, toApplicationFailure } from './failure.ts';

describe('a failure of a step', () => {
  it.each(['Crm.Unpaid', 'Crm.ServerError', 'Crm.UnreadableAnswer', 'Crm.TimedOut', 'Crm.Unreachable'] as const)(
    'of a CRM that may come back is tried again: %s (failure 24)',
    (code) => {
      expect(toApplicationFailure(new VoronkaError(code, 'x'))).toMatchObject({ type: code, nonRetryable: false });
    },
  );

  it.each(['Crm.Rejected', 'Crm.Unauthorized', 'Crm.Blocked', 'Crm.StageUnmapped'] as const)(
    'that only people can mend ends it: %s',
    (code) => {
      expect(toApplicationFailure(new VoronkaError(code, 'x'))).toMatchObject({ type: code, nonRetryable: true });
    },
  );

  it('waits as long as the vendor says, and carries no text of anybody', () => {
    const error = new VoronkaError('Crm.RateLimited', 'Анна +79161234567', { retryAfterMs: 1500 });
    const failure = toApplicationFailure(error);
    expect(failure).toMatchObject({ message: 'Crm.RateLimited', nextRetryDelay: 1500 });
    expect(failure.details ?? []).toEqual([]);
  });

  it('of no known kind is tried again: it may be ours, and is mended by a new version', () => {
    expect(toApplicationFailure(new Error('Анна'))).toMatchObject({ type: 'Step.Failed', nonRetryable: false });
  });

  it('that is final is one of the codes that people read', () => {
    expect(errorCodes.filter(isFinal)).not.toHaveLength(0);
  });
});
