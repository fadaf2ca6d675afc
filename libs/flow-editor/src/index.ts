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
export type { CanvasEdge, CanvasNode, CanvasNodeData, CanvasOptions, PathState } from './model/to-canvas.ts';
export { pathMark, placesOnPath } from './model/canvas-path.ts';
export type { CanvasPath } from './model/canvas-path.ts';
