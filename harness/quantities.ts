/** Sizes, times and counts as people write them: `4M`, `500ms`, `2G`. A number alone is bytes, seconds, or a count. */

export interface Quantity {
  /** What it looks like, to go after "it must be". */
  readonly form: string
  /** Undefined when the text is none. */
  parse(text: string): number | undefined
}

const quantity = (form: string, units: Readonly<Record<string, number>>, round: (n: number) => number): Quantity => ({
  form,
  parse(text) {
    const match = /^(\d+(?:\.\d+)?) ?([a-z]*)$/i.exec(text)
    const unit = units[match?.[2]?.toLowerCase() ?? '?']
    return match === null || unit === undefined ? undefined : round(Number(match[1]) * unit)
  },
})

const positive = ({ form, parse }: Quantity): Quantity => ({ form, parse: (text) => parse(text) || undefined })

/** In bytes. */
export const byteSize = quantity(
  'a size such as 3000K, 4M or a number of bytes',
  { '': 1, b: 1, k: 1 << 10, kb: 1 << 10, m: 1 << 20, mb: 1 << 20 },
  Math.round,
)

/** In seconds. */
export const duration = positive(
  quantity('a time such as 60s, 500ms or 2m', { '': 1, s: 1, ms: 0.001, m: 60, min: 60, h: 3600 }, (n) => n),
)

/** K, M and G are thousands, millions, thousands of millions. */
export const cycleCount = positive(
  quantity('a number of cycles such as 500M or 2G', { '': 1, k: 1e3, m: 1e6, g: 1e9 }, Math.round),
)
