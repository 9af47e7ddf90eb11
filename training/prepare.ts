/** Writes the stories, the tokenizer, and the stories in tokens to a folder. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Token, writeTokenizer } from '../toolchain/converters/index.ts'
import { recipe, shapes } from './recipe.ts'
import { makeCorpus } from './stories/corpus.ts'
import { BOS, createCodec } from './tokenizer/encode.ts'
import { trainTokenizer } from './tokenizer/train.ts'

/** Each story between two BOS, which is how llama2.c's reader knows that it has ended; a 16-bit count before each. */
export function tokenFile(stories: readonly string[], tokens: readonly Token[]): Uint8Array {
  const codec = createCodec(tokens)
  const words: number[] = []
  for (const story of stories) {
    const encoded = [BOS, ...codec.encode(story), BOS]
    if (encoded.length > shapes.shipped.seqLen) throw new RangeError(`a story has ${encoded.length} tokens: ${story}`)
    words.push(encoded.length)
    for (const token of encoded) words.push(token)
  }
  return new Uint8Array(Uint16Array.from(words).buffer)
}

export function prepare(folder: string): void {
  mkdirSync(folder, { recursive: true })
  const corpus = makeCorpus(recipe.corpusBytes, recipe.corpusSeed)
  const tokens = trainTokenizer(corpus.training, shapes.shipped.vocabSize)
  const maxTokenLength = Math.max(...tokens.map(({ bytes }) => bytes.length))
  writeFileSync(join(folder, 'stories.json'), JSON.stringify(corpus))
  writeFileSync(join(folder, 'tokenizer.bin'), writeTokenizer({ tokens, maxTokenLength }, 'little'))
  writeFileSync(join(folder, 'training.tok'), tokenFile(corpus.training, tokens))
  writeFileSync(join(folder, 'held-out.tok'), tokenFile(corpus.heldOut, tokens))
}
