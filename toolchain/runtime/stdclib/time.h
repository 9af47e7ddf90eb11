/* time.h of StdCLib: seconds since 1904, local time. */
#ifndef __TIME_H__
#define __TIME_H__

#include <stddef.h>

#define CLOCKS_PER_SEC 60

#ifdef __cplusplus
extern "C" {
#endif

typedef unsigned long clock_t;
typedef unsigned long time_t;
struct tm {
    int tm_sec, tm_min, tm_hour, tm_mday, tm_mon, tm_year, tm_wday, tm_yday, tm_isdst;
};

clock_t clock(void);
double difftime(time_t time1, time_t time0);
time_t mktime(struct tm *timeptr);
time_t time(time_t *timer);
char *asctime(const struct tm *timeptr);
char *ctime(const time_t *timer);
struct tm *gmtime(const time_t *timer);
struct tm *localtime(const time_t *timer);
size_t strftime(char *s, size_t maxsize, const char *format, const struct tm *timeptr);

#ifdef __cplusplus
}
#endif

#endif
