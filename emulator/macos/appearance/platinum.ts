/** The greys that windows, menus and controls are made of, and a few colours: all of them are in the standard table of 256. */

import { gray } from '../quickdraw/colors.ts'

const hue = (red: number, green: number, blue: number) => ({
  red: red * 0x101,
  green: green * 0x101,
  blue: blue * 0x101,
})

export const platinum = {
  white: gray(0xffff),
  highlight: gray(0xeeee),
  light: gray(0xdddd),
  face: gray(0xcccc),
  shade: gray(0xaaaa),
  dim: gray(0x8888),
  dark: gray(0x7777),
  deep: gray(0x5555),
  black: gray(0),
  accent: hue(0x99, 0x99, 0xff),
  accentLight: hue(0xcc, 0xcc, 0xff),
  accentDark: hue(0x33, 0x33, 0x99),
  desktop: hue(0x66, 0x66, 0x99),
} as const
