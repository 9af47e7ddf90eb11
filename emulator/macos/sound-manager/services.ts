/** Sound.h (Inside Macintosh: Sound, chapter 2). */

import { fail } from '../errors.ts'
import type { Mac } from '../mac.ts'
import { procedure, type ServiceGroup, toolbox } from '../service.ts'
import { pointerTo, type View } from '../struct.ts'
import { asPtr, BooleanType, HandleType, OSErrType, PtrType, SInt16, SInt32, UInt32, varParam } from '../types.ts'
import { type Command, DoubleBufferHeader, SCStatus, SndCommand } from './records.ts'

const CommandParam = pointerTo(SndCommand, {
  before: ({ cmd, param1, param2 }) => `command ${cmd}, ${param1}, ${param2}`,
})
const commandAt = ({ cmd, param1, param2 }: View<typeof SndCommand.fields>): Command => ({ cmd, param1, param2 })

/** A command with this bit has the offset of its data within the resource. */
const DATA_OFFSET_FLAG = 0x8000

/** The commands of a 'snd ' resource of format 1 or 2 (Inside Macintosh: Sound, chapter 2). */
function commandsOf({ memory, memoryManager }: Mac, handle: number): Command[] {
  if (handle === 0) fail('resProblem')
  const start = memory.getU32(handle)
  if (start === 0) fail('resProblem')
  const byteCount = memoryManager.handleSize(HandleType.fromRegister(handle, memory))
  if (byteCount < 6) fail('badFormat')
  const format = memory.getU16(start)
  if (format !== 1 && format !== 2) fail('badFormat')
  const count = start + (format === 1 ? 4 + 6 * memory.getU16(start + 2) : 4)
  if (count + 2 > start + byteCount) fail('badFormat')
  const first = count + 2
  const number = memory.getU16(count)
  if (first + 8 * number > start + byteCount) fail('badFormat')
  return Array.from({ length: number }, (_, index) => {
    const { cmd, param1, param2 } = SndCommand.at(memory, first + 8 * index)
    if ((cmd & DATA_OFFSET_FLAG) === 0) return { cmd, param1, param2 }
    return { cmd: cmd & ~DATA_OFFSET_FLAG, param1, param2: start + param2 }
  })
}

/** Sound Manager 3.3, of Mac OS 8.5: major, minor and bug revision, stage (final). */
const VERSION = 0x0330_8000
const NEEDS_INPUT = 'siNoSoundInHardware' as const

export const soundManagerServices: ServiceGroup = {
  manager: 'Sound Manager',
  library: 'InterfaceLib',
  book: 'Inside Macintosh: Sound, chapter 2',
  services: {
    SndSoundManagerVersion: procedure({ result: varParam(UInt32) }, (_, { result }) => {
      result.value = VERSION
    }),
    SndNewChannel: toolbox(
      { chan: varParam(PtrType), synth: SInt16, init: SInt32, userRoutine: PtrType },
      OSErrType,
      (mac, { chan, userRoutine }) => {
        chan.value = asPtr(mac.soundManager.open(mac, chan.value, userRoutine))
      },
      { partial: 'the queue is not in the channel record' },
    ),
    SndDisposeChannel: toolbox({ chan: PtrType, quietNow: BooleanType }, OSErrType, (mac, { chan, quietNow }) =>
      mac.soundManager.close(mac, chan, quietNow),
    ),
    SndDoCommand: toolbox(
      { chan: PtrType, cmd: CommandParam, noWait: BooleanType },
      OSErrType,
      (mac, { chan, cmd, noWait }) => mac.soundManager.enqueue(mac, chan, commandAt(cmd), noWait),
      { partial: 'freqCmd and syncCmd take no time; MACE is silent in a recording' },
    ),
    SndDoImmediate: toolbox({ chan: PtrType, cmd: CommandParam }, OSErrType, (mac, { chan, cmd }) =>
      mac.soundManager.immediate(mac, chan, commandAt(cmd)),
    ),
    SndPlay: toolbox({ chan: PtrType, sndHandle: HandleType, async: BooleanType }, OSErrType, (mac, args) => {
      const { soundManager: manager } = mac
      const commands = commandsOf(mac, args.sndHandle)
      const chan = args.chan === 0 ? manager.open(mac, 0, 0) : args.chan
      for (const command of commands) manager.enqueue(mac, chan, command, false)
      if (args.chan === 0) return manager.close(mac, chan, false)
      const channel = manager.channel(chan)
      if (!args.async) manager.waitFor(mac, channel, () => !manager.isPlaying(chan))
    }),
    SndPlayDoubleBuffer: toolbox(
      { chan: PtrType, theParams: pointerTo(DoubleBufferHeader) },
      OSErrType,
      (mac, { chan, theParams }) => {
        mac.soundManager.channel(chan)
        if (theParams.address === 0 || theParams.dbhSampleRate === 0) fail('paramErr')
        if (theParams.dbhCompressionID !== 0) fail('badFormat')
        mac.soundManager.startDoubleBuffers(mac, chan, theParams.address)
      },
      { partial: 'compressed buffers are refused' },
    ),
    SndChannelStatus: toolbox(
      { chan: PtrType, theLength: SInt16, theStatus: pointerTo(SCStatus) },
      OSErrType,
      (mac, { chan, theLength, theStatus }) => {
        const channel = mac.soundManager.channel(chan)
        if (theLength < SCStatus.size) fail('paramErr')
        mac.memory.write(theStatus.address, new Uint8Array(SCStatus.size))
        theStatus.scChannelBusy = mac.soundManager.isPlaying(chan) ? 1 : 0
        theStatus.scChannelPaused = channel.isPaused ? 1 : 0
      },
    ),
    GetSysBeepVolume: toolbox({ level: varParam(SInt32) }, OSErrType, ({ soundManager }, { level }) => {
      level.value = soundManager.beepVolume
    }),
    SetSysBeepVolume: toolbox({ level: SInt32 }, OSErrType, ({ soundManager }, { level }) => {
      soundManager.beepVolume = level
    }),
    GetDefaultOutputVolume: toolbox({ level: varParam(SInt32) }, OSErrType, ({ soundManager }, { level }) => {
      level.value = soundManager.outputVolume
    }),
    SetDefaultOutputVolume: toolbox({ level: SInt32 }, OSErrType, ({ soundManager }, { level }) => {
      soundManager.outputVolume = level
    }),
    SndGetSysBeepState: procedure({ sysBeepState: varParam(SInt16) }, ({ soundManager }, { sysBeepState }) => {
      sysBeepState.value = soundManager.isBeepEnabled ? 1 : 0
    }),
    SndSetSysBeepState: toolbox({ sysBeepState: SInt16 }, OSErrType, ({ soundManager }, { sysBeepState }) => {
      if (sysBeepState !== 0 && sysBeepState !== 1) fail('paramErr')
      soundManager.isBeepEnabled = sysBeepState === 1
    }),
    SndRecord: toolbox(
      { filterProc: PtrType, corner: UInt32, quality: UInt32, sndHandle: PtrType },
      OSErrType,
      () => fail(NEEDS_INPUT),
      { partial: 'no sound input' },
    ),
  },
}
