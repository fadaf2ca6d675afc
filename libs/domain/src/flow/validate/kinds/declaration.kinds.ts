import type { FindingKind } from './finding-kind.ts';
import { error, warning } from './finding-kind.ts';

/** What a flow declares besides its nodes. */
export const declarationKinds = {
  'Flow.DuplicateSlot': error(
    (key) => `Данные «${key}» объявлены дважды`,
    (key) => `The detail "${key}" is declared twice`,
    { ru: 'Оставьте одно объявление или смените ключ.', en: 'Keep one declaration or change the key.' },
  ),
  'Flow.BuiltInSlot': error(
    (key) => `«${key}» есть в каждом сценарии, объявлять не нужно`,
    (key) => `"${key}" belongs to every flow and must not be declared`,
    { ru: 'Удалите объявление или смените ключ.', en: 'Delete the declaration or change the key.' },
  ),
  'Flow.DuplicateField': error(
    (key) => `Поле «${key}» объявлено дважды`,
    (key) => `The field "${key}" is declared twice`,
    { ru: 'Оставьте одно объявление или смените ключ.', en: 'Keep one declaration or change the key.' },
  ),
  'Flow.EqualOptions': error(
    (words) => `Два варианта ответа нельзя различить: ${words}`,
    (words) => `Two answers cannot be told apart: ${words}`,
    {
      ru: 'У каждого варианта должны быть своё значение и свои слова.',
      en: 'Every answer needs a value and words of its own.',
    },
  ),
  'Flow.SlotBoundsContradict': error(
    (title) => `«${title}»: наименьшее число больше наибольшего`,
    (title) => `"${title}": the least number is greater than the greatest`,
    { ru: 'Поменяйте границы местами.', en: 'Swap the bounds.' },
  ),
  'Flow.UnusedSlot': warning(
    (title) => `«${title}» объявлено, но нигде не спрашивается и не используется`,
    (title) => `"${title}" is declared, but never asked for nor used`,
    { ru: 'Спросите об этом или удалите объявление.', en: 'Ask for it or delete the declaration.' },
  ),
} as const satisfies Record<string, FindingKind>;
