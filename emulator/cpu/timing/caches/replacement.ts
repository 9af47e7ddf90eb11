/**
 * The 750's choice of the line to replace: seven bits a set make a binary tree over eight ways, each bit pointing away from where
 * the last access went (IBM 750GX/GL manual, tables 3-2 and 3-3;
 * MPC750UM, 3.5.1).
 */

import { LEVEL1_WAYS } from './hierarchy.ts'

export const ORDERS = 1 << (LEVEL1_WAYS - 1)

/** The tree's nodes on the way to a way: node n has the children 2n + 1 and 2n + 2. */
function pathTo(way: number): { node: number; right: number }[] {
  let node = 0
  return [2, 1, 0].map((bit) => {
    const step = { node, right: (way >>> bit) & 1 }
    node = 2 * node + 1 + step.right
    return step
  })
}

/** The bits after an access to a way. */
export function orderAfter(order: number, way: number): number {
  return pathTo(way).reduce((bits, { node, right }) => (right ? bits & ~(1 << node) : bits | (1 << node)), order)
}

/** The way that the bits point to. */
export function victimOf(order: number): number {
  let node = 0
  while (node < LEVEL1_WAYS - 1) node = 2 * node + 1 + ((order >>> node) & 1)
  return node - (LEVEL1_WAYS - 1)
}
