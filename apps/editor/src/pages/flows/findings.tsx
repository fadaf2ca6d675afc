import { ActionIcon, Button } from '@mantine/core';
import { IconAlertTriangle, IconBulb, IconCircleCheck, IconCircleX, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FlowFinding } from '@voronka/contracts';
import { useLocale } from '../../i18n/use-locale.ts';

/** How many of each there are. */
export function countFindings(findings: readonly FlowFinding[]): { errors: number; warnings: number } {
  const errors = findings.filter((finding) => finding.severity === 'error').length;
  return { errors, warnings: findings.length - errors };
}

/** Node id → severity of its worst finding. */
export function worstByNode(findings: readonly FlowFinding[]): ReadonlyMap<string, FlowFinding['severity']> {
  const worst = new Map<string, FlowFinding['severity']>();
  for (const { nodeId, severity } of findings) {
    if (nodeId !== null && worst.get(nodeId) !== 'error') worst.set(nodeId, severity);
  }
  return worst;
}

/** The button that opens the findings, saying how many there are. */
export function FindingsButton({
  findings,
  isOpen,
  onToggle,
}: {
  findings: readonly FlowFinding[];
  isOpen: boolean;
  onToggle: () => void;
}) {
  const { t } = useTranslation();
  const { errors, warnings } = countFindings(findings);
  const Mark = errors > 0 ? IconCircleX : warnings > 0 ? IconAlertTriangle : IconCircleCheck;
  const tone = errors > 0 ? 'failed' : warnings > 0 ? 'attention' : 'ok';
  const words = [
    errors > 0 ? t('flows.findingsErrors', { count: errors }) : null,
    warnings > 0 ? t('flows.findingsWarnings', { count: warnings }) : null,
  ].filter((part) => part !== null);
  return (
    <Button
      variant="default"
      size="xs"
      aria-expanded={isOpen}
      onClick={onToggle}
      leftSection={<Mark size={15} aria-hidden className={`v-tone-${tone}`} />}
    >
      {t('flows.findings')}: {words.length > 0 ? words.join(', ') : t('flows.findingsNone').toLowerCase()}
    </Button>
  );
}

/** The findings, each leading to its node. */
export function FindingsPanel({
  findings,
  onSelect,
  onClose,
}: {
  findings: readonly FlowFinding[];
  onSelect: (nodeId: string) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  return (
    <section className="v-findings" aria-label={t('flows.findingsOf')}>
      <header>
        <h2>{t('flows.findingsOf')}</h2>
        <ActionIcon size="sm" onClick={onClose} aria-label={t('common.close')}>
          <IconX size={15} />
        </ActionIcon>
      </header>
      {findings.length === 0 ? <p className="v-dim">{t('flows.findingsNone')}</p> : null}
      <ul>
        {findings.map((finding, index) => {
          const { severity, message, hint, nodeId, suggestion } = finding;
          const Mark = severity === 'error' ? IconCircleX : IconAlertTriangle;
          const word = t(severity === 'error' ? 'flows.errorSeverity' : 'flows.warningSeverity');
          return (
            <li key={index}>
              <Mark
                size={16}
                className={severity === 'error' ? 'v-tone-failed' : 'v-tone-attention'}
                aria-label={word}
              />
              <div>
                {nodeId === null ? (
                  message[locale]
                ) : (
                  <button type="button" className="v-link" onClick={() => onSelect(nodeId)}>
                    {message[locale]}
                  </button>
                )}
                <p className="v-dim">{hint[locale]}</p>
                {suggestion ? (
                  <p className="v-suggestion">
                    <IconBulb size={14} aria-label={t('flows.suggestion')} />
                    {suggestion.text[locale]}
                  </p>
                ) : null}
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
