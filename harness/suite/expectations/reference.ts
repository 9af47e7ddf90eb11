/** The language model's output against that of the same C on a little-endian machine. */
import { compareTexts } from '../../compare/text.ts'
import type { ReferenceResult } from '../../reference/wasi-run.ts'
import { OUTPUT_FILE, outputOf } from '../../verify/pair.ts'
import type { Evidence, Findings } from './evidence.ts'

export function checkReference({ run }: Evidence, reference: ReferenceResult, findings: Findings): void {
  findings.assertions.push("the story is the reference's, byte for byte")
  const expected = new TextDecoder().decode(reference.files.get(OUTPUT_FILE) ?? new Uint8Array(0))
  const comparison = compareTexts(outputOf(run) ?? new Uint8Array(0), expected)
  if (comparison.identical) return
  const { line, column, actual, expected: wanted } = comparison.difference
  findings.fail('reference', `${OUTPUT_FILE} differs from the reference's in line ${line}, character ${column}`, {
    difference: { of: OUTPUT_FILE, offset: comparison.difference.offset, line, column, actual, expected: wanted },
  })
}
