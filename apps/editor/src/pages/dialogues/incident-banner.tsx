import { useQuery } from '@tanstack/react-query';
import type { DialogueDetail } from '@voronka/contracts';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { SettleButtons } from '../diagnostics/settle-buttons.tsx';
import { IconAlertTriangleFilled } from '@tabler/icons-react';
import { useSession } from '../../app/session.tsx';
import { useLocale } from '../../i18n/use-locale.ts';

/** Over a dialogue that is parked: what happened, and the retry, where the person already is. */
export function IncidentBanner({ dialogue }: { dialogue: DialogueDetail }) {
  const locale = useLocale();
  const { can } = useSession();
  const query = useQuery({
    queryKey: keys.incidentList('open'),
    queryFn: ({ signal }) => api.incidents('open', signal),
    enabled: dialogue.status === 'incident',
  });
  if (dialogue.status !== 'incident') return null;
  const incidents = (query.data?.incidents ?? []).filter(({ dialogueId }) => dialogueId === dialogue.id);
  return incidents.map((incident) => (
    <div key={incident.id} className="v-banner" role="status">
      <IconAlertTriangleFilled size={16} aria-hidden />
      <p>{incident.message[locale]}</p>
      {can.handleIncidents ? <SettleButtons incidentId={incident.id} /> : null}
    </div>
  ));
}
