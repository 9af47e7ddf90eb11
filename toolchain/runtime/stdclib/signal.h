/* signal.h of StdCLib. */
#ifndef __SIGNAL_H__
#define __SIGNAL_H__

#define SIG_IGN ((SignalHandler)0)
#define SIG_DFL ((SignalHandler)1)
#define SIG_ERR ((SignalHandler)-1)
#define SIGABRT (1 << 0)
#define SIGINT (1 << 1)
#define SIGFPE (1 << 2)
#define SIGILL (1 << 3)
#define SIGSEGV (1 << 4)
#define SIGTERM (1 << 5)

#ifdef __cplusplus
extern "C" {
#endif

typedef void (*SignalHandler)(int sig);
SignalHandler signal(int sig, SignalHandler func);
int raise(int sig);

#ifdef __cplusplus
}
#endif

#endif
