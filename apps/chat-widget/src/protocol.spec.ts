import { describe, expect, test } from '@jest/globals';
import {
  acceptConsentSchema,
  apiErrorSchema,
  maxMessageBytes as contractMaxMessageBytes,
  openSessionSchema,
  sendWidgetMessageSchema,
  widgetEventNames,
  widgetMessageAcceptedSchema,
  widgetMessageSchema,
  widgetMessagesSchema,
  widgetReceiptSchema,
  widgetSessionSchema,
} from '@voronka/contracts';
import type { z } from 'zod';
import {
  eventNames,
  maxMessageBytes,
  type AcceptConsentBody,
  type ApiErrorBody,
  type MessageAccepted,
  type MessagesAnswer,
  type OpenSessionBody,
  type ReceiptBody,
  type SendMessageBody,
  type WidgetMessage,
  type WidgetSession,
} from './protocol.ts';

/** `true` only for exactly the same type: a missing, extra or optional property gives `false`, which does not compile below. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

interface ContractTypes {
  session: Same<WidgetSession, z.infer<typeof widgetSessionSchema>>;
  message: Same<WidgetMessage, z.infer<typeof widgetMessageSchema>>;
  openSession: Same<OpenSessionBody, z.infer<typeof openSessionSchema>>;
  consent: Same<AcceptConsentBody, z.infer<typeof acceptConsentSchema>>;
  send: Same<SendMessageBody, z.infer<typeof sendWidgetMessageSchema>>;
  accepted: Same<MessageAccepted, z.infer<typeof widgetMessageAcceptedSchema>>;
  messages: Same<MessagesAnswer, z.infer<typeof widgetMessagesSchema>>;
  receipt: Same<ReceiptBody, z.infer<typeof widgetReceiptSchema>>;
  error: Same<ApiErrorBody, z.infer<typeof apiErrorSchema>>;
}

const sameTypes: { [Name in keyof ContractTypes]: true } & ContractTypes = {
  session: true,
  message: true,
  openSession: true,
  consent: true,
  send: true,
  accepted: true,
  messages: true,
  receipt: true,
  error: true,
};

/** Values of the widget's own types: the contract's schemas must take them, field by field. */
const message: WidgetMessage = {
  id: 'm1',
  position: 1,
  from: 'manager',
  author: 'Ольга',
  text: 'Добрый день',
  at: '2026-01-12T09:00:00.000Z',
  status: 'sent',
};
const session: WidgetSession = {
  token: 't',
  locale: 'ru',
  title: { ru: 'Чат', en: 'Chat' },
  greeting: { ru: 'Здравствуйте', en: 'Hello' },
  consent: { version: '1', text: { ru: 'Согласие', en: 'Consent' }, acceptedAt: null },
  messages: [message],
};
const open: Required<OpenSessionBody> = {
  token: 't',
  locale: 'en',
  page: 'https://example.org/',
  referrer: 'https://example.com/',
  utm: { source: 'yandex' },
};

const failure: ApiErrorBody = {
  code: 'Channel.MessageMalformed',
  message: { ru: 'Ошибка', en: 'Error' },
  fields: [{ path: 'text', message: { ru: 'пусто', en: 'empty' } }],
  correlationId: 'c',
};

describe('The widget speaks the protocol of the contracts', () => {
  test('its types are the schemas’ types', () => {
    expect(Object.values(sameTypes)).not.toContain(false);
  });

  test.each([
    ['session', widgetSessionSchema, session],
    ['message', widgetMessageSchema, message],
    ['opening a session', openSessionSchema, open],
    ['consent', acceptConsentSchema, { version: '1' } satisfies AcceptConsentBody],
    [
      'sending',
      sendWidgetMessageSchema,
      { id: '3f2b8c1e-7d54-4a6b-9c1d-2e8f0a1b2c3d', text: 'a' } satisfies SendMessageBody,
    ],
    ['acknowledgement', widgetMessageAcceptedSchema, { message, duplicate: false } satisfies MessageAccepted],
    ['messages', widgetMessagesSchema, { messages: [message] } satisfies MessagesAnswer],
    ['error', apiErrorSchema, failure],
    ['receipt', widgetReceiptSchema, { readUpTo: 1 } satisfies ReceiptBody],
  ])('%s passes the schema unchanged', (_name, schema, value) => {
    expect(schema.parse(value)).toEqual(value);
  });

  test('limit and event names are the same', () => {
    expect(maxMessageBytes).toBe(contractMaxMessageBytes);
    expect(eventNames).toEqual(widgetEventNames);
  });
});
