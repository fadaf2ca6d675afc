import { FlowNodeCard } from './flow-node-card.tsx';
import { GroupCard } from './group-card.tsx';
import { NoteCard } from './note-card.tsx';

/** How each type of item is drawn. */
export const itemTypes = { flowNode: FlowNodeCard, note: NoteCard, frame: GroupCard };
