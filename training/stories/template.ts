/**
 * Texts with choices. `{a|b|c}` is one of them, each of which may have choices of its own; `$name` is a word of the story's; `@name` is
 * one of a pool of templates. Sentences begin with a capital by themselves, but for those after a quotation that ends in ! or ?, where
 * the writer says whether it goes on.
 */
import type { Random } from './random.ts'

type Node = string | { readonly word: string } | { readonly pool: string } | { readonly choices: readonly Node[][] }

function parseSequence(source: string, start: number, nested: boolean): { nodes: Node[]; end: number } {
  const nodes: Node[] = []
  let at = start
  while (at < source.length) {
    const rest = source.slice(at)
    const plain = /^[^{}|$@]+/.exec(rest)?.[0]
    const name = /^[$@]([a-zA-Z]+)/.exec(rest)
    if (plain !== undefined) {
      nodes.push(plain)
      at += plain.length
    } else if (name) {
      nodes.push(rest[0] === '$' ? { word: name[1]! } : { pool: name[1]! })
      at += name[0].length
    } else if (rest[0] === '{') {
      const choices: Node[][] = []
      do {
        const choice = parseSequence(source, at + 1, true)
        choices.push(choice.nodes)
        at = choice.end
      } while (source[at] === '|')
      if (source[at] !== '}') throw new SyntaxError(`a { is never closed: ${source}`)
      nodes.push({ choices })
      at++
    } else if (nested) {
      return { nodes, end: at }
    } else {
      throw new SyntaxError(`${rest[0]} at ${at} is out of place: ${source}`)
    }
  }
  if (nested) throw new SyntaxError(`a { is never closed: ${source}`)
  return { nodes, end: at }
}

const parsed = new Map<string, Node[]>()

function parse(source: string): Node[] {
  const known = parsed.get(source)
  if (known) return known
  const { nodes } = parseSequence(source, 0, false)
  parsed.set(source, nodes)
  return nodes
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

export interface Dictionary {
  readonly words: Readonly<Record<string, string>>
  readonly pools: Readonly<Record<string, readonly string[]>>
}

function wordFor(name: string, { words }: Dictionary): string {
  const word = words[name]
  if (word !== undefined) return word
  const lower = words[name.charAt(0).toLowerCase() + name.slice(1)]
  if (lower === undefined) throw new ReferenceError(`no word is called $${name}`)
  return capitalised(lower)
}

function expandNodes(nodes: readonly Node[], dictionary: Dictionary, random: Random): string {
  return nodes
    .map((node) => {
      if (typeof node === 'string') return node
      if ('word' in node) return wordFor(node.word, dictionary)
      if ('choices' in node) return expandNodes(random.pick(node.choices), dictionary, random)
      const pool = dictionary.pools[node.pool]
      if (!pool) throw new ReferenceError(`no pool is called @${node.pool}`)
      return expandNodes(parse(random.pick(pool)), dictionary, random)
    })
    .join('')
}

const sentenceStart = /(^|[.!?] |\." |(?:^|[.!?,"] )")([a-z])/g

export function expand(source: string, dictionary: Dictionary, random: Random): string {
  return expandNodes(parse(source), dictionary, random)
    .replace(/ +/g, ' ')
    .trim()
    .replace(sentenceStart, (_, before: string, letter: string) => before + letter.toUpperCase())
}
