import { Group, NumberInput, Select, Switch, TagsInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SlotDeclaration } from '@voronka/domain';
import { checkSlot, moved, problemAt, slotAs, withOption } from '@voronka/flow-editor/forms';
import type { Problem } from '@voronka/flow-editor/forms';
import { useLocale } from '../../../i18n/use-locale.ts';
import { AddButton, ItemTools } from './form-parts.tsx';
import { TitleInputs } from './title-inputs.tsx';
import { useMirror } from './use-mirror.ts';

type SlotOf<K extends SlotDeclaration['kind']> = Extract<SlotDeclaration, { kind: K }>;

interface KindProps<K extends SlotDeclaration['kind']> {
  slot: SlotOf<K>;
  problems: readonly Problem[];
  onChange: (slot: SlotDeclaration) => void;
}

const kinds: readonly SlotDeclaration['kind'][] = ['text', 'number', 'choice', 'date'];
/** A choice has at least two options and at most this many. */
const optionLimit = 50;

/** A number that need not be there. */
function Bound({
  label,
  value,
  error,
  onChange,
}: {
  label: string;
  value: number | undefined;
  error: string | null;
  onChange: (value: number | undefined) => void;
}) {
  const { t } = useTranslation();
  return (
    <NumberInput
      label={label}
      placeholder={t('nodeForm.declared.unlimited')}
      error={error}
      value={value ?? ''}
      onChange={(next) => onChange(next === '' ? undefined : Number(next))}
    />
  );
}

/** A record without what is not set: the schema knows no `undefined` in what is sent. */
function without<T extends object, K extends keyof T>(item: T, key: K, value: T[K] | undefined): T {
  const { [key]: _, ...rest } = item;
  return (value === undefined ? rest : { ...rest, [key]: value }) as T;
}

function ChoiceInputs({ slot, problems, onChange }: KindProps<'choice'>) {
  const { t } = useTranslation();
  const locale = useLocale();
  const put = (options: SlotOf<'choice'>['options']) => onChange({ ...slot, options });
  return (
    <>
      <ol className="v-form-cards">
        {slot.options.map((option, at) => {
          const name = option.title[locale] || t('nodeForm.declared.option', { number: at + 1 });
          return (
            <li key={option.value} className="v-form-card">
              <div className="v-form-card-head">
                <span className="v-form-card-name">{name}</span>
                <ItemTools
                  name={name}
                  at={at}
                  count={slot.options.length}
                  least={2}
                  onMove={(by) => put(moved(slot.options, at, by))}
                  onRemove={() => put(slot.options.toSpliced(at, 1))}
                />
              </div>
              <div className="v-form-card-body">
                <TitleInputs
                  title={option.title}
                  onChange={(title) => put(slot.options.with(at, { ...option, title }))}
                />
                <TagsInput
                  label={t('nodeForm.declared.optionWords')}
                  description={t('nodeForm.declared.optionWordsHint')}
                  maxLength={100}
                  acceptValueOnBlur
                  value={option.words}
                  onChange={(words) => put(slot.options.with(at, { ...option, words }))}
                />
              </div>
            </li>
          );
        })}
      </ol>
      {problemAt(problems, 'options') ? (
        <p className="v-failed-text">{problemAt(problems, 'options')?.[locale]}</p>
      ) : null}
      {slot.options.length < optionLimit ? (
        <AddButton label={t('nodeForm.declared.addOption')} onClick={() => onChange(withOption(slot))} />
      ) : null}
    </>
  );
}

/** A detail that a flow asks for: its name, its kind and what belongs to the kind. */
export function DeclaredSlotInputs({
  slot: given,
  onChange,
}: {
  slot: SlotDeclaration;
  onChange: (slot: SlotDeclaration) => void;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const [slot, setSlot] = useMirror(given, (now) => now);
  const problems = checkSlot(slot);
  const put = (next: SlotDeclaration) => {
    const isFit = checkSlot(next).length === 0;
    setSlot(next, isFit ? next : given);
    if (isFit) onChange(next);
  };
  const said = (key: string) => problemAt(problems, key)?.[locale] ?? null;
  return (
    <>
      <TitleInputs title={slot.title} error={said('title')} onChange={(title) => put({ ...slot, title })} />
      <Select
        label={t('nodeForm.declared.kind')}
        allowDeselect={false}
        data={kinds.map((kind) => ({ value: kind, label: t(`nodeForm.declared.${kind}`) }))}
        value={slot.kind}
        onChange={(chosen) => {
          const kind = kinds.find((each) => each === chosen);
          if (kind) put(slotAs(slot, kind));
        }}
      />
      {slot.kind === 'text' ? (
        <Bound
          label={t('nodeForm.declared.maxLength')}
          value={slot.maxLength}
          error={said('maxLength')}
          onChange={(maxLength) => put(without(slot, 'maxLength', maxLength))}
        />
      ) : null}
      {slot.kind === 'number' ? (
        <Group grow gap="xs" align="flex-start">
          <Bound
            label={t('nodeForm.declared.min')}
            value={slot.min}
            error={said('min')}
            onChange={(min) => put(without(slot, 'min', min))}
          />
          <Bound
            label={t('nodeForm.declared.max')}
            value={slot.max}
            error={said('max')}
            onChange={(max) => put(without(slot, 'max', max))}
          />
        </Group>
      ) : null}
      {slot.kind === 'choice' ? <ChoiceInputs slot={slot} problems={problems} onChange={put} /> : null}
      {slot.kind === 'date' ? (
        <Switch
          label={t('nodeForm.declared.past')}
          description={t('nodeForm.declared.pastHint')}
          checked={slot.past ?? false}
          onChange={(event) => put({ ...slot, past: event.currentTarget.checked })}
        />
      ) : null}
    </>
  );
}
