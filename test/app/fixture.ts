import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect } from 'vitest'
import { root } from '../../scripts/llm-application.ts'

/**
 * A file under `fixtures/` must be what the repository's own sources make; `BONDI_UPDATE_FIXTURES=1 npx vitest run test/app` makes it so.
 */
export function expectFixture(path: string, made: Uint8Array): void {
  const file = join(root, 'fixtures', path)
  if (process.env.BONDI_UPDATE_FIXTURES) {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, made)
  }
  const kept = existsSync(file) ? readFileSync(file) : Buffer.alloc(0)
  expect(
    kept.equals(made),
    `fixtures/${path} is not what the sources make (BONDI_UPDATE_FIXTURES=1 npx vitest run test/app makes it anew)`,
  ).toBe(true)
}
