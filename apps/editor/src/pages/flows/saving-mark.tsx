import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCloudCheck, IconCloudOff, IconCloudUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Flow } from '@voronka/contracts';
import type { FlowGraph } from '@voronka/domain';
import { failureText } from '../../api/failure-text.ts';
import { useLocale } from '../../i18n/use-locale.ts';
import { ConflictDialog } from './diff/conflict-dialog.tsx';
import type { SavingState } from './draft-saver.ts';
import type { DraftSaving } from './use-draft-saving.ts';

const marks = {
  saved: { icon: IconCloudCheck, tone: 'ok', text: 'draft.saved' },
  waiting: { icon: IconCloudUp, tone: 'quiet', text: 'draft.saving' },
  saving: { icon: IconCloudUp, tone: 'quiet', text: 'draft.saving' },
  offline: { icon: IconCloudOff, tone: 'attention', text: 'draft.offline' },
  refused: { icon: IconAlertTriangle, tone: 'failed', text: 'draft.refused' },
  conflict: { icon: IconAlertTriangle, tone: 'attention', text: 'draft.conflict' },
} as const satisfies Record<SavingState, unknown>;

/** Whether the server has the edits; what to do when somebody else saved the draft meanwhile. */
export function SavingMark({ saving, draft, own }: { saving: DraftSaving; draft: Flow['draft']; own: FlowGraph }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const [isPutOff, setPutOff] = useState(false);
  const { icon: Mark, tone, text } = marks[saving.state];
  const base = saving.began();
  // Until the newer draft has been read there is nothing to choose from.
  const isConflict = saving.state === 'conflict' && (base === null || draft.revision > base.revision);
  const words = (
    <span className="v-saving" data-state={saving.state}>
      <Mark size={15} aria-hidden className={`v-tone-${tone}`} />
      {t(text)}
    </span>
  );
  return (
    <>
      <div role="status" aria-live="polite" className="v-saving-place">
        {isConflict ? (
          <Button variant="default" size="xs" onClick={() => setPutOff(false)}>
            {words}
          </Button>
        ) : (
          <span title={saving.failure ? failureText(saving.failure, locale, t).message : undefined}>{words}</span>
        )}
      </div>
      {isConflict && !isPutOff ? (
        <ConflictDialog
          base={base?.graph ?? null}
          own={own}
          draft={draft}
          onChoose={(graph) => {
            setPutOff(false);
            saving.settle(graph);
          }}
          onClose={() => setPutOff(true)}
        />
      ) : null}
    </>
  );
}
