/** Mac OS Roman text as Mac OS 8.5 has it: 0xDB is the euro sign. */

const decoder = new TextDecoder('macintosh')

const byteOf = new Map<string, number>()
for (let byte = 0; byte < 256; byte++) byteOf.set(decoder.decode(Uint8Array.of(byte)), byte)

export function decodeMacRoman(bytes: Uint8Array): string {
  return decoder.decode(bytes)
}

/** Encodes `text`; a character that Mac OS Roman lacks becomes `?`, as TextEncoding's default fallback does. */
export function encodeMacRoman(text: string): Uint8Array {
  return Uint8Array.from(text.normalize('NFC'), (character) => byteOf.get(character) ?? 0x3f)
}

/** The characters of `text` that Mac OS Roman cannot represent, each once. */
export function unencodableInMacRoman(text: string): string[] {
  return [...new Set(text.normalize('NFC'))].filter((character) => !byteOf.has(character))
}
