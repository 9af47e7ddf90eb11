import { expect, test } from 'vitest'
import { hasRelaxedSimd, prepareHostEngine } from '../../harness/host-engine.ts'

test('relaxed SIMD is on after preparation, and asking again is harmless', () => {
  expect(prepareHostEngine()).toBe(true)
  expect(prepareHostEngine()).toBe(true)
  expect(hasRelaxedSimd()).toBe(true)
})
