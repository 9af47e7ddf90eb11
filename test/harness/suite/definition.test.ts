/** What cases may say, what is told about those that are wrong, and what a matrix makes of one. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { BondiError } from '../../../emulator/errors.ts'
import type { CaseDefinition } from '../../../harness/suite/definition.ts'
import { findCases, type PlannedCase, selectCases } from '../../../harness/suite/find-cases.ts'

const good = 'application = "App.bin"\n[expect]\nexit = "ok"\n'

function suiteOf(cases: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'bondi-cases-'))
  for (const [path, text] of Object.entries(cases)) {
    mkdirSync(join(root, path, '..'), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return root
}

async function only(text: string, file = 'case.toml'): Promise<PlannedCase> {
  const [one] = await findCases(suiteOf({ [`a/${file}`]: text }))
  return one!
}

async function problemOf(text: string, file?: string): Promise<string> {
  const { definition } = await only(text, file)
  if (!(definition instanceof BondiError)) throw new Error('nothing is wrong with it')
  return `${definition.message} | ${definition.hint}`
}

describe('what is wrong with a case is told with its file, its key and how to mend it', () => {
  test.each<[string, string, RegExp]>([
    [
      'a wrong key',
      good.replace('exit', 'exits'),
      /a\/case\.toml: expect\.exits: there is no such key \| Did you mean exit\?/,
    ],
    [
      'a key in hyphens',
      `until-idel = true\n${good}`,
      /: until-idel: there is no such key \| Did you mean until-idle\?/,
    ],
    ['an unknown key', `${good}nonsense = 1`, /expect\.nonsense: .*\| What can be there: exit, status, file, console/],
    [
      'a wrong exit',
      good.replace('"ok"', '"okay"'),
      /expect\.exit: there is no such value \| It is one of ok, different/,
    ],
    ['a wrong size', `partition = "much"\n${good}`, /: partition: it must be a size such as 3000K/],
    ['a wrong type', `until-idle = "yes"\n${good}`, /: until-idle: expected boolean, received string/],
    [
      'a key of a list',
      `${good}[[expect.file]]\nname = "x"\ncontain = "y"`,
      /expect\.file\[1\]\.contain: .*contains\?/,
    ],
    ['a key of a table', `${good}[expect.file]\nname = "x"\ncontain = "y"`, /expect\.file\.contain: .*contains\?/],
    ['a bad pattern', `${good}[expect.console]\nmatches = "("`, /expect\.console\.matches: Invalid regular expression/],
    ['nothing to run', '[expect]\nexit = "ok"\n', /it names nothing to run: give `application`, `build` or `llm`/],
    ['no expectations', 'application = "App.bin"\n', /expect: the case expects nothing/],
    ['empty expectations', 'application = "App.bin"\n[expect]\n', /expect: the case expects nothing/],
    ['bad TOML', 'application = \n', /a\/case\.toml, line 1, column \d+: /],
    ['an axis that is no list', `${good}[matrix]\nseed = 1`, /matrix: seed is no list of values/],
    [
      'an unknown axis',
      `${good}[matrix]\nseed = [1]\n[expect.console]\nequals = "\${sed}"`,
      /\$\{sed\} is no axis.*seed/,
    ],
  ])('%s', async (_name, text, message) => {
    expect(await problemOf(text)).toMatch(message)
  })

  test('TypeScript spells keys its own way, and tells of a module that cannot be loaded', async () => {
    const shown = "export default { application: 'App.bin', untilIdel: true, expect: { exit: 'ok' } }"
    expect(await problemOf(shown, 'case.ts')).toMatch(
      /case\.ts: untilIdel: there is no such key \| Did you mean untilIdle/,
    )
    expect(await problemOf('export default 3', 'case.ts')).toMatch(/exports no case/)
    expect(await problemOf('export default {', 'case.ts')).toMatch(/case\.ts cannot be loaded: /)
  })
})

test('TOML and TypeScript say the same', async () => {
  const toml = await only(
    'build = { sources = "a.c" }\nuntil-file = "x"\npartition = "2M"\nstart-date = 2001-02-03T04:05:06\nbudget.time = "2m"\n[expect]\nnot-called = "SysBeep"\n',
  )
  const typed = await only(
    `import { defineCase } from 'bondi'
     const seconds: number = 120
     export default defineCase({
       build: { sources: 'a.c' }, untilFile: 'x', partition: 2 << 20, startDate: '2001-02-03T04:05:06.000',
       budget: { time: seconds }, expect: { notCalled: ['SysBeep'] },
     })`,
    'case.ts',
  )
  expect(typed.definition).toEqual(toml.definition)
  expect(toml.definition).toMatchObject({ partition: 2 << 20, budget: { time: 120, host: 60 } })
})

describe('a matrix', () => {
  const matrix = `
    [llm]
    prompt = "Once"
    [expect]
    exit = "ok"
    [[expect.file]]
    name = "output.txt"
    equals-file = "expected-\${seed}-\${partition}.txt"
    [matrix]
    partition = ["3M", "4M"]
    seed = [1, 2, 3]
    prompt = ["A long prompt that says the same at its beginning", "A long prompt that says the same at its end"]
  `

  test('is a case for each combination, under names of their own', async () => {
    const cases = await findCases(suiteOf({ 'a/case.toml': matrix }))
    expect(cases).toHaveLength(12)
    expect(new Set(cases.map(({ name }) => name)).size).toBe(12)
    const one = cases.find(({ variables }) => variables.seed === '2' && variables.partition === '4M')!
    expect(one.name).toMatch(/^a\[partition=4M,seed=2,prompt=A long prompt/)
    const { llm, partition, expect: wanted } = one.definition as CaseDefinition
    expect(partition).toBe(4 << 20)
    expect(llm).toMatchObject({ seed: 2, prompt: one.variables.prompt })
    expect(wanted.file[0]!.equalsFile).toBe('expected-2-4M.txt')
  })

  test('shards are a partition of the cases', async () => {
    const cases = await findCases(suiteOf({ 'a/case.toml': matrix, 'b/case.toml': good }))
    const shards = [1, 2, 3].map((index) => selectCases(cases, { shard: { index, count: 3 } }))
    expect(
      shards
        .flat()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(cases.map(({ name }) => name).sort())
  })
})

test('selection by parts of names, patterns and tags; one that cannot be read is never left out by its tags', async () => {
  const tagged = `tags = ["slow"]\n${good}`
  const root = suiteOf({
    'one/case.toml': good,
    'two/slow/case.toml': tagged,
    'two/bad/case.toml': 'x = ',
    'node_modules/case.toml': good,
  })
  const cases = await findCases(root)
  const names = (selection: object) => selectCases(cases, selection).map(({ name }) => name)
  expect(names({})).toEqual(['one', 'two/bad', 'two/slow'])
  expect(names({ filters: ['o/s'] })).toEqual(['two/slow'])
  expect(names({ filters: ['*/bad', 'one'] })).toEqual(['one', 'two/bad'])
  expect(names({ tags: ['slow'] })).toEqual(['two/bad', 'two/slow'])
  expect(() => names({ filters: ['three'] })).toThrow(/no case has such a name/)
})

test('a folder without cases, and no folder', async () => {
  await expect(findCases(suiteOf({ 'a/b.txt': '' }))).rejects.toThrow(/there is no case in/)
  await expect(findCases('/no/such/folder')).rejects.toThrow(/cannot read .*no such file/)
})
