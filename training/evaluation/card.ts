/** The model card: what the shipped model is, and what was measured of it. */
import type { ModelShape } from '../../toolchain/converters/index.ts'
import type { Measures } from './evaluate.ts'
import type { prompts } from './prompts.ts'
import type { Sample } from './sample.ts'

export interface CardFacts {
  readonly shape: Omit<ModelShape, 'sharedClassifier'>
  readonly parameters: number
  readonly trainingStories: number
  readonly trainingBytes: number
  readonly trainingTokens: number
  readonly heldOutStories: number
  readonly words: number
  readonly epochs: number
  readonly rate: number
  readonly steps: number
  readonly bitsPerByte: number
  readonly wideBitsPerByte?: number | undefined
  readonly sampled: Measures
  readonly written: Measures
  readonly told: readonly (Sample & (typeof prompts)[number])[]
  readonly hashes: Readonly<Record<string, string>>
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`
const count = (value: number) => Math.round(value).toLocaleString('en')

function measuresTable(sampled: Measures, written: Measures): string {
  const rows: [string, (measures: Measures) => string][] = [
    ['words in the vocabulary of the training stories', (m) => `${(100 * m.wordsInVocabulary).toFixed(2)} %`],
    ['stories that end by themselves before the context of 512 tokens is full', (m) => percent(m.endedByThemselves)],
    ['stories with balanced quotes in every paragraph', (m) => percent(m.balancedQuotes)],
    ['stories all of whose paragraphs end with a sentence', (m) => percent(m.endedSentences)],
    ['stories whose main character, as introduced, is in the last paragraph', (m) => percent(m.keptMainCharacter)],
    ['stories with no third name in them', (m) => percent(m.fewNames)],
    ['sentences in a story, mean', (m) => m.sentences.toFixed(1)],
    ['most sentences in a row that one training story has so too, mean', (m) => m.meanCopiedSentences.toFixed(1)],
    ['the same, longest', (m) => String(m.mostCopiedSentences)],
    ['stories copied whole', (m) => percent(m.wholeCopies)],
  ]
  return [
    `| | ${sampled.stories} told by the model | ${written.stories} held-out stories |`,
    '| --- | ---: | ---: |',
    ...rows.map(([name, show]) => `| ${name} | ${show(sampled)} | ${show(written)} |`),
  ].join('\n')
}

const quoted = (text: string) =>
  text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n>\n')

function toldSection({ told }: CardFacts): string {
  return told
    .map(({ prompt, temperature, seed, text, ended }) => {
      const settings = temperature === 0 ? 'temperature 0' : `temperature ${temperature}, top-p 0.9, seed ${seed}`
      const begun = `**${prompt.replaceAll('\n', '**\n**')}**${text.slice(prompt.length)}`
      return `${settings}${ended ? '' : ', cut off at 512 tokens'}:\n\n${quoted(begun)}`
    })
    .join('\n\n')
}

function comparison({ bitsPerByte, wideBitsPerByte }: CardFacts): string {
  const own = `On the held-out stories it needs ${bitsPerByte.toFixed(4)} bits per byte.`
  if (wideBitsPerByte === undefined) {
    return `${own} How much a model twice as wide would need has not been measured (\`npm run train -- wide evaluate\` does it).`
  }
  const more = 100 * (bitsPerByte / wideBitsPerByte - 1)
  return `${own} A model twice as wide (dim 128, hidden 344) with the same recipe needs ${wideBitsPerByte.toFixed(4)}: this one needs ${more.toFixed(1)} % more.`
}

export function writeCard(facts: CardFacts): string {
  const { shape } = facts
  return `# The model that comes with Bondi

\`model.bin\` tells simple children's stories in English. It was trained from scratch by \`training/\` on stories that \`training/\` writes: nothing in it comes from anywhere else.

- Llama-2 architecture, ${count(facts.parameters)} parameters: dim ${shape.dim}, hidden ${shape.hiddenDim}, ${shape.nLayers} layers, ${shape.nHeads} heads, ${shape.nKvHeads} key/value heads, vocabulary ${shape.vocabSize}, ${shape.seqLen} positions, shared classifier: the shape of
  stories260K, which it is not.
- Both files are little-endian, in llama2.c's formats (checkpoint version 0); any reader of those loads them. \`bondi convert\` makes the big-endian forms.
- \`tokenizer.bin\`: the 256 bytes, and merges learnt from the training stories by byte pair encoding. Any text can be encoded.
- Licence: MIT, like Bondi.

| file | SHA-256 |
| --- | --- |
${Object.entries(facts.hashes)
  .map(([file, hash]) => `| \`${file}\` | \`${hash}\` |`)
  .join('\n')}

## Data and training

${count(facts.trainingStories)} stories (${(facts.trainingBytes / 1e6).toFixed(1)} MB, ${(facts.trainingTokens / 1e6).toFixed(1)} million tokens, ${facts.words} different words), no two alike, from a grammar of characters, places, things and
25 plots; ${facts.heldOutStories} more are held out, and share no plan (who, with whom, where, about what) with those. ${facts.epochs} epochs are ${count(facts.steps)} steps of 8 stories with AdamW at a peak rate of ${facts.rate}; the random numbers and the order of
all sums are fixed, so that the same files come out again ([how](../../training/README.md)).

![The loss over training](loss.png)

## Measured

${measuresTable(facts.sampled, facts.written)}

At temperature 0.8 and top-p 0.9, without a prompt, seeds 1 to ${facts.sampled.stories}. ${comparison(facts)} \`evaluation.json\` has the same numbers, \`loss.csv\` the curve.

## Limits

It knows ${facts.words} words and 25 kinds of story. A prompt in other words, or one that begins in the middle of something else, it takes for one of those, or stumbles over, as the last
prompt below shows. Now and then it forgets what it said: a bird becomes a bee, a grandma a grandpa. It knows nothing of the world and answers no questions.

## What it makes of prompts

${toldSection(facts)}
`
}
