import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SilenceConfig } from '@voronka/domain';
import { moved, problemAt, problemIn } from '@voronka/flow-editor/forms';
import type { ShownFieldOf } from '@voronka/flow-editor/forms';
import { useLocale } from '../../../i18n/use-locale.ts';
import { NamedChoices } from './choice-fields.tsx';
import { useForm } from './form-context.ts';
import { AddButton, FieldGroup, ItemTools } from './form-parts.tsx';
import { MinutesField } from './number-fields.tsx';
import { slotOptions } from './options.ts';
import { LocalizedInput, TextList } from './text-fields.tsx';

/** A question has at most this many wordings and reminders. */
const limits = { wordings: 20, reminders: 10 };

type Wordings = ShownFieldOf<'wordings'>['value'];

/** What is said when details are still missing: which ones, and in which words. */
export function WordingsField({
  title,
  help,
  value,
  wanted,
  onChange,
}: {
  title: string;
  help?: string | undefined;
  value: Wordings;
  /** The details that the question asks for. */
  wanted: readonly string[];
  onChange: (value: Wordings) => void;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { graph, problems } = useForm();
  const options = slotOptions(graph).filter((option) => wanted.includes(option.value));
  return (
    <FieldGroup title={title} help={help}>
      <ol className="v-form-cards">
        {value.map((wording, at) => {
          const name = t('nodeForm.wording', { number: at + 1 });
          const change = (changes: Partial<Wordings[number]>) => onChange(value.with(at, { ...wording, ...changes }));
          return (
            <li key={at} className="v-form-card">
              <div className="v-form-card-head">
                <span className="v-form-card-name">{name}</span>
                <ItemTools
                  name={name}
                  at={at}
                  count={value.length}
                  onMove={(by) => onChange(moved(value, at, by))}
                  onRemove={() => onChange(value.toSpliced(at, 1))}
                />
              </div>
              <div className="v-form-card-body">
                <NamedChoices
                  label={t('nodeForm.missing')}
                  options={options}
                  value={wording.missing}
                  error={problemIn(problems, 'again', at, 'missing')?.[locale] ?? null}
                  onChange={(missing) => change({ missing })}
                />
                <LocalizedInput
                  said
                  lines
                  title={t('nodeForm.wordingText')}
                  value={wording.text}
                  path={['again', at, 'text']}
                  onChange={(text) => change({ text })}
                />
              </div>
            </li>
          );
        })}
      </ol>
      {value.length < limits.wordings && wanted.length > 0 ? (
        <AddButton
          label={t('nodeForm.addWording')}
          onClick={() => onChange([...value, { missing: [...wanted], text: { ru: '', en: '' } }])}
        />
      ) : null}
    </FieldGroup>
  );
}

const dayMinutes = 1440;

/** Reminders of a silent client, and when the question is given up. */
export function SilenceField({
  title,
  value,
  onChange,
}: {
  title: string;
  value: SilenceConfig | null;
  onChange: (value: SilenceConfig | null) => void;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { problems } = useForm();
  const said = (key: keyof SilenceConfig) => problemAt(problems, 'silence', key)?.[locale] ?? null;
  const begin = { remindAfterMinutes: 120, reminders: [], closeAfterMinutes: dayMinutes };
  return (
    <FieldGroup title={title}>
      <Switch
        label={t('nodeForm.silence.on')}
        checked={value !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? begin : null)}
      />
      {value === null ? null : (
        <>
          <MinutesField
            label={t('nodeForm.silence.remindAfter')}
            value={value.remindAfterMinutes}
            error={said('remindAfterMinutes')}
            onChange={(remindAfterMinutes) => onChange({ ...value, remindAfterMinutes })}
          />
          <TextList
            said
            nameOf={(number) => t('nodeForm.silence.reminder', { number })}
            add={t('nodeForm.silence.addReminder')}
            value={value.reminders}
            path={['silence', 'reminders']}
            limit={limits.reminders}
            onChange={(reminders) => onChange({ ...value, reminders })}
          />
          <MinutesField
            label={t('nodeForm.silence.closeAfter')}
            help={t('nodeForm.silence.closeAfterHint')}
            value={value.closeAfterMinutes}
            error={said('closeAfterMinutes')}
            onChange={(closeAfterMinutes) => onChange({ ...value, closeAfterMinutes })}
          />
        </>
      )}
    </FieldGroup>
  );
}
