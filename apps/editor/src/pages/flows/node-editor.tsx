import { useTranslation } from 'react-i18next';
import { applyChanges } from '@voronka/domain';
import type { FlowNode } from '@voronka/domain';
import type { FlowFinding } from '@voronka/contracts';
import { DeclarationsForm } from './node-form/declarations-form.tsx';
import { NodeFindings } from './node-form/node-findings.tsx';
import { NodeForm } from './node-form/node-form.tsx';
import { useSurroundings } from './node-form/use-surroundings.ts';
import type { Draft } from './use-draft.tsx';

/** Edits of the flow's details and fields gather to one step to undo. */
const declarationEdits = 'declarations';

/** A node of the draft with what the check found at it. */
export function NodeEditor({
  flowId,
  draft,
  node,
  findings,
}: {
  flowId: string;
  draft: Draft;
  node: FlowNode;
  /** Those of the saved draft. */
  findings: readonly FlowFinding[];
}) {
  const surroundings = useSurroundings(flowId);
  return (
    <>
      <NodeFindings
        findings={findings.filter((finding) => finding.nodeId === node.id)}
        onFix={draft.saving.state === 'saved' ? (changes) => draft.edit((graph) => applyChanges(graph, changes)) : null}
      />
      <NodeForm
        key={node.id}
        node={node}
        graph={draft.graph}
        surroundings={surroundings}
        onChange={draft.changeNode}
        onGraphChange={(change) => draft.edit(change, declarationEdits)}
      />
    </>
  );
}

/** What belongs to the whole draft and to no node. */
export function FlowDeclarations({ draft }: { draft: Draft }) {
  const { t } = useTranslation();
  return (
    <section aria-label={t('nodeForm.declared.title')}>
      <DeclarationsForm graph={draft.graph} onGraphChange={(change) => draft.edit(change, declarationEdits)} />
    </section>
  );
}
