/** The packets of gdb's remote serial protocol (Debugging with GDB, appendix E, "Overview"): `$text#checksum`, of bytes. */

const checksum = (text: string): string => {
  let sum = 0
  for (let k = 0; k < text.length; k++) sum = (sum + text.charCodeAt(k)) & 0xff
  return sum.toString(16).padStart(2, '0')
}

/** `text` has a byte a character. */
export function frame(text: string): string {
  const escaped = text.replace(/[#$}*]/g, (one) => `}${String.fromCharCode(one.charCodeAt(0) ^ 0x20)}`)
  return `$${escaped}#${checksum(escaped)}`
}

const withoutEscapes = (text: string): string =>
  text.replace(/\}([\s\S])/g, (_, one: string) => String.fromCharCode(one.charCodeAt(0) ^ 0x20))

/** Outside packets: the user wants the program to stop. */
const INTERRUPT = '\x03'

export type Received =
  | { readonly kind: 'packet'; readonly text: string }
  | { readonly kind: 'interrupt' }
  | { readonly kind: 'damaged' }

/** Takes packets out of a stream of bytes. */
export class PacketReader {
  private rest = ''

  read(bytes: string): Received[] {
    this.rest += bytes
    const found: Received[] = []
    for (let next = this.take(); next !== undefined; next = this.take()) found.push(next)
    return found
  }

  /** What is between packets are acknowledgements. */
  private take(): Received | undefined {
    const start = [...this.rest].findIndex((one) => one === '$' || one === INTERRUPT)
    this.rest = start < 0 ? '' : this.rest.slice(start)
    if (this.rest.startsWith(INTERRUPT)) {
      this.rest = this.rest.slice(1)
      return { kind: 'interrupt' }
    }
    const end = this.rest.indexOf('#')
    if (end < 0 || end + 3 > this.rest.length) return undefined
    const text = this.rest.slice(1, end)
    const sum = this.rest.slice(end + 1, end + 3).toLowerCase()
    this.rest = this.rest.slice(end + 3)
    return sum === checksum(text) ? { kind: 'packet', text: withoutEscapes(text) } : { kind: 'damaged' }
  }
}

export const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
export const fromHex = (text: string): Uint8Array => Buffer.from(text, 'hex')
