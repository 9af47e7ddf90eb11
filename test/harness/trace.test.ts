import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import { type Bondi, bondiIn, ensureBuilt } from './bondi.ts'

/* `bondi trace`, as a user has it, on a program that calls outer, inner twice, and services. */

const source = fileURLToPath(new URL('programs/traced.c', import.meta.url))
let bondi: Bondi

beforeAll(() => {
  ensureBuilt()
  bondi = bondiIn()
  expect(bondi('build', '--bare', source, '-o', 'Traced.bin').exit).toBe('ok')
})

const events = (...args: string[]) =>
  bondi('trace', 'Traced.bin', '--format', 'jsonl', ...args)
    .stdout.trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

test('services with arguments and results, chosen by name', () => {
  const texts = events('--what', 'services', '--name', '{New,Dispose}*').map(({ text }) => text)
  expect(texts).toEqual([
    expect.stringMatching(/^NewPtr\(100\) -> 0x/),
    expect.stringMatching(/^DisposePtr\(0x.* done$/),
  ])
})

test('functions enter and leave in pairs, one inside the other', () => {
  const seen = events('--what', 'functions', '--name', '{outer,inner}').map(({ kind, name }) => `${kind} ${name}`)
  expect(seen).toEqual(['enter outer', 'enter inner', 'leave inner', 'enter inner', 'leave inner', 'leave outer'])
})

test('instructions with the registers that they changed', () => {
  const [first, second] = events('--what', 'instructions', '--name', 'inner')
  expect(first).toMatchObject({ name: 'inner', text: 'mulli   r3,r3,3' })
  expect(second).toMatchObject({ text: 'blr', changed: { r3: 12 } })
})

test('a limit ends the run; a window of time leaves out what is before and after', () => {
  expect(events('--what', 'instructions', '--limit', '7')).toHaveLength(7)
  const all = events('--what', 'functions')
  const middle = all[2].seconds
  const later = events('--what', 'functions', '--from', `${middle.toFixed(9)}s`)
  expect(later.length).toBeLessThan(all.length)
  expect(later.every(({ seconds }: { seconds: number }) => seconds >= middle - 1e-9)).toBe(true)
})

test("Perfetto's file: every end closes the begin before it", () => {
  expect(bondi('trace', 'Traced.bin', '--what', 'functions', '--format', 'perfetto', '-o', 'trace.json').exit).toBe(
    'ok',
  )
  const { traceEvents } = JSON.parse(readFileSync(join(bondi.folder, 'trace.json'), 'utf8'))
  const open: string[] = []
  let last = 0
  for (const { ph, name, ts } of traceEvents) {
    expect(ts).toBeGreaterThanOrEqual(last)
    last = ts
    if (ph === 'B') open.push(name)
    else expect(open.pop()).toBe(name)
  }
  expect(traceEvents.length).toBeGreaterThan(4)
})

test('a trace has the time of a run without it', () => {
  const cycles = JSON.parse(bondi('run', 'Traced.bin', '--json').stdout).cycles
  const last = events('--what', 'services').at(-1)
  expect(last.cycles).toBeLessThanOrEqual(cycles)
  expect(events('--what', 'instructions').at(-1).cycles).toBeLessThanOrEqual(cycles)
})

test('an output that cannot be written is said', () => {
  const { exit, stderr } = bondi('trace', 'Traced.bin', '-o', 'nowhere/trace.txt')
  expect(exit).toBe('bad-input')
  expect(stderr).toMatch(/nowhere\/trace.txt cannot be written/)
})
