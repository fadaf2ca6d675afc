import { NumberInput, Select, Stack, Switch, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../i18n/use-locale.ts';
import { zoneChoices } from '../distribution/calendar-form.ts';
import { limits } from './channel-draft.ts';
import type { SectionProps } from './channel-form.tsx';
import { countryChoices } from './countries.ts';

const locales = ['ru', 'en'] as const;

/** How a channel talks: pauses, language, time, and its last words. */
export function TalkSection({ draft, faults, change, readOnly }: SectionProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const outOf = ([min, max]: readonly [number, number]) => t('channels.outOfRange', { min, max });
  return (
    <section className="v-section" aria-labelledby="channel-talk">
      <header>
        <h2 id="channel-talk">{t('channels.talk')}</h2>
      </header>
      <Stack gap="md">
        <div className="v-fields">
          <NumberInput
            label={t('channels.joinWindow')}
            description={t('channels.joinWindowHint')}
            suffix={` ${t('channels.seconds')}`}
            min={limits.joinWindowSeconds[0]}
            max={limits.joinWindowSeconds[1]}
            decimalScale={1}
            disabled={readOnly}
            error={faults.has('joinWindowSeconds') ? outOf(limits.joinWindowSeconds) : null}
            value={draft.joinWindowSeconds}
            onChange={(value) => change({ joinWindowSeconds: value === '' ? '' : Number(value) })}
          />
          <Select
            label={t('channels.locale')}
            description={t('channels.localeHint')}
            allowDeselect={false}
            disabled={readOnly}
            data={locales.map((value) => ({ value, label: t(`channels.localeName.${value}`) }))}
            value={draft.defaultLocale}
            onChange={(value) => change({ defaultLocale: value === 'en' ? 'en' : 'ru' })}
          />
          <Select
            label={t('channels.country')}
            description={t('channels.countryHint')}
            searchable
            allowDeselect={false}
            nothingFoundMessage={t('channels.countryUnknown')}
            disabled={readOnly}
            data={countryChoices(locale, draft.defaultCountry)}
            value={draft.defaultCountry}
            onChange={(value) => {
              if (value) change({ defaultCountry: value });
            }}
          />
          <Select
            label={t('channels.timeZone')}
            description={t('channels.timeZoneHint')}
            searchable
            allowDeselect={false}
            nothingFoundMessage={t('calendar.zoneNotFound')}
            disabled={readOnly}
            data={zoneChoices(Intl.supportedValuesOf('timeZone'), draft.timeZone)}
            value={draft.timeZone}
            onChange={(value) => {
              if (value) change({ timeZone: value });
            }}
          />
        </div>
        <Switch
          label={t('channels.close')}
          description={t('channels.closeHint')}
          disabled={readOnly}
          checked={draft.closes}
          onChange={(event) => change({ closes: event.currentTarget.checked })}
        />
        {draft.closes ? (
          <NumberInput
            className="v-nested"
            maw={260}
            label={t('channels.closeAfter')}
            suffix={` ${t('channels.days')}`}
            min={limits.closeAfterDays[0]}
            max={limits.closeAfterDays[1]}
            allowDecimal={false}
            disabled={readOnly}
            error={faults.has('closeAfterDays') ? outOf(limits.closeAfterDays) : null}
            value={draft.closeAfterDays}
            onChange={(value) => change({ closeAfterDays: value === '' ? '' : Number(value) })}
          />
        ) : null}
        <fieldset className="v-plain-fieldset">
          <legend>{t('channels.stopText')}</legend>
          <p className="v-dim">{t('channels.stopTextHint')}</p>
          <div className="v-fields">
            {locales.map((language) => (
              <Textarea
                key={language}
                label={t(language === 'ru' ? 'channels.stopTextRu' : 'channels.stopTextEn')}
                autosize
                minRows={2}
                maxRows={6}
                maxLength={2000}
                disabled={readOnly}
                error={
                  faults.has('stopText') && draft.stopText[language].trim() === '' ? t('channels.stopTextBoth') : null
                }
                value={draft.stopText[language]}
                onChange={(event) => change({ stopText: { ...draft.stopText, [language]: event.currentTarget.value } })}
              />
            ))}
          </div>
        </fieldset>
      </Stack>
    </section>
  );
}
