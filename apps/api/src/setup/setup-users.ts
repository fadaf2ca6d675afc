import type { LocalizedText } from '@voronka/domain';
import { SetupInUseError } from '@voronka/persistence';
import type { SetupUser } from '@voronka/persistence';
import { FieldsError } from '../http/api-fault.ts';

/** Names what still needs the record. */
export function tellUsers(error: unknown): never {
  if (!(error instanceof SetupInUseError)) throw error;
  throw new FieldsError(
    'Setup.InUse',
    error.users.map((user) => ({ path: user.kind, message: useOf(user) })),
  );
}

function useOf(user: SetupUser): LocalizedText {
  switch (user.kind) {
    case 'channel':
      return { ru: `Нужен каналу «${user.name}».`, en: `The channel "${user.name}" needs it.` };
    case 'token':
      return {
        ru: `Действует токен «${user.name}»: сначала отзовите его.`,
        en: `The token "${user.name}" is valid: revoke it first.`,
      };
    case 'dialogues':
      return {
        ru: `На него ссылаются диалоги (${user.count}), а их история хранится.`,
        en: `Dialogues refer to it (${user.count}), and their history is kept.`,
      };
    case 'versions':
      return {
        ru: `Для него опубликованы версии (${user.count}), а они хранятся для аудита.`,
        en: `Versions are published for it (${user.count}), and they are kept for the audit.`,
      };
  }
}
