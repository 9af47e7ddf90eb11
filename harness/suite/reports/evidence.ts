/**
 * Attachments that belong together, by their names: a text `output.txt` and the `expected-output.txt` that it was to be, a picture
 * `screen.png` with `screen.expected.png` and `screen.difference.png`.
 */
import type { Attachment } from '../attachment.ts'

export interface Evidence {
  readonly texts: readonly { readonly actual: Attachment; readonly expected: Attachment }[]
  readonly pictures: readonly {
    readonly actual: Attachment
    readonly expected?: Attachment
    readonly difference?: Attachment
  }[]
  /** All else. */
  readonly rest: readonly Attachment[]
}

const isText = ({ encoding }: Attachment): boolean => encoding === 'utf8'
const isPicture = ({ mediaType }: Attachment): boolean => mediaType === 'image/png'

export function gatherEvidence(attachments: readonly Attachment[]): Evidence {
  const left = new Map(attachments.map((attachment) => [attachment.name, attachment]))
  const take = (name: string): Attachment | undefined => {
    const found = left.get(name)
    left.delete(name)
    return found
  }
  const texts = attachments.filter(isText).flatMap((actual) => {
    const expected = take(`expected-${actual.name}`)
    return expected !== undefined && isText(expected) ? [{ actual, expected }] : []
  })
  for (const { actual } of texts) left.delete(actual.name)
  const pictures = attachments
    .filter((one) => isPicture(one) && !/\.(expected|difference)\.png$/.test(one.name))
    .map((actual) => {
      const stem = actual.name.replace(/\.png$/, '')
      left.delete(actual.name)
      const [expected, difference] = [take(`${stem}.expected.png`), take(`${stem}.difference.png`)]
      return { actual, ...(expected && { expected }), ...(difference && { difference }) }
    })
  return { texts, pictures, rest: [...left.values()] }
}
