/** What TextEdit keeps besides edit records: the styles that go with its private scrap. */

import type { Run } from './style-runs.ts'

export class TextEdit {
  /** Of the text copied last; empty when it was copied from a record without styles. */
  copiedStyles: readonly Run[] = []
}
