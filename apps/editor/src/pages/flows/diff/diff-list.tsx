import { IconMinus, IconPencil, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FlowDiffView, FlowImpact } from '@voronka/contracts';
import type { Declarations } from '@voronka/flow-editor';
import { useLocale } from '../../../i18n/use-locale.ts';
import { settingInWords } from './change-words.ts';

const changeIcons = { added: IconPlus, changed: IconPencil, removed: IconMinus } as const;
const changeTones = { added: 'ok', changed: 'attention', removed: 'failed' } as const;

type NodeChange = FlowDiffView['nodes'][number];

/** A value before and after; an empty one is said to be none. */
function BeforeAfter({ before, after }: { before: string; after: string }) {
  const { t } = useTranslation();
  return (
    <dl className="v-diff-values">
      <dt>{t('diff.from')}</dt>
      <dd>{before === '' ? <span className="v-dim">{t('diff.absent')}</span> : before}</dd>
      <dt>{t('diff.to')}</dt>
      <dd>{after === '' ? <span className="v-dim">{t('diff.absent')}</span> : after}</dd>
    </dl>
  );
}

function Fields({ fields, declarations }: { fields: NodeChange['fields']; declarations: Declarations }) {
  const locale = useLocale();
  return fields.map(({ path, title, before, after }) => (
    <div key={path.join('.')} className="v-diff-field">
      <p>{title[locale]}</p>
      <BeforeAfter
        before={settingInWords(before, locale, declarations)}
        after={settingInWords(after, locale, declarations)}
      />
    </div>
  ));
}

/** How many open dialogues stand at a node, and what becomes of them. */
function Standing({ impact, nodeId }: { impact: FlowImpact | undefined; nodeId: string }) {
  const { t } = useTranslation();
  const places = impact?.places.filter((place) => place.nodeId === nodeId) ?? [];
  return places.map(({ count, fits }) => (
    <p key={String(fits)} className={fits ? 'v-dim' : 'v-tone-attention'}>
      {t('diff.standHere', { count })}: {t(fits ? 'diff.goOn' : 'diff.stay')}
    </p>
  ));
}

/** What two drawings differ in, by node; a click leads to the node on the drawing. */
export function DiffList({
  diff,
  impact,
  declarations,
  onSelect,
}: {
  diff: FlowDiffView;
  /** Where open dialogues stand; undefined: not known yet. */
  impact: FlowImpact | undefined;
  declarations: Declarations;
  onSelect: (nodeId: string) => void;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  // A node that is new or gone brings or takes its ways out along.
  const whole = new Set(diff.nodes.filter(({ change }) => change !== 'changed').map(({ nodeId }) => nodeId));
  const ways = diff.edges.filter(({ source }) => !whole.has(source));
  return (
    <div className="v-diff-list" tabIndex={0} role="region" aria-label={t('diff.title')}>
      <ul>
        {diff.nodes.map(({ nodeId, label, change, fields }) => {
          const ChangeIcon = changeIcons[change];
          return (
            <li key={nodeId}>
              <ChangeIcon size={15} className={`v-tone-${changeTones[change]}`} aria-label={t(`diff.${change}`)} />
              <div>
                <button type="button" className="v-link" onClick={() => onSelect(nodeId)}>
                  {label[locale]}
                </button>
                <Standing impact={impact} nodeId={nodeId} />
                <Fields fields={fields} declarations={declarations} />
              </div>
            </li>
          );
        })}
      </ul>
      {ways.length > 0 ? (
        <section>
          <h3>{t('diff.ways')}</h3>
          {ways.map(({ source, sourceLabel, port, portTitle, before, after }) => (
            <div key={`${source}:${port}`} className="v-diff-field">
              <button type="button" className="v-link" onClick={() => onSelect(source)}>
                {t('diff.way', { node: sourceLabel[locale], port: portTitle[locale] })}
              </button>
              <BeforeAfter
                before={before?.label[locale] ?? t('diff.nowhere')}
                after={after?.label[locale] ?? t('diff.nowhere')}
              />
            </div>
          ))}
        </section>
      ) : null}
      {diff.annotations.length > 0 ? (
        <section>
          <h3>{t('diff.annotations')}</h3>
          {diff.annotations.map(({ part, key, text, change, before }) => (
            <div key={`${part}:${key}`} className="v-diff-field">
              <p>
                {t(`diff.${part}`)} <span className={`v-tone-${changeTones[change]}`}>({t(`diff.${change}`)})</span>
              </p>
              {before === null ? <p className="v-diff-words">{text}</p> : <BeforeAfter before={before} after={text} />}
            </div>
          ))}
        </section>
      ) : null}
      {(['slots', 'fields'] as const).map((part) => {
        const changed = diff.declarations.filter((declaration) => declaration.part === part);
        if (changed.length === 0) return null;
        return (
          <section key={part}>
            <h3>{t(`diff.${part}`)}</h3>
            {changed.map(({ key, title, change, fields }) => (
              <div key={key} className="v-diff-field">
                <p>
                  {title[locale]} <span className={`v-tone-${changeTones[change]}`}>({t(`diff.${change}`)})</span>
                </p>
                <Fields fields={fields} declarations={declarations} />
              </div>
            ))}
          </section>
        );
      })}
    </div>
  );
}
