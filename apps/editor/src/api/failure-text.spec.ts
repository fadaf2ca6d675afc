import i18next from 'i18next';
import { en } from '../i18n/en.ts';
import { ru } from '../i18n/ru.ts';
import { ApiFailure } from './api-failure.ts';
import { failureText } from './failure-text.ts';

const instance = i18next.createInstance();

describe('words for a failure', () => {
  beforeAll(async () => {
    await instance.init({ lng: 'en', resources: { ru: { translation: ru }, en: { translation: en } } });
  });

  const answer = {
    code: 'Request.Invalid',
    message: { ru: 'Проверьте поля.', en: 'Check the fields.' },
    fields: [{ path: 'text', message: { ru: 'Слишком длинно.', en: 'Too long.' } }],
    correlationId: 'c-42',
  };

  it("are the API's, in the reader's language, with its fields and the reference", () => {
    const failure = new ApiFailure('answered', 400, answer);
    expect(failureText(failure, 'en', instance.getFixedT('en'))).toEqual({
      message: 'Check the fields. Too long.',
      reference: 'Reference: c-42',
    });
    expect(failureText(failure, 'ru', instance.getFixedT('ru')).message).toBe('Проверьте поля. Слишком длинно.');
  });

  it.each(['unreachable', 'timedOut', 'unreadable'] as const)('exist without an answer: %s', (kind) => {
    const { message, reference } = failureText(new ApiFailure(kind, 0, null), 'ru', instance.getFixedT('ru'));
    expect(message).toMatch(/[а-я]/);
    expect(message).not.toContain('{{');
    expect(reference).toBeNull();
  });

  it('show nothing of an unknown error to people', () => {
    const { message } = failureText(new Error('secret stack'), 'en', instance.getFixedT('en'));
    expect(message).not.toContain('secret');
  });
});
