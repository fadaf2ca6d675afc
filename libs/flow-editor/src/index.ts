export { FlowCanvas } from './canvas/flow-canvas.tsx';
export type { CanvasLabels, FlowCanvasProps } from './canvas/flow-canvas.tsx';
export { canvasSpecifications, iconOf, isNodeKind, settingsOf, summaryOf } from './specifications/specifications.ts';
export type {
  CanvasSpecification,
  CanvasSpecifications,
  SettingLine,
  WordsContext,
} from './specifications/canvas-specification.ts';
export { conditionInWords, factInWords, leafInWords, valueInWords } from './specifications/words.ts';
export type { Declarations } from './specifications/words.ts';
export { fromCanvas, toCanvas } from './model/to-canvas.ts';
export type {
  CanvasEdge,
  CanvasNode,
  ChangeMark,
  CanvasNodeData,
  CanvasOptions,
  PathState,
} from './model/to-canvas.ts';
export { pathMark, placesOnPath } from './model/canvas-path.ts';
export type { CanvasPath } from './model/canvas-path.ts';
export {
  canBeEntered,
  connect,
  connectionRefusal,
  disconnect,
  edgeOfPort,
  hasPort,
  nextPortOf,
  reconnect,
  targetsFor,
} from './draft/connections.ts';
export type { Connection, ConnectionRefusal, PortRef } from './draft/connections.ts';
export {
  addNode,
  freePlace,
  insertOnEdge,
  moveNodes,
  placeOnEdge,
  remove,
  rename,
  replaceNode,
  shiftNodes,
} from './draft/graph-edits.ts';
export { cornerOf, duplicate, fragmentOf, insertFragment, isEmptyFragment } from './draft/fragment.ts';
export type { Fragment, Inserted, NewId } from './draft/fragment.ts';
export {
  addNote,
  collapseGroups,
  fitFrames,
  freeNotePlace,
  groupNodes,
  growAnnotations,
  leaveGroups,
  noteSize,
  removeAnnotations,
  removeItems,
  shiftItems,
} from './draft/annotation-edits.ts';
export { dropItems, putIntoBoxes, settle } from './draft/dropping.ts';
export { groupRef, idsOfRefs, isAnnotationRef, noteRef } from './model/annotation-refs.ts';
export { membersOf } from './model/group-frames.ts';
export type { AnnotationLabels } from './model/annotation-drawing.ts';
export type { AnnotationActions, AnnotationWords } from './canvas/annotation-context.ts';
export { fromClipboard, toClipboard } from './draft/clipboard.ts';
export type { ClipboardRefusal } from './draft/clipboard.ts';
export { newNode } from './draft/new-node.ts';
export type { KnownNames } from './draft/new-node.ts';
export { beginHistory, record, redo, undo } from './draft/history.ts';
export type { History } from './draft/history.ts';
export { readHistory, storeHistory } from './draft/stored-history.ts';
export { EditCanvas } from './canvas/edit-canvas.tsx';
export { draggedNote, dragType } from './canvas/use-dropping.ts';
export type { Selection } from './canvas/canvas-selection.ts';
export type { EditCanvasProps, EditLabels } from './canvas/edit-canvas.tsx';
export { gridStep, toGrid } from './model/grid.ts';
export { arrange } from './layout/arrange.ts';
export type { Arranged, LayoutEngine } from './layout/arrange.ts';
export { putInOrder } from './draft/put-in-order.ts';
export { directionOf } from './model/layout.ts';
export type { Direction } from './model/layout.ts';
export { CanvasProvider, useCanvasView } from './canvas/canvas-view.tsx';
export type { CanvasView } from './canvas/canvas-view.tsx';
export { createTrafficStore, TrafficProvider } from './canvas/traffic.tsx';
export type { CanvasTraffic, PlaceNumber, TrafficStore } from './canvas/traffic.tsx';
export type { ImageFormat, ImageStage } from './canvas/canvas-image.ts';
export { CanvasImageError } from './canvas/image-failure.ts';
export type { ImageTrouble } from './canvas/image-failure.ts';
