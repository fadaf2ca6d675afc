import type { annotationsRu } from './annotations.ru.ts';
import type { EnglishOf } from './texts.types.ts';

/** Texts about notes and groups on the canvas in English. */
export const annotationsEn: EnglishOf<typeof annotationsRu> = {
  onCanvas: 'On the canvas',
  sticky: 'Sticky note',
  stickyHelp: 'A note for those who draw the flow. Clients never see it, and the flow does not change by it.',
  addNote: 'Add a sticky note',
  noteName: 'Sticky note: {{text}}',
  emptyNote: 'Empty note: press Enter to write',
  noteText: 'Text of the note',
  removeNote: 'Remove the note',
  group: 'Put a frame around the selected nodes',
  newGroup: 'Group',
  groupName_one: 'Group “{{title}}”, {{count}} node',
  groupName_other: 'Group “{{title}}”, {{count}} nodes',
  groupTitle: 'Title of the group',
  nodes_one: '{{count}} node',
  nodes_other: '{{count}} nodes',
  ungroup: 'Remove the frame, keep the nodes',
  collapse: 'Collapse the group',
  expand: 'Expand the group',
  fold: 'Collapse or expand the group',
  color: 'Colour',
  colors: { yellow: 'Yellow', blue: 'Blue', green: 'Green', red: 'Red', grey: 'Grey' },
  image: {
    save: 'Save as an image',
    png: 'Save the drawing as PNG',
    svg: 'Save the drawing as SVG',
    empty: 'The drawing is empty: there is nothing to save',
    stage: {
      drawing: 'Making the image: collecting the whole drawing…',
      painting: 'Making the image: painting…',
      packing: 'Making the image: packing the file…',
    },
    saved: 'Image saved: {{name}}',
    failed: {
      undrawn: 'No image: the browser did not show the whole drawing in time. Close other tabs and try again.',
      font: 'No image: the font could not be loaded. Check the connection and try again.',
      unpainted: 'No image: the browser could not paint it. Try SVG.',
    },
  },
};
