import type { TerminalText } from '@voronka/local-infra';

/** Where the suite is to run. */
export interface LiveSettings {
  readonly vendor: 'bitrix24' | 'amocrm';
  /** Host of the account, with its port if it has one. */
  readonly host: string;
  /** What is made there and what becomes of it. */
  readonly plan: TerminalText;
}

/** The suite does not run: what is missing, a sentence each. */
export class LiveRefusal extends Error {
  override readonly name = 'LiveRefusal';
  readonly texts: readonly TerminalText[];

  constructor(texts: readonly TerminalText[]) {
    super(texts.map(({ en }) => en).join('\n'));
    this.texts = texts;
  }
}

/** The account's address is in the first variable. */
const variables = {
  bitrix24: ['VORONKA_LIVE_BITRIX24_WEBHOOK'],
  amocrm: ['VORONKA_LIVE_AMOCRM_URL', 'VORONKA_LIVE_AMOCRM_TOKEN'],
} as const;

const meanings: Readonly<Record<string, TerminalText>> = {
  VORONKA_LIVE_BITRIX24_WEBHOOK: {
    en: 'the address of an incoming webhook with the scopes crm and user, https://portal/rest/1/secret/',
    ru: 'адрес входящего вебхука с правами crm и user, https://портал/rest/1/секрет/',
  },
  VORONKA_LIVE_AMOCRM_URL: {
    en: 'the address of the account, https://company.amocrm.ru',
    ru: 'адрес аккаунта, https://company.amocrm.ru',
  },
  VORONKA_LIVE_AMOCRM_TOKEN: {
    en: 'a long-lived token of a private integration',
    ru: 'долгосрочный токен приватной интеграции',
  },
};

const plans: Readonly<Record<LiveSettings['vendor'], TerminalText>> = {
  bitrix24: {
    en:
      'About 35 contacts and 15 leads and deals each are made, with comments and to-dos; titles begin with "Voronka check", ' +
      'phones with +72. They are deleted at the end. The field "Tags" (UF_CRM_VORONKA_TAGS) of leads and deals stays. ' +
      'The portal’s robots and people see the cards meanwhile.',
    ru:
      'Будут созданы около 35 контактов и по 15 лидов и сделок с комментариями и делами; их названия начинаются с ' +
      '«Voronka check», телефоны с +72. В конце они удаляются. Поле «Теги» (UF_CRM_VORONKA_TAGS) лидов и сделок остаётся. ' +
      'Роботы и сотрудники портала тем временем видят карточки.',
  },
  amocrm: {
    en:
      'About 35 contacts and 15 leads are made, with notes and tasks; titles of leads begin with "Voronka check", phones ' +
      'with +72. amoCRM lets nobody delete them by its API: they are tagged voronka-check-… at the end, for a person to ' +
      'delete. The fields for the key of the product stay. The account’s robots and people see the cards.',
    ru:
      'Будут созданы около 35 контактов и 15 сделок с примечаниями и задачами; названия сделок начинаются с «Voronka ' +
      'check», телефоны с +72. Через API amoCRM удалить их нельзя: в конце они получают тег voronka-check-…, по нему их ' +
      'удаляет человек. Поля для ключа продукта остаются. Роботы и сотрудники аккаунта видят карточки.',
  },
};

/**
 * Reads what the command was asked for.
 *
 * @param args without the program's own name; a single `--` counts for nothing
 * @throws LiveRefusal naming everything that is missing at once, and what would be made
 */
export function readLiveSettings(args: readonly string[], env: NodeJS.ProcessEnv): LiveSettings {
  const [vendor, ...more] = args.filter((word) => word !== '--');
  if ((vendor !== 'bitrix24' && vendor !== 'amocrm') || more.length > 0) {
    throw new LiveRefusal([
      {
        en: 'Say which CRM: npm run verify:live -- bitrix24 or npm run verify:live -- amocrm',
        ru: 'Укажите CRM: npm run verify:live -- bitrix24 или npm run verify:live -- amocrm',
      },
    ]);
  }
  const missing: TerminalText[] = variables[vendor]
    .filter((name) => !env[name])
    .map((name) => ({
      en: `${name} is missing: ${meanings[name]?.en ?? ''}`,
      ru: `Не задана ${name}: ${meanings[name]?.ru ?? ''}`,
    }));
  const [addressName] = variables[vendor];
  const address = env[addressName];
  const host = address ? (URL.parse(address)?.host ?? '') : '';
  if (address && host === '') {
    missing.push({ en: `${addressName} is no address`, ru: `${addressName} не похожа на адрес` });
  }
  if (host === '' || env.VORONKA_LIVE_CONSENT?.trim().toLowerCase() !== host) {
    const name = host === '' ? 'mycompany.bitrix24.ru' : host;
    missing.push({
      en: `VORONKA_LIVE_CONSENT must name the host of the account: VORONKA_LIVE_CONSENT=${name}`,
      ru: `VORONKA_LIVE_CONSENT должна называть адрес аккаунта: VORONKA_LIVE_CONSENT=${name}`,
    });
  }
  if (missing.length > 0) throw new LiveRefusal([...missing, plans[vendor]]);
  return { vendor, host, plan: plans[vendor] };
}
