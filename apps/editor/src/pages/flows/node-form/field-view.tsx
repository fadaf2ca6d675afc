import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FlowNode } from '@voronka/domain';
import { problemIn } from '@voronka/flow-editor/forms';
import type { FieldValues, FieldType, ShownField } from '@voronka/flow-editor/forms';
import { useLocale } from '../../../i18n/use-locale.ts';
import { AnswerField } from './answer-field.tsx';
import { SilenceField, WordingsField } from './ask-fields.tsx';
import { NamedChoice, NamedChoices, SlotChoices, TagChoices, WordChecks, WordChoice } from './choice-fields.tsx';
import { ConditionField } from './condition-field.tsx';
import { useForm } from './form-context.ts';
import { FieldGroup } from './form-parts.tsx';
import { MinutesField, NumberField, OptionalMinutesField } from './number-fields.tsx';
import { CriteriaField, OutputsField } from './rule-fields.tsx';
import { LocalizedInput, OptionalTextInput, TextList } from './text-fields.tsx';
import { WaitField } from './wait-field.tsx';

/** The most reasons that a score has. */
const reasonsLimit = 20;

/** One field of a node's form. */
export function FieldView({
  field,
  node,
  onChange,
}: {
  field: ShownField;
  node: FlowNode;
  onChange: (value: FieldValues[FieldType]) => void;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { surroundings, problems } = useForm();
  const title = field.title[locale];
  const shared = {
    label: title,
    help: field.help?.[locale],
    error: problemIn(problems, field.key)?.[locale] ?? null,
    onChange,
  };
  switch (field.type) {
    case 'text':
      return (
        <LocalizedInput
          title={title}
          help={shared.help}
          value={field.value}
          path={[field.key]}
          said={field.said}
          lines={field.lines}
          onChange={onChange}
        />
      );
    case 'optionalText':
      return (
        <OptionalTextInput
          title={title}
          value={field.value}
          path={[field.key]}
          said={field.said}
          lines={field.lines}
          onChange={onChange}
        />
      );
    case 'texts':
      return (
        <FieldGroup title={title} help={shared.help}>
          <TextList
            nameOf={(number) => `${field.item[locale]} ${number}`}
            add={field.add[locale]}
            value={field.value}
            path={[field.key]}
            limit={reasonsLimit}
            onChange={onChange}
          />
        </FieldGroup>
      );
    case 'number':
      return <NumberField {...shared} value={field.value} />;
    case 'minutes':
      return <MinutesField {...shared} value={field.value} />;
    case 'optionalMinutes':
      return <OptionalMinutesField {...shared} value={field.value} />;
    case 'toggle':
      return (
        <Switch
          label={title}
          description={shared.help}
          checked={field.value}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case 'choice':
      return <WordChoice {...shared} options={field.options} value={field.value} />;
    case 'multiChoice':
      return <WordChecks {...shared} options={field.options} value={field.value} />;
    case 'stage':
      return <NamedChoice {...shared} options={surroundings.stages} value={field.value} />;
    case 'stages':
      return <NamedChoices {...shared} options={surroundings.stages} none={field.none[locale]} value={field.value} />;
    case 'signal':
      return (
        <NamedChoice
          {...shared}
          help={surroundings.signals.length === 0 ? t('nodeForm.noSignals') : shared.help}
          options={surroundings.signals}
          value={field.value}
        />
      );
    case 'webhook':
      return (
        <NamedChoice
          {...shared}
          help={surroundings.webhooks.length === 0 ? t('nodeForm.noWebhooks') : shared.help}
          options={surroundings.webhooks}
          value={field.value}
        />
      );
    case 'subFlow':
      return <NamedChoice {...shared} options={surroundings.flows} value={field.value} />;
    case 'slots':
      return <SlotChoices {...shared} value={field.value} />;
    case 'tags':
      return <TagChoices {...shared} value={field.value} />;
    case 'condition':
      return <ConditionField title={title} none={field.none[locale]} value={field.value} onChange={onChange} />;
    case 'outputs':
      return <OutputsField title={title} help={shared.help} value={field.value} onChange={onChange} />;
    case 'criteria':
      return <CriteriaField title={title} value={field.value} onChange={onChange} />;
    case 'wordings':
      return (
        <WordingsField
          title={title}
          help={shared.help}
          value={field.value}
          wanted={node.kind === 'ask' ? node.config.slots : []}
          onChange={onChange}
        />
      );
    case 'silence':
      return <SilenceField title={title} value={field.value} onChange={onChange} />;
    case 'waitFor':
      return <WaitField title={title} value={field.value} onChange={onChange} />;
    case 'answer':
      return <AnswerField title={title} help={shared.help} value={field.value} onChange={onChange} />;
  }
}
