/**
 * A run in a zip: what it depended on, so that it can be run again anywhere, and what it came to. docs/replay.md says what is in it.
 *
 * The same run makes the same bytes: no date of the host, entries in a fixed order.
 */
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate'
import * as z from 'zod'
import { BondiError } from '../../emulator/errors.ts'
import type { RunRequest } from '../machine/run.ts'
import { callsFromBytes, callsToBytes } from './call-bytes.ts'
import { factsSchema, sha256 } from './facts.ts'
import type { Recording } from './recording.ts'

export const BUNDLE_SCHEMA = 1

export const manifestSchema = z.strictObject({
  kind: z.literal('bondi-run'),
  schema: z.literal(BUNDLE_SCHEMA),
  versions: z.strictObject({ bondi: z.string(), node: z.string(), v8: z.string() }),
  application: z.strictObject({ path: z.string(), sha256: z.string() }),
  /** Of the run's verb: `different` where the program ended well and what it made is wrong. */
  exit: z.string(),
  facts: factsSchema,
  /** Digests of the other files. */
  files: z.record(z.string(), z.string()),
})

export type Manifest = z.output<typeof manifestSchema>

export interface Bundle {
  readonly manifest: Manifest
  readonly request: RunRequest
  readonly recording: Recording
}

const MANIFEST = 'manifest.json'
const REQUEST = 'request.json'
const VOLUME = 'volume.dsk'
const CALLS = 'calls.bin'
const CALL_TEXTS = 'calls.txt'

/** In local time, as zips have it: the same bytes in every time zone. */
const ZIP_DATE = new Date(1998, 9, 26, 10)

const requestSchema = z
  .looseObject({ application: z.string(), budgets: z.record(z.string(), z.number()) })
  .transform((request) => request as unknown as Omit<RunRequest, 'image'>)

const asJson = (value: unknown): Uint8Array => strToU8(`${JSON.stringify(value, null, 2)}\n`)

/** `evidence`: files for people, by their names. */
export function writeBundle(
  { manifest, request, recording }: { manifest: Omit<Manifest, 'files'>; request: RunRequest; recording: Recording },
  evidence: ReadonlyMap<string, Uint8Array> = new Map(),
): Uint8Array {
  const { image, ...options } = request
  const files = new Map<string, Uint8Array>([
    [REQUEST, asJson(options)],
    [VOLUME, image],
    [CALLS, callsToBytes(recording)],
    [CALL_TEXTS, strToU8(recording.texts.map((text) => `${text}\n`).join(''))],
    ...evidence,
  ])
  const whole: Manifest = {
    ...manifest,
    files: Object.fromEntries([...files].map(([name, bytes]) => [name, sha256(bytes)])),
  }
  const entries: Zippable = { [MANIFEST]: asJson(whole) }
  for (const [name, bytes] of files) entries[name] = [bytes, { level: name.endsWith('.png') ? 0 : 6 }]
  return zipSync(entries, { mtime: ZIP_DATE, level: 6 })
}

const damaged = (where: string, what: string): BondiError =>
  new BondiError(
    'bad-bundle',
    `${where} ${what}`,
    'A bundle is the zip that a failing run leaves: bondi run --bundle FILE.',
  )

function unzip(bytes: Uint8Array, where: string): Record<string, Uint8Array> {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
  if (!isZip) throw damaged(where, 'is not a zip')
  try {
    return unzipSync(bytes)
  } catch (error) {
    throw damaged(where, `is a damaged zip: ${(error as Error).message}`)
  }
}

function parse<T>(schema: z.ZodType<T>, bytes: Uint8Array, where: string): T {
  let value: unknown
  try {
    value = JSON.parse(strFromU8(bytes))
  } catch (error) {
    throw damaged(where, `is not JSON: ${(error as Error).message}`)
  }
  const { success, data, error } = schema.safeParse(value)
  if (success) return data
  const [issue] = error.issues
  throw damaged(where, `is not as Bondi writes it: ${issue!.path.join('.') || 'it'}: ${issue!.message}`)
}

function readManifest(files: Record<string, Uint8Array>, where: string): Manifest {
  const bytes = files[MANIFEST]
  if (bytes === undefined) throw damaged(where, `is a zip, but no bundle: it has no ${MANIFEST}`)
  const inside = `${MANIFEST} in ${where}`
  const { kind, schema } = parse(z.looseObject({ kind: z.unknown(), schema: z.unknown() }), bytes, inside)
  if (kind === 'bondi-run' && typeof schema === 'number' && schema > BUNDLE_SCHEMA) {
    throw new BondiError(
      'bad-bundle',
      `${where} has schema ${schema}, and this Bondi knows no later one than ${BUNDLE_SCHEMA}`,
      'Use the version of Bondi that wrote it, or a later one.',
    )
  }
  return parse(manifestSchema, bytes, inside)
}

/** Reads a bundle, all of which is checked against its digests; `where` names it in errors. */
export function readBundle(bytes: Uint8Array, where: string): Bundle {
  const files = unzip(bytes, where)
  const manifest = readManifest(files, where)
  for (const [name, digest] of Object.entries(manifest.files)) {
    const content = files[name]
    if (content === undefined) throw damaged(where, `is not whole: it has no ${name}`)
    if (sha256(content) !== digest) throw damaged(where, `is damaged: ${name} is not what was written`)
  }
  const need = (name: string): Uint8Array => {
    const content = files[name]
    if (content === undefined || !(name in manifest.files)) throw damaged(where, `is not whole: it has no ${name}`)
    return content
  }
  const options = parse(requestSchema, need(REQUEST), `${REQUEST} in ${where}`)
  const { serviceCalls, callsDigest } = manifest.facts
  const calls = callsFromBytes(need(CALLS))
  if (calls === undefined) throw damaged(`${CALLS} in ${where}`, 'has a length that no list of calls has')
  const texts = strFromU8(need(CALL_TEXTS)).split('\n').slice(0, -1)
  return {
    manifest,
    request: { ...options, image: need(VOLUME) },
    recording: { ...calls, texts, count: serviceCalls, digest: callsDigest },
  }
}
