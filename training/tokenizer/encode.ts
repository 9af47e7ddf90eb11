/** llama2.c's encoder and decoder. */
import type { Token } from '../../toolchain/converters/index.ts'
import { wordsOf } from './words.ts'

export const BOS = 1
const firstByte = 3
const utf8 = new TextEncoder()

export interface Codec {
  /** Without BOS. Texts of which no token crosses a word's bounds, as those that the tokenizer was trained on, are encoded by words. */
  encode(text: string): number[]
  /** Of tokens after BOS. */
  decode(tokens: readonly number[]): Uint8Array
}

export function createCodec(tokens: readonly Token[]): Codec {
  // A character per byte, so that any piece is a key.
  const pieces = tokens.map(({ bytes }) => Buffer.from(bytes).toString('latin1'))
  const tokenOf = new Map<string, number>()
  pieces.forEach((piece, token) => {
    if (!tokenOf.has(piece)) tokenOf.set(piece, token)
  })

  function tokensOfCharacter(character: string): number[] {
    const bytes = utf8.encode(character)
    const token = tokenOf.get(Buffer.from(bytes).toString('latin1'))
    return token === undefined ? [...bytes].map((byte) => byte + firstByte) : [token]
  }

  function encodeWord(word: string): number[] {
    const result = [...word].flatMap(tokensOfCharacter)
    for (;;) {
      let best: { at: number; token: number; score: number } | undefined
      for (let at = 0; at + 1 < result.length; at++) {
        const token = tokenOf.get(pieces[result[at]!]! + pieces[result[at + 1]!]!)
        const score = token === undefined ? Number.NEGATIVE_INFINITY : tokens[token]!.score
        if (token !== undefined && (!best || score > best.score)) best = { at, token, score }
      }
      if (!best) return result
      result.splice(best.at, 2, best.token)
    }
  }

  const known = new Map<string, readonly number[]>()
  function encodeKnownWord(word: string): readonly number[] {
    const before = known.get(word)
    if (before) return before
    const encoded = encodeWord(word)
    known.set(word, encoded)
    return encoded
  }

  function bytesOf(token: number): Uint8Array {
    const byte = /^<0x([0-9A-F]{2})>$/.exec(pieces[token]!)
    return byte ? Uint8Array.of(Number.parseInt(byte[1]!, 16)) : tokens[token]!.bytes
  }

  return {
    encode: (text) => (text === '' ? [] : wordsOf(` ${text}`).flatMap(encodeKnownWord)),
    decode(encoded) {
      const bytes = Buffer.concat(encoded.map(bytesOf))
      return bytes[0] === 0x20 && encoded.length > 0 ? bytes.subarray(1) : bytes
    },
  }
}
