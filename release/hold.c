/* Holds a file as a reader of PDFs does, so that nobody else may write it: hold FILE. For tests under Wine alone: it is never released. */
#include <stdio.h>
#include <windows.h>

int wmain(int count, wchar_t **words) {
    if (count != 2) return 2;
    HANDLE file = CreateFileW(words[1], GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, NULL);
    if (file == INVALID_HANDLE_VALUE) return 1;
    puts("held");
    fflush(stdout);
    /* Until the input ends. */
    getchar();
    return 0;
}
