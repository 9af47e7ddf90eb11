/**
 * What translated code looks at before it shows the model a run of accesses (translate/access-runs.ts). A run is a few clusters, each within
 * a line's length. Both answers that need no model are exact:
 *
 * 1. Each line was the last of its set to be accessed, and is modified where the run stores: nothing changes.
 * 2. All lines are in the cache, and modified where the run stores: only replacement bits change, and they are as after an access to each
 *    line in the order of the last accesses (each bit tells where the last access below it went). A cluster in two lines leaves open when
 *    its last access to the one was that its very last does not go to; that matters where another cluster has a line of the same
 *    set. It is touched before all others where that is right, and else the model is shown the accesses.
 */

import { STATE } from '../../state-layout.ts'
import { type AccessRun, type Cluster, MOST_CLUSTERS, type RunAddress } from '../../translate/access-runs.ts'
import type { Emitter } from '../../translate/emitter.ts'
import { ENTRY_SHIFT, emitAsk, emitTouch, entryMask, LINE_SHIFT, pushPresence, SCRATCH } from './filter.ts'
import { LINE_BYTES } from './hierarchy.ts'
import { MODIFIED, PRESENT } from './layout.ts'

/** A cluster at run time. */
interface Shown {
  /** The local with its host address. */
  readonly host: number
  /** Its length less 1. */
  readonly more: number
  readonly stores: boolean
  /** It is one access, at a multiple of its length as a rule. */
  readonly aligned: boolean
  /** How far into it, as the host sees it, the last access is, and how long that is. */
  readonly last: { readonly at: number; readonly bytes: number }
}

export function emitRun(e: Emitter, run: AccessRun): void {
  const shown = run.clusters.map((cluster, k) => show(e, run, cluster, k))
  emitAny(shown.map((one) => () => emitDifference(e, one)))
  e.if().block().block()
  emitAny(shown.map((one) => () => emitAbsence(e, one)))
  e.unlikely().brIf(0)
  const wide = shown.filter(({ aligned }) => !aligned)
  if (shown.length > 1 && wide.length > 0) {
    emitAny(wide.map((one) => () => pushStraddle(e, one)))
    e.if()
    emitAny(conflicts(run, shown).map((push) => () => push(e)))
    e.brIf(1)
    for (const one of wide) emitTouches(e, one, [0, one.more])
    e.end()
  }
  for (const one of shown) emitTouches(e, one, shown.length > 1 || one.aligned ? [one.last.at] : [0, one.more])
  e.br(1).end()
  for (const access of run.accesses) {
    emitAsk(e, () => pushHost(e, access, access.bytes), access.bytes, access.does, access.pc)
  }
  e.end().end()

  /** Pushes something else than 0 where one of them does. */
  function emitAny(pushes: readonly (() => void)[]): void {
    pushes.forEach((push, k) => {
      push()
      if (k > 0) e.i32Or()
    })
  }
}

function show(e: Emitter, run: AccessRun, cluster: Cluster, k: number): Shown {
  const host = e.temp('i32', SCRATCH + k)
  const { registers, lowest, end, stores, accesses } = cluster
  pushHost(e, { registers, displacement: lowest }, end - lowest)
  e.localSet(host)
  const { displacement, bytes } = run.accesses.findLast((access) => access.cluster === cluster)!
  const last = { at: end - displacement - bytes, bytes }
  return { host, more: end - lowest - 1, stores, aligned: accesses === 1, last }
}

function pushHost(e: Emitter, { registers, displacement }: RunAddress, byteCount: number): void {
  e.i32Const((e.memorySize - byteCount - displacement) | 0)
  for (const register of registers) e.gpr(register).i32Sub()
}

const pushAt = (e: Emitter, { host }: Shown, at: number): Emitter =>
  at === 0 ? e.localGet(host) : e.localGet(host).i32Const(at).i32Add()

/** Pushes 0 where the first question's answer is yes. */
function emitDifference(e: Emitter, one: Shown): void {
  const { more, stores, aligned } = one
  const push = (at: number, mask: number) => {
    pushAt(e, one, at).i32Const(ENTRY_SHIFT).i32ShrU().i32Const(entryMask(e.caches!.dataSets)).i32And()
    pushAt(e.i32Load(STATE.dataLines), one, at)
    if (stores) e.i32Const(MODIFIED).i32Or()
    e.i32Xor()
      .i32Const(-LINE_BYTES | (stores ? MODIFIED : 0) | mask)
      .i32And()
  }
  push(0, aligned ? more : 0)
  if (aligned) return
  push(more, 0)
  e.i32Or()
}

/** Pushes 0 where the cluster's lines are in the cache, modified if it stores; not where a single access is in two. */
function emitAbsence(e: Emitter, one: Shown): void {
  const { more, stores, aligned } = one
  const wanted = PRESENT | (stores ? MODIFIED : 0)
  pushPresence(e, e.caches!, () => pushAt(e, one, 0))
  if (!aligned) {
    pushPresence(e, e.caches!, () => pushAt(e, one, more))
    e.i32And()
  }
  e.i32Const(wanted).i32And().i32Const(wanted).i32Xor()
  if (aligned && more > 0) pushAt(e, one, 0).i32Const(more).i32And().i32Or()
}

/** Pushes something else than 0 where the cluster is in two lines. */
const pushStraddle = (e: Emitter, { host, more }: Shown): Emitter =>
  e
    .localGet(host)
    .i32Const(LINE_BYTES - 1)
    .i32And()
    .i32Const(more)
    .i32Add()
    .i32Const(LINE_BYTES)
    .i32And()

/** Pushes 1 where two clusters may have lines of one set. */
const pushNear = (e: Emitter, a: Shown, b: Shown): Emitter =>
  e
    .localGet(a.host)
    .i32Const(LINE_SHIFT)
    .i32ShrU()
    .localGet(b.host)
    .i32Const(LINE_SHIFT)
    .i32ShrU()
    .i32Sub()
    .i32Const(1)
    .i32Add()
    .i32Const(e.caches!.dataSets - 1)
    .i32And()
    .i32Const(3)
    .i32LtU()

/** What pushes something else than 0 where the other line of a cluster may not be touched before all others. */
function conflicts({ accesses, clusters }: AccessRun, shown: readonly Shown[]): ((e: Emitter) => Emitter)[] {
  const lastOf = clusters.map((cluster) => accesses.findLastIndex((access) => access.cluster === cluster))
  const found: ((e: Emitter) => Emitter)[] = []
  shown.forEach((one, k) => {
    if (one.aligned) return
    // The very last access is in one line
    found.push((e) =>
      pushAt(e, one, one.last.at)
        .i32Const(one.last.bytes - 1)
        .i32And(),
    )
    shown.forEach((other, m) => {
      if (m === k) return
      const after = accesses.filter((access, index) => index > lastOf[m]! && access.cluster === clusters[k]).length
      // Its other line was left before the other cluster's last access, when no more than its very last access came after that
      if (after > 1)
        found.push((e) => pushNear(pushStraddle(e, one), one, other).i32Const(LINE_BYTES).i32Mul().i32And())
      else if (m > k && !other.aligned)
        found.push((e) =>
          pushNear(pushStraddle(pushStraddle(e, one), other).i32And(), one, other)
            .i32Const(LINE_BYTES)
            .i32Mul()
            .i32And(),
        )
    })
  })
  return found
}

function emitTouches(e: Emitter, one: Shown, places: readonly number[]): void {
  const scratch = [e.temp('i32', SCRATCH + MOST_CLUSTERS), e.temp('i32', SCRATCH + MOST_CLUSTERS + 1)] as const
  for (const at of places) emitTouch(e, e.caches!, () => pushAt(e, one, at), scratch)
}
