import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { exitCodes, exitCodesAsMarkdown } from '../../harness/exit-codes.ts'
import { projectRoot } from '../../harness/project-files.ts'

test('no number and no name is used twice, and all fit a process', () => {
  expect(new Set(exitCodes.map(({ code }) => code)).size).toBe(exitCodes.length)
  expect(new Set(exitCodes.map(({ name }) => name)).size).toBe(exitCodes.length)
  for (const { code } of exitCodes) expect(code).toBeLessThan(256)
})

test('docs/exit-codes.md is what the table says (bondi exit-codes --markdown writes it)', () => {
  expect(readFileSync(join(projectRoot, 'docs/exit-codes.md'), 'utf8')).toBe(exitCodesAsMarkdown())
})
