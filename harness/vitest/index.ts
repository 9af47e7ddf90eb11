/**
 * Bondi in vitest: a fixture that runs applications, and matchers that say what a run must be (docs/vitest.md).
 *
 * ```ts
 * import { expect, test } from 'bondi/vitest'
 *
 * test('it greets', async ({ bondi }) => {
 *   const run = await bondi.run('Hello.bin')
 *   expect(run).toExitCleanly()
 *   expect(run).toMatchOutput('Hello\n', { file: 'out.txt' })
 * })
 * ```
 */
import { expect } from 'vitest'
import type { PictureTolerance } from '../drive/compare-pictures.ts'
import { type Bounds, type Calls, toExitCleanly, toFinishWithin, toHaveCalled } from './matchers/ending.ts'
import { toMatchScreen } from './matchers/screen.ts'
import { type OutputOptions, toMatchOutput, toMatchReference } from './matchers/texts.ts'

export type { PictureTolerance } from '../drive/compare-pictures.ts'
export type { Tolerance as NumberTolerance } from '../suite/definition.ts'
export { type BondiFixture, bondiFixture, type ProgramOptions, type Sources, test, test as it } from './fixture.ts'
export type { Bounds, Calls } from './matchers/ending.ts'
export type { OutputOptions } from './matchers/texts.ts'
export { ProgramRun } from './program-run.ts'
export { expect }

export interface BondiMatchers<R = unknown> {
  /** The program ended by itself, with status 0 where it has one. */
  toExitCleanly(): R
  /** Its console, or a file that it wrote, is this text, or matches this pattern. */
  toMatchOutput(expected: string | RegExp, options?: OutputOptions): R
  /** The language model's story is that of the same C on a little-endian machine. */
  toMatchReference(): Promise<R>
  /** It called this service of Mac OS. */
  toHaveCalled(service: string, calls?: Calls): R
  /** What the script took a picture of under this name, or what the screen showed at the end, is this picture beside the test. */
  toMatchScreen(name: string, tolerance?: PictureTolerance): Promise<R>
  /** It ended by itself, and took no more than that. */
  toFinishWithin(bounds: Bounds): R
}

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: the parameter must be vitest's own
  interface Matchers<T = any> extends BondiMatchers<T> {}
}

expect.extend({ toExitCleanly, toMatchOutput, toMatchReference, toHaveCalled, toMatchScreen, toFinishWithin })
