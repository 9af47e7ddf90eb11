import { unzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { BUNDLE_SCHEMA, readBundle, writeBundle } from '../../../harness/replay/bundle.ts'
import { hashOfText } from '../../../harness/replay/recording.ts'

const digest = '0'.repeat(64)
const texts = ['NewPtr(16) -> 0x01c00100', 'ExitToShell() -> done']

const written = {
  manifest: {
    kind: 'bondi-run' as const,
    schema: BUNDLE_SCHEMA as 1,
    versions: { bondi: '0.1.0', node: '20.0.0', v8: '11' },
    application: { path: 'Bondi:App', sha256: digest },
    exit: 'access',
    facts: {
      outcome: 'access',
      message: 'the program read or wrote 0x40000000',
      cycles: 2 ** 40 + 3,
      seconds: 1.5,
      heapBytes: 100,
      serviceCalls: 2,
      callsDigest: 7,
      console: digest,
      files: digest,
      volume: digest,
      screen: digest,
    },
  },
  request: {
    image: Uint8Array.from({ length: 4096 }, (_, index) => index * 7),
    application: 'Bondi:App',
    partitionBytes: 1 << 20,
    budgets: { seconds: 60 },
    user: [{ at: 1, action: { kind: 'click' as const, where: { h: 10, v: 20 } } }],
  },
  recording: {
    count: 2,
    digest: 7,
    texts,
    hashes: Uint32Array.from(texts, hashOfText),
    cycles: Float64Array.of(10, 2 ** 40 + 1),
  },
}
const bundle = writeBundle(written)

const withFiles = (change: (files: Record<string, Uint8Array>) => void): Uint8Array => {
  const files = unzipSync(bundle)
  change(files)
  return zipSync(files)
}

const edited = (edit: (text: string) => string) =>
  withFiles((files) => {
    files['manifest.json'] = new TextEncoder().encode(edit(new TextDecoder().decode(files['manifest.json'])))
  })

describe('a bundle', () => {
  test('says what was put into it', () => {
    const { manifest, request, recording } = readBundle(bundle, 'b.zip')
    expect(manifest).toMatchObject(written.manifest)
    expect(request).toEqual(written.request)
    expect(recording).toEqual(written.recording)
  })

  test('is the same bytes each time', () => {
    expect(Buffer.compare(writeBundle(written), bundle)).toBe(0)
  })

  test.each<[what: string, bytes: Uint8Array, message: RegExp]>([
    ['nothing', new Uint8Array(0), /^b\.zip is not a zip$/],
    ['a text', new TextEncoder().encode('no zip'), /^b\.zip is not a zip$/],
    ['the half of it', bundle.subarray(0, bundle.length >> 1), /^b\.zip is a damaged zip: /],
    ['another zip', zipSync({ 'a.txt': Uint8Array.of(1) }), /is a zip, but no bundle: it has no manifest\.json/],
    ['a lost file', withFiles((files) => delete files['volume.dsk']), /is not whole: it has no volume\.dsk/],
    [
      'a changed byte',
      withFiles((files) => void files['volume.dsk']!.fill(1, 9, 10)),
      /volume\.dsk is not what was written/,
    ],
    ['a manifest that is no JSON', edited(() => '{'), /manifest\.json in b\.zip is not JSON/],
    ['a later schema', edited((text) => text.replace('"schema": 1', '"schema": 2')), /has schema 2/],
    ['another kind', edited((text) => text.replace('bondi-run', 'other')), /is not as Bondi writes it: kind/],
    ['a field of a wrong type', edited((text) => text.replace('"cycles": 1', '"cycles": "1"+1')), /is not JSON/],
    ['a number for a name', edited((text) => text.replace('"outcome": "access"', '"outcome": 5')), /facts\.outcome/],
  ])('refuses %s', (_what, bytes, message) => {
    expect(() => readBundle(bytes, 'b.zip')).toThrow(
      expect.objectContaining({ code: 'bad-bundle', message: expect.stringMatching(message) }),
    )
  })
})
