import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from '../../harness/project-files.ts'
import { type Bondi, bondiIn, ensureBuilt } from './bondi.ts'
import { debug, hasGdb } from './gdb.ts'

let bondi: Bondi

beforeAll(() => {
  ensureBuilt()
  bondi = bondiIn()
  for (const name of ['counter', 'access', 'loop']) {
    const source = join(projectRoot, `test/harness/programs/${name}.c`)
    const { exit, stderr } = bondi('build', '--bare', source, '-o', `${name}.bin`)
    expect(exit, stderr).toBe('ok')
  }
})

const run = (app: string, ...commands: string[]) => debug(bondi.folder, app, commands)

describe.skipIf(!hasGdb)('gdb', () => {
  test('stops at a function by its name, steps, finishes, and shows where it is', async () => {
    const { gdb, exit, stderr } = await run(
      'counter.bin',
      'break bump',
      'continue',
      'backtrace',
      'print $r3',
      'stepi',
      'print $pc',
      'finish',
      'continue',
      'print $r3',
      'print $f1',
      'delete',
      'continue',
    )
    expect(gdb).toMatch(/Breakpoint 1, 0x[0-9a-f]+ in bump \(\)/)
    expect(gdb).toMatch(/#0 .* in bump \(\)\n#1 .* in countTo \(\)\n#2 .* in main \(\)/)
    expect(gdb).toContain('$1 = 1\n')
    expect(gdb).toMatch(/\$2 = .*<bump\+4>/)
    expect(gdb, 'finish').toMatch(/\n0x[0-9a-f]+ in countTo \(\)\n/)
    expect(gdb).toContain('$3 = 2\n')
    expect(gdb).toContain('$4 = 0\n')
    expect(gdb).toContain('exited normally')
    expect(exit, stderr).toBe('ok')
  })

  test('hears of watched memory, and goes back over what changed it', async () => {
    const found = await run('counter.bin', 'break bump', 'continue', 'x/2i $pc', 'stepi', 'print/x $r4')
    const address = /\$1 = (0x[0-9a-f]+)/.exec(found.gdb)?.[1]
    expect(address, found.gdb).toBeDefined()
    const value = `x/dw ${address}`
    const { gdb } = await run(
      'counter.bin',
      `watch *(long*)${address}`,
      'continue',
      'continue',
      'info registers r3',
      value,
      'reverse-continue',
      value,
      'info registers r3',
      'reverse-stepi',
      'info registers r3',
      'delete',
      'break countTo',
      'reverse-continue',
      value,
      'delete',
      'reverse-continue',
      'print $pc',
      'continue',
    )
    expect(gdb).toContain('Hardware watchpoint 1')
    expect(gdb).toContain('Old value = 1\nNew value = 3\n')
    expect(gdb, 'the store is undone').toContain('Old value = 3\nNew value = 1\n')
    const words = [...gdb.matchAll(/^0x[0-9a-f]+:\t(\d+)$/gm)].map(([, word]) => word)
    expect(words, gdb).toEqual(['3', '1', '0'])
    const r3 = [...gdb.matchAll(/^r3 +0x[0-9a-f]+ +(\d+)$/gm)].map(([, word]) => word)
    expect(r3, 'the sum, before the store too, and the addend before').toEqual(['3', '3', '2'])
    expect(gdb).toMatch(/Breakpoint 2, 0x[0-9a-f]+ in countTo/)
    expect(gdb).toContain('No more reverse-execution history')
    expect(gdb).toMatch(/<__start>/)
    expect(gdb).toContain('exited normally')
  })

  test('registers and memory can be changed, and functions called', async () => {
    const { gdb, exit } = await run(
      'counter.bin',
      'break bump',
      'continue',
      'stepi',
      'set $address = $r4',
      'print (long)bump(40)',
      'x/dw $address',
      'set $r3 = 60',
      'set *(int*)$address = 2000',
      'delete',
      'finish',
      'x/dw $address',
      'continue',
    )
    expect(gdb).toMatch(/:\t40\n/)
    expect(gdb).toMatch(/:\t2060\n/)
    expect(gdb).toContain('exited normally')
    expect(exit).toBe('ok')
  })

  test('shows a crash where the crash report shows it', async () => {
    const reported = bondi('run', 'access.bin')
    const pc = /at (0x[0-9a-f]+) innermost/.exec(reported.stderr)?.[1]
    expect(pc, reported.stderr).toBeDefined()
    const { gdb, exit } = await run(
      'access.bin',
      'continue',
      'print/x $pc',
      'backtrace',
      'reverse-stepi',
      'print/x $pc',
      'continue',
      'continue',
    )
    expect(gdb).toContain('Program received signal SIGSEGV')
    expect(gdb).toContain('the program read or wrote 0x40000000, where there is no RAM')
    const [at, before] = [...gdb.matchAll(/^\$\d+ = (0x[0-9a-f]+)$/gm)].map(([, text]) => Number(text))
    expect(at).toBe(Number(pc))
    expect(before).toBe(at! - 4)
    expect(gdb).toMatch(/#1 .* middle \(\)\n#2 .* main \(\)/)
    expect(gdb).toContain('Program terminated with signal SIGSEGV')
    expect(exit).toBe('access')
  })

  test('monitor commands tell what Bondi knows', async () => {
    const { gdb } = await run(
      'counter.bin',
      'break FSWrite',
      'continue',
      'monitor services',
      'monitor where',
      'monitor files',
      'monitor heap',
      'monitor memory',
      'monitor what 0x40000000',
      'monitor time',
      'monitor screen screen.png',
      'monitor report',
      'monitor help',
      'monitor nonsense',
      'kill',
    )
    expect(gdb).toMatch(/HCreate\(0, 0, "out.txt", .*\) -> noErr/)
    expect(gdb).toMatch(/FSWrite\n.*(write_file|main)/)
    expect(gdb).toContain('out.txt (data fork), to read and write')
    expect(gdb).toContain('The heap is sound.')
    expect(gdb).toMatch(/partition of [\d,]+ KB/)
    expect(gdb).toMatch(/\d+ cycles, 0\.\d+ virtual seconds/)
    expect(gdb).toContain('Last service calls')
    expect(gdb).toContain('monitor screen FILE.png')
    expect(gdb).toContain('there is no monitor command "nonsense"')
    expect(readFileSync(join(bondi.folder, 'screen.png')).subarray(1, 4).toString()).toBe('PNG')
  })

  test('a program that computes is stopped, killed, and leaves no process', async () => {
    // Ctrl-C
    const interrupt = 'python import os, threading; threading.Timer(1, lambda: os.kill(os.getpid(), 2)).start()'
    const { gdb, exit } = await run('loop.bin', interrupt, 'continue', 'print $pc', 'kill')
    expect(gdb).toContain('Program received signal SIGINT')
    expect(exit).toBe('ok')
  })

  test('a program that gdb leaves runs to its end', async () => {
    const { gdb, exit, stderr } = await run('counter.bin', 'break bump', 'continue', 'detach')
    expect(gdb).toContain('detached')
    expect(exit).toBe('ok')
    expect(stderr).toContain('ExitToShell')
  })
})

test('a port that is taken is told of', async () => {
  const { createServer } = await import('node:net')
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const { exit, stderr } = bondi('debug', 'counter.bin', '--port', String(port))
  server.close()
  expect(exit).toBe('bad-input')
  expect(stderr).toContain(`port ${port}`)
})
