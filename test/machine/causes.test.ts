/** What a report says of why: the cause that was there before what was seen. */

import { describe, expect, test } from 'vitest'
import { formatReport } from '../../emulator/machine/report/index.ts'
import { machineWith, type ProgramOptions } from '../macos/programs.ts'

async function run(name: string, options: ProgramOptions, partition?: number) {
  const { machine, path } = await machineWith(name, options)
  machine.launch({ path, partition })
  return machine.run({ maxVirtualSeconds: 5 })
}

describe('a console that does not fit beside its program', () => {
  test('the report says that memory ran out, for what, and which partition would do', async () => {
    const { outcome, report } = await run('nearly-full', {})
    const text = formatReport(report!)
    expect(text).toContain('\nwhy: the program had run out of memory')
    expect(outcome.kind).not.toBe('exited')
    const [cause] = report!.causes
    expect(cause).toMatchObject({ id: 'out-of-memory' })
    expect(cause!.sentence).toMatch(/partition of 1,024 KB, code and data take 9\d\d KB/)
    expect(cause!.sentence).toMatch(/NewHandleClear\(32768\) -> nil, memFullErr.*openConsole/)
    const advised = Number(/--partition (\d+)K/.exec(cause!.advice!)![1])
    expect((await run('nearly-full', {}, advised << 10)).outcome.kind, 'and it does').toBe('exited')
    expect(advised, 'without waste').toBeLessThan(1300)
  })
})

test('malloc that failed, and was not looked at', async () => {
  const { outcome, report } = await run('exits', { useNewlib: true, defines: ['MALLOC'] })
  expect(outcome.kind).toBe('access')
  expect(report!.causes[0]!.sentence).toMatch(/NewPtr\(40000000\) -> nil, memFullErr/)
})

describe('crash.c', () => {
  const cause = async (define: string) => {
    const { outcome, report } = await run('crash', { defines: [define], imports: ['NoSuchService'] })
    return { outcome, causes: report!.causes, text: formatReport(report!) }
  }

  test('a damaged heap explains more than the wild store after it', async () => {
    const { outcome, causes } = await cause('DAMAGED_HEAP')
    expect(outcome).toMatchObject({ kind: 'heap-corrupt', symptom: 'access' })
    expect(causes[0]!.sentence).toMatch(/55 55 55 55.*"U+".*pointer block of 16 bytes/)
    expect(causes[0]!.sentence).toMatch(
      /the program wrote to the header last at cycle \d+, in 0x\w+ ___memset.*, called from 0x\w+ goWrong/,
    )
  })

  test('recursion, nil functions', async () => {
    expect((await cause('STACK_OVERRUN')).causes[0]).toMatchObject({
      id: 'recursion',
      sentence: expect.stringContaining('recurse'),
    })
    expect((await cause('NULL_JUMP')).causes[0]).toMatchObject({ id: 'nil-function' })
  })

  test('of a wild store by itself, nothing more is known', async () => {
    expect((await cause('WILD_STORE')).causes).toEqual([])
  })
})
