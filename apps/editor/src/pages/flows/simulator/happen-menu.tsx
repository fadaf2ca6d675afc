import { useState } from 'react';
import { Button, Menu } from '@mantine/core';
import { IconBolt } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { simulatedManagerId } from '@voronka/domain';
import { IncidentItems, MoodItems } from './trouble-items.tsx';
import type { PlainValue, SignalDeclaration } from '@voronka/domain';
import { useLocale } from '../../../i18n/use-locale.ts';
import { SignalDialog } from '../../dialogues/signal-dialog.tsx';
import type { Simulation } from './use-simulation.ts';

/** Everything that can happen to a dialogue besides messages: signals, the CRM, the flow's buttons, its way back. */
export function HappenMenu({ simulation }: { simulation: Simulation }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const [asked, setAsked] = useState<SignalDeclaration | null>(null);
  const { dialogue, happen } = simulation;
  const { card, place, state } = dialogue;
  const { signals = [], funnel, flow } = place.bundle.content;
  const buttons = flow.nodes.filter(({ kind }) => kind === 'manualTrigger');
  const send = ({ name, sources }: SignalDeclaration, payload: Record<string, PlainValue>) => {
    const source = sources.find((one) => one === 'operator') ?? sources[0] ?? 'operator';
    happen(() => ({ kind: 'signal', source, by: null, name, payload, version: null }));
  };
  return (
    <>
      <Menu position="top-start" withinPortal withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <Button variant="default" size="xs" leftSection={<IconBolt size={14} aria-hidden />}>
            {t('simulator.happen')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
          <Menu.Item
            disabled={state.owner === 'assistant' && !state.handOff}
            onClick={() => happen(() => ({ kind: 'returnedToAssistant', byUserId: simulatedManagerId }))}
          >
            {t('simulator.return')}
          </Menu.Item>
          <IncidentItems simulation={simulation} />
          <Menu.Label>{t('simulator.signals')}</Menu.Label>
          {signals.length === 0 ? <Menu.Item disabled>{t('simulator.noSignals')}</Menu.Item> : null}
          {signals.map((signal) => (
            <Menu.Item
              key={signal.name}
              onClick={() => (signal.fields.length > 0 ? setAsked(signal) : send(signal, {}))}
            >
              {signal.title[locale]}
            </Menu.Item>
          ))}
          <Menu.Label>{t('simulator.crm')}</Menu.Label>
          {card.lead === 'none' ? <Menu.Item disabled>{t('simulator.noCard')}</Menu.Item> : null}
          {funnel.stages
            .filter(({ key }) => card.lead !== 'none' && key !== card.stageKey)
            .map(({ key, name }) => (
              <Menu.Item
                key={key}
                onClick={() =>
                  happen((before) => ({
                    kind: 'cardMoved',
                    source: 'crm',
                    stageKey: key,
                    previous: before.card.stageKey,
                    version: null,
                    byUserId: null,
                  }))
                }
              >
                {t('simulator.movedTo', { stage: name[locale] })}
              </Menu.Item>
            ))}
          <Menu.Item
            onClick={() =>
              happen(() => ({
                kind: 'responsibleChanged',
                source: 'crm',
                managerId: simulatedManagerId,
                reason: null,
                byUserId: null,
                version: null,
              }))
            }
          >
            {t('simulator.responsible')}
          </Menu.Item>
          <MoodItems simulation={simulation} />
          {buttons.length > 0 ? <Menu.Label>{t('simulator.buttons')}</Menu.Label> : null}
          {buttons.map(({ id, label }) => (
            <Menu.Item
              key={id}
              onClick={() => happen(() => ({ kind: 'manualStart', triggerId: id, byUserId: simulatedManagerId }))}
            >
              {label[locale]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {asked ? (
        <SignalDialog
          signal={asked}
          isSending={false}
          onClose={() => setAsked(null)}
          onSend={(payload) => {
            send(asked, payload);
            setAsked(null);
          }}
        />
      ) : null}
    </>
  );
}
