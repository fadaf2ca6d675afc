import { useState } from 'react';
import { ActionIcon, TextInput, Tooltip } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand, IconNote, IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { nodeSpecifications } from '@voronka/domain';
import type { NodeKind } from '@voronka/domain';
import { draggedNote, dragType, iconOf } from '@voronka/flow-editor';
import { useLocale } from '../../i18n/use-locale.ts';
import { kindsByFamily } from './node-kinds.ts';

/**
 * What to draw with: a click adds a node beside what is chosen, or a note in the middle; dragging puts it where it is
 * dropped.
 */
export function Palette({ onAdd, onAddNote }: { onAdd: (kind: NodeKind) => void; onAddNote: () => void }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const [isOpen, setOpen] = useLocalStorage({
    key: 'voronka.palette',
    defaultValue: true,
    getInitialValueInEffect: false,
  });
  const [search, setSearch] = useState('');
  const toggle = (
    <Tooltip label={t(isOpen ? 'draft.palette.collapse' : 'draft.palette.expand')} position="right">
      <ActionIcon
        size="sm"
        aria-expanded={isOpen}
        aria-label={t(isOpen ? 'draft.palette.collapse' : 'draft.palette.expand')}
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? <IconLayoutSidebarLeftCollapse size={16} /> : <IconLayoutSidebarLeftExpand size={16} />}
      </ActionIcon>
    </Tooltip>
  );
  if (!isOpen) return <aside className="v-palette v-palette-closed">{toggle}</aside>;
  const families = kindsByFamily(search, locale);
  const noteTexts = `${t('annotations.sticky')} ${t('annotations.stickyHelp')}`.toLowerCase();
  const offersNote = noteTexts.includes(search.trim().toLowerCase());
  return (
    <aside className="v-palette" aria-label={t('draft.palette.title')}>
      <div className="v-palette-head">
        <TextInput
          size="xs"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          placeholder={t('draft.palette.search')}
          aria-label={t('draft.palette.search')}
          leftSection={<IconSearch size={14} aria-hidden />}
        />
        {toggle}
      </div>
      {families.length === 0 && !offersNote ? <p className="v-dim">{t('draft.palette.nothing')}</p> : null}
      {families.map(({ family, kinds }) => (
        <section key={family}>
          <h2>{t(`draft.family.${family}`)}</h2>
          <ul>
            {kinds.map((kind) => {
              const KindIcon = iconOf(kind);
              const { title, help } = nodeSpecifications[kind];
              return (
                <li key={kind}>
                  <button
                    type="button"
                    className={`v-palette-kind vf-family-${family}`}
                    title={help[locale]}
                    data-kind={kind}
                    draggable
                    onDragStart={(event) => {
                      event.dataTransfer.setData(dragType, kind);
                      event.dataTransfer.effectAllowed = 'copy';
                    }}
                    onClick={() => onAdd(kind)}
                  >
                    <KindIcon size={15} stroke={1.8} aria-hidden className="vf-icon" />
                    {title[locale]}
                  </button>
                </li>
              );
            })}
          </ul>
        </section>
      ))}
      {offersNote ? (
        <section>
          <h2>{t('annotations.onCanvas')}</h2>
          <ul>
            <li>
              <button
                type="button"
                className="v-palette-kind"
                title={t('annotations.stickyHelp')}
                data-kind={draggedNote}
                draggable
                onDragStart={(event) => {
                  event.dataTransfer.setData(dragType, draggedNote);
                  event.dataTransfer.effectAllowed = 'copy';
                }}
                onClick={onAddNote}
              >
                <IconNote size={15} stroke={1.8} aria-hidden className="vf-icon" />
                {t('annotations.sticky')}
              </button>
            </li>
          </ul>
        </section>
      ) : null}
    </aside>
  );
}
