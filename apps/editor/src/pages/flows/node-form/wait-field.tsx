import { Checkbox, Group, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { WaitConfig, WaitedEvent } from '@voronka/domain';
import { problemAt } from '@voronka/flow-editor/forms';
import { weekdaysInWords } from '@voronka/flow-editor/words';
import { useLocale } from '../../../i18n/use-locale.ts';
import { listOf } from './options.ts';
import { useForm } from './form-context.ts';
import { FieldGroup } from './form-parts.tsx';
import { MinutesField } from './number-fields.tsx';

const beginnings: { readonly [K in WaitConfig['kind']]: Extract<WaitConfig, { kind: K }> } = {
  duration: { kind: 'duration', minutes: 60 },
  localTime: { kind: 'localTime', time: '10:00', days: [] },
  businessHours: { kind: 'businessHours' },
  event: { kind: 'event', events: ['clientMessage'], signal: null, timeoutMinutes: 1440 },
};
const kinds = Object.keys(beginnings) as WaitConfig['kind'][];
const weekdays = [1, 2, 3, 4, 5, 6, 7];
const events: readonly WaitedEvent[] = [
  'clientMessage',
  'managerMessage',
  'stageMoved',
  'responsibleChanged',
  'signal',
];

interface WaitProps<W> {
  value: W;
  said: (key: string) => string | null;
  onChange: (value: WaitConfig) => void;
}

function LocalTime({ value, said, onChange }: WaitProps<Extract<WaitConfig, { kind: 'localTime' }>>) {
  const { t } = useTranslation();
  const locale = useLocale();
  return (
    <>
      <TextInput
        type="time"
        label={t('nodeForm.wait.time')}
        error={said('time')}
        value={value.time}
        onChange={(event) => onChange({ ...value, time: event.currentTarget.value })}
      />
      <Checkbox.Group
        label={t('nodeForm.wait.days')}
        description={t('nodeForm.wait.everyDay')}
        value={value.days.map(String)}
        onChange={(days) => onChange({ ...value, days: weekdays.filter((day) => days.includes(String(day))) })}
      >
        <Group gap="xs" mt={6}>
          {weekdays.map((day) => (
            <Checkbox key={day} size="xs" value={String(day)} label={weekdaysInWords([day], locale)} />
          ))}
        </Group>
      </Checkbox.Group>
    </>
  );
}

function WaitedEvents({ value, said, onChange }: WaitProps<Extract<WaitConfig, { kind: 'event' }>>) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { surroundings } = useForm();
  return (
    <>
      <Checkbox.Group
        label={t('nodeForm.wait.events')}
        error={said('events')}
        value={value.events}
        onChange={(chosen) => {
          const next = events.filter((event) => chosen.includes(event));
          onChange({ ...value, events: next, signal: next.includes('signal') ? value.signal : null });
        }}
      >
        <Group gap="xs" mt={6}>
          {events.map((event) => (
            <Checkbox key={event} size="xs" value={event} label={t(`nodeForm.wait.${event}`)} />
          ))}
        </Group>
      </Checkbox.Group>
      {value.events.includes('signal') ? (
        <Select
          label={t('nodeForm.wait.whichSignal')}
          placeholder={t('nodeForm.wait.anySignal')}
          clearable
          clearButtonProps={{ 'aria-label': t('nodeForm.clear') }}
          data={listOf(surroundings.signals, value.signal === null ? [] : [value.signal], locale, t)}
          value={value.signal}
          onChange={(signal) => onChange({ ...value, signal })}
        />
      ) : null}
      <MinutesField
        label={t('nodeForm.wait.timeout')}
        help={t('nodeForm.wait.timeoutHint')}
        value={value.timeoutMinutes}
        error={said('timeoutMinutes')}
        onChange={(timeoutMinutes) => onChange({ ...value, timeoutMinutes })}
      />
    </>
  );
}

/** What a wait waits for. */
export function WaitField({
  title,
  value,
  onChange,
}: {
  title: string;
  value: WaitConfig;
  onChange: (value: WaitConfig) => void;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { problems } = useForm();
  const said = (key: string) => problemAt(problems, 'for', key)?.[locale] ?? null;
  return (
    <FieldGroup title={title}>
      <Select
        aria-label={title}
        allowDeselect={false}
        data={kinds.map((kind) => ({ value: kind, label: t(`nodeForm.wait.${kind}`) }))}
        value={value.kind}
        onChange={(chosen) => {
          const kind = kinds.find((each) => each === chosen);
          if (kind && kind !== value.kind) onChange(beginnings[kind]);
        }}
      />
      {value.kind === 'duration' ? (
        <MinutesField
          label={t('nodeForm.wait.minutes')}
          value={value.minutes}
          error={said('minutes')}
          onChange={(minutes) => onChange({ ...value, minutes })}
        />
      ) : null}
      {value.kind === 'localTime' ? <LocalTime value={value} said={said} onChange={onChange} /> : null}
      {value.kind === 'event' ? <WaitedEvents value={value} said={said} onChange={onChange} /> : null}
    </FieldGroup>
  );
}
