import { createContext } from 'react';
import type { AnnotationColor, FlowGraph } from '@voronka/domain';

/** Words of what can be done to notes and groups. */
export interface AnnotationWords {
  /** Stands in a note without words. */
  emptyNote: string;
  /** Name of the field in which a note is written. */
  noteText: string;
  /** Name of the field in which a group's title is written. */
  groupTitle: string;
  collapse: string;
  expand: string;
  /** How many nodes a collapsed group holds. */
  nodes: (count: number) => string;
  colors: Readonly<Record<AnnotationColor, string>>;
  color: string;
  removeNote: string;
  ungroup: string;
}

/** What notes and groups on the canvas can do. */
export interface AnnotationActions {
  words: AnnotationWords;
  /** Edits the draft; null where the drawing is only looked at. */
  edit: ((change: (graph: FlowGraph) => FlowGraph, group?: string) => void) | null;
  /** The note or group whose words are being written. */
  writing: string | null;
  onWriting: (ref: string | null) => void;
  /** Collapses a group, or opens it. */
  onToggle: (groupId: string) => void;
}

const noWords: AnnotationWords = {
  emptyNote: '',
  noteText: '',
  groupTitle: '',
  collapse: '',
  expand: '',
  nodes: String,
  colors: { yellow: '', blue: '', green: '', red: '', grey: '' },
  color: '',
  removeNote: '',
  ungroup: '',
};

/** Given by the canvas. */
export const AnnotationContext = createContext<AnnotationActions>({
  words: noWords,
  edit: null,
  writing: null,
  onWriting: () => undefined,
  onToggle: () => undefined,
});
