/** A suite of many short stories, as `bondi test` runs it. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeWhole } from '../../files/write-whole.ts'
import { runSuite } from '../../suite/run-suite.ts'

const CASES = 200
const TOKENS = 64
const JOBS = 2

const story = `
[llm]
prompt = "Once upon a time"
steps = ${TOKENS}
temperature = 1

[matrix]
seed = [${Array.from({ length: CASES }, (_, n) => n + 1).join(', ')}]

[[expect.file]]
name = "output.txt"
contains = "Tokens: "

[expect]
called = "FSWrite"
`

/** Of the whole suite, from looking for its cases to its result. Throws unless all pass. */
export async function suiteSeconds(): Promise<number> {
  const root = await mkdtemp(join(tmpdir(), 'bondi-suite-'))
  try {
    await writeWhole(join(root, 'story', 'case.toml'), story)
    const { cases, exit, hostSeconds } = await runSuite({ root, jobs: JOBS })
    if (exit !== 'ok' || cases.length !== CASES) throw new Error(`the suite of stories ended as ${exit}`)
    return hostSeconds
  } finally {
    await rm(root, { recursive: true })
  }
}
