import { useTranslation } from 'react-i18next';
import type { FlowGraph } from '@voronka/domain';
import { fieldAs, keyProblem, newSlot, slotKeyProblem, usersOfField, usersOfSlot } from '@voronka/flow-editor/forms';
import { DeclarationList } from './declaration-list.tsx';
import { DeclaredFieldInputs } from './declared-field.tsx';
import { DeclaredSlotInputs } from './declared-slot.tsx';

/** A flow declares at most this many of each. */
const limit = 50;

/** The details that questions of a flow ask for besides the usual ones, and the values that it takes from outside. */
export function DeclarationsForm({
  graph,
  onGraphChange,
}: {
  graph: FlowGraph;
  onGraphChange: (change: (graph: FlowGraph) => FlowGraph) => void;
}) {
  const { t } = useTranslation();
  const slots = graph.slots ?? [];
  const fields = graph.fields ?? [];
  return (
    <div className="v-declarations">
      <DeclarationList
        title={t('nodeForm.declared.slots')}
        hint={t('nodeForm.declared.slotsHint')}
        add={t('nodeForm.declared.addSlot')}
        items={slots}
        limit={limit}
        usersOf={(key) => usersOfSlot(graph, key)}
        problemOfKey={(key) => slotKeyProblem(key, slots)}
        begin={(key, title) => newSlot('text', key, title)}
        onChange={(change) => onGraphChange((now) => ({ ...now, slots: change(now.slots ?? []) }))}
      >
        {(slot, onChange) => <DeclaredSlotInputs slot={slot} onChange={onChange} />}
      </DeclarationList>
      <DeclarationList
        title={t('nodeForm.declared.fields')}
        hint={t('nodeForm.declared.fieldsHint')}
        add={t('nodeForm.declared.addField')}
        items={fields}
        limit={limit}
        usersOf={(key) => usersOfField(graph, key)}
        problemOfKey={(key) =>
          keyProblem(
            key,
            fields.map((field) => field.key),
          )
        }
        begin={(key, title) => fieldAs({ key, title }, 'string')}
        onChange={(change) => onGraphChange((now) => ({ ...now, fields: change(now.fields ?? []) }))}
      >
        {(field, onChange) => <DeclaredFieldInputs field={field} onChange={onChange} />}
      </DeclarationList>
    </div>
  );
}
