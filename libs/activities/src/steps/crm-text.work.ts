import { withinBarriers } from '@voronka/contracts';
import { writeOnce } from '../crm/index.ts';
import type { CrmWork } from './crm-work.ts';
import { cardDetail, cardOf, externalKey } from './crm-material.ts';
import { historyText } from './history-text.ts';

/** Leaves a note on the card, once per node and episode. */
export const addNoteWork: CrmWork<'addNote'> = async (material, access, protocol) => {
  if (!material.bundle.content.policies.notes) return { outcome: 'refused', detail: { reason: 'Step.NotesOff' } };
  const card = cardOf(material);
  const marker = externalKey(material, `note:${material.command.nodeId}`);
  const commentId = await writeOnce(protocol, {
    key: marker,
    integrationId: access.integrationId,
    dialogueId: material.dialogueId,
    place: 'crm.write.addNote',
    indexLagMs: access.crm.indexLagMs,
    lookUp: () => access.crm.findComment({ card, marker }, access.context),
    write: () => access.crm.addComment({ card, marker, text: material.command.text }, access.context),
  });
  return { outcome: 'done', detail: { ...cardDetail(card), commentId } };
};

/** Puts the whole conversation on the card, or brings the copy there up to date. */
export const attachHistoryWork: CrmWork<'attachHistory'> = async (material, access, protocol, steps) => {
  const { policies, channel } = material.bundle.content;
  if (!policies.history) return { outcome: 'refused', detail: { reason: 'Step.HistoryOff' } };
  const card = cardOf(material);
  const marker = externalKey(material, 'history');
  const lines = await steps.conversation(material.dialogueId);
  const comment = { card, marker, text: historyText(lines, channel.defaultLocale) };
  let written = false;
  const commentId = await writeOnce(protocol, {
    key: marker,
    integrationId: access.integrationId,
    dialogueId: material.dialogueId,
    place: 'crm.write.attachHistory',
    indexLagMs: access.crm.indexLagMs,
    lookUp: () => access.crm.findComment({ card, marker }, access.context),
    write: () => {
      written = true;
      return access.crm.addComment(comment, access.context);
    },
  });
  if (!written) {
    await withinBarriers(protocol.barrier, 'crm.write.attachHistory', () =>
      access.crm.updateComment(commentId, comment, access.context),
    );
  }
  return {
    outcome: 'done',
    detail: { ...cardDetail(card), commentId, messages: lines.length },
    changes: { historyAttached: true },
  };
};
