import { useId, useState } from 'react';
import { UnstyledButton } from '@mantine/core';
import { IconChevronRight, IconPlayerPlay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { iconOf, isNodeKind } from '@voronka/flow-editor/words';
import { ru } from '../../../i18n/ru.ts';
import { clockWithSeconds } from '../../../i18n/time.ts';
import { useLocale } from '../../../i18n/use-locale.ts';
import { useSession } from '../../../app/session.tsx';
import { InCrm } from './in-crm.tsx';
import { RuleList } from './rule-list.tsx';
import { StepList } from './step-list.tsx';
import { knownKey } from './timeline-model.ts';
import type { DecisionView, NodeView } from './timeline-model.ts';

function PathNode({ node, onShowNode }: { node: NodeView; onShowNode: (nodeId: string) => void }) {
  const { t } = useTranslation();
  const NodeIcon = isNodeKind(node.kind) ? iconOf(node.kind) : null;
  return (
    <li className="v-path-node">
      <div className="v-path-head">
        {NodeIcon ? <NodeIcon size={15} stroke={1.8} aria-hidden className="v-path-icon" /> : null}
        <UnstyledButton
          className="v-path-name"
          title={t('timeline.showOnFlow')}
          onClick={() => onShowNode(node.nodeId)}
        >
          {node.label}
        </UnstyledButton>
        {node.rules.length > 0 && node.target ? (
          <span className="v-path-target">{t('timeline.leadsTo', { target: node.target })}</span>
        ) : null}
      </div>
      {node.rules.length > 0 ? <RuleList rules={node.rules} /> : null}
      {node.tookOtherwise ? <p className="v-otherwise">{t('timeline.otherwise')}</p> : null}
      <StepList steps={node.steps} skipped={node.skipped} />
    </li>
  );
}

/** All facts the rules could see. Long, so it opens on demand. */
function Facts({ facts }: { facts: DecisionView['facts'] }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <div className="v-facts">
      <UnstyledButton
        className="v-facts-button"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        <IconChevronRight size={14} aria-hidden className="v-chevron" data-open={isOpen || undefined} />
        {t('timeline.facts')} <span className="v-dim">{t('timeline.factsCount', { count: facts.length })}</span>
      </UnstyledButton>
      {isOpen ? (
        <table id={id} className="v-facts-table">
          <thead className="v-hidden">
            <tr>
              <th>{t('timeline.fact')}</th>
              <th>{t('timeline.value')}</th>
            </tr>
          </thead>
          <tbody>
            {facts.map((fact) => (
              <tr key={fact.name}>
                <td>
                  {fact.title}
                  {fact.title === fact.name ? null : <code className="v-fact-name">{fact.name}</code>}
                </td>
                <td>{fact.value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </div>
  );
}

/** One decision: what happened, what was understood, where the token went and why, what was done. */
export function DecisionCard({
  decision,
  isChosen,
  simulatorAddress,
  onShowNode,
}: {
  decision: DecisionView;
  isChosen: boolean;
  /** Where the dialogue is replayed up to here; missing where it cannot be. */
  simulatorAddress?: string | undefined;
  /** Shows a node of the path on the drawn flow. */
  onShowNode: (nodeId: string) => void;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { can } = useSession();
  const kind = knownKey(decision.event.kind, ru.timeline.event);
  return (
    <article
      className="v-decision"
      data-chosen={isChosen || undefined}
      id={`decision-${decision.turn}`}
      aria-label={t('timeline.decision', { turn: decision.turn })}
    >
      <header className="v-decision-head">
        <span className="v-turn">{decision.turn}</span>
        <h3>{kind ? t(`timeline.event.${kind}`) : decision.event.kind}</h3>
        <time dateTime={decision.at}>{clockWithSeconds(decision.at, locale)}</time>
      </header>
      <InCrm event={decision.event} />
      {decision.event.text ? <blockquote className="v-quote">{decision.event.text}</blockquote> : null}
      {decision.understood.length > 0 ? (
        <p className="v-understood">
          <span className="v-dim">{t('timeline.understood')}:</span>
          {decision.understood.map(({ slot, value }) => {
            const known = knownKey(slot, ru.timeline.slot);
            return (
              <span key={slot} className="v-slot">
                {known ? t(`timeline.slot.${known}`) : slot} <b>{value}</b>
              </span>
            );
          })}
        </p>
      ) : null}
      <h4>{t('timeline.path')}</h4>
      {decision.nodes.length === 0 ? (
        <p className="v-dim">{t('timeline.noPath')}</p>
      ) : (
        <ol className="v-path">
          {decision.nodes.map((node, index) => (
            <PathNode key={`${node.nodeId}-${index}`} node={node} onShowNode={onShowNode} />
          ))}
        </ol>
      )}
      {decision.otherSteps.length > 0 ? (
        <>
          <h4>{t('timeline.steps')}</h4>
          <StepList steps={decision.otherSteps} skipped={[]} />
        </>
      ) : null}
      <footer className="v-decision-foot">
        <Facts facts={decision.facts} />
        {simulatorAddress ? (
          <Link className="v-link v-to-simulator" to={simulatorAddress}>
            <IconPlayerPlay size={13} aria-hidden /> {t('simulator.openFrom')}
          </Link>
        ) : null}
        {can.seeFlows ? (
          <span className="v-dim" title={decision.bundleHash}>
            {t('timeline.bundle')} <code>{decision.bundleHash.slice(0, 8)}</code>
          </span>
        ) : null}
      </footer>
    </article>
  );
}
