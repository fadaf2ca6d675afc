import { useEffect, useRef, useState } from 'react';
import { Alert, Button, Checkbox, NumberInput, Switch } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconLock } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AssistantSetup, UpdateAssistant } from '@voronka/contracts';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { useSession } from '../../app/session.tsx';
import { useFailureToast } from '../../components/use-failure-toast.tsx';
import { changeOf, draftOf, faultsOf } from './assistant-draft.ts';
import type { AssistantDraft } from './assistant-draft.ts';
import { ChoiceSection } from './choice-section.tsx';
import { ModelSection } from './model-section.tsx';

const kinds = ['builtIn', 'outside', 'languageModel'] as const;
const modes = ['withoutCrm', 'collectsContacts', 'qualifiesAndCreatesLead', 'movesStages'] as const;

/** The settings of one assistant; nothing but the switch is saved before a press on "save". */
export function AssistantForm({ assistant }: { assistant: AssistantSetup }) {
  const { t } = useTranslation();
  const { can } = useSession();
  const client = useQueryClient();
  const tell = useFailureToast();
  const [changes, setChanges] = useState<Partial<AssistantDraft>>({});
  const readOnly = !can.changeAssistants;
  const stored = draftOf(assistant);
  const draft = { ...stored, ...changes };
  const change = (part: Partial<AssistantDraft>) => setChanges((before) => ({ ...before, ...part }));
  const isChanged = JSON.stringify(draft) !== JSON.stringify(stored);
  const faults = faultsOf(draft);
  const hasFaults = Object.keys(faults).length > 0;
  const form = useRef<HTMLFormElement>(null);
  // What is wrong shows after the first try to save it.
  const [refused, setRefused] = useState(0);
  const [movesOpen, setMovesOpen] = useState(false);
  useEffect(() => {
    if (refused > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refused]);
  const save = useMutation({
    mutationFn: (body: UpdateAssistant) => api.updateAssistant(assistant.id, body),
    onSuccess: async ({ moved }, { enabled }) => {
      await client.invalidateQueries({ queryKey: keys.assistants });
      if (enabled === undefined) {
        setChanges({});
        setRefused(0);
      }
      const switched = enabled ? 'assistants.switchedOn' : 'assistants.switchedOff';
      const saved = moved ? t('assistants.savedAndMoved', { count: moved.moved }) : t('assistants.saved');
      notifications.show({ message: enabled === undefined ? saved : t(switched) });
    },
    onError: (error) => tell(error),
  });
  return (
    <form
      ref={form}
      className="v-assistant-form"
      data-readonly={readOnly || undefined}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (hasFaults) setRefused((times) => times + 1);
        else save.mutate({ ...changeOf(draft), openDialogues: movesOpen ? 'move' : 'stay' });
      }}
    >
      {readOnly ? (
        <Alert variant="light" color="gray" icon={<IconLock size={16} aria-hidden />} mb="lg">
          {t('assistants.readOnly')}
        </Alert>
      ) : null}
      <section className="v-section">
        <Switch
          label={t('assistants.enabled')}
          description={t('assistants.enabledHint')}
          disabled={readOnly || save.isPending}
          checked={assistant.enabled}
          onChange={(event) => save.mutate({ enabled: event.currentTarget.checked })}
        />
      </section>
      <ChoiceSection
        id="assistant-kind"
        title={t('assistants.kind')}
        note={t('assistants.newDialogues')}
        choices={kinds.map((value) => ({
          value,
          label: t(`assistants.kindName.${value}`),
          hint: t(`assistants.kindHint.${value}`),
        }))}
        value={draft.kind}
        readOnly={readOnly}
        onChange={(kind) => change({ kind })}
      >
        {draft.kind === 'builtIn' ? null : (
          <NumberInput
            mt="md"
            w={220}
            label={t('assistants.deadline')}
            description={t('assistants.deadlineHint')}
            suffix={` ${t('assistants.seconds')}`}
            min={3}
            max={600}
            allowDecimal={false}
            disabled={readOnly}
            value={draft.deadlineSeconds}
            onChange={(value) => change({ deadlineSeconds: value === '' ? '' : Number(value) })}
          />
        )}
      </ChoiceSection>
      {draft.kind === 'languageModel' ? (
        <ModelSection
          assistant={assistant}
          draft={draft}
          faults={refused > 0 ? faults : {}}
          change={change}
          readOnly={readOnly}
          isSaved={!isChanged && assistant.kind === 'languageModel'}
        />
      ) : null}
      <ChoiceSection
        id="assistant-mode"
        title={t('assistants.mode')}
        choices={modes.map((value) => ({
          value,
          label: t(`assistants.modeName.${value}`),
          hint: t(`assistants.modeHint.${value}`),
        }))}
        value={draft.mode}
        readOnly={readOnly}
        onChange={(mode) => change({ mode })}
      >
        {draft.mode === 'movesStages' ? (
          <Switch
            mt="md"
            className="v-nested"
            label={t('assistants.mayMoveBack')}
            description={t('assistants.mayMoveBackHint')}
            disabled={readOnly}
            checked={draft.mayMoveBack}
            onChange={(event) => change({ mayMoveBack: event.currentTarget.checked })}
          />
        ) : null}
      </ChoiceSection>
      {isChanged && !readOnly ? (
        <div className="v-save-bar" role="status">
          <span>{t('assistants.unsaved')}</span>
          <Checkbox
            label={t('assistants.moveOpen')}
            checked={movesOpen}
            onChange={(event) => setMovesOpen(event.currentTarget.checked)}
          />
          <span className="v-spacer" />
          <Button
            variant="default"
            onClick={() => {
              setChanges({});
              setRefused(0);
            }}
            disabled={save.isPending}
          >
            {t('assistants.reset')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('assistants.save')}
          </Button>
        </div>
      ) : null}
    </form>
  );
}
