import { useEffect, useRef, useState } from 'react';
import { ActionIcon, Menu, TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks';
import { IconCheck, IconChevronDown, IconSearch, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { StatusMark } from '../../components/status-mark.tsx';
import { useStageNames } from '../../components/use-stage-names.ts';
import { FlowChips } from './flow-chips.tsx';
import { everyDialogue } from './dialogues-address.ts';
import { useView } from './use-view.ts';

const typingPauseMs = 250;
const statuses = ['needsManager', 'incident', 'delayed', 'assistant', 'manager', 'completed'] as const;

function FilterMenu({ total }: { total: number | null }) {
  const { t } = useTranslation();
  const { view, change } = useView();
  const { status, today, stage } = view;
  const stageNames = useStageNames();
  const show = (part: Partial<typeof everyDialogue>) => change({ ...everyDialogue, ...part });
  const label = stage
    ? t(stage === '-' ? 'dialogues.withoutCard' : 'dialogues.atStage', { stage: stageNames.get(stage) ?? stage })
    : today
      ? t(today === 'leads' ? 'dialogues.todayLeads' : 'dialogues.todayDialogues')
      : status === 'open'
        ? t('dialogues.open')
        : status
          ? t(`status.${status}`)
          : t('dialogues.all');
  const check = (isChosen: boolean) => (isChosen ? <IconCheck size={15} aria-hidden /> : null);
  return (
    <Menu position="bottom-start" width={232}>
      <Menu.Target>
        <UnstyledButton className="v-list-filter">
          <span className="v-hidden">{t('dialogues.filter')}: </span>
          <h1>{label}</h1>
          <IconChevronDown size={15} aria-hidden />
          {total === null ? null : <span className="v-list-total">{total}</span>}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item rightSection={check(!status && !today && !stage)} onClick={() => show({})}>
          {t('dialogues.all')}
        </Menu.Item>
        <Menu.Item rightSection={check(status === 'open' && !stage)} onClick={() => show({ status: 'open' })}>
          {t('dialogues.open')}
        </Menu.Item>
        <Menu.Divider />
        {statuses.map((item) => (
          <Menu.Item key={item} rightSection={check(status === item)} onClick={() => show({ status: item })}>
            <StatusMark status={item} withWord />
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item rightSection={check(today === 'dialogues')} onClick={() => show({ today: 'dialogues' })}>
          {t('dialogues.todayDialogues')}
        </Menu.Item>
        <Menu.Item rightSection={check(today === 'leads')} onClick={() => show({ today: 'leads' })}>
          {t('dialogues.todayLeads')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Filter and search of the list. Search goes into the address bar once typing pauses. */
export function ListHead({ total }: { total: number | null }) {
  const { t } = useTranslation();
  const { view, change } = useView();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(view.search);
  const apply = useDebouncedCallback((search: string) => change({ search }, true), typingPauseMs);
  useEffect(() => setTyped(view.search), [view.search]); // Back and Forward change it too
  useHotkeys([['/', () => input.current?.focus()]]);
  const search = (text: string) => {
    setTyped(text);
    apply(text);
  };
  return (
    <div className="v-list-head">
      <FilterMenu total={total} />
      <FlowChips />
      <TextInput
        ref={input}
        type="search"
        size="xs"
        aria-label={t('dialogues.search')}
        placeholder={t('dialogues.search')}
        leftSection={<IconSearch size={15} aria-hidden />}
        rightSection={
          typed === '' ? null : (
            <ActionIcon size="sm" aria-label={t('dialogues.clearSearch')} onClick={() => search('')}>
              <IconX size={14} />
            </ActionIcon>
          )
        }
        value={typed}
        onChange={(event) => search(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
      />
    </div>
  );
}
