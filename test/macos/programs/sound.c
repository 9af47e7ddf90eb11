/* Sound Manager: channels in virtual time. */
#include "checks.h"
#include <Events.h>
#include <OSUtils.h>
#include <Sound.h>

static short calls, calledWith;
static unsigned long calledAt;

static void called(SndChannelPtr channel, SndCommand *command)
{
    calls++;
    calledWith = command->param1;
    calledAt = TickCount();
}

static OSErr send(SndChannelPtr channel, short cmd, short param1, long param2)
{
    SndCommand command;
    command.cmd = cmd;
    command.param1 = param1;
    command.param2 = param2;
    return SndDoCommand(channel, &command, true);
}
static OSErr now(SndChannelPtr channel, short cmd, short param1, long param2)
{
    SndCommand command;
    command.cmd = cmd;
    command.param1 = param1;
    command.param2 = param2;
    return SndDoImmediate(channel, &command);
}

/* A 'snd ' resource of format 1 with half a second of samples. */
static struct {
    short format, modifiers, modifier, initHigh, initLow, commands;
    SndCommand command;
    SoundHeader header;
} sound = {1, 1, sampledSynth, 0, initMono, 1, {(unsigned short)(0x8000 | bufferCmd), 0, 20}};

static Boolean isAbout(long ticks, long expected) { return ticks >= expected - 1 && ticks <= expected + 1; }

static void channels(void)
{
    SndChannelPtr channel = NULL;
    SCStatus status;
    unsigned long start, end;
    long level = 0;
    short i;
    source("Sound, chapter 2, SndNewChannel");
    check("SndNewChannel", SndNewChannel(&channel, sampledSynth, initMono, (SndCallBackUPP)called), noErr);
    checkTrue("it makes a channel", channel != NULL);
    check("whose queue has the standard length", channel->qLength, stdQLength);
    source("Sound, chapter 2, Sound Commands");
    start = TickCount();
    check("a wait of half a second", send(channel, waitCmd, 1000, 0), noErr);
    check("then a call back", send(channel, callBackCmd, 77, 0), noErr);
    check("which comes later", calls, 0);
    SndChannelStatus(channel, sizeof status, &status);
    check("the channel is busy", status.scChannelBusy, true);
    Delay(60, &end);
    check("the call back came", calls, 1);
    check("with its parameter", calledWith, 77);
    checkTrue("at its time", isAbout(calledAt - start, 30));
    SndChannelStatus(channel, sizeof status, &status);
    check("the channel is idle", status.scChannelBusy, false);
    source("Sound, chapter 2, Sound Commands");
    send(channel, waitCmd, 2000, 0);
    send(channel, callBackCmd, 78, 0);
    check("flushCmd", now(channel, flushCmd, 0, 0), noErr);
    check("quietCmd", now(channel, quietCmd, 0, 0), noErr);
    Delay(90, &end);
    check("what is flushed does not happen", calls, 1);
    check("pauseCmd", now(channel, pauseCmd, 0, 0), noErr);
    send(channel, callBackCmd, 79, 0);
    Delay(10, &end);
    check("a paused channel stands still", calls, 1);
    check("resumeCmd", now(channel, resumeCmd, 0, 0), noErr);
    Delay(2, &end);
    check("and goes on", calledWith, 79);
    source("Sound, chapter 2, Sound Commands");
    now(channel, volumeCmd, 0, 0x00800100);
    now(channel, getVolumeCmd, 0, (long)&level);
    check("the volume is that which was set", level, 0x00800100);
    source("Sound, chapter 2, SndChannelStatus");
    send(channel, waitCmd, 100, 0);
    for (i = 0; i < stdQLength; i++)
        send(channel, nullCmd, 0, 0);
    check("the queue is full", send(channel, nullCmd, 0, 0), queueFull);
    start = TickCount();
    source("Sound, chapter 2, SndDisposeChannel");
    check("SndDisposeChannel", SndDisposeChannel(channel, false), noErr);
    checkTrue("ends what there is to play", isAbout(TickCount() - start, 3));
    check("a channel is disposed of once", SndDisposeChannel(channel, true), badChannel);
    check("and takes no commands", send(channel, nullCmd, 0, 0), badChannel);
}

static void resources(void)
{
    SndChannelPtr channel = NULL;
    Handle resource;
    unsigned long start;
    sound.header.length = 11025;
    sound.header.sampleRate = rate22050hz;
    sound.header.encode = stdSH;
    PtrToHand(&sound, &resource, sizeof sound);
    source("Sound, chapter 2, SndPlay");
    check("no resource", SndPlay(NULL, NULL, false), resProblem);
    start = TickCount();
    check("SndPlay", SndPlay(NULL, (SndListHandle)resource, false), noErr);
    checkTrue("takes as long as its samples", isAbout(TickCount() - start, 30));
    SndNewChannel(&channel, sampledSynth, 0, (SndCallBackUPP)called);
    start = TickCount();
    check("SndPlay meanwhile", SndPlay(channel, (SndListHandle)resource, true), noErr);
    checkTrue("does not wait", isAbout(TickCount() - start, 0));
    calls = 0;
    send(channel, callBackCmd, 5, 0);
    SndDisposeChannel(channel, false);
    check("what comes after it", calls, 1);
    checkTrue("comes when it has ended", isAbout(calledAt - start, 30));
    **(short **)resource = 3;
    check("a resource of no known format", SndPlay(NULL, (SndListHandle)resource, false), badFormat);
}

static void volumes(void)
{
    long level = 0;
    short state = -1;
    source("Sound, chapter 2, SetSysBeepVolume");
    check("SetSysBeepVolume", SetSysBeepVolume(0x00400040), noErr);
    GetSysBeepVolume(&level);
    check("is what GetSysBeepVolume gives", level, 0x00400040);
    check("SetDefaultOutputVolume", SetDefaultOutputVolume(0x00200020), noErr);
    GetDefaultOutputVolume(&level);
    check("is another one", level, 0x00200020);
    SndGetSysBeepState(&state);
    check("the alert sound is on", state, sysBeepEnable);
    SndSetSysBeepState(sysBeepDisable);
    SndGetSysBeepState(&state);
    check("and off", state, sysBeepDisable);
    check("there is no third state", SndSetSysBeepState(2), -50);
    source("Sound, chapter 2, SndSoundManagerVersion");
    check("version 3 of the Sound Manager", SndSoundManagerVersion().majorRev, 3);
}

int main(void)
{
    openResults();
    channels();
    resources();
    volumes();
    FSClose(resultsFile);
    return 0;
}
