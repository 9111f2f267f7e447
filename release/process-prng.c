/* Wine before version 9 has no bcryptprimitives.dll, which Rust takes random numbers from. For tests under Wine alone: it is never released. */
#include <windows.h>
#include <ntsecapi.h>

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T length) { return RtlGenRandom(data, (ULONG)length); }
