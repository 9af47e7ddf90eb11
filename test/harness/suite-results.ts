/** Results of suites to make reports of: a case of each status, with everything that a report shows. */
import { encodePng } from '../../harness/drive/screen-image.ts'
import { attachBytes, attachText } from '../../harness/suite/attachment.ts'
import { type CaseResult, SUITE_RESULT_FORMAT, type SuiteResult } from '../../harness/suite/result.ts'

export const aCase = (name: string, more: Partial<CaseResult> = {}): CaseResult => ({
  name,
  definition: `suite/${name.replace(/\[.*/, '')}/case.toml`,
  tags: [],
  variables: {},
  status: 'passed',
  exit: 'ok',
  outcome: 'the program ended by itself',
  failures: [],
  assertions: ['out.txt is as the case says'],
  attempts: 1,
  hostSeconds: 0.25,
  virtualSeconds: 1.5,
  cycles: 349_500_000,
  partitionBytes: 1 << 20,
  peakMemoryBytes: 640_000,
  properties: {},
  attachments: [],
  ...more,
})

export const aSuite = (cases: readonly CaseResult[], more: Partial<SuiteResult> = {}): SuiteResult => ({
  format: SUITE_RESULT_FORMAT,
  name: 'suite',
  version: '0.1.0',
  startedAt: '2026-03-01T03:17:00.000Z',
  hostSeconds: 12.5,
  isComplete: true,
  exit: 'ok',
  cases,
  ...more,
})

const lines = Array.from({ length: 20 }, (_, index) => `line ${index + 1}`)
const wrong = lines.with(9, 'line 10 <b>&amp; \u0001 other</b>')

export const wrongText = aCase('letters/wrong-text', {
  description: 'A letter with a mistake in it',
  tags: ['letters'],
  status: 'failed',
  failures: [
    {
      kind: 'file',
      message: 'out.txt differs from what is expected in line 10, character 9',
      exit: 'different',
      difference: {
        of: 'out.txt',
        offset: 71,
        line: 10,
        column: 9,
        actual: wrong[9]!,
        expected: lines[9]!,
        ulps: 3,
        virtualSeconds: 0.25,
      },
      attachments: ['out.txt', 'expected-out.txt'],
    },
  ],
  attachments: [
    attachText('out.txt', `${wrong.join('\n')}\n`),
    attachText('expected-out.txt', `${lines.join('\n')}\n`),
  ],
})

export const crashed = aCase('crash', {
  status: 'failed',
  exit: 'access',
  outcome: 'read from 0x40000000, outside RAM',
  failures: [{ kind: 'exit', message: 'it ended as access instead of ok', exit: 'access' }],
  attachments: [attachText('crash.txt', 'read from 0x40000000, outside RAM\nRegisters\n')],
})

export async function wrongScreen(): Promise<CaseResult> {
  const png = async (name: string, level: number) =>
    attachBytes(name, await encodePng({ width: 8, height: 8, rgb: new Uint8Array(8 * 8 * 3).fill(level) }))
  return aCase('screens/wrong', {
    status: 'failed',
    failures: [{ kind: 'picture', message: 'window.png: 64 of 64 pixels differ', exit: 'different' }],
    attachments: await Promise.all([
      png('window.png', 0),
      png('window.expected.png', 255),
      png('window.difference.png', 128),
    ]),
  })
}

export const everyStatus = async (): Promise<SuiteResult> =>
  aSuite(
    [
      crashed,
      aCase('flaky', { status: 'flaky', attempts: 2 }),
      aCase('hangs', {
        status: 'failed',
        failures: [{ kind: 'host-timeout', message: 'the host ended it after 60 s', exit: 'host-timeout' }],
      }),
      aCase('known', { status: 'known-failure', reason: 'fonts are wider' }),
      wrongText,
      aCase('nothing', { status: 'no-assertions', assertions: [] }),
      await wrongScreen(),
      aCase('slow', { status: 'skipped', reason: 'needs a disk', attempts: 0 }),
      aCase('story[seed=13]', {
        variables: { seed: '13' },
        properties: { tokens: 173, tokensPerSecond: 151.25 },
      }),
    ],
    { exit: 'tests-failed' },
  )
