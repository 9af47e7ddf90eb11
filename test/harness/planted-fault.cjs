/*
 * Loaded into Node before Bondi: breaks what the emulator stands on when a program writes a certain text to a file, so that Bondi needs no
 * switch for its own faults. PLANTED=throw has the write throw; PLANTED=differ has it store another byte each time.
 */
const TEXT = 'one\rtwo\r'
const { set } = Uint8Array.prototype
let writes = 0

const isMarked = (source) => source instanceof Uint8Array && source.length === TEXT.length && Buffer.from(source).toString('latin1') === TEXT

Object.getPrototypeOf(Uint8Array.prototype).set = function (source, ...more) {
  if (!process.env.PLANTED || !isMarked(source)) return set.call(this, source, ...more)
  if (process.env.PLANTED === 'throw') throw new RangeError('a planted fault')
  return set.call(this, Uint8Array.from(source, (byte, index) => (index === 0 ? writes++ : byte)), ...more)
}
