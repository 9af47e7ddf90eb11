/* Time of the C library over the clock of the Macintosh, which is in local time; it is given out as if it were UTC. */

#include <DateTimeUtils.h>
#include <Timer.h>
#include <errno.h>
#include <reent.h>
#include <sys/time.h>
#include <sys/times.h>

/* From 1904 to 1970: 24,107 days. */
#define EPOCH_DIFFERENCE (86400UL * 24107UL)

int _gettimeofday_r(struct _reent *reent, struct timeval *time, void *zone) {
    unsigned long seconds;
    UnsignedWide microseconds;
    (void)reent;
    (void)zone;
    GetDateTime(&seconds);
    Microseconds(&microseconds);
    time->tv_sec = (time_t)seconds - (time_t)EPOCH_DIFFERENCE;
    time->tv_usec = (suseconds_t)(((unsigned long long)microseconds.hi << 32 | microseconds.lo) % 1000000);
    return 0;
}

/* In CLOCKS_PER_SEC, which is 1000; Retro68's C library always fails here. */
clock_t _times_r(struct _reent *reent, struct tms *times) {
    UnsignedWide microseconds;
    (void)reent;
    Microseconds(&microseconds);
    clock_t milliseconds = (clock_t)(((unsigned long long)microseconds.hi << 32 | microseconds.lo) / 1000);
    times->tms_utime = milliseconds;
    times->tms_stime = 0;
    times->tms_cutime = 0;
    times->tms_cstime = 0;
    return milliseconds;
}
