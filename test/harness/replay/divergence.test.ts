import { describe, expect, test } from 'vitest'
import { compareRuns } from '../../../harness/replay/divergence.ts'
import type { RunFacts } from '../../../harness/replay/facts.ts'
import { hashOfText, type Recording } from '../../../harness/replay/recording.ts'

const digest = '0'.repeat(64)

function run(calls: readonly [text: string, cycle: number][], more: Partial<RunFacts> = {}) {
  const recording: Recording = {
    count: calls.length,
    hashes: Uint32Array.from(calls, ([text]) => hashOfText(text)),
    cycles: Float64Array.from(calls, ([, cycle]) => cycle),
    texts: calls.map(([text]) => text),
    digest: 1,
  }
  const facts: RunFacts = {
    outcome: 'access',
    message: 'the program read or wrote 0x40000000',
    cycles: 100,
    seconds: 1,
    heapBytes: 10,
    serviceCalls: calls.length,
    callsDigest: 1,
    console: digest,
    files: digest,
    volume: digest,
    screen: digest,
    ...more,
  }
  return { facts, recording }
}

const original = run([
  ['NewPtr(16) -> 0x01c00100', 10],
  ['FSClose(5) -> noErr', 20],
  ['ExitToShell() -> done', 30],
])

describe('two runs', () => {
  test('that are the same', () => {
    expect(compareRuns(original, original, 'same')).toEqual({ same: true, facts: [] })
  })

  test('part at the first other call, which is shown as it was and as it is', () => {
    const replayed = run([
      ['NewPtr(16) -> 0x01c00100', 10],
      ['FSClose(6) -> noErr', 20],
      ['ExitToShell() -> done', 31],
    ])
    expect(compareRuns(original, replayed, 'same')).toMatchObject({
      same: false,
      first: {
        index: 1,
        kind: 'call',
        original: { text: 'FSClose(5) -> noErr', cycle: 20 },
        replayed: { text: 'FSClose(6) -> noErr', cycle: 20 },
      },
    })
  })

  test('part in time before they part in what they do: both are told', () => {
    const replayed = run([
      ['NewPtr(16) -> 0x01c00100', 11],
      ['FSClose(5) -> noErr', 20],
      ['Debugger() -> done', 30],
    ])
    const { first, firstCall } = compareRuns(original, replayed, 'same')
    expect(first).toMatchObject({ index: 0, kind: 'cycle', original: { cycle: 10 }, replayed: { cycle: 11 } })
    expect(firstCall).toMatchObject({ index: 2, kind: 'call' })
  })

  test('part where one of them makes no more calls', () => {
    const { first } = compareRuns(original, run([['NewPtr(16) -> 0x01c00100', 10]]), 'same')
    expect(first).toMatchObject({ index: 1, kind: 'call', original: { text: 'FSClose(5) -> noErr' } })
    expect(first).not.toHaveProperty('replayed')
  })

  test('of two builds: addresses and times do not count, all else does', () => {
    const moved = run(
      [
        ['NewPtr(16) -> 0x01c00230', 12],
        ['FSClose(5) -> noErr', 25],
        ['ExitToShell() -> done', 36],
      ],
      { cycles: 120, volume: '1'.repeat(64), message: 'the program read or wrote 0x40000010' },
    )
    expect(compareRuns(original, moved, 'same').same).toBe(false)
    expect(compareRuns(original, moved, 'different')).toEqual({ same: true, facts: [] })
    const other = run([
      ['NewPtr(17) -> 0x01c00230', 12],
      ['FSClose(5) -> noErr', 25],
      ['ExitToShell() -> done', 36],
    ])
    expect(compareRuns(original, other, 'different').first).toMatchObject({ index: 0, kind: 'call' })
  })

  test.each<Partial<RunFacts>>([
    { outcome: 'idle' },
    { cycles: 101 },
    { console: '2'.repeat(64) },
    { volume: '2'.repeat(64) },
    { screen: '2'.repeat(64) },
    { status: 1 },
    { callsDigest: 2 },
  ])('differ in %j alone', (more) => {
    const replayed = { ...original, facts: { ...original.facts, ...more } }
    expect(compareRuns(original, replayed, 'same')).toEqual({ same: false, facts: Object.keys(more) })
  })
})
