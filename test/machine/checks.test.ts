/** Each check finds the mistake that it is for, where it is made, and nothing in programs that make none. */

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type CheckName, checkTable } from '../../emulator/machine/checks/table.ts'
import { formatReport } from '../../emulator/machine/report/index.ts'
import { ROOT_ID, writeMacFile } from '../../emulator/volume/index.ts'
import { machineWith } from '../macos/programs.ts'

const ALL = checkTable.map(({ name }) => name)

const empty = {
  type: 'TEXT',
  creator: 'ttxt',
  finderFlags: 0,
  resourceFork: new Uint8Array(0),
  created: 0,
  modified: 0,
}

/** In the order of the program's. */
const mistakes = [
  'NONE',
  'WRITE_BEHIND',
  'READ_BEFORE',
  'MOVE_BEHIND',
  'WRITE_DISPOSED',
  'DISPOSE_TWICE',
  'STALE_POINTER',
  'DISPOSED_HANDLE',
  'DISPOSE_HANDLE_TWICE',
  'NIL_READ',
  'NIL_WRITE',
  'NIL_HANDLE',
  'READ_UNWRITTEN',
  'DIVIDE_BY_ZERO',
  'OVERFLOWS',
  'OVERWRITE_RETURN',
  'RECURSE',
]

async function run(checks: readonly CheckName[], mistake = 'NONE') {
  const { machine, volume, path } = await machineWith('checks', { machine: { checks } })
  const dataFork = Uint8Array.of(mistakes.indexOf(mistake))
  writeMacFile(volume, ROOT_ID, { ...empty, name: 'mistake', dataFork })
  machine.launch({ path })
  return machine.run({ maxVirtualSeconds: 5 })
}

describe('a mistake is found', () => {
  test.each<[CheckName, string, RegExp, string]>([
    ['heap', 'WRITE_BEHIND', /the program writes 1 byte at 0x[0-9a-f]+, 0 bytes behind a block of 30 bytes/, 'fill'],
    ['heap', 'READ_BEFORE', /reads 4 bytes at .*, 8 bytes before a block of 30 bytes/, 'behind'],
    [
      'heap',
      'MOVE_BEHIND',
      /BlockMoveData, asked for 25 bytes at .* writes 5 bytes at .*, 0 bytes behind a block/,
      'BlockMoveData',
    ],
    ['heap', 'WRITE_DISPOSED', /writes 1 byte at .*, 3 bytes into a block of 30 that was disposed of/, 'behind'],
    ['heap', 'DISPOSE_TWICE', /DisposePtr was given a block that was disposed of before/, 'DisposePtr'],
    ['heap', 'STALE_POINTER', /writes 1 byte at .*, 5 bytes into a block of 100 that has moved to/, 'stale'],
    ['heap', 'DISPOSED_HANDLE', /reads 4 bytes at .*, a handle that was disposed of/, 'stale'],
    ['heap', 'DISPOSE_HANDLE_TWICE', /DisposeHandle was given a handle that was disposed of before/, 'DisposeHandle'],
    ['null', 'NIL_READ', /reads 4 bytes at 0x0000000c, by a pointer that is nil/, 'follow'],
    ['null', 'NIL_WRITE', /writes 4 bytes at 0x00000000/, 'follow'],
    ['null', 'NIL_HANDLE', /reads 4 bytes at 0x00000000/, 'follow'],
    [
      'uninit',
      'READ_UNWRITTEN',
      /reads 4 bytes at .*, 36 bytes into a block of 64, that nothing was ever written to/,
      'unwritten',
    ],
    ['nan', 'DIVIDE_BY_ZERO', /the result of 10 \/ 0 is infinite: /, 'divide'],
    ['nan', 'OVERFLOWS', /the result of 1\.0\d*e\+305 \* 100000 is infinite: /, 'divide'],
    ['stack', 'OVERWRITE_RETURN', /overrun was called from main\+0x[0-9a-f]+, and returns to 0x7fff0000/, 'overrun'],
    ['stack', 'RECURSE', /the stack is down to .* where recurse is called, in the heap/, 'recurse'],
  ])('%s: %s', async (check, mistake, message, where) => {
    const { outcome, report } = await run([check], mistake)
    expect(outcome).toMatchObject({ kind: 'check', message: expect.stringMatching(message), finding: { check } })
    expect(report!.location.function).toBe(where)
    expect(formatReport(report!)).toContain('[check]')
  })

  test('the report says who allocated the block and who disposed of it', async () => {
    const { report } = await run(['heap'], 'WRITE_DISPOSED')
    const evidence = /Evidence\n(.*?)\n\n/s.exec(formatReport(report!))![1]!
    expect(evidence).toMatch(/allocated by NewPtr at cycle [\d,]+\n.* allocate\+.*\n.* behind\+.*\n.* main\+/)
    expect(evidence).toMatch(/disposed of by DisposePtr at cycle [\d,]+\n.* dispose\+.*\n.* behind\+/)
  })
})

test('docs/checks.md has the table', () => {
  const page = readFileSync(new URL('../../docs/checks.md', import.meta.url), 'utf8')
  for (const { name, finds } of checkTable) expect(page).toContain(`| \`${name}\` | ${finds} |`)
})

describe('a program without mistakes', () => {
  test.each(ALL.map((name) => [name]))('%s is silent, and the cycles are the same', async (name) => {
    const plain = await run([])
    const checked = await run([name])
    expect(checked.outcome).toEqual(plain.outcome)
    expect(plain.outcome.kind).toBe('exited')
    expect(checked.cycles).toBe(plain.cycles)
    expect(checked.services).toEqual(plain.services)
    expect(checked.heapBytes).toBe(plain.heapBytes)
  })
})
