/** Sound Manager: channels whose commands take their virtual time, heard by nobody (Inside Macintosh: Sound, chapter 2). */

import type { Appointment } from '../../machine/scheduler.ts'
import { fail } from '../errors.ts'
import type { Mac } from '../mac.ts'
import { type Command, durationOf, SndChannel, SndCommand, stdQLength } from './records.ts'

const COMMAND = {
  quiet: 3,
  flush: 4,
  wait: 10,
  pause: 11,
  resume: 12,
  callBack: 13,
  freqDuration: 40,
  rest: 41,
  getAmp: 45,
  amp: 43,
  volume: 46,
  getVolume: 47,
  buffer: 81,
  rateMultiplier: 86,
  getRateMultiplier: 87,
}
/** A channel is served no more often than its commands can count: a call back that asks for another does not stop the time. */
const CALL_BACK_SECONDS = 1 / 2000
const HALF_MILLISECONDS = 2000
const FULL_VOLUME = 0x0100_0100
const NORMAL_RATE = 0x1_0000

interface Channel {
  readonly isOwn: boolean
  readonly queue: Command[]
  /** When the command in progress ends. */
  playing: Appointment | undefined
  isPaused: boolean
  /** A call back that sends commands does not perform them itself. */
  isPerforming: boolean
  amplitude: number
  volume: number
  rate: number
}

export class SoundManager {
  readonly #channels = new Map<number, Channel>()
  beepVolume = FULL_VOLUME
  outputVolume = FULL_VOLUME
  isBeepEnabled = true
  /** What a call-back procedure asks for may go on for ever by itself, and keeps no waiting program from being idle. */
  #isInCallBack = false

  open(mac: Mac, given: number, callBack: number): number {
    const { memory, memoryManager } = mac
    const address = given || memoryManager.newPtr(memoryManager.applicationZone, SndChannel.size, true)
    const view = SndChannel.at(memory, address)
    if (given === 0 || view.qLength <= 0) view.qLength = stdQLength
    view.callBack = callBack
    view.qHead = -1
    view.qTail = 0
    const rest = {
      playing: undefined,
      isPaused: false,
      isPerforming: false,
      amplitude: 0xff,
      volume: FULL_VOLUME,
      rate: NORMAL_RATE,
    }
    this.#channels.set(address, { isOwn: given === 0, queue: [], ...rest })
    return address
  }

  /** Unless it is to be quiet now, the channel ends what it has to play first. */
  close(mac: Mac, address: number, quietNow: boolean): void {
    const channel = this.channel(address)
    if (!quietNow) this.waitFor(mac, channel, () => !isBusy(channel))
    this.#stop(mac, channel)
    this.#channels.delete(address)
    if (channel.isOwn) mac.memoryManager.disposePtr(SndChannel.at(mac.memory, address).address)
  }

  channel(address: number): Channel {
    return this.#channels.get(address) ?? fail('badChannel')
  }

  get channelCount(): number {
    return this.#channels.size
  }

  /** Lets virtual time pass; a channel that is paused, or that nothing plays on, is not waited for. */
  waitFor(mac: Mac, channel: Channel, isDone: () => boolean): void {
    while (!isDone() && channel.playing !== undefined && !mac.scheduler.isRunning)
      mac.scheduler.waitUntil(mac.scheduler.next)
  }

  enqueue(mac: Mac, address: number, command: Command, noWait: boolean): void {
    const channel = this.channel(address)
    const { qLength } = SndChannel.at(mac.memory, address)
    const hasRoom = (): boolean => channel.queue.length < qLength
    if (!hasRoom() && !noWait) this.waitFor(mac, channel, hasRoom)
    if (!hasRoom()) fail('queueFull')
    channel.queue.push(command)
    this.#next(mac, address, channel)
  }

  /** Bypasses the queue. */
  immediate(mac: Mac, address: number, command: Command): void {
    const channel = this.channel(address)
    const seconds = this.#perform(mac, address, channel, command)
    if (seconds > 0 && command.cmd !== COMMAND.callBack) this.#play(mac, address, channel, seconds)
  }

  isPlaying(address: number): boolean {
    return isBusy(this.channel(address))
  }

  #stop(mac: Mac, channel: Channel): void {
    if (channel.playing !== undefined) mac.scheduler.cancel(channel.playing)
    channel.playing = undefined
    channel.queue.length = 0
  }

  #play(mac: Mac, address: number, channel: Channel, seconds: number): void {
    if (channel.playing !== undefined) mac.scheduler.cancel(channel.playing)
    const end = (): void => {
      channel.playing = undefined
      this.#next(mac, address, channel)
    }
    channel.playing = mac.scheduler.after(seconds, end, { isBackground: this.#isInCallBack })
  }

  #next(mac: Mac, address: number, channel: Channel): void {
    if (channel.isPerforming) return
    channel.isPerforming = true
    try {
      while (channel.playing === undefined && !channel.isPaused && this.#channels.get(address) === channel) {
        const command = channel.queue.shift()
        if (command === undefined) return
        const seconds = this.#perform(mac, address, channel, command)
        if (seconds > 0 && this.#channels.get(address) === channel) this.#play(mac, address, channel, seconds)
      }
    } finally {
      channel.isPerforming = false
    }
  }

  /** Returns the seconds that the command takes. */
  #perform(mac: Mac, address: number, channel: Channel, command: Command): number {
    const { memory } = mac
    const { cmd, param1, param2 } = command
    switch (cmd) {
      case COMMAND.quiet:
        if (channel.playing !== undefined) mac.scheduler.cancel(channel.playing)
        channel.playing = undefined
        this.#nextLater(mac, address, channel)
        return 0
      case COMMAND.flush:
        channel.queue.length = 0
        return 0
      case COMMAND.pause:
        channel.isPaused = true
        return 0
      case COMMAND.resume:
        channel.isPaused = false
        this.#nextLater(mac, address, channel)
        return 0
      case COMMAND.wait:
      case COMMAND.rest:
      case COMMAND.freqDuration:
        return (param1 & 0xffff) / HALF_MILLISECONDS
      case COMMAND.buffer:
        return (durationOf(memory, param2 >>> 0) * NORMAL_RATE) / (channel.rate || NORMAL_RATE)
      case COMMAND.amp:
        channel.amplitude = param1 & 0xff
        return 0
      case COMMAND.getAmp:
        memory.setU16(param2 >>> 0, channel.amplitude)
        return 0
      case COMMAND.volume:
        channel.volume = param2
        return 0
      case COMMAND.getVolume:
        memory.setU32(param2 >>> 0, channel.volume)
        return 0
      case COMMAND.rateMultiplier:
        channel.rate = param2 >>> 0
        return 0
      case COMMAND.getRateMultiplier:
        memory.setU32(param2 >>> 0, channel.rate)
        return 0
      case COMMAND.callBack:
        this.#callBack(mac, address, command)
        return CALL_BACK_SECONDS
      default:
        return 0
    }
  }

  /** After the command that asks for it. */
  #nextLater(mac: Mac, address: number, channel: Channel): void {
    mac.scheduler.after(0, () => this.#next(mac, address, channel), { isBackground: this.#isInCallBack })
  }

  /** The procedure gets the channel and a copy of the command. */
  #callBack(mac: Mac, address: number, { cmd, param1, param2 }: Command): void {
    const { callBack } = SndChannel.at(mac.memory, address)
    if (callBack === 0) return
    const { memoryManager, memory } = mac
    const copy = SndCommand.at(memory, memoryManager.newPtr(memoryManager.systemZone, SndCommand.size))
    Object.assign(copy, { cmd, param1, param2 })
    const wasInCallBack = this.#isInCallBack
    this.#isInCallBack = true
    try {
      mac.callGuest(callBack, address, copy.address)
    } finally {
      this.#isInCallBack = wasInCallBack
      memoryManager.disposePtr(copy.address)
    }
  }
}

function isBusy(channel: Channel): boolean {
  return channel.playing !== undefined || channel.queue.length > 0
}
