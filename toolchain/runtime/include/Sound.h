/* Sound Manager: Inside Macintosh: Sound, chapter 2. */
#ifndef __SOUND__
#define __SOUND__

#include "MacTypes.h"

typedef UniversalProcPtr SndCallBackUPP;
enum { squareWaveSynth = 1, waveTableSynth = 3, sampledSynth = 5 };
enum { initMono = 0x80, initStereo = 0xC0 };
enum { stdQLength = 128, stdSH = 0, extSH = 0xFF, cmpSH = 0xFE, rate22050hz = 0x56220000 };
enum { kMiddleC = 60 };
enum { sysBeepDisable = 0, sysBeepEnable = 1 };
enum {
    nullCmd = 0,
    quietCmd = 3,
    flushCmd = 4,
    waitCmd = 10,
    pauseCmd = 11,
    resumeCmd = 12,
    callBackCmd = 13,
    freqDurationCmd = 40,
    restCmd = 41,
    ampCmd = 43,
    getAmpCmd = 45,
    volumeCmd = 46,
    getVolumeCmd = 47,
    soundCmd = 80,
    bufferCmd = 81,
    rateMultiplierCmd = 86,
    getRateMultiplierCmd = 87
};
enum { queueFull = -203, resProblem = -204, badChannel = -205, badFormat = -206, siNoSoundInHardware = -220 };

#pragma pack(push, 2)
typedef struct SndCommand {
    unsigned short cmd;
    short param1;
    long param2;
} SndCommand;
typedef struct SndChannel {
    struct SndChannel *nextChan;
    Ptr firstMod;
    SndCallBackUPP callBack;
    long userInfo;
    long wait;
    SndCommand cmdInProgress;
    short flags;
    short qLength;
    short qHead;
    short qTail;
    SndCommand queue[128];
} SndChannel, *SndChannelPtr;
typedef struct SoundHeader {
    Ptr samplePtr;
    unsigned long length;
    UnsignedFixed sampleRate;
    unsigned long loopStart;
    unsigned long loopEnd;
    UInt8 encode;
    UInt8 baseFrequency;
    UInt8 sampleArea[1];
} SoundHeader, *SoundHeaderPtr;
typedef struct SndDoubleBuffer {
    long dbNumFrames;
    long dbFlags;
    long dbUserInfo[2];
    SInt8 dbSoundData[1];
} SndDoubleBuffer, *SndDoubleBufferPtr;
typedef UniversalProcPtr SndDoubleBackUPP;
typedef struct SndDoubleBufferHeader {
    short dbhNumChannels;
    short dbhSampleSize;
    short dbhCompressionID;
    short dbhPacketSize;
    UnsignedFixed dbhSampleRate;
    SndDoubleBufferPtr dbhBufferPtr[2];
    SndDoubleBackUPP dbhDoubleBack;
} SndDoubleBufferHeader, *SndDoubleBufferHeaderPtr;
enum { dbBufferReady = 1, dbLastBuffer = 4 };
typedef struct SndListResource **SndListHandle;
typedef struct SCStatus {
    UnsignedFixed scStartTime;
    UnsignedFixed scEndTime;
    UnsignedFixed scCurrentTime;
    Boolean scChannelBusy;
    Boolean scChannelDisposed;
    Boolean scChannelPaused;
    Boolean scUnused;
    unsigned long scChannelAttributes;
    long scCPULoad;
} SCStatus, *SCStatusPtr;
#pragma pack(pop)

BEGIN_MAC_DECLARATIONS
void SysBeep(short duration);
NumVersion SndSoundManagerVersion(void);
OSErr SndNewChannel(SndChannelPtr *chan, short synth, long init, SndCallBackUPP userRoutine);
OSErr SndDisposeChannel(SndChannelPtr chan, Boolean quietNow);
OSErr SndDoCommand(SndChannelPtr chan, const SndCommand *cmd, Boolean noWait);
OSErr SndDoImmediate(SndChannelPtr chan, const SndCommand *cmd);
OSErr SndPlay(SndChannelPtr chan, SndListHandle sndHandle, Boolean async);
OSErr SndPlayDoubleBuffer(SndChannelPtr chan, SndDoubleBufferHeaderPtr theParams);
OSErr SndChannelStatus(SndChannelPtr chan, short theLength, SCStatusPtr theStatus);
OSErr GetSysBeepVolume(long *level);
OSErr SetSysBeepVolume(long level);
OSErr GetDefaultOutputVolume(long *level);
OSErr SetDefaultOutputVolume(long level);
void SndGetSysBeepState(short *sysBeepState);
OSErr SndSetSysBeepState(short sysBeepState);
END_MAC_DECLARATIONS

#endif
