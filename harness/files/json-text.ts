/** JSON for what it has no form for: maps as objects, bytes by their number. */
const replacer = (_key: string, value: unknown): unknown => {
  if (value instanceof Map) return Object.fromEntries(value)
  if (value instanceof Uint8Array) return `${value.length} bytes`
  if (typeof value === 'bigint') return value.toString()
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value)
  return value
}

export const jsonText = (value: unknown): string => `${JSON.stringify(value, replacer, 2)}\n`
