import { expect, test } from 'vitest'
import { coveragePage, isProven, proofs } from './coverage-page.ts'

test.skipIf(process.env.BONDI_PROGRAM_LENGTH !== undefined)(
  'docs/instruction-coverage.md tells what the tests prove',
  async () => {
    await expect(coveragePage()).toMatchFileSnapshot('../../docs/instruction-coverage.md')
  },
)

test('something proves every instruction', () => {
  expect(
    proofs()
      .filter((proof) => !isProven(proof))
      .map(({ row }) => row.mnemonic),
  ).toEqual([])
})
