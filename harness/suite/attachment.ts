/** What a case's result brings with it: texts, pictures, other files; text as it is, all else in base64, so that JSON takes both. */

export interface Attachment {
  /** Unique in its case, fit for a file's name: `output.txt`, `screen.png`, `report.json`. */
  readonly name: string
  readonly mediaType: string
  readonly encoding: 'utf8' | 'base64'
  readonly content: string
}

const mediaTypes: Readonly<Record<string, string>> = {
  json: 'application/json',
  png: 'image/png',
  txt: 'text/plain',
  zip: 'application/zip',
}

const mediaTypeOf = (name: string, otherwise: string): string =>
  mediaTypes[name.slice(name.lastIndexOf('.') + 1).toLowerCase()] ?? otherwise

export const attachText = (name: string, content: string): Attachment => ({
  name,
  mediaType: mediaTypeOf(name, 'text/plain'),
  encoding: 'utf8',
  content,
})

export const attachBytes = (name: string, bytes: Uint8Array): Attachment => ({
  name,
  mediaType: mediaTypeOf(name, 'application/octet-stream'),
  encoding: 'base64',
  content: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
})

export function attachmentBytes({ encoding, content }: Attachment): Uint8Array {
  return new Uint8Array(Buffer.from(content, encoding))
}
