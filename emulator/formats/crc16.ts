/** CRC-16 with the polynomial 0x1021 and the start value 0, as MacBinary II and BinHex use it (XMODEM's). */
export function crc16(bytes: Uint8Array, start = 0): number {
  let crc = start
  for (const byte of bytes) {
    crc ^= byte << 8
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : (crc << 1) & 0xffff
  }
  return crc
}
