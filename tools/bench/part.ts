import type { Report, TerminalText } from '@voronka/local-infra';
import type { Figures } from './figures.ts';

/** What a part measured: tables for people, figures for programs. */
export interface Measured<Name extends string = string> {
  /** Texts for the terminal. */
  readonly tables: readonly string[];
  readonly figures: Figures<Name>;
}

/** A part of the benchmark that can be run alone, by its name. */
export interface Part<Name extends string = string> {
  readonly name: string;
  readonly title: TerminalText;
  /**
   * Names of the figures that it measures, `{word}` standing for one of several words. docs/benchmarks.md says what each
   * means.
   */
  readonly figureNames: readonly string[];
  /** @param report takes progress, one plain line at a time */
  measure(report: Report): Promise<Measured<Name>>;
}
