import { expect, test } from 'vitest'
import { buildReference } from '../../scripts/llm-application.ts'
import { expectFixture } from './fixture.ts'
import { hasProgram } from './tools.ts'

const clang = hasProgram('clang-19', 'rebuilding the reference module')

test.skipIf(!clang)('the reference module is what the sources make', () => {
  expectFixture('reference/llm.wasm', buildReference())
})

test.skipIf(!clang)('a planted defect makes another module', () => {
  expect(Buffer.compare(buildReference({ defines: ['BUG_KV_HEAD'] }), buildReference())).not.toBe(0)
})
