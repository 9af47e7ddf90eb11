/* setjmp.h of StdCLib. */
#ifndef __SETJMP_H__
#define __SETJMP_H__

#ifdef __cplusplus
extern "C" {
#endif

typedef long jmp_buf[64];
int __setjmp(jmp_buf env) __attribute__((returns_twice));
void longjmp(jmp_buf env, int val) __attribute__((noreturn));
#define setjmp(env) __setjmp(env)

#ifdef __cplusplus
}
#endif

#endif
