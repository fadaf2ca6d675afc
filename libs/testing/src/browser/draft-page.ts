import type { Locator, Page } from 'playwright-core';
import { flowSchema } from '@voronka/contracts';
import type { Flow } from '@voronka/contracts';
import type { FlowGraph } from '@voronka/domain';
import type { Stack } from '../stack/stack.ts';
import { until } from '../stack/until.ts';
import { EditorPage } from './editor-page.ts';

/** A place on the screen, px. */
interface Point {
  x: number;
  y: number;
}

/** A flow's page where its draft is drawn, and the draft as the server has it. */
export class DraftPage {
  constructor(
    readonly page: Page,
    private readonly stack: Stack,
    private readonly flowId: string,
  ) {}

  /** The flow as the server has it. */
  async read(): Promise<Flow> {
    return flowSchema.parse(await this.stack.admin.call(`/api/flows/${this.flowId}`));
  }

  /** Replaces the draft behind the page's back, as another person would. */
  async put(graph: FlowGraph): Promise<void> {
    const { draft } = await this.read();
    const body = { revision: draft.revision, graph };
    await this.stack.admin.call(`/api/flows/${this.flowId}/draft`, { method: 'PUT', body });
  }

  /** Opens the draft to edit it. */
  async open(): Promise<void> {
    await new EditorPage(this.page, this.stack.url).open(`/flows/${this.flowId}?version=draft`);
    await this.page.locator('.vf-editing').waitFor();
  }

  /** Waits until the server has what is claimed, and the page knows it. */
  async untilStored(what: string, holds: (graph: FlowGraph) => boolean): Promise<void> {
    await until(what, async () => holds((await this.read()).draft.graph), { timeoutMs: 20_000 });
    await this.page.locator('.v-saving[data-state="saved"]').waitFor();
  }

  /** Puts the keyboard on the canvas. */
  async focusCanvas(): Promise<void> {
    await this.page.locator('.vf-editing').focus();
  }

  /** The card, note or frame by its id on the canvas. */
  item(id: string): Locator {
    return this.page.locator(`.react-flow__node[data-id="${id}"]`);
  }

  /** Drags from the middle of something, or from a place in it counted from its corner, by so much. */
  async dragBy(from: Locator, by: Point, inside?: Point): Promise<void> {
    const box = await from.boundingBox();
    if (!box) throw new Error('nothing to drag');
    const start = { x: box.x + (inside?.x ?? box.width / 2), y: box.y + (inside?.y ?? box.height / 2) };
    await this.page.mouse.move(start.x, start.y);
    await this.page.mouse.down();
    await this.page.mouse.move(start.x + by.x, start.y + by.y, { steps: 8 });
    await this.page.mouse.up();
  }
}
