import { expect, test } from 'vitest'
import { buildReference } from '../../scripts/llm-application.ts'
import { expectFixture } from './fixture.ts'
import { hasProgram } from './tools.ts'

const clang = hasProgram('clang-19', 'rebuilding the reference module')

test.skipIf(!clang)('the reference module is what the sources make', async () => {
  const made = buildReference()
  expectFixture('reference/llm.wasm', made)
  const imports = WebAssembly.Module.imports(await WebAssembly.compile(made.slice()))
  expect(imports.every(({ module }) => module === 'wasi_snapshot_preview1')).toBe(true)
})
