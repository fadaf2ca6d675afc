import { Radio, Skeleton, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FlowImpact } from '@voronka/contracts';
import type { OpenDialogues } from '../../api/endpoints.ts';
import { useLocale } from '../../i18n/use-locale.ts';
import { StayingList } from './staying-list.tsx';

/** What happens to open dialogues; with where they stand and which of them could not go over. */
export function OpenDialoguesChoice({
  impact,
  value,
  onChange,
}: {
  /** undefined: not known yet. */
  impact: FlowImpact | undefined;
  value: OpenDialogues;
  onChange: (value: OpenDialogues) => void;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const fits = impact?.fits ?? 0;
  const count = impact?.openDialogues ?? 0;
  return (
    <Radio.Group
      label={t('versions.openDialogues')}
      value={value}
      onChange={(next) => onChange(next === 'move' ? 'move' : 'stay')}
    >
      <Stack gap="xs" mt={6}>
        <Radio value="stay" label={t('versions.stay')} description={t('versions.stayHint')} />
        <Radio
          value="move"
          label={t('versions.move')}
          description={impact ? t('versions.moveHint', { fits, count }) : t('versions.loading')}
        />
        {value === 'move' && !impact ? <Skeleton height={40} radius="sm" /> : null}
        {value === 'move' && impact && impact.places.length > 0 ? (
          <section>
            <p className="v-account-label">{t('versions.places')}</p>
            <ul className="v-choice-list">
              {impact.places.map((place) => (
                <li key={`${place.nodeId ?? ''} ${place.fits}`}>
                  <span className={place.fits ? undefined : 'v-tone-attention'}>
                    {place.label?.[locale] ?? t('versions.nowhere')}
                  </span>
                  <span className="v-dim">{place.count}</span>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        {value === 'move' && impact && impact.stays.length > 0 ? (
          <StayingList title={t('versions.staysTitle', { count: count - fits })} dialogues={impact.stays} />
        ) : null}
      </Stack>
    </Radio.Group>
  );
}
