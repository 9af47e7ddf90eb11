/** Numbers of XCOFF32 (AIX Files Reference, "XCOFF Object File Format"; the header files xcoff.h and reloc.h). */

export const XCOFF32_MAGIC = 0x01df

/** Section types (s_flags). */
export const SECTION_TYPE = { text: 0x20, data: 0x40, bss: 0x80, debug: 0x2000, overflow: 0x8000 } as const

/** Storage classes (n_sclass). */
export const STORAGE_CLASS = { external: 2, file: 103, hiddenExternal: 107, weakExternal: 111 } as const

/** Symbol types of a csect auxiliary entry (x_smtyp, low three bits). */
export const SYMBOL_TYPE = { reference: 0, csect: 1, label: 2, common: 3 } as const

/** Storage-mapping classes (x_smclas), by their number. */
export const MAPPING_CLASSES = [
  'PR',
  'RO',
  'DB',
  'TC',
  'UA',
  'RW',
  'GL',
  'XO',
  'SV',
  'BS',
  'DS',
  'UC',
  'TI',
  'TB',
  undefined,
  'TC0',
  'TD',
  undefined,
  undefined,
  undefined,
  undefined,
  undefined,
  'TE',
] as const
export type MappingClass = NonNullable<(typeof MAPPING_CLASSES)[number]>

/** Relocation types (r_rtype), by their number. */
export const RELOCATION_TYPES: Readonly<Record<number, string>> = {
  0: 'R_POS',
  1: 'R_NEG',
  2: 'R_REL',
  3: 'R_TOC',
  5: 'R_GL',
  6: 'R_TCL',
  8: 'R_BA',
  10: 'R_BR',
  12: 'R_RL',
  13: 'R_RLA',
  15: 'R_REF',
  18: 'R_TRL',
  19: 'R_TRLA',
  24: 'R_RBA',
  26: 'R_RBR',
  32: 'R_TLS',
  48: 'R_TOCU',
  49: 'R_TOCL',
}
