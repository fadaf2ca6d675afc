import {
  IconAlertTriangleFilled,
  IconBellRinging,
  IconCircleCheck,
  IconClockPause,
  IconSparkles,
  IconUser,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DialogueStatus } from '@voronka/contracts';

const icons: Record<DialogueStatus, Icon> = {
  assistant: IconSparkles,
  manager: IconUser,
  needsManager: IconBellRinging,
  incident: IconAlertTriangleFilled,
  delayed: IconClockPause,
  completed: IconCircleCheck,
};

/** The state of a dialogue: own icon, own colour, and a word beside it or for screen readers. */
export function StatusMark({ status, withWord = false }: { status: DialogueStatus; withWord?: boolean }) {
  const { t } = useTranslation();
  const StatusIcon = icons[status];
  return (
    <span className="v-status" data-status={status} title={withWord ? undefined : t(`status.${status}`)}>
      <StatusIcon size={15} stroke={1.8} aria-hidden />
      <span className={withWord ? undefined : 'v-hidden'}>{t(`status.${status}`)}</span>
    </span>
  );
}
