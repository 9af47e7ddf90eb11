/* What headers ask about the environment. The declarations in this folder are this project's own, after Inside Macintosh. */
#ifndef __CONDITIONALMACROS__
#define __CONDITIONALMACROS__

#define TARGET_OS_MAC 1
#define TARGET_CPU_PPC 1
#define TARGET_CPU_68K 0
#define TARGET_RT_MAC_CFM 1
#define TARGET_RT_BIG_ENDIAN 1
#define TARGET_API_MAC_OS8 1
#define TARGET_API_MAC_CARBON 0
#define GENERATINGPOWERPC 1
#define GENERATINGCFM 1

#ifdef __cplusplus
#define BEGIN_MAC_DECLARATIONS extern "C" {
#define END_MAC_DECLARATIONS }
#else
#define BEGIN_MAC_DECLARATIONS
#define END_MAC_DECLARATIONS
#endif

#endif
