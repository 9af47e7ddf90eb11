/** Line maps as files: `bondi build` leaves one beside each application. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import * as z from 'zod'
import { BondiError } from '../../emulator/errors.ts'
import type { MacFile } from '../../emulator/formats/mac-file.ts'
import type { LineMap } from '../../toolchain/link/line-map.ts'
import { readInput } from './read-input.ts'

const whole = z.int().nonnegative()

const lineMapSchema = z.strictObject({
  kind: z.literal('bondi-lines'),
  schema: z.literal(1),
  pef: z.string(),
  files: z.array(z.string()),
  functions: z.array(
    z.strictObject({
      name: z.string(),
      object: z.string(),
      offset: whole,
      length: whole,
      lines: z.array(z.tuple([whole, whole, whole])),
    }),
  ),
}) satisfies z.ZodType<LineMap>

export const lineMapPath = (application: string): string => `${application}.map.json`

async function readLineMap(path: string): Promise<LineMap> {
  const text = new TextDecoder().decode(await readInput(path))
  const refuse = (problem: string) =>
    new BondiError('bad-line-map', `${path} is not a line map: ${problem}`, 'bondi build writes one beside APP.')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw refuse((error as Error).message)
  }
  const parsed = lineMapSchema.safeParse(value)
  if (!parsed.success) throw refuse(z.prettifyError(parsed.error))
  return parsed.data
}

/**
 * The line map in `mapFile`, which must be of this application, or the one beside it, which may have stayed from another build and is
 * then left alone.
 */
export async function findLineMap(
  { dataFork }: MacFile,
  application: string,
  mapFile?: string,
): Promise<LineMap | undefined> {
  const path = mapFile ?? lineMapPath(application)
  if (mapFile === undefined && !existsSync(path)) return undefined
  const map = await readLineMap(path)
  if (map.pef === createHash('sha256').update(dataFork).digest('hex')) return map
  if (mapFile === undefined) return undefined
  throw new BondiError('other-line-map', `${path} is the line map of another build`, 'Build the application again.')
}
