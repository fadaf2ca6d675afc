import type { ChannelSetup } from '@voronka/contracts';

/** What a new channel does in the CRM: everything; its assistant's mode may allow less. */
export const newChannelSwitches: ChannelSetup['switches'] = {
  createContact: true,
  searchExisting: true,
  createLead: true,
  updateContact: true,
  assignResponsible: true,
};

const places = { defaultCountry: 'RU', defaultLocale: 'ru' } as const;

/** Settings of a new channel. A chat asks for consent from the start: without it no personal data may be taken. */
export function newChannelSettings(kind: ChannelSetup['kind']): ChannelSetup['settings'] {
  if (kind === 'webhook') return places;
  return {
    ...places,
    allowedOrigins: [],
    title: { ru: 'Напишите нам', en: 'Write to us' },
    greeting: { ru: 'Здравствуйте! Чем помочь?', en: 'Hello! How can we help?' },
    consent: {
      version: '1',
      text: {
        ru: 'Отправляя сообщение, вы соглашаетесь на обработку имени, телефона и переписки, чтобы мы могли ответить.',
        en: 'By sending a message you agree that we process your name, phone and messages in order to answer you.',
      },
    },
  };
}
