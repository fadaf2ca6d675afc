import { FlowCanvas } from '@voronka/flow-editor';

export const canvas = FlowCanvas;
