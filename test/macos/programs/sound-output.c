/* Sounds of known samples, one after the other, for a recording; and buffers that are filled while others play. */
#include "checks.h"
#include <Events.h>
#include <OSUtils.h>
#include <Sound.h>

#define FRAMES 2205
static struct {
    SoundHeader header;
    UInt8 rest[FRAMES];
} ramp;
static struct {
    long frames, flags, info[2];
    short samples[2 * 4410];
} buffers[2];
static short filled;

/* Three buffers of a tenth of a second in stereo: left and right each at a level of their own. */
static void fill(SndDoubleBufferPtr buffer)
{
    short *sample = (short *)buffer->dbSoundData, i;
    for (i = 0; i < 4410; i++) {
        *sample++ = 8192;
        *sample++ = -4096;
    }
    buffer->dbNumFrames = 4410;
    buffer->dbFlags |= dbBufferReady;
    if (++filled == 3)
        buffer->dbFlags |= dbLastBuffer;
}
static void doubleBack(SndChannelPtr channel, SndDoubleBufferPtr buffer)
{
    if (filled < 3)
        fill(buffer);
}

static OSErr send(SndChannelPtr channel, short cmd, short param1, long param2)
{
    SndCommand command;
    command.cmd = cmd;
    command.param1 = param1;
    command.param2 = param2;
    return SndDoCommand(channel, &command, false);
}

int main(void)
{
    SndChannelPtr channel = NULL;
    SndDoubleBufferHeader header = {2, 16, 0, 0, 44100UL << 16, {(SndDoubleBufferPtr)&buffers[0], (SndDoubleBufferPtr)&buffers[1]}, (SndDoubleBackUPP)doubleBack};
    SCStatus status;
    unsigned long start, ignored;
    short i;
    openResults();
    SndNewChannel(&channel, sampledSynth, initStereo, NULL);
    ramp.header.length = FRAMES;
    ramp.header.sampleRate = 22050UL << 16;
    ramp.header.encode = stdSH;
    for (i = 0; i < FRAMES; i++)
        ramp.header.sampleArea[i] = i;
    source("Sound 2-94, bufferCmd");
    check("bufferCmd", send(channel, bufferCmd, 0, (long)&ramp.header), noErr);
    check("restCmd", send(channel, restCmd, 200, 0), noErr);
    source("Sound 2-93, ampCmd and freqDurationCmd");
    check("ampCmd", send(channel, ampCmd, 128, 0), noErr);
    check("freqDurationCmd", send(channel, freqDurationCmd, 400, 69), noErr);
    check("ampCmd again", send(channel, ampCmd, 255, 0), noErr);
    Delay(40, &ignored);
    source("Sound 2-147, SndPlayDoubleBuffer");
    fill((SndDoubleBufferPtr)&buffers[0]);
    fill((SndDoubleBufferPtr)&buffers[1]);
    start = TickCount();
    check("SndPlayDoubleBuffer", SndPlayDoubleBuffer(channel, &header), noErr);
    SndChannelStatus(channel, sizeof status, &status);
    check("the channel is busy", status.scChannelBusy, true);
    check("it returns at once", TickCount() - start < 2, true);
    Delay(9, &ignored);
    check("the first buffer is asked for again", filled, 3);
    check("and is ready", buffers[0].flags & dbBufferReady, dbBufferReady);
    Delay(15, &ignored);
    check("after the last one no more is played", filled, 3);
    SndChannelStatus(channel, sizeof status, &status);
    check("the channel is idle", status.scChannelBusy, false);
    header.dbhCompressionID = 3;
    check("compressed buffers", SndPlayDoubleBuffer(channel, &header), badFormat);
    SndDisposeChannel(channel, true);
    check("a channel that is gone", SndPlayDoubleBuffer(channel, &header), badChannel);
    FSClose(resultsFile);
    return 0;
}
