/**
 * What a case says: one schema, from which the types, the check of `case.toml` and `case.ts` and the messages about what is wrong follow.
 *
 * Keys are written with hyphens in TOML (`until-idle`) and in one word in TypeScript (`untilIdle`). Paths are from the case's folder.
 */
import * as z from 'zod'
import { type CheckName, checkTable } from '../../emulator/machine/checks/table.ts'
import { TIMINGS } from '../../emulator/machine/timing.ts'
import { type ExitCodeName, exitCodes } from '../exit-codes.ts'
import { byteSize, cycleCount, duration, type Quantity } from '../quantities.ts'
import { type FailureKind, failureKinds } from './result.ts'

const oneOf = <T extends string>(names: readonly string[]) => z.enum(names as [T, ...T[]])

const quantity = ({ form, parse }: Quantity) =>
  z.union([z.string(), z.number().nonnegative()], { error: `it must be ${form}` }).transform((value, context) => {
    const parsed = typeof value === 'number' ? value : parse(value)
    if (parsed !== undefined) return parsed
    context.addIssue(`it must be ${form}`)
    return z.NEVER
  })

const checkName = oneOf<CheckName>(checkTable.map(({ name }) => name))
const exitName = oneOf<ExitCodeName>(exitCodes.map(({ name }) => name))
const text = z.string()
/** One text, or several. */
const texts = z.union([text.transform((one) => [one]), z.array(text)], {
  error: 'it must be a text or a list of texts',
})

const regularExpression = text.superRefine((source, context) => {
  try {
    new RegExp(source, 'mu')
  } catch (error) {
    context.addIssue((error as Error).message)
  }
})
const regularExpressions = z.union([regularExpression.transform((one) => [one]), z.array(regularExpression)])

const percentage = z
  .string()
  .regex(/^\d+(\.\d+)?%$/, 'it must be a percentage such as "2%"')
  .transform((shown) => Number(shown.slice(0, -1)) / 100)

/** A file that the program finds beside it: the host's, or a text that the case brings with it. */
const inputFile = z
  .strictObject({
    path: text.optional(),
    text: text.optional(),
    /** On the Mac; by default the path's last part. */
    name: text.optional(),
    /** Four characters, such as `TEXT`; by default what the file's kind has. */
    type: text.optional(),
    creator: text.optional(),
  })
  .refine((file) => (file.path === undefined) !== (file.text === undefined), 'it needs either `path` or `text`')
  .refine((file) => file.text === undefined || file.name !== undefined, '`text` needs a `name` on the Mac')

const build = z.strictObject({
  sources: texts,
  name: text.optional(),
  creator: text.optional(),
  partition: quantity(byteSize).optional(),
  defines: texts.optional(),
  includes: texts.optional(),
  flags: texts.optional(),
  bare: z.boolean().optional(),
  console: z.boolean().optional(),
})

/** The language model's application with its model, prompt and settings (app/README.md). */
const llm = z.strictObject({
  prompt: text.optional(),
  promptFile: text.optional(),
  model: text.optional(),
  tokenizer: text.optional(),
  steps: z.coerce.number().optional(),
  temperature: z.coerce.number().optional(),
  topP: z.coerce.number().optional(),
  seed: z.coerce.number().optional(),
  /** A wasm32-wasi build of the same C. */
  reference: text.optional(),
})

/** What a text is to say. Patterns are JavaScript's, with `^` and `$` at each line's ends. */
const textExpectations = {
  /** The text itself. */
  equals: text.optional(),
  /** A file of the case's folder that holds it; `--update` writes it. */
  equalsFile: text.optional(),
  contains: texts.optional(),
  matches: regularExpressions.optional(),
  lacks: texts.optional(),
}

const outputFile = z.strictObject({
  /** On the Mac. */
  name: text,
  ...textExpectations,
  /** Compared byte for byte, resource fork and all, instead of as a text. */
  binary: z.boolean().optional(),
  absent: z.boolean().optional(),
})

/** Where a line fits the pattern on both sides, its numbers may differ by so much. */
const tolerance = z.strictObject({
  /** A text with `{number}` where a number is, and `*` for anything; without one, all numbers of all lines are meant. */
  pattern: text.refine((pattern) => pattern.includes('{number}'), 'it has no {number} in it').optional(),
  relative: z.number().nonnegative().optional(),
  absolute: z.number().nonnegative().optional(),
  /** Single-precision numbers from one to the other. */
  ulps: z.int().nonnegative().optional(),
})

const expectations = z.strictObject({
  /** `ok` unless given; `exit-status` where the status says that the program failed. */
  exit: exitName.optional(),
  /** What the program gave to `exit`, or returned from `main`. */
  status: z.int().optional(),
  file: z.union([z.array(outputFile), outputFile.transform((one) => [one])]).default([]),
  console: z.strictObject(textExpectations).optional(),
  called: texts.optional(),
  notCalled: texts.optional(),
  /** Of the pictures that the script compares. */
  picture: z.strictObject({ levels: z.int().optional(), pixels: z.int().optional() }).optional(),
  /** Equal to the little-endian reference, for the language model. */
  reference: z.boolean().optional(),
  maxCycles: quantity(cycleCount).optional(),
  maxMemory: quantity(byteSize).optional(),
  /** How much more than the last accepted run (`baseline.json`, which `--update` writes) it may take. */
  baseline: z.strictObject({ cycles: percentage.optional(), memory: percentage.optional() }).optional(),
  tolerance: z.array(tolerance).default([]),
})

export const failureNames = [...Object.keys(failureKinds), ...exitCodes.map(({ name }) => name)]

const knownFailure = z.strictObject({
  reason: text,
  /** What it must fail with: a kind of failure, or the name of the exit code. */
  fails: oneOf<FailureKind | ExitCodeName>(failureNames),
})

export const caseSchema = z
  .strictObject({
    description: text.optional(),
    tags: texts.default([]),
    /** Why it is not to be run. */
    skip: text.optional(),
    /** MacBinary, AppleSingle, BinHex, or a disk image. */
    application: text.optional(),
    /** Which application, where a disk image has several. */
    app: text.optional(),
    build: build.optional(),
    llm: llm.optional(),
    file: z.union([z.array(inputFile), inputFile.transform((one) => [one])]).default([]),
    /** The user's steps, a line each, or the name of a file of them (docs/driving.md). */
    script: z.union([text, z.array(text)]).optional(),
    partition: quantity(byteSize).optional(),
    ram: quantity(byteSize).optional(),
    /** Local time of the machine's clock at launch. */
    startDate: z.union([z.iso.datetime({ local: true }), z.date().transform((date) => date.toISOString())]).optional(),
    timing: z.enum(TIMINGS).optional(),
    /** Mistakes to look for (docs/checks.md); the run ends as `check` at the first. */
    checks: z.union([checkName.transform((one) => [one]), z.array(checkName)]).optional(),
    untilIdle: z.boolean().optional(),
    untilFile: text.optional(),
    budget: z
      .strictObject({
        time: quantity(duration).default(60),
        cycles: quantity(cycleCount).optional(),
        /** Of the host: when it is over, the thread is ended. */
        host: quantity(duration).default(60),
      })
      .prefault({}),
    expect: expectations,
    knownFailure: knownFailure.optional(),
  })
  .refine(
    ({ application, build, llm }) => application !== undefined || build !== undefined || llm !== undefined,
    'it names nothing to run: give `application`, `build` or `llm`',
  )
  .refine(
    ({ application, build }) => application === undefined || build === undefined,
    '`application` and `build` exclude each other',
  )

/** A case, checked, with what is not said filled in; sizes in bytes, times in seconds. */
export type CaseDefinition = z.output<typeof caseSchema>
export type Expectations = CaseDefinition['expect']
export type TextExpectations = NonNullable<Expectations['console']>
export type Tolerance = Expectations['tolerance'][number]

/** What the matrix's axes may hold. */
export type MatrixValue = string | number | boolean

/** A case as it is written. */
export type CaseInput = z.input<typeof caseSchema> & {
  /**
   * A case for each combination of these. `partition`, `ram`, `timing`, `application`, and `prompt`, `seed`, `model`, `tokenizer`, `steps`,
   * `temperature`, `topP` set what is called so; any name can be used as `${name}` in texts of the case.
   */
  readonly matrix?: Readonly<Record<string, readonly MatrixValue[]>>
}
