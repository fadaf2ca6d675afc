import { Button } from '@mantine/core';
import { IconAlertTriangle, IconBulb, IconCircleX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FlowFinding } from '@voronka/contracts';
import type { FlowChange } from '@voronka/domain';
import { useLocale } from '../../../i18n/use-locale.ts';

/** What the check found at a node, each with its fix where one is known. */
export function NodeFindings({
  findings,
  onFix,
}: {
  findings: readonly FlowFinding[];
  /** Makes the changes of a suggestion; null while the check speaks of an older drawing. */
  onFix: ((changes: readonly FlowChange[]) => void) | null;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  if (findings.length === 0) return null;
  return (
    <section className="v-node-findings" aria-label={t('nodeForm.fixes')}>
      <ul>
        {findings.map(({ code, severity, message, hint, suggestion }, index) => {
          const Mark = severity === 'error' ? IconCircleX : IconAlertTriangle;
          const word = t(severity === 'error' ? 'flows.errorSeverity' : 'flows.warningSeverity');
          const changes = suggestion?.changes ?? [];
          return (
            <li key={`${code}:${index}`} data-code={code}>
              <Mark
                size={16}
                className={severity === 'error' ? 'v-tone-failed' : 'v-tone-attention'}
                aria-label={word}
              />
              <div>
                <p>{message[locale]}</p>
                <p className="v-dim">{hint[locale]}</p>
                {suggestion && changes.length > 0 ? (
                  <Button
                    size="compact-sm"
                    variant="light"
                    className="v-fix"
                    disabled={onFix === null}
                    leftSection={<IconBulb size={14} aria-hidden />}
                    onClick={() => onFix?.(changes)}
                  >
                    {suggestion.text[locale]}
                  </Button>
                ) : null}
                {suggestion && changes.length === 0 ? <p className="v-suggestion">{suggestion.text[locale]}</p> : null}
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
