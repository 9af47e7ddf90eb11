/** Sound Manager: channels whose commands take their virtual time, heard by nobody or recorded (Inside Macintosh: Sound, chapter 2). */

import type { Appointment } from '../../machine/scheduler.ts'
import { fail } from '../errors.ts'
import type { Mac } from '../mac.ts'
import { askForMore, type DoubleBuffering, nextBuffer, takePlayed } from './double-buffers.ts'
import type { Sound, SoundRecording } from './recording.ts'
import { type Command, SndChannel, SndCommand, stdQLength } from './records.ts'
import { frequencyOf, type SampledSound, type Sides, sampledSound, squareWave } from './sampled-sounds.ts'

const COMMAND = {
  quiet: 3,
  flush: 4,
  wait: 10,
  pause: 11,
  resume: 12,
  callBack: 13,
  freqDuration: 40,
  rest: 41,
  sound: 80,
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

/** What a command comes to: the time that it takes, and what is heard meanwhile. */
interface Performance {
  readonly seconds: number
  readonly sound?: Sound | undefined
}
const NO_TIME: Performance = { seconds: 0 }

export interface Channel {
  readonly isOwn: boolean
  readonly queue: Command[]
  /** When the command in progress ends. */
  playing: Appointment | undefined
  /** What is heard, and since which virtual second. */
  heard: { readonly sound: Sound; readonly since: number } | undefined
  /** The header of the sound that notes are played with (soundCmd). */
  voice: number | undefined
  double: DoubleBuffering | undefined
  isPaused: boolean
  /** A call back that sends commands does not perform them itself. */
  isPerforming: boolean
  amplitude: number
  volume: number
  rate: number
}

export class SoundManager {
  private readonly channels = new Map<number, Channel>()
  beepVolume = FULL_VOLUME
  outputVolume = FULL_VOLUME
  isBeepEnabled = true
  /** Where what is heard goes, if anywhere. */
  recording: SoundRecording | undefined
  /** What a call-back procedure asks for may go on for ever by itself, and keeps no waiting program from being idle. */
  private isInCallBack = false

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
      heard: undefined,
      voice: undefined,
      double: undefined,
      isPaused: false,
      isPerforming: false,
      amplitude: 0xff,
      volume: FULL_VOLUME,
      rate: NORMAL_RATE,
    }
    this.channels.set(address, { isOwn: given === 0, queue: [], ...rest })
    return address
  }

  /** Unless it is to be quiet now, the channel ends what it has to play first. */
  close(mac: Mac, address: number, quietNow: boolean): void {
    const channel = this.channel(address)
    if (!quietNow) this.waitFor(mac, channel, () => !isBusy(channel))
    this.stop(mac, channel)
    this.channels.delete(address)
    if (channel.isOwn) mac.memoryManager.disposePtr(SndChannel.at(mac.memory, address).address)
  }

  channel(address: number): Channel {
    return this.channels.get(address) ?? fail('badChannel')
  }

  get channelCount(): number {
    return this.channels.size
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
    this.next(mac, address, channel)
  }

  /** Bypasses the queue. */
  immediate(mac: Mac, address: number, command: Command): void {
    const channel = this.channel(address)
    const performance = this.perform(mac, address, channel, command)
    if (performance.seconds > 0 && command.cmd !== COMMAND.callBack) this.play(mac, address, channel, performance)
  }

  /** SndPlayDoubleBuffer: from now on buffers are played in turn, before what is queued. */
  startDoubleBuffers(mac: Mac, address: number, header: number): void {
    const channel = this.channel(address)
    channel.double = { header, index: 0, isLast: false }
    this.next(mac, address, channel)
  }

  /** The run is over: what is still heard is heard until now. */
  settle(mac: Mac): void {
    for (const channel of this.channels.values()) this.record(mac, channel)
  }

  isPlaying(address: number): boolean {
    return isBusy(this.channel(address))
  }

  private stop(mac: Mac, channel: Channel): void {
    this.silence(mac, channel)
    channel.queue.length = 0
  }

  private silence(mac: Mac, channel: Channel): void {
    if (channel.playing !== undefined) mac.scheduler.cancel(channel.playing)
    channel.playing = undefined
    channel.double = undefined
    this.record(mac, channel)
  }

  private record({ clock }: Mac, channel: Channel): void {
    if (channel.heard !== undefined) this.recording?.add(channel.heard.sound, channel.heard.since, clock.seconds)
    channel.heard = undefined
  }

  private play(mac: Mac, address: number, channel: Channel, { seconds, sound }: Performance): void {
    if (channel.playing !== undefined) mac.scheduler.cancel(channel.playing)
    this.record(mac, channel)
    channel.heard = sound && { sound, since: mac.clock.seconds }
    const end = (): void => {
      channel.playing = undefined
      this.record(mac, channel)
      const played = takePlayed(mac, channel.double)
      this.next(mac, address, channel)
      const { double } = channel
      if (played !== undefined && double) this.asCallBack(() => askForMore(mac, address, double, played))
    }
    channel.playing = mac.scheduler.after(seconds, end, { isBackground: this.isInCallBack })
  }

  private asCallBack(action: () => void): void {
    const wasInCallBack = this.isInCallBack
    this.isInCallBack = true
    try {
      action()
    } finally {
      this.isInCallBack = wasInCallBack
    }
  }

  /** As loud as the channel is now. */
  private _sound(channel: Channel, { left, right }: Sides, rate: number, loop?: Sound['loop']): Sound {
    const part = (level: number, side: 'left' | 'right') => (side === 'left' ? level & 0xffff : level >>> 16) / 0x100
    const gain = (side: 'left' | 'right') =>
      (channel.amplitude / 0xff) * part(channel.volume, side) * part(this.outputVolume, side)
    return { left, right, rate, loop, gain: [gain('left'), gain('right')] }
  }

  /** Samples are read only where they are kept. */
  private sampled(channel: Channel, { seconds, rate, samples }: SampledSound): Performance {
    const speed = (channel.rate || NORMAL_RATE) / NORMAL_RATE
    const sound = this.recording && this._sound(channel, samples(), rate * speed)
    return { seconds: seconds / speed, sound }
  }

  /** A note of the channel's voice, or of a square wave. */
  private note({ memory }: Mac, channel: Channel, { param1, param2 }: Command): Performance {
    const seconds = (param1 & 0xffff) / HALF_MILLISECONDS
    if (this.recording === undefined) return { seconds }
    const frequency = frequencyOf(param2 & 0xff)
    if (channel.voice === undefined) {
      const period = squareWave.left.length
      return { seconds, sound: this._sound(channel, squareWave, frequency * period, [0, period]) }
    }
    const { samples, rate, baseFrequency, loop } = sampledSound(memory, channel.voice)
    const pitch = frequency / frequencyOf(baseFrequency)
    return { seconds, sound: this._sound(channel, samples(), rate * pitch, loop) }
  }

  private next(mac: Mac, address: number, channel: Channel): void {
    if (channel.isPerforming) return
    channel.isPerforming = true
    try {
      while (channel.playing === undefined && !channel.isPaused && this.channels.get(address) === channel) {
        const performance = this.nextOf(mac, address, channel)
        if (performance === undefined) return
        if (performance.seconds > 0 && this.channels.get(address) === channel)
          this.play(mac, address, channel, performance)
      }
    } finally {
      channel.isPerforming = false
    }
  }

  private nextOf(mac: Mac, address: number, channel: Channel): Performance | undefined {
    if (channel.double !== undefined) {
      const buffer = nextBuffer(mac, channel.double)
      if (buffer !== undefined) return this.sampled(channel, buffer)
      channel.double = undefined
    }
    const command = channel.queue.shift()
    return command && this.perform(mac, address, channel, command)
  }

  private perform(mac: Mac, address: number, channel: Channel, command: Command): Performance {
    const { memory } = mac
    const { cmd, param1, param2 } = command
    switch (cmd) {
      case COMMAND.quiet:
        this.silence(mac, channel)
        this.nextLater(mac, address, channel)
        return NO_TIME
      case COMMAND.flush:
        channel.queue.length = 0
        return NO_TIME
      case COMMAND.pause:
        channel.isPaused = true
        return NO_TIME
      case COMMAND.resume:
        channel.isPaused = false
        this.nextLater(mac, address, channel)
        return NO_TIME
      case COMMAND.wait:
      case COMMAND.rest:
        return { seconds: (param1 & 0xffff) / HALF_MILLISECONDS }
      case COMMAND.freqDuration:
        return this.note(mac, channel, command)
      case COMMAND.sound:
        channel.voice = param2 >>> 0
        return NO_TIME
      case COMMAND.buffer:
        return this.sampled(channel, sampledSound(memory, param2 >>> 0))
      case COMMAND.amp:
        channel.amplitude = param1 & 0xff
        return NO_TIME
      case COMMAND.getAmp:
        memory.setU16(param2 >>> 0, channel.amplitude)
        return NO_TIME
      case COMMAND.volume:
        channel.volume = param2
        return NO_TIME
      case COMMAND.getVolume:
        memory.setU32(param2 >>> 0, channel.volume)
        return NO_TIME
      case COMMAND.rateMultiplier:
        channel.rate = param2 >>> 0
        return NO_TIME
      case COMMAND.getRateMultiplier:
        memory.setU32(param2 >>> 0, channel.rate)
        return NO_TIME
      case COMMAND.callBack:
        this._callBack(mac, address, command)
        return { seconds: CALL_BACK_SECONDS }
      default:
        return NO_TIME
    }
  }

  /** After the command that asks for it. */
  private nextLater(mac: Mac, address: number, channel: Channel): void {
    mac.scheduler.after(0, () => this.next(mac, address, channel), { isBackground: this.isInCallBack })
  }

  /** The procedure gets the channel and a copy of the command. */
  private _callBack(mac: Mac, address: number, { cmd, param1, param2 }: Command): void {
    const { callBack } = SndChannel.at(mac.memory, address)
    if (callBack === 0) return
    const { memoryManager, memory } = mac
    const copy = SndCommand.at(memory, memoryManager.newPtr(memoryManager.systemZone, SndCommand.size))
    Object.assign(copy, { cmd, param1, param2 })
    try {
      this.asCallBack(() => mac.callGuest(callBack, address, copy.address))
    } finally {
      memoryManager.disposePtr(copy.address)
    }
  }
}

function isBusy(channel: Channel): boolean {
  return channel.playing !== undefined || channel.queue.length > 0 || channel.double !== undefined
}
