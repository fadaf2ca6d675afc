// React Flow's own styles first: the canvas' rules build on them. Loaded with the pages that draw, not before.
import '@xyflow/react/dist/style.css';
import '@voronka/flow-editor/canvas.css';
import '@voronka/flow-editor/annotations.css';
import './flow-draft.css';
