import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { ActionIcon, Button, Group, TextInput } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FlowNode, LocalizedText } from '@voronka/domain';
import { keyOf } from '@voronka/flow-editor/forms';
import { useLocale } from '../../../i18n/use-locale.ts';
import { AddButton, ItemTools } from './form-parts.tsx';

interface Declared {
  key: string;
  title: LocalizedText;
}

/** Names something new; its key follows the English name until somebody writes one. */
function NewDeclaration({
  problemOfKey,
  onAdd,
  onCancel,
}: {
  problemOfKey: (key: string) => LocalizedText | null;
  onAdd: (key: string, title: LocalizedText) => void;
  onCancel: () => void;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const [title, setTitle] = useState<LocalizedText>({ ru: '', en: '' });
  const [ownKey, setOwnKey] = useState<string | null>(null);
  const [isPressed, setPressed] = useState(false);
  const key = ownKey ?? keyOf(title.en || title.ru);
  const problem = problemOfKey(key);
  const isUntitled = title.ru.trim() === '' || title.en.trim() === '';
  const add = () => {
    setPressed(true);
    if (!problem && !isUntitled) onAdd(key, { ru: title.ru.trim(), en: title.en.trim() });
  };
  return (
    <div
      className="v-form-card v-form-card-body"
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
        event.preventDefault();
        add();
      }}
    >
      <Group grow align="flex-start" gap="xs">
        {(['ru', 'en'] as const).map((language) => (
          <TextInput
            key={language}
            lang={language}
            data-autofocus={language === 'ru' || undefined}
            autoFocus={language === 'ru'}
            label={t(language === 'ru' ? 'nodeForm.declared.nameRu' : 'nodeForm.declared.nameEn')}
            maxLength={200}
            error={isPressed && title[language].trim() === '' ? t('signals.required') : null}
            value={title[language]}
            onChange={(event) => setTitle({ ...title, [language]: event.currentTarget.value })}
          />
        ))}
      </Group>
      <TextInput
        label={t('nodeForm.declared.key')}
        description={t('nodeForm.declared.keyHint')}
        maxLength={40}
        error={(isPressed || ownKey !== null) && problem ? problem[locale] : null}
        value={key}
        onChange={(event) => setOwnKey(event.currentTarget.value)}
      />
      <Group gap="xs" justify="flex-end">
        <Button size="xs" variant="default" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
        <Button size="xs" onClick={add}>
          {t('nodeForm.add')}
        </Button>
      </Group>
    </div>
  );
}

/** What a flow declares of one sort: adds, changes and deletes, saying which nodes need it. */
export function DeclarationList<D extends Declared>({
  title,
  hint,
  add,
  items,
  limit,
  usersOf,
  problemOfKey,
  begin,
  children,
  onChange,
}: {
  title: string;
  hint: string;
  add: string;
  items: readonly D[];
  limit: number;
  usersOf: (key: string) => FlowNode[];
  problemOfKey: (key: string) => LocalizedText | null;
  begin: (key: string, title: LocalizedText) => D;
  /** The inputs of one that is changed. */
  children: (item: D, onChange: (item: D) => void) => ReactNode;
  onChange: (change: (items: readonly D[]) => D[]) => void;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const id = useId();
  const [open, setOpen] = useState<string | null>(null);
  const [isAdding, setAdding] = useState(false);
  return (
    <section className="v-form-field" aria-labelledby={id}>
      <h3 id={id} className="v-form-title">
        {title}
      </h3>
      <p className="v-dim">{hint}</p>
      {items.length === 0 && !isAdding ? <p className="v-dim">{t('nodeForm.declared.empty')}</p> : null}
      <ul className="v-form-cards">
        {items.map((item) => {
          const name = item.title[locale] || item.key;
          const users = usersOf(item.key).map((node) => node.label[locale]);
          return (
            <li key={item.key} className="v-form-card" data-declared={item.key}>
              <div className="v-form-card-head">
                <span className="v-form-card-name">
                  {name} <code className="v-dim">{item.key}</code>
                </span>
                <ActionIcon
                  size={24}
                  aria-label={t('nodeForm.declared.edit', { name })}
                  aria-expanded={open === item.key}
                  onClick={() => setOpen(open === item.key ? null : item.key)}
                >
                  <IconPencil size={14} />
                </ActionIcon>
                <ItemTools
                  name={name}
                  at={0}
                  count={1}
                  onRemove={() => onChange((now) => now.filter((each) => each.key !== item.key))}
                />
              </div>
              <p className="v-dim">
                {users.length === 0
                  ? t('nodeForm.declared.unused')
                  : t('nodeForm.declared.usedBy', { names: users.join(', ') })}
              </p>
              {open === item.key ? (
                <div className="v-form-card-body">
                  {children(item, (changed) =>
                    onChange((now) => now.map((each) => (each.key === item.key ? changed : each))),
                  )}
                </div>
              ) : null}
            </li>
          );
        })}
      </ul>
      {isAdding ? (
        <NewDeclaration
          problemOfKey={problemOfKey}
          onCancel={() => setAdding(false)}
          onAdd={(key, name) => {
            onChange((now) => [...now, begin(key, name)]);
            setAdding(false);
            setOpen(key);
          }}
        />
      ) : null}
      {!isAdding && items.length < limit ? <AddButton label={add} onClick={() => setAdding(true)} /> : null}
    </section>
  );
}
