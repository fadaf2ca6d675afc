import { useQuery } from '@tanstack/react-query';
import type { Flow, FlowFinding } from '@voronka/contracts';
import { api } from '../../../api/endpoints.ts';
import { keys } from '../../../api/query-keys.ts';
import type { SimulatorSelection } from './simulator-frame.tsx';

/** What the simulator is given by the flow page. */
export interface SimulatorProps extends SimulatorSelection {
  flow: Flow;
  /** What is edited here has reached the server, which draws the sub-flows in. */
  isSaved: boolean;
  /** Those of the saved draft; null while they are not known. */
  findings: readonly FlowFinding[] | null;
  onClose: () => void;
}

/** What a saved draft without errors would run. @param isWanted false: nothing is asked for */
export function useDraftBundle({ flow, isSaved, findings }: SimulatorProps, channelId: string | null, isWanted = true) {
  const errors = (findings ?? []).filter(({ severity }) => severity === 'error');
  const canRun = isSaved && findings !== null && errors.length === 0;
  const query = useQuery({
    queryKey: keys.draftBundle(flow.id, flow.draft.revision, channelId),
    queryFn: ({ signal }) => api.draftBundle(flow.id, channelId, signal),
    enabled: canRun && isWanted,
    refetchOnWindowFocus: false,
  });
  return { errors, canRun, query };
}
