import type { NodeSpecification } from './specification.ts';
import { plain } from './specification.ts';

/** The nodes that end something or pass it to people. */
export const peopleSpecifications: {
  handOff: NodeSpecification<'handOff'>;
  returnToAssistant: NodeSpecification<'returnToAssistant'>;
  end: NodeSpecification<'end'>;
} = {
  handOff: {
    ...plain,
    kind: 'handOff',
    family: 'human',
    title: { ru: 'Передать менеджеру', en: 'Hand off to manager' },
    help: {
      ru: 'Зовёт менеджера; ассистент дальше молчит.',
      en: 'Calls a manager; the assistant is silent from here on.',
    },
    ports: () => [],
    templates: (config) => (config.text ? [config.reason, config.text] : [config.reason]),
  },
  returnToAssistant: {
    ...plain,
    kind: 'returnToAssistant',
    family: 'human',
    title: { ru: 'Вернуть ассистенту', en: 'Return to assistant' },
    help: {
      ru: 'Возвращает диалог от менеджера ассистенту.',
      en: 'Gives the dialogue back from the manager to the assistant.',
    },
  },
  end: {
    ...plain,
    kind: 'end',
    family: 'end',
    title: { ru: 'Конец', en: 'End' },
    help: {
      ru: 'Сценарий пройден; может закрыть диалог до нового сообщения клиента.',
      en: 'The flow is done; may close the dialogue until the client writes again.',
    },
    ports: () => [],
  },
};
